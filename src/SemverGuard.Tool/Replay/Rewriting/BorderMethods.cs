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

    public MethodReference Prepare => Import(border, "Prepare");

    public MethodReference Construct => Import(border, "Construct");

    public MethodReference Constructed => Import(border, "Constructed");

    public MethodReference Go => Import(crossing, "Go");

    public MethodReference Threw => Import(crossing, "Threw");

    public MethodReference Unwound => Import(crossing, "Unwound");

    public MethodReference Unseen => Import(crossing, "Unseen");

    public MethodReference ReturnUnseen => Import(crossing, "ReturnUnseen");

    public MethodReference ReturnVoid => Import(crossing, "Return", arity: 0);

    public MethodReference Field(TypeReference type) => Of(Import(border, "Field", 1), type);

    public MethodReference SetField(TypeReference type) => Of(Import(border, "SetField", 1), type);

    public MethodReference Made(TypeReference type) => Of(Import(border, "Made", 1), type);

    public MethodReference Handed(TypeReference type) => Of(Import(border, "Handed", 1), type);

    public MethodReference Argument(TypeReference type) => Of(Import(crossing, "Argument", 1), type);

    public MethodReference HandedBack(TypeReference type) => Of(Import(crossing, "HandedBack", 1), type);

    public MethodReference Return(TypeReference type)
    {
        if (type is GenericInstanceType { GenericArguments: [var argument] } generic && ReturnsOf(generic.ElementType.FullName) is { } name)
            return Of(Import(crossing, name, 1), argument);
        if (type.FullName == "System.Threading.Tasks.ValueTask" && Has("ReturnLater")) return Import(crossing, "ReturnLater", 0);
        return Of(Import(crossing, "Return", 1), type);
    }

    /// <summary>For a span; null for any other type, or where the framework has none.</summary>
    public MethodReference? SpanArgument(TypeReference type) => OfSpan(type, x => x + "Argument");

    /// <inheritdoc cref="SpanArgument"/>
    public MethodReference? ReturnSpan(TypeReference type) => OfSpan(type, x => "Return" + x);

    /// <summary>For one that can be written to; null for any other type.</summary>
    public MethodReference? SpanHandedBack(TypeReference type) => OfSpan(type, x => x + "HandedBack");

    private MethodReference? OfSpan(TypeReference type, Func<string, string> name)
    {
        if (type is not GenericInstanceType { GenericArguments: [var item] } || Signature.IsUnseen(item)) return null;
        string? kind = type.GetElementType().FullName switch
        {
            "System.Span`1" => "Span", "System.ReadOnlySpan`1" => "ReadOnlySpan", _ => null,
        };
        return kind is not null && Has(name(kind)) ? Of(Import(crossing, name(kind), 1), item) : null;
    }

    /// <summary>Which of the recorder's methods takes what comes later; null where it is a value like others.</summary>
    private string? ReturnsOf(string type) => type switch
    {
        "System.Collections.Generic.IEnumerable`1" => "ReturnItems",
        "System.Collections.Generic.IAsyncEnumerable`1" when Has("ReturnItemsLater") => "ReturnItemsLater",
        "System.Threading.Tasks.ValueTask`1" when Has("ReturnLater") => "ReturnLater",
        _ => null,
    };

    private bool Has(string name) => crossing.Methods.Any(x => x.Name == name);

    private MethodReference Import(TypeDefinition type, string name, int arity = 0) =>
        module.ImportReference(type.Methods.First(x => x.Name == name && x.GenericParameters.Count == arity));

    private static GenericInstanceMethod Of(MethodReference method, TypeReference argument)
    {
        var instance = new GenericInstanceMethod(method);
        instance.GenericArguments.Add(argument);
        return instance;
    }
}
