using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A step that is left out as long as an option is not set.</summary>
/// <param name="Option">The property or field that somebody sets.</param>
internal sealed record OptionalStep(Step Step, Operand Option);

/// <summary>
/// What methods do only where an option is set that the former version did not have, and that nobody in the package sets. Who sets it
/// knows what it is for.
/// </summary>
internal sealed class NewOptions(Side before, Side after)
{
    private readonly Dictionary<string, Operand?> unset = new(StringComparer.Ordinal);

    /// <summary>The script of one who sets no such option.</summary>
    public Script WithoutUnset(Script script)
    {
        if (!script.Steps.Any(x => x.Options.Count > 0)) return script;
        // A lambda of a helper is read once, and may run elsewhere without.
        var done = new HashSet<string>(script.Copies.Where(x => Option(x) is null).Select(x => x.Key), StringComparer.Ordinal);
        var optional = script.Steps.Select(x => (Step: x, Option: done.Contains(x.Key) ? null : Option(x))).ToArray();
        return script with
        {
            Steps = [.. optional.Where(x => x.Option is null).Select(x => x.Step)],
            Optional = [.. optional.Where(x => x.Option is not null).Select(x => new OptionalStep(x.Step, x.Option!))],
        };

        Operand? Option(Step step) => step.Options.Select(Unset).FirstOrDefault(x => x is not null);
    }

    /// <summary>
    /// What has to be set before a value is another than it begins with: itself, or the option that it is copied from; null where the
    /// package sets it.
    /// </summary>
    private Operand? Unset(Operand value)
    {
        if (unset.TryGetValue(value.Symbol, out var known)) return known;
        unset[value.Symbol] = null; // what is made of itself
        return unset[value.Symbol] = IsNew(value) ? Origin(value) : null;
    }

    private bool IsNew(Operand value) =>
        !before.Image.FindType(value.Type).IsNil && !Members.Exists(before, value.Type, value.MemberName);

    private Operand? Origin(Operand value)
    {
        var sources = Sources(value);
        if (sources.Count == 0) return IsSettable(value) ? value : null;
        Operand?[] origins = [.. sources.Select(x => x is null ? null : Unset(x)).Distinct()];
        return origins is [{ } origin] ? origin : null;
    }

    private bool IsSettable(Operand value) =>
        value.OwnMethod.IsNil || !Members.Method(after, value.Type, "set_" + value.MemberName).IsNil;

    /// <summary>
    /// The properties and fields whose values a value gets, by its setter or in the field behind it, or answers with; null for anything
    /// else that it gets.
    /// </summary>
    private List<Operand?> Sources(Operand value)
    {
        string name = value.MemberName;
        var setters = Setters(value);
        var sources = new List<Operand?>();
        if (!IsSettable(value) && !Members.GivesField(after, value.OwnMethod)) sources.Add(Answer(value.OwnMethod));
        foreach (var given in Given.TryGetValue(value.Type, out var all) ? all : [])
        {
            // One way to set it may call another.
            if (!IsSetter(given.In) && (given.IsStore ? IsBehind(given.Target, value) : setters.Contains(given.Target.Name)))
                sources.Add(given.Value);
        }
        return sources;

        bool IsSetter(MethodDefinitionHandle method) => setters.Contains(NameOf(after, method))
            && after.Image.NameOf(after.Image.Reader.GetMethodDefinition(method).GetDeclaringType()) == value.Type;
    }

    private Dictionary<string, List<Giving>>? given;

    /// <summary>By type, what its methods and fields are given anywhere in the assembly.</summary>
    private Dictionary<string, List<Giving>> Given => given ??= ReadGiven();

    private Dictionary<string, List<Giving>> ReadGiven()
    {
        var found = new Dictionary<string, List<Giving>>(StringComparer.Ordinal);
        foreach (var (method, body) in after.Image.Bodies())
        {
            Operand? read = null;
            bool isNothing = false;
            var targets = new HashSet<int>();
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                bool isStore = il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld;
                if (il.Long.Code is >= ILOpCode.Br and <= ILOpCode.Blt_un) targets.Add(il.Next + (int)il.Integer);
                // Who sets what is there anyway sets nothing, unless it is one of two values.
                bool isGiven = !isNothing || targets.Contains(il.Offset);
                isNothing = il.OpCode is ILOpCode.Ldc_i4_0 or ILOpCode.Ldnull;
                if (isGiven && (isStore || il.OpCode is ILOpCode.Call or ILOpCode.Callvirt)
                    && after.Operands[il.Entity] is { IsOwn: true } target)
                {
                    if (!found.TryGetValue(target.Type, out var all)) found[target.Type] = all = [];
                    all.Add(new Giving(method, target, isStore, read));
                }
                read = Read(il);
            }
        }
        return found;
    }

    /// <param name="Value">The property or field that is given; null for anything else.</param>
    private readonly record struct Giving(MethodDefinitionHandle In, Operand Target, bool IsStore, Operand? Value);

    private bool IsBehind(Operand field, Operand value) => field.IsOwn && field.Type == value.Type
        && (field.Name == value.MemberName || Members.PropertyOf(after, field) == value.MemberName);

    /// <summary>
    /// What sets a value: its setter, and public methods that the former version did not have: <c>WithLimit(3)</c>.
    /// </summary>
    private HashSet<string> Setters(Operand value)
    {
        var setters = new HashSet<string>(StringComparer.Ordinal) { "set_" + value.MemberName };
        var known = new HashSet<string>(Methods(before, value.Type).Select(x => NameOf(before, x)), StringComparer.Ordinal);
        setters.UnionWith(Methods(after, value.Type)
            .Where(x => Members.IsVisible(after, x) && !known.Contains(NameOf(after, x)) && Stores(x, value))
            .Select(x => NameOf(after, x)));
        return setters;
    }

    private static IEnumerable<MethodDefinitionHandle> Methods(Side side, string type) =>
        side.Image.FindType(type) is { IsNil: false } handle ? side.Image.Reader.GetTypeDefinition(handle).GetMethods() : [];

    private static string NameOf(Side side, MethodDefinitionHandle method) =>
        side.Image.Reader.GetString(side.Image.Reader.GetMethodDefinition(method).Name);

    private bool Stores(MethodDefinitionHandle method, Operand value)
    {
        if (after.Image.Body(after.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld && IsBehind(after.Operands[il.Entity], value)) return true;
        }
        return false;
    }

    /// <summary>What a getter hands on that does nothing else.</summary>
    private Operand? Answer(MethodDefinitionHandle getter)
    {
        if (after.Image.Body(after.Image.Reader.GetMethodDefinition(getter)) is not { } body) return null;
        Operand? read = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret) return read;
            if (il.OpCode == ILOpCode.Ldarg_0) continue;
            read = Read(il);
            if (read is null) return null;
        }
        return null;
    }

    /// <summary>The property or field that an instruction reads.</summary>
    private Operand? Read(IlReader il) => il.OpCode switch
    {
        ILOpCode.Ldfld or ILOpCode.Ldsfld => after.Operands[il.Entity],
        ILOpCode.Call or ILOpCode.Callvirt when after.Operands[il.Entity] is { } call
            && call.Name.StartsWith("get_", StringComparison.Ordinal) => call,
        _ => null,
    };
}
