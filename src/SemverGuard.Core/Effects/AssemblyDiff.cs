using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;
using SemverGuard.Effects.Flow;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Compares two versions of an assembly: first which methods differ as they stand, then what those do otherwise.</summary>
internal sealed class AssemblyDiff
{
    private readonly Side before;
    private readonly Side after;
    private readonly Dictionary<string, MethodDefinitionHandle> wasMethods;
    private readonly Dictionary<string, MethodDefinitionHandle> methods;
    private readonly ScriptReader wasReader, reader;
    private readonly Lazy<NewOptions> options;
    private readonly FieldInitializers initializers;
    private readonly SplitParts parts;
    private readonly BodyDifference difference;
    private readonly Lazy<ILookup<MethodDefinitionHandle, GrownMember>> grown;

    /// <summary>By the method as it is, the one that it was; nil where that was none.</summary>
    private readonly Dictionary<MethodDefinitionHandle, MethodDefinitionHandle> former = [];

    /// <summary>The after assembly as it was, where types of another came to it: its own are compared with that.</summary>
    private readonly AssemblyImage? own;

    private AssemblyDiff(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now, AssemblyImage? own = null)
    {
        BuildStamps.Share(was, now);
        this.before = new Side(before, was, new OperandTable(was));
        this.after = new Side(after, now, new OperandTable(now));
        this.own = own;
        (wasMethods, methods) = UserMethods.Of(was, now, x => !IsOwn(x));
        // A damaged table may give two types one method.
        foreach (var method in methods) former[method.Value] = wasMethods.TryGetValue(method.Key, out var old) ? old : default;
        (wasReader, reader) = (Reader(this.before, wasMethods, methods), Reader(this.after, methods, wasMethods));
        // Who asks about two methods alone needs nothing of the others.
        grown = new(() => new GrownMembers(this.before, wasMethods, this.after, methods).Find().ToLookup(x => x.Now));
        options = new(() => new NewOptions(
            this.before, this.after, [.. UserMethods.Only(methods, wasMethods).Except(grown.Value.Select(x => x.Key))]));
        initializers = new FieldInitializers(this.before, this.after);
        parts = new SplitParts(this.before, this.after);
        difference = new BodyDifference(this.before, wasReader.IsPart, this.after, reader.IsPart);
    }

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    public static AssemblyDiff Of(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        var own = was.Name == now.Name ? null : before.Find(now.Name);
        var followed = MovedTypes.Followed(was, now);
        // Whoever asks for the assembly in that world gets it with the names that its types have now.
        var world = followed == was ? before
            : new AssemblySet([], x => before.Find(x) is var found && found == was ? followed : found);
        return new AssemblyDiff(world, followed, after, now, own);
    }

    /// <summary>All that changed, whoever reaches it.</summary>
    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    public static List<Candidate> Compare(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        var diff = Of(before, was, after, now);
        MethodComparison[] compared = [.. diff.Suspects().Select(diff.Of)];
        return [.. MethodComparison.Together(compared).Concat(diff.Besides()).Select(x => x.In(now))];
    }

    /// <summary>What a method of the after assembly does otherwise than one of the before assembly, whatever their names.</summary>
    /// <exception cref="BadImageFormatException">One of the bodies is damaged.</exception>
    public static IReadOnlyList<Effect> Facts(AssemblySet before, AssemblyImage was, MethodDefinitionHandle wasMethod, AssemblySet after,
        AssemblyImage now, MethodDefinitionHandle nowMethod)
    {
        var diff = new AssemblyDiff(before, was, after, now);
        var (wasScript, script) = (diff.wasReader.Read(wasMethod), diff.reader.Read(nowMethod));
        return [.. Moves.Told(AllDetectors.Find(new MethodPair(diff.before, diff.after, wasMethod, nowMethod, wasScript, script)))];
    }

    /// <summary>The methods whose code differs as it stands, that came, or that take something else: few of an assembly.</summary>
    public IEnumerable<MethodDefinitionHandle> Suspects()
    {
        var same = new SameBodies(before, after);
        BodyHashes wasHashes = new(before.Image, before.Operands), hashes = new(after.Image, after.Operands);
        return methods.Values.Where(x => former[x] is not { IsNil: false } was || grown.Value.Contains(x) || Differ(was, x));

        bool Differ(MethodDefinitionHandle was, MethodDefinitionHandle now) =>
            Patterns(was, now) is var (old, pattern) ? old != pattern : !same.Are(was, now) && wasHashes.Of(was) != hashes.Of(now);
    }

    /// <param name="method">One of the suspects.</param>
    public MethodComparison Of(MethodDefinitionHandle method)
    {
        List<Change> changes = [];
        List<string> looked = [];
        List<(string, Change)> switchedOn = [];
        var was = former[method];
        if (was.IsNil)
        {
            if (Added(method) is { } added) changes.Add(added);
        }
        else if (Patterns(was, method) is var (old, pattern))
        {
            changes.Add(Change(method, [Texts.Pattern(old, pattern)]));
        }
        else
        {
            Compare(was);
        }
        foreach (var member in grown.Value[method]) Compare(member.Was, member.Given, member.Places);
        return new MethodComparison(changes, looked, switchedOn);

        void Compare(MethodDefinitionHandle was, Value[]? given = null, int[]? places = null)
        {
            if (difference.Of(was, method, places) is not { } mismatch) return;
            var both = new MethodPair(before, after, was, method, wasReader.Read(was, keepsOverloads: reader.HandsOn(method)),
                options.Value.WithoutUnset(reader.Read(method, given, keepsOverloads: wasReader.HandsOn(was))));
            looked.AddRange(SwitchedOn.LookedAt(both));
            if (given is not null)
                switchedOn.AddRange(SwitchedOn.Options(both)
                    .Select(x => (x.Option, Change(method, AllDetectors.WithSigns([x.Fact], both)))));
            var filled = initializers.Of(both, out var rest);
            mismatch = mismatch with { Case = OneChange.Decided(rest, mismatch.Case) };
            foreach (var (field, facts, readers) in filled)
                changes.Add(new Change(
                    new ChangedMethod(field, after.Image.Name, AllDetectors.WithSigns(facts, both)), both.Type, readers));
            changes.Add(Change(
                method, AllDetectors.WithSigns(Facts(both, rest, mismatch), both), mismatch.Case?.Text ?? mismatch.Text));
        }
    }

