using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;
using SemverGuard.Effects.Flow;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A changed method, or a type whose attributes changed.</summary>
/// <param name="Places">The definitions in the after assembly that are reached when it is.</param>
internal sealed record Candidate(ChangedMethod Method, string Type, AssemblyImage Image, IReadOnlyList<EntityHandle> Places)
{
    /// <summary>Reached only where there is an object of one of these types; empty where that does not matter.</summary>
    public IReadOnlyList<TypeHome> For { get; init; } = [];
}

/// <summary>The methods of one assembly whose implementation changed.</summary>
internal sealed class AssemblyDiff
{
    private readonly Side before;
    private readonly Side after;
    private readonly Dictionary<string, MethodDefinitionHandle> wasMethods;
    private readonly Dictionary<string, MethodDefinitionHandle> methods;

    /// <summary>The after assembly as it was, where types of another came to it: its own are compared with that.</summary>
    private readonly AssemblyImage? former;

    private AssemblyDiff(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now, AssemblyImage? former = null)
    {
        this.before = new Side(before, was, new OperandTable(was));
        this.after = new Side(after, now, new OperandTable(now));
        this.former = former;
        (wasMethods, methods) = UserMethods.Of(was, now, x => !IsOwn(x));
    }

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    public static List<Candidate> Compare(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        var former = was.Name == now.Name ? null : before.Find(now.Name);
        var followed = MovedTypes.Followed(was, now);
        // Whoever asks for the assembly in that world gets it with the names that its types have now.
        var world = followed == was ? before
            : new AssemblySet([], x => before.Find(x) is var found && found == was ? followed : found);
        return new AssemblyDiff(world, followed, after, now, former).Changed();
    }

    /// <summary>What a method of the after assembly does otherwise than one of the before assembly, whatever their names.</summary>
    /// <exception cref="BadImageFormatException">One of the bodies is damaged.</exception>
    public static IReadOnlyList<Effect> Facts(AssemblySet before, AssemblyImage was, MethodDefinitionHandle wasMethod, AssemblySet after,
        AssemblyImage now, MethodDefinitionHandle nowMethod)
    {
        var diff = new AssemblyDiff(before, was, after, now);
        ScriptReader wasReader = Reader(diff.before, diff.wasMethods, diff.methods),
            reader = Reader(diff.after, diff.methods, diff.wasMethods);
        var (wasScript, script) = (wasReader.Read(wasMethod), reader.Read(nowMethod));
        return [.. Moves.Told(AllDetectors.Find(new MethodPair(diff.before, diff.after, wasMethod, nowMethod, wasScript, script)))];
    }

    private List<Candidate> Changed()
    {
        var changed = new List<Candidate>();
        var same = new SameBodies(before, after);
        BodyHashes wasHashes = new(before.Image, before.Operands), hashes = new(after.Image, after.Operands);
        ScriptReader wasReader = Reader(before, wasMethods, methods), reader = Reader(after, methods, wasMethods);
        GrownMember[] grown = [.. new GrownMembers(before, wasMethods, after, methods).Find()];
        var options = new NewOptions(before, after, [.. UserMethods.Only(methods, wasMethods).Except(grown.Select(x => x.Now))]);
        var initializers = new FieldInitializers(before, after);
        var parts = new SplitParts(before, after);
        var switched = new SwitchedOn(before);
        var difference = new BodyDifference(before, wasReader.IsPart, after, reader.IsPart);
        foreach (var pair in methods)
        {
            if (!wasMethods.TryGetValue(pair.Key, out var was))
            {
                if (Added(pair.Value, reader) is { } added) changed.Add(added);
                continue;
            }
            if (wasReader.Regexes.Patterns.TryGetValue(was, out string? old)
                && reader.Regexes.Patterns.TryGetValue(pair.Value, out string? pattern))
            {
                if (old != pattern) changed.Add(Candidate(pair.Value, [Texts.Pattern(old, pattern)]));
            }
            else if (!same.Are(was, pair.Value) && wasHashes.Of(was) != hashes.Of(pair.Value))
            {
                Compare(was, pair.Value);
            }
        }
        foreach (var member in grown) Compare(member.Was, member.Now, member.Given, member.Places);
        changed.AddRange(switched.Facts().Select(x => Candidate(x.Constructor.IsHandle, AllDetectors.WithSigns([x.Fact], x.Constructor))));
        changed.AddRange(new KeptObjects(before, after).Find().Select(x => Candidate(x.Method, [x.Fact])));
        changed.AddRange(Imports.Changed(before, after).Select(x => Candidate(x.Method, [x.Fact])));
        changed.AddRange(EmbeddedData.Changed(before, after).Select(x => Candidate(x.Method, [x.Fact])));
        changed.AddRange(Types().Where(x => !IsOwn(x.Type)));
        return changed;

        void Compare(MethodDefinitionHandle was, MethodDefinitionHandle now, Value[]? given = null, int[]? places = null)
        {
            if (difference.Of(was, now, places) is not { } mismatch) return;
            var both = new MethodPair(before, after, was, now, wasReader.Read(was, keepsOverloads: reader.HandsOn(now)),
                options.WithoutUnset(reader.Read(now, given, keepsOverloads: wasReader.HandsOn(was))));
            switched.Changed(both);
            if (given is not null) switched.Grown(both);
            var filled = initializers.Of(both, out var rest);
            mismatch = mismatch with { Case = OneChange.Decided(rest, mismatch.Case) };
            foreach (var (field, own, readers) in filled)
                changed.Add(new Candidate(
                    new ChangedMethod(field, after.Image.Name, AllDetectors.WithSigns(own, both)), both.Type, after.Image, readers));
            changed.Add(Candidate(now, AllDetectors.WithSigns(Facts(both, rest, mismatch), both), mismatch.Case?.Text ?? mismatch.Text));
        }

        // Without what filling fields comes to, which is told of the fields.
        IReadOnlyList<Effect> Facts(MethodPair both, MethodPair rest, Mismatch mismatch)
        {
            IReadOnlyList<Effect> facts = Exceptions.InCase(rest, mismatch, AllDetectors.Find(rest));
            facts = parts.Marked([.. facts, .. Exceptions.AtOnce(both, mismatch, facts)], both);
            if (!ReferenceEquals(rest, both) && rest.Gone.Count + rest.Come.Count == 0) return facts;
            NearDifference[] near = [.. NearBodies.Differences(before, both.WasHandle, after, both.IsHandle)];
            facts = Moves.Told(facts).Any()
                ? [.. facts, .. Work.Find(both, near, mismatch: null)]
                : [.. facts, .. Attributes.Decided(both, mismatch.Text), .. Work.Find(both, near, mismatch)];
            return Moves.Told(facts).Any() ? facts : [.. facts, .. ConstantArguments.OfOwn(rest)];
        }
    }

