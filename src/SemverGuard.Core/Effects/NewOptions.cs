using System.Reflection;
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
/// <param name="added">Methods that the former version does not have, and that are none of its own with more parameters.</param>
internal sealed class NewOptions(Side before, Side after, HashSet<MethodDefinitionHandle> added)
{
    private readonly Dictionary<string, Operand?> unset = new(StringComparer.Ordinal);

    /// <summary>The script of one who sets no such option.</summary>
    public Script WithoutUnset(Script script)
    {
        if (script.Steps.Any(x => x.Unless.Count > 0))
            script = script with { Steps = [.. script.Steps.Where(x => !x.Unless.Any(IsSwitchedOn))] };
        if (script.MadeExceptions.Any(x => x.Options.Count > 0))
            script = script with { MadeExceptions = [.. script.MadeExceptions.Where(x => Option(x) is null)] };
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

    private bool IsNew(Operand value) => before.Image.FindType(value.Type) is { IsNil: false } type
        && !Members.Exists(before, value.Type, value.MemberName) && !Derived(type).Any(x => Members.Exists(before, x, value.MemberName));

    /// <summary>Full names of the classes that had a class as their base: what one of them had may have moved to it.</summary>
    private IEnumerable<string> Derived(TypeDefinitionHandle type)
    {
        derived ??= before.Image.Reader.TypeDefinitions.ToLookup(x => before.Image.Reader.GetTypeDefinition(x).BaseType);
        foreach (var below in derived[type])
        {
            yield return before.Image.NameOf(below);
            foreach (string name in Derived(below)) yield return name;
        }
    }

    private ILookup<EntityHandle, TypeDefinitionHandle>? derived;

    private Operand? Origin(Operand value)
    {
        if (IsSwitched(value.OwnMethod, isOn: false)) return value;
        var sources = Sources(value);
        if (sources.Count == 0) return IsSettable(value) ? value : null;
        Operand?[] origins = [.. sources.Select(x => x is null ? null : Unset(x)).Distinct()];
        return origins is [{ } origin] ? origin : null;
    }

    private bool IsSwitchedOn(Operand value) =>
        !Members.Exists(before, value.Type, value.MemberName) && IsSwitched(value.OwnMethod, isOn: true);

    /// <summary>
    /// A property that asks for a switch of the application, and says no where nobody set it, for nothing in it says yes; or that says yes
    /// and never no.
    /// </summary>
    private bool IsSwitched(MethodDefinitionHandle getter, bool isOn)
    {
        if (getter.IsNil || after.Image.Body(after.Image.Reader.GetMethodDefinition(getter)) is not { } body) return false;
        bool asks = false, names = false, says = !isOn;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Long is (ILOpCode.Ldc_i4, var number))
            {
                if (number != (isOn ? 1 : 0)) return false;
                says = true;
            }
            names |= il.OpCode == ILOpCode.Ldstr;
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt)) continue;
            var call = after.Operands[il.Entity];
            asks |= IsOfApplication(call) || !call.OwnMethod.IsNil && OwnCode.Calls(after, call.OwnMethod, (_, x) => IsOfApplication(x));
        }
        return asks && names && says;

        static bool IsOfApplication(Operand call) => call is { Type: "System.AppContext", Name: "TryGetSwitch" };
    }

    private bool IsSettable(Operand value) =>
        value.OwnMethod.IsNil || !Members.Method(after, value.Type, "set_" + value.MemberName).IsNil;

    /// <summary>
    /// The properties and fields whose values a value gets, by its setter or in the field behind it, or answers with; null for anything
    /// else that it gets.
    /// </summary>
    private List<Operand?> Sources(Operand value)
    {
        var setters = Setters(value);
        var sources = new List<Operand?>();
        if (!IsSettable(value) && !Members.GivesField(after, value.OwnMethod)) sources.Add(Answer(value.OwnMethod));
        // One way to set it may call another.
        sources.AddRange(GivenTo(value, setters).Where(x => !setters.Contains(x.In)).Select(x => x.Value));
        return sources;
    }

    private IEnumerable<Giving> GivenTo(Operand value, HashSet<MethodDefinitionHandle> setters) =>
        setters.Select(TypeOf).Append(value.Type).Distinct().SelectMany(x => Given.TryGetValue(x, out var all) ? all : [])
            .Where(x => x.IsStore ? Members.IsBehind(after, x.Target, value) : setters.Contains(x.Target.OwnMethod));

    private string TypeOf(MethodDefinitionHandle method) =>
        after.Image.NameOf(after.Image.Reader.GetMethodDefinition(method).GetDeclaringType());

    private Dictionary<string, List<Giving>>? given;

    /// <summary>Methods of which a delegate is made, as found on the way.</summary>
    private readonly HashSet<MethodDefinitionHandle> handed = [];

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
                if (il.OpCode is ILOpCode.Ldftn or ILOpCode.Ldvirtftn) handed.Add(after.Operands[il.Entity].OwnMethod);
                read = Read(il);
            }
        }
        return found;
    }

    /// <param name="Value">The property or field that is given; null for anything else.</param>
    private readonly record struct Giving(MethodDefinitionHandle In, Operand Target, bool IsStore, Operand? Value);

    /// <summary>
    /// What sets a value: its setter, and public methods that the former version did not have: <c>WithLimit(3)</c>; with those that call
    /// one of them.
    /// </summary>
    private HashSet<MethodDefinitionHandle> Setters(Operand value)
    {
        if (after.Image.FindType(value.Type) is not { IsNil: false } type) return [];
        var reader = after.Image.Reader;
        HashSet<MethodDefinitionHandle> setters = [.. reader.GetTypeDefinition(type).GetMethods()
            .Where(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, "set_" + value.MemberName))];
        MethodDefinitionHandle[] more;
        do
        {
            more = [.. GivenTo(value, setters).Select(x => x.In).Where(x => IsCalledAnew(x) && !setters.Contains(x))];
            setters.UnionWith(more);
        }
        while (more.Length > 0);
        return setters;
    }

    /// <summary>Nobody calls it who does not know the new version: not by a base class or an interface, nor by a delegate.</summary>
    private bool IsCalledAnew(MethodDefinitionHandle method)
    {
        const MethodAttributes Slot = MethodAttributes.Virtual | MethodAttributes.NewSlot, Implementing = Slot | MethodAttributes.Final;
        if (!added.Contains(method) || !Members.IsVisible(after, method) || after.Operands[method].IsConstructor) return false;
        return (after.Image.Reader.GetMethodDefinition(method).Attributes & Implementing) is 0 or Slot && !handed.Contains(method);
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
