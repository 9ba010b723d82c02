using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>A virtual call on objects of a type that another method answers than before.</summary>
/// <param name="Type">As it is now.</param>
/// <param name="Declaration">The virtual method or interface member, as it was.</param>
/// <param name="Was">The method that answered.</param>
/// <param name="Declared">What a call of the declaration leads to now; not found where it is gone.</param>
/// <param name="Now">The method that answers; not found where nothing does.</param>
internal sealed record ChangedAnswer(TypeHome Type, MemberHome Declaration, MemberHome Was, MemberHome Declared, MemberHome Now);

/// <summary>Which virtual calls go to another method because an override came, went or moved, or no longer overrides what it did.</summary>
internal sealed class ChangedAnswers
{
    private readonly AssemblySet before;
    private readonly AssemblySet after;

    /// <summary>Types whose base types or virtual methods are others, by their full names.</summary>
    private readonly HashSet<string> reshaped = new(StringComparer.Ordinal);

    private ChangedAnswers(AssemblySet before, AssemblySet after) => (this.before, this.after) = (before, after);

    /// <summary>Of all types of the application that have to do with a changed assembly.</summary>
    /// <param name="changed">Simple names of the assemblies that an upgrade replaced.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IReadOnlyList<ChangedAnswer> Of(AssemblySet before, AssemblySet after, IReadOnlyCollection<string> changed)
    {
        var answers = new ChangedAnswers(before, after);
        foreach (string assembly in changed) answers.Compare(assembly);
        return answers.reshaped.Count == 0 ? [] : [.. answers.All()];
    }

