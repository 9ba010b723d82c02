using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>A type whose members a serializer reads or writes for the project.</summary>
/// <param name="Giver">The project's method that gives it away, or a type that holds it; nil for what an attribute names.</param>
/// <param name="IsRead">It may be made of data, and not only written down.</param>
internal sealed record SerializedType(TypeHome Type, Serializer By, MethodDefinitionHandle Giver, int Offset, bool IsRead);

/// <summary>Which types the project's own code gives to serializers, with all that they hold.</summary>
internal sealed class SerializedTypes
{
    private readonly AssemblySet world;
    private readonly AssemblyImage consumer;
    private readonly OperandTable operands;
    private readonly ScriptReader scripts;
    private readonly StaticTypes types;
    private readonly Dictionary<(TypeHome, Serializer), SerializedType> found = [];
    private readonly Queue<SerializedType> open = new();

    private SerializedTypes(AssemblySet world, AssemblyImage consumer)
    {
        this.world = world;
        this.consumer = consumer;
        operands = new OperandTable(consumer);
        scripts = new ScriptReader(consumer, operands, _ => false);
        types = new StaticTypes(consumer);
    }

    public static IReadOnlyCollection<SerializedType> Of(AssemblySet world, AssemblyImage consumer)
    {
        var given = new SerializedTypes(world, consumer);
        foreach (var method in consumer.Reader.MethodDefinitions) given.Method(method);
        foreach (var attribute in consumer.Reader.CustomAttributes) given.Attribute(consumer.Reader.GetCustomAttribute(attribute));
        while (given.open.Count > 0) given.Held(given.open.Dequeue());
        return given.found.Values;
    }

    private void Method(MethodDefinitionHandle handle)
    {
        var method = consumer.Reader.GetMethodDefinition(handle);
        if (consumer.Body(method) is not { } body) return;
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
            var call = operands[il.Entity];
            if (Serializers.Of(call) is not { } by) continue;
            if (il.Entity.Kind == HandleKind.MethodSpecification)
                Give(types.Arguments((MethodSpecificationHandle)il.Entity), consumer,
                    new SerializedType(default, by, handle, il.Offset, Reads(call)));
            if (!offsets.ContainsKey(call.Symbol)) offsets[call.Symbol] = il.Offset;
        }
        if (offsets.Count == 0) return;
        // Lambdas are walked for themselves: their arguments are others.
        var steps = new List<Step>();
        new BodyWalk(scripts, method, body, steps, [.. consumer.Reader.MethodDefinitions], 0, []).Run();
        foreach (var step in steps.Where(x => x.Kind == StepKind.Call))
        {
            if (Serializers.Of(step.Target!) is not { } by) continue;
            foreach (var argument in step.Arguments)
                Give(types.Of(argument, method), consumer,
                    new SerializedType(
                        default, by, handle, offsets.TryGetValue(step.Target!.Symbol, out int offset) ? offset : 0, Reads(step.Target!)));
        }
    }

    /// <summary>A context of System.Text.Json names its types in attributes.</summary>
    private void Attribute(CustomAttribute attribute)
    {
        if (CustomAttributes.TypeName(consumer, attribute) != "System.Text.Json.Serialization.JsonSerializableAttribute"
            || CustomAttributes.FirstString(consumer, attribute) is not { } name)
            return;
        string[] parts = name.Split(',');
        var home = parts.Length < 2
            ? new TypeHome(consumer, consumer.FindType(parts[0]))
            : world.FindType(parts[1].Trim(), parts[0].Replace('+', '.'));
        if (home.IsFound) Add(new SerializedType(home, Serializers.Json, default, 0, IsRead: true));
    }

    /// <summary>What a serializer that is made is used for, nobody knows.</summary>
    private static bool Reads(Operand call) => !call.Name.StartsWith("Serialize", StringComparison.Ordinal)
        && !call.Name.StartsWith("Post", StringComparison.Ordinal) && !call.Name.StartsWith("Put", StringComparison.Ordinal)
        && call.Name is not ("Create" or "FromObject" or "PatchAsJsonAsync");

    private void Give(IReadOnlyList<EntityHandle> handles, AssemblyImage from, SerializedType given)
    {
        foreach (var handle in handles)
        {
            if (world.Resolve(from, handle) is { IsFound: true } home) Add(given with { Type = home });
        }
    }

    private void Add(SerializedType given)
    {
        // What a serializer is set up with is none of what it writes.
        if (given.Type.Image!.IsFramework || given.Type.Image.Name == given.By.Name) return;
        if (found.TryGetValue((given.Type, given.By), out var known))
        {
            if (known.IsRead || !given.IsRead) return;
            given = known with { IsRead = true }; // and so is all that it holds
        }
        found[(given.Type, given.By)] = given;
        open.Enqueue(given);
    }

    private void Held(SerializedType holder)
    {
        foreach (var member in SerializedShape.Members(world, holder.Type).Where(x => x.IsPublic)) Give(member.Types, member.Image, holder);
    }
}