    /// <summary>
    /// A method that nobody calls and that runs all the same, in a type that was there: a static constructor, for what it does to the
    /// world; an override, which runs in place of what its base does.
    /// </summary>
    private Candidate? Added(MethodDefinitionHandle handle, ScriptReader reader)
    {
        var method = after.Image.Reader.GetMethodDefinition(handle);
        var type = after.Image.Reader.GetTypeDefinition(method.GetDeclaringType());
        if (before.Image.FindType(after.Image.NameOf(method.GetDeclaringType())).IsNil) return null;
        const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;
        if (after.Image.Reader.StringComparer.Equals(method.Name, ".cctor"))
        {
            var nothing = new MethodPair(before, after, default, handle, Script.Empty, reader.Read(handle));
            var facts = SideEffects.Find(nothing).ToArray();
            if (facts.Length == 0 && after.Image.NameOf(method.GetDeclaringType()) == "<Module>") facts = [.. Loaded(nothing)];
            return facts.Length > 0 ? Candidate(handle, facts) : null;
        }
        bool isOverride = (method.Attributes & Override) == Override && (method.Attributes & MethodAttributes.NewSlot) == 0
            && type.BaseType.Kind == HandleKind.TypeDefinition;
        return isOverride ? Candidate(handle, []) : null;
    }

    /// <summary>What runs before anything else of the assembly does, where that is more than to look.</summary>
    private static IEnumerable<Effect> Loaded(MethodPair pair) => pair.After.Steps
        .Where(x => x is { Kind: StepKind.Call or StepKind.Store, IsConstruction: false }
            && x.Target is { IsAnswerOnly: false, IsGenerated: false })
        .Select(x => Effect.OfWork(x.Symbol, $"now {x.Shown} as the assembly is loaded") with { Direction = 1 })
        .Take(1);

    /// <param name="type">Full name.</param>
    private bool IsOwn(string type) => former is not null && !former.FindType(type).IsNil;

    /// <summary>Types that serializers write in another way, or whose static fields threads share in another way.</summary>
    private IEnumerable<Candidate> Types()
    {
        foreach (var facts in ThreadFields.Find(before, after).GroupBy(x => x.Type, x => x.Effect))
            yield return new Candidate(new ChangedMethod(DocumentationId.Type(after.Image, facts.Key), after.Image.Name, [.. facts]),
                after.Image.NameOf(facts.Key), after.Image, [facts.Key]);
        foreach (var facts in SerializationAttributes.Find(before, after))
        {
            var handle = after.Image.FindType(facts.Key);
            yield return new Candidate(new ChangedMethod(DocumentationId.Type(after.Image, handle), after.Image.Name, [.. facts]),
                facts.Key, after.Image, [handle]);
        }
    }

    private Candidate Candidate(MethodDefinitionHandle method, IReadOnlyList<Effect> effects, string? difference = null)
    {
        string id = DocumentationId.Method(after.Image, method);
        string type = after.Image.NameOf(after.Image.Reader.GetMethodDefinition(method).GetDeclaringType());
        return new Candidate(new ChangedMethod(id, after.Image.Name, effects) { Difference = difference }, type, after.Image, [method]);
    }

    /// <summary>Helpers that only one version has are part of their callers.</summary>
    private static ScriptReader Reader(
        Side side, Dictionary<string, MethodDefinitionHandle> own, Dictionary<string, MethodDefinitionHandle> other)
    {
        HashSet<MethodDefinitionHandle> only = [.. UserMethods.Only(own, other)];
        HashSet<(TypeDefinitionHandle, string)>? common = null;
        return new ScriptReader(side.Image, side.Operands, only.Contains, IsOverload);

        bool IsOverload(MethodDefinitionHandle method)
        {
            common ??= [.. own.Where(x => other.ContainsKey(x.Key)).Select(x => NameOf(x.Value))];
            return common.Contains(NameOf(method));
        }

        (TypeDefinitionHandle, string) NameOf(MethodDefinitionHandle handle)
        {
            var method = side.Image.Reader.GetMethodDefinition(handle);
            return (method.GetDeclaringType(), side.Image.Reader.GetString(method.Name));
        }
    }
}
