using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects.Flow;

/// <summary>What the metadata says of the members that the bodies of one assembly name.</summary>
internal sealed class NamedMembers(Side side, Allowance allowance)
{
    private readonly Dictionary<EntityHandle, (int Pops, bool Pushes, bool IsFloat)> pointers = [];
    private readonly Dictionary<EntityHandle, int[]> places = [];

    public string Symbol(EntityHandle entity)
    {
        if (entity.Kind == HandleKind.StandaloneSignature) return "";
        string symbol = NormalBody.Symbol(side.Image, entity);
        allowance.Take(symbol.Length / 32);
        return symbol;
    }

    /// <summary>What a call leaves, at the end of the symbol of what is called.</summary>
    public string ReturnType(EntityHandle call) => Type(Symbol(call));

    public string FieldType(EntityHandle field) => Type(Symbol(field));

    private static string Type(string symbol)
    {
        int colon = symbol.LastIndexOf(" : ", StringComparison.Ordinal);
        return colon < 0 ? "" : symbol.Substring(colon + " : ".Length);
    }

    /// <summary>Whether what is called sets an argument without looking at it.</summary>
    public bool IsOut(Stop.Action call, int argument)
    {
        if (call.Name != nameof(ILOpCode.Call) || call.Entity.Kind == HandleKind.StandaloneSignature) return false;
        if (Definition(call.Entity) is not { } home) return false;
        var reader = home.Image.Reader;
        var definition = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        allowance.Take(definition.GetParameters().Count / 4);
        int number = argument + ((definition.Attributes & MethodAttributes.Static) != 0 ? 1 : 0);
        return definition.GetParameters().Select(reader.GetParameter).Any(x =>
            x.SequenceNumber == number && (x.Attributes & (ParameterAttributes.Out | ParameterAttributes.In)) == ParameterAttributes.Out);
    }

    /// <summary>
    /// Whether an action only looks at something: a field, a property, and what answers yes or no and is called like a question.
    /// </summary>
    public bool IsLook(Stop.Action action) => IsRead(action) || IsQuestion(action);

    /// <summary>A field, a property, an operator, a type.</summary>
    public bool IsRead(Stop.Action action) => MayBeLook(action)
        && (action.Name is nameof(ILOpCode.Ldfld) or nameof(ILOpCode.Ldsfld)
            || IsCall(action) && side.Operands[action.Entity] is var call
                && (call.IsAnswerOnly || call.Is("System.Type", "GetTypeFromHandle") || call.Is("System.Object", "GetType")));

    private static bool MayBeLook(Stop.Action action) => action.Pushes && !action.IsFloat && !action.Entity.IsNil
        && action.Entity.Kind != HandleKind.StandaloneSignature;

    private static bool IsCall(Stop.Action action) => action.Name.StartsWith(nameof(ILOpCode.Call), StringComparison.Ordinal);

    private bool IsQuestion(Stop.Action action)
    {
        if (!MayBeLook(action) || !IsCall(action)) return false;
        var call = side.Operands[action.Entity];
        // Of a generic method, its type arguments stand behind it.
        return ReturnType(action.Entity).Split('<')[0] == "System.Boolean"
            && !Array.Exists(action.Arguments, x => x.Kind == TermKind.Address)
            && Array.Exists(Questions, x => call.Name.StartsWith(x, StringComparison.Ordinal)
                && (call.Name.Length == x.Length || char.IsUpper(call.Name[x.Length])));
    }

    /// <summary>Whether something that is called is true of null, whatever else.</summary>
    public bool IsTrueOfNull(Stop.Action look) =>
        side.Operands[look.Entity] is { Type: "System.String", Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" };

    public static bool NeverReturns(string method) =>
        method.StartsWith("System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(", StringComparison.Ordinal)
        || method.StartsWith("System.Environment.FailFast(", StringComparison.Ordinal);

    private static readonly string[] Questions =
        ["Is", "Are", "Has", "Can", "Should", "Must", "Contains", "Any", "All", "Exists", "StartsWith", "EndsWith", "Equals", "Supports"];

    /// <summary>Which of the values that a call takes are the line and the file that it stands in, by what its parameters say.</summary>
    public int[] PlacesOfCaller(Instruction instruction, int pops)
    {
        if (instruction.Code is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj) || pops == 0) return [];
        if (places.TryGetValue(instruction.Entity, out int[]? known)) return known;
        return places[instruction.Entity] = side.Operands[instruction.Entity].IsFramework
            || Definition(instruction.Entity) is not { } home ? [] : PlacesOfCaller(home, instruction.Code, pops);
    }

    private int[] PlacesOfCaller(MemberHome home, ILOpCode code, int pops)
    {
        var reader = home.Image.Reader;
        var method = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        int first = (method.Attributes & MethodAttributes.Static) != 0 || code == ILOpCode.Newobj ? 1 : 0;
        allowance.Take(method.GetParameters().Count);
        return
        [
            .. method.GetParameters().Select(reader.GetParameter)
                .Where(x => x.SequenceNumber > 0 && x.SequenceNumber - first < pops
                    && x.GetCustomAttributes().Any(y => IsPlaceOfCaller(home.Image, y)))
                .Select(x => x.SequenceNumber - first),
        ];
    }

    private static bool IsPlaceOfCaller(AssemblyImage image, CustomAttributeHandle attribute) =>
        CustomAttributes.TypeName(image, image.Reader.GetCustomAttribute(attribute)) is
            "System.Runtime.CompilerServices.CallerLineNumberAttribute" or "System.Runtime.CompilerServices.CallerFilePathAttribute";

    /// <summary>The method of the packages that is called by its name; null for one of the framework, and where nobody finds it.</summary>
    private MemberHome? Definition(EntityHandle called)
    {
        var method = called.Kind == HandleKind.MethodSpecification
            ? side.Image.Reader.GetMethodSpecification((MethodSpecificationHandle)called).Method
            : called;
        return side.World.ResolveMember(side.Image, method) is { IsFound: true, Member.Kind: HandleKind.MethodDefinition } home
            ? home
            : null;
    }

    /// <summary>What a call through a pointer takes and leaves.</summary>
    public (int Pops, bool Pushes, bool IsFloat) CalledThroughPointer(EntityHandle signature)
    {
        if (pointers.TryGetValue(signature, out var known)) return known;
        if (signature.Kind != HandleKind.StandaloneSignature)
            throw new BadImageFormatException("A method body calls through a pointer without a signature.");
        var method = side.Image.Reader.GetStandaloneSignature((StandaloneSignatureHandle)signature)
            .DecodeMethodSignature(side.Image.LinkText, GenericScope.Open);
        allowance.Take(1 + method.ParameterTypes.Sum(x => (long)x.Length) / 16);
        int pops = method.ParameterTypes.Length + (method.Header.IsInstance ? 1 : 0) + 1;
        return pointers[signature] = (pops, method.ReturnType != "System.Void", Code.IsFloat(method.ReturnType));
    }
}
