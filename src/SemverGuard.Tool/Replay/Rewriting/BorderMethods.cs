using Mono.Cecil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>The recorder's methods, as one rewritten assembly names them.</summary>
internal sealed class BorderMethods
{
    private readonly ModuleDefinition module;
    private readonly TypeDefinition border, crossing;

    /// <param name="recorder">The recorder that goes with the assembly's framework.</param>
    public BorderMethods(ModuleDefinition module, ModuleDefinition recorder)
    {
        this.module = module;
        border = recorder.GetType("SemverGuard.Recording", "Border");
        crossing = recorder.GetType("SemverGuard.Recording", "Crossing");
        Crossing = module.ImportReference(crossing);
        Exception = module.ImportReference(crossing.Methods.First(x => x.Name == "Threw").Parameters[0].ParameterType);
    }

    public TypeReference Crossing { get; }

    public TypeReference Exception { get; }

    public MethodReference Leave => Import(border, "Leave");

    public MethodReference Enter => Import(border, "Enter");

    public MethodReference Begin => Import(border, "Begin");

    public MethodReference Go => Import(crossing, "Go");

    public MethodReference Threw => Import(crossing, "Threw");

    public MethodReference Unseen => Import(crossing, "Unseen");

    public MethodReference ReturnUnseen => Import(crossing, "ReturnUnseen");

    public MethodReference ReturnVoid => Import(crossing, "Return", arity: 0);

    public MethodReference Field(TypeReference type) => Of(Import(border, "Field", 1), type);

    public MethodReference Argument(TypeReference type) => Of(Import(crossing, "Argument", 1), type);

    public MethodReference HandedBack(TypeReference type) => Of(Import(crossing, "HandedBack", 1), type);

    public MethodReference Return(TypeReference type)
    {
        bool isLater = crossing.Methods.Any(x => x.Name == "ReturnLater");
        if (isLater && type.FullName == "System.Threading.Tasks.ValueTask") return Import(crossing, "ReturnLater", 0);
        if (isLater && type is GenericInstanceType { ElementType.FullName: "System.Threading.Tasks.ValueTask`1" } later)
            return Of(Import(crossing, "ReturnLater", 1), later.GenericArguments[0]);
        return Of(Import(crossing, "Return", 1), type);
    }

    private MethodReference Import(TypeDefinition type, string name, int arity = 0) =>
        module.ImportReference(type.Methods.First(x => x.Name == name && x.GenericParameters.Count == arity));

    private static GenericInstanceMethod Of(MethodReference method, TypeReference argument)
    {
        var instance = new GenericInstanceMethod(method);
        instance.GenericArguments.Add(argument);
        return instance;
    }
}