    private void Compare(string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) return;
        foreach (var handle in was.Reader.TypeDefinitions)
        {
            string name = was.NameOf(handle);
            if (IsCompilerMade(name)) continue;
            var other = now.FindType(name);
            if (!other.IsNil && !HaveSameShape(was, was.Reader.GetTypeDefinition(handle), now, now.Reader.GetTypeDefinition(other)))
                reshaped.Add(name);
        }
    }

    /// <summary>Whether base type and interfaces are the same, and the virtual methods, in whatever order.</summary>
    private static bool HaveSameShape(AssemblyImage was, TypeDefinition type, AssemblyImage now, TypeDefinition other)
    {
        if (!Parents(was, type).SequenceEqual(Parents(now, other))) return false;
        var earlier = Virtuals(was, type);
        var later = Virtuals(now, other);
        if (earlier.Count != later.Count) return false;
        int same = 0; // mostly all, and then nothing is written down
        while (same < earlier.Count && AreSame(was, earlier[same], now, later[same])) same++;
        return same == earlier.Count || Texts(was, earlier, same).SequenceEqual(Texts(now, later, same));
    }

    private static IEnumerable<string> Parents(AssemblyImage image, TypeDefinition type) =>
        type.GetInterfaceImplementations().Select(x => image.NameOf(image.Reader.GetInterfaceImplementation(x).Interface))
            .Prepend(type.BaseType.IsNil ? "" : image.NameOf(type.BaseType));

    private static List<MethodDefinition> Virtuals(AssemblyImage image, TypeDefinition type)
    {
        var methods = new List<MethodDefinition>();
        foreach (var handle in type.GetMethods())
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.Static)) == MethodAttributes.Virtual) methods.Add(method);
        }
        return methods;
    }

    private static MethodAttributes Kept(MethodDefinition method) => method.Attributes
        & (MethodAttributes.NewSlot | MethodAttributes.Final | MethodAttributes.Abstract | MethodAttributes.MemberAccessMask);

    private static bool AreSame(AssemblyImage image, MethodDefinition one, AssemblyImage otherImage, MethodDefinition other) =>
        Kept(one) == Kept(other) && otherImage.Reader.StringComparer.Equals(other.Name, image.Reader.GetString(one.Name))
        && MemberResolution.SameSignature(image.SignatureOf(one), otherImage.SignatureOf(other));

    private static IEnumerable<string> Texts(AssemblyImage image, List<MethodDefinition> methods, int from) =>
        methods.Skip(from).Select(x => MethodIndex.Key(image.Reader.GetString(x.Name), image.SignatureOf(x)) + (int)Kept(x))
            .OrderBy(x => x, StringComparer.Ordinal);

    private IEnumerable<ChangedAnswer> All()
    {
        foreach (var image in after.Application)
        {
            if (before.Find(image.Name) is not { } was) continue;
            foreach (var handle in image.Reader.TypeDefinitions)
            {
                string name = image.NameOf(handle);
                var type = new TypeHome(image, handle);
                if (type.IsInterface || IsCompilerMade(name)) continue;
                var earlier = new TypeHome(was, was.FindType(name));
                if (earlier.Handle.IsNil || earlier.IsInterface || !(Concerns(before, earlier) || Concerns(after, type))) continue;
                foreach (var answer in Virtuals(earlier, type).Concat(Members(earlier, type))) yield return answer;
            }
        }
    }

    private bool Concerns(AssemblySet world, TypeHome type) =>
        world.MemberScopes(type).Any(x => x.Type.IsFound && reshaped.Contains(x.Type.Name))
        || world.Interfaces(type).Any(x => reshaped.Contains(x.Type.Name));

    private IEnumerable<ChangedAnswer> Virtuals(TypeHome earlier, TypeHome type)
    {
        var tables = (ClassSlots.Of(before, earlier), ClassSlots.Of(after, type));
        if (!virtuals.TryGetValue(tables, out var answers)) answers = virtuals[tables] = [.. Virtuals(tables.Item1, tables.Item2, type)];
        return answers.Select(x => x with { Type = type });
    }

    /// <summary>
    /// A class that adds nothing has the table of its base class, the very same list; what was worked out for one holds for all.
    /// </summary>
    private readonly Dictionary<(List<ClassSlot>, List<ClassSlot>), List<ChangedAnswer>> virtuals = [];

    private IEnumerable<ChangedAnswer> Virtuals(List<ClassSlot> slots, List<ClassSlot> now, TypeHome type)
    {
        var having = slots.Count > MethodIndex.Few && now.Count > MethodIndex.Few ? ClassSlots.Having(now) : null;
        foreach (var slot in slots)
        {
            var declared = Declared(slot.Introduction.Method);
            if (declared.Outcome is not (Outcome.Found or Outcome.MemberMissing) || !IsA(type, declared.Type)) continue;
            // Not virtual any more, or another signature: a call goes to what is declared, whatever the type of the object.
            var answer = declared.IsFound
                ? (having is null ? now.FirstOrDefault(x => x.Has(declared))
                    : having.TryGetValue(declared, out int index) ? now[index]
                    : null)?.Method ?? declared
                : declared;
            if (!AreSame(slot.Method, answer))
                yield return new ChangedAnswer(type, slot.Introduction.Method, slot.Method, declared, answer);
        }
        foreach (var slot in now)
        {
            // What nobody could override answered itself; a call of it is virtual all the same, as C# compiles it.
            var plain = Counterpart(before, slot.Introduction.Method);
            if (plain.IsFound && !IsVirtual(plain) && !AreSame(plain, slot.Method))
                yield return new ChangedAnswer(type, plain, plain, slot.Introduction.Method, slot.Method);
        }
    }

    private static bool IsVirtual(MemberHome method) =>
        (method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).Attributes & MethodAttributes.Virtual) != 0;

    /// <summary>A class that left the hierarchy is no object on which that could be called.</summary>
    private bool IsA(TypeHome type, TypeHome ancestor) => after.MemberScopes(type).Any(x => x.Type == ancestor);

    private IEnumerable<ChangedAnswer> Members(TypeHome earlier, TypeHome type)
    {
        var now = InterfaceSlots.Of(after, type);
        var having = now.Count > MethodIndex.Few ? now.ToLookup(x => (x.Declaration, x.Interface)) : null;
        foreach (var slot in InterfaceSlots.Of(before, earlier))
        {
            if (slot.State is InterfaceSlotState.Unfilled or InterfaceSlotState.Ambiguous
                || Declared(slot.Declaration) is not { IsFound: true } declared)
                continue;
            var answer = having is null
                ? now.Find(x => x.Declaration == declared && x.Interface == slot.Interface)
                : having[(declared, slot.Interface)].FirstOrDefault();
            // What does not load, or answers itself for all, is told by who checks that.
            if (answer is null or { State: InterfaceSlotState.Unfilled or InterfaceSlotState.Ambiguous }
                || AreSame(slot.Filler, answer.Filler))
                continue;
            yield return new ChangedAnswer(type, slot.Declaration, slot.Filler, declared, answer.Filler);
        }
    }

    /// <summary>What a call of a method leads to now.</summary>
    private MemberHome Declared(MemberHome method) => Counterpart(after, method);

    private readonly Dictionary<(AssemblySet, MemberHome), MemberHome> counterparts = [];

    private MemberHome Counterpart(AssemblySet world, MemberHome method) =>
        counterparts.TryGetValue((world, method), out var known) ? known : counterparts[(world, method)] = Search(world, method);

    private static MemberHome Search(AssemblySet world, MemberHome method)
    {
        var type = world.FindType(method.Image.Name, method.Type.Name);
        if (!type.IsFound) return new MemberHome(Outcome.TypeMissing, method.Type, default);
        var definition = method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member);
        return MemberResolution.Method(world, type, method.Image.Reader.GetString(definition.Name),
            method.Image.SignatureOf(definition));
    }

    /// <summary>A state machine or closure, which nobody derives from.</summary>
    private static bool IsCompilerMade(string type) => type.IndexOf('<') >= 0;

    private bool AreSame(MemberHome one, MemberHome other) =>
        one.IsFound && other.IsFound && (one == other || one.Image.Name == other.Image.Name && IdOf(one) == IdOf(other));

    /// <summary>Classes share most of their virtual methods with others.</summary>
    private readonly Dictionary<MemberHome, string> ids = [];

    /// <summary>Documentation comment id, the type's name in it.</summary>
    private string IdOf(MemberHome method)
    {
        if (!ids.TryGetValue(method, out string? id))
            ids[method] = id = DocumentationId.Method(method.Image, (MethodDefinitionHandle)method.Member);
        return id;
    }
}