    /// <summary>What changed besides the code of methods, or is seen only where the whole assembly is.</summary>
    public IEnumerable<Change> Besides() =>
    [
        .. new KeptObjects(before, after).Find().Select(x => Change(x.Method, [x.Fact])),
        .. Imports.Changed(before, after).Select(x => Change(x.Method, [x.Fact])),
        .. EmbeddedData.Changed(before, after).Select(x => Change(x.Method, [x.Fact])),
        .. Types().Where(x => !IsOwn(x.Type)),
    ];

    /// <summary>The patterns of a regular expression whose code is generated from it.</summary>
    private (string Was, string Is)? Patterns(MethodDefinitionHandle was, MethodDefinitionHandle now) =>
        wasReader.Regexes.Patterns.TryGetValue(was, out string? old) && reader.Regexes.Patterns.TryGetValue(now, out string? pattern)
            ? (old, pattern)
            : null;

    /// <param name="rest">Without what filling fields comes to, which is told of the fields.</param>
    private IReadOnlyList<Effect> Facts(MethodPair both, MethodPair rest, Mismatch mismatch)
    {
        IReadOnlyList<Effect> facts = Exceptions.InCase(rest, mismatch, AllDetectors.Find(rest));
        facts = parts.Marked([.. facts, .. Exceptions.AtOnce(both, mismatch, facts)], both);
        if (Tables.Find(both) is { } table) facts = [.. facts, Effect.OfWork(table)];
        if (!ReferenceEquals(rest, both) && rest.Gone.Count + rest.Come.Count == 0) return facts;
        NearDifference[] near = [.. NearBodies.Differences(before, both.WasHandle, after, both.IsHandle)];
        facts = Moves.Told(facts).Any()
            ? [.. facts, .. Work.Find(both, near, mismatch: null)]
            : [.. facts, .. Attributes.Decided(both, mismatch.Text), .. Work.Find(both, near, mismatch)];
        if (!Moves.Told(facts).Any()) facts = [.. facts, .. ConstantArguments.OfOwn(rest)];
        facts = AskedMembers.Marked(facts, rest, mismatch);
        if (Exchanges.Among(rest) is { } exchanged && !facts.Any(x => x.Text == exchanged.Text)) facts = [.. facts, exchanged];
        return [.. facts, .. TypeTests.Find(rest, facts), .. Cases.Find(rest, facts), .. MethodGroups.Find(rest)];
    }

    /// <summary>
    /// A method that nobody calls and that runs all the same, in a type that was there: a static constructor, for what it does to the
    /// world; an override, which runs in place of what its base does.
    /// </summary>
    private Change? Added(MethodDefinitionHandle handle)
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
            return facts.Length > 0 ? Change(handle, facts) : null;
        }
        bool isOverride = (method.Attributes & Override) == Override && (method.Attributes & MethodAttributes.NewSlot) == 0
            && type.BaseType.Kind == HandleKind.TypeDefinition;
        return isOverride ? Change(handle, []) : null;
    }

    /// <summary>What runs before anything else of the assembly does, where that is more than to look.</summary>
    private static IEnumerable<Effect> Loaded(MethodPair pair) => pair.After.Steps
        .Where(x => x is { Kind: StepKind.Call or StepKind.Store, IsConstruction: false }
            && x.Target is { IsAnswerOnly: false, IsGenerated: false })
        .Select(x => Effect.OfWork(x.Symbol, $"now {x.Shown} as the assembly is loaded") with { Direction = 1 })
        .Take(1);

    /// <param name="type">Full name.</param>
    private bool IsOwn(string type) => own is not null && !own.FindType(type).IsNil;

    /// <summary>Types that serializers write in another way, or whose static fields threads share in another way.</summary>
    private IEnumerable<Change> Types()
    {
        foreach (var facts in ThreadFields.Find(before, after).GroupBy(x => x.Type, x => x.Effect))
            yield return new Change(new ChangedMethod(DocumentationId.Type(after.Image, facts.Key), after.Image.Name, [.. facts]),
                after.Image.NameOf(facts.Key), [facts.Key]);
        foreach (var facts in SerializationAttributes.Find(before, after))
        {
            var handle = after.Image.FindType(facts.Key);
            yield return new Change(
                new ChangedMethod(DocumentationId.Type(after.Image, handle), after.Image.Name, [.. facts]), facts.Key, [handle]);
        }
    }

    private Change Change(MethodDefinitionHandle method, IReadOnlyList<Effect> effects, string? difference = null)
    {
        string id = DocumentationId.Method(after.Image, method);
        string type = after.Image.NameOf(after.Image.Reader.GetMethodDefinition(method).GetDeclaringType());
        return new Change(new ChangedMethod(id, after.Image.Name, effects) { Difference = difference }, type, [method]);
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
