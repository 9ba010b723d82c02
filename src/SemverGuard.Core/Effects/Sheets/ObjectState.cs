using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>One object after its constructor, worked out and not run: what is in its fields, and what its properties answer.</summary>
/// <param name="scripts">Of the world the type lives in.</param>
internal sealed class ObjectState(WorldScripts scripts, TypeHome type)
{
    /// <summary>Calls inside calls; what is deeper is worked out, not written down.</summary>
    private const int Deepest = 8;

    /// <summary>Bodies walked for one object; a type that needs more is no list of values.</summary>
    private const int MostBodies = 2000;

    private readonly AssemblySet world = scripts.World;
    private readonly HashSet<TypeHome> initialised = [];
    private readonly Dictionary<string, Value> statics = new(StringComparer.Ordinal);
    private Dictionary<string, Value> fields = new(StringComparer.Ordinal);
    private int bodies;

    /// <summary>The methods that were walked, for constructors share their work.</summary>
    public HashSet<(AssemblyImage, MethodDefinitionHandle)> Walked { get; } = [];

    public void Construct(MethodDefinitionHandle constructor)
    {
        int parameters = type.Image!.SignatureOf(type.Image.Reader.GetMethodDefinition(constructor)).ParameterTypes.Length;
        var arguments = Enumerable.Range(0, parameters).Select(x => new Value(ValueKind.Argument, "argument " + (x + 1)));
        Walk(new MemberHome(Outcome.Found, type, constructor), [Value.This, .. arguments], 0, isUnsure: false);
    }

    /// <summary>What a getter answers; asking changes nothing.</summary>
    public Value Ask(TypeHome declaring, MethodDefinitionHandle getter)
    {
        var kept = fields;
        fields = new Dictionary<string, Value>(kept, StringComparer.Ordinal);
        var answer = Walk(new MemberHome(Outcome.Found, declaring, getter), [Value.This], 0, isUnsure: false);
        fields = kept;
        return answer ?? Value.Unknown;
    }

    public Value Get(ScriptReader reader, Operand field) =>
        fields.TryGetValue(field.Symbol, out var value)
            ? value
            : Literals.DefaultValue(Literals.FieldType(field), scripts.SideOf(reader.Image));

    public void Set(Operand field, Value value, bool isUnsure) =>
        fields[field.Symbol] = isUnsure
            ? Value.Meet(fields.TryGetValue(field.Symbol, out var known) ? known : Value.Unknown, value)
            : value;

    public void SetStatic(Operand field, Value value, bool isUnsure) =>
        statics[field.Symbol] = isUnsure || statics.ContainsKey(field.Symbol) ? Value.Unknown : value;

    /// <summary>What a static field holds that nobody can set later.</summary>
    public Value Static(ScriptReader reader, Operand field)
    {
        var symbol = new Value(ValueKind.Field, field.Symbol);
        var home = world.ResolveMember(reader.Image, field.Handle);
        if (!home.IsFound || home.Image.IsFramework || home.Member.Kind != HandleKind.FieldDefinition) return symbol;
        var definition = home.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)home.Member);
        if ((definition.Attributes & FieldAttributes.InitOnly) == 0) return symbol;
        if (initialised.Add(home.Type))
        {
            foreach (var method in home.Type.Definition.GetMethods())
            {
                if (home.Image.Reader.StringComparer.Equals(home.Image.Reader.GetMethodDefinition(method).Name, ".cctor"))
                    Walk(new MemberHome(Outcome.Found, home.Type, method), [], 0, isUnsure: false);
            }
        }
        return statics.TryGetValue(field.Symbol, out var value) && value.IsConstant ? value : symbol;
    }

    /// <summary>Null where a method cannot be followed.</summary>
    public Value? Call(ScriptReader reader, Operand call, Value[] arguments, bool isVirtual, int depth, bool isUnsure)
    {
        if (call.Handle.IsNil || depth >= Deepest) return null;
        var home = world.ResolveMember(reader.Image, call.Handle);
        if (!home.IsFound || home.Member.Kind != HandleKind.MethodDefinition) return null;
        bool isOnThis = arguments.Length > 0 && arguments[0].Kind == ValueKind.This;
        var definition = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        if (isOnThis && isVirtual && (definition.Attributes & MethodAttributes.Virtual) != 0)
        {
            var most = MemberResolution.Method(world, type, call.Name, home.Image.SignatureOf(definition));
            if (most.IsFound) home = most;
        }
        if (home.Image.IsFramework) return null;
        // Another object's state is not known here.
        if (!isOnThis && (definition.Attributes & MethodAttributes.Static) == 0) return null;
        return Walk(home, arguments, depth + 1, isUnsure) ?? (call.Pushes ? null : Value.Unknown);
    }

    private Value? Walk(MemberHome home, Value[] arguments, int depth, bool isUnsure)
    {
        var method = (MethodDefinitionHandle)home.Member;
        var definition = home.Image.Reader.GetMethodDefinition(method);
        if (++bodies > MostBodies || home.Image.Body(definition) is not { } body) return null;
        Walked.Add((home.Image, method));
        var evaluation = new Evaluation(this, scripts[home.Image], definition, body, arguments, depth, isUnsure);
        evaluation.Run();
        return evaluation.Result;
    }
}

/// <summary>One reader for each assembly of a world, for all objects that are worked out in it.</summary>
internal sealed class WorldScripts(AssemblySet world)
{
    private readonly Dictionary<AssemblyImage, ScriptReader> readers = [];

    public AssemblySet World => world;

    public ScriptReader this[AssemblyImage image] =>
        readers.TryGetValue(image, out var known) ? known : readers[image] = new ScriptReader(image, new OperandTable(image), _ => false);

    public Side SideOf(AssemblyImage image) => new(world, image, this[image].Operands);
}
