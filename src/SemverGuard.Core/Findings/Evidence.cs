using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Effects;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What the project itself shows about a changed behavior: that it depends on it, or that it does not.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<string, SymbolUse> uses = new(StringComparer.Ordinal);
    private readonly List<CatchBlock> blocks = [];
    private readonly List<CatchBlock> readers = [];

    /// <summary>Exceptions that are caught somewhere, where that is all that is known of the project.</summary>
    private readonly HashSet<string> caught = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Where the types are whose members the project uses, by their full names.</summary>
    private readonly Dictionary<string, string> assemblies = new(StringComparer.Ordinal);

    /// <summary>The names of the properties that the project sets, on its attributes too.</summary>
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly PassedValues passed;
    private readonly MetCases cases;
    private readonly HeldValues held;
    private readonly Lazy<bool> isSerialized;
    private readonly GivenProperties given;
    private readonly PassedTexts texts;
    private readonly SwallowedCalls swallowed;

    /// <summary>Of a type of the framework's, by its full name.</summary>
    private readonly Func<string, IEnumerable<string>> interfaces;

    /// <summary>The texts in the project's own code that may be names.</summary>
    private readonly HashSet<string> literals = new(StringComparer.Ordinal);

    /// <summary>The attributes that its types and their members have, by their full names and by their names alone.</summary>
    private readonly HashSet<string> attributes = new(StringComparer.Ordinal);

    /// <summary>The program's entry point as it was written, by its documentation comment id; empty for a library.</summary>
    private readonly string start;

    private readonly Func<SourceSite, bool> isWritten;

    /// <summary>The names that its settings have.</summary>
    private readonly HashSet<string> settings;

    /// <summary>Calls inside the packages through which a text may be followed.</summary>
    private const int Followed = 7;

    /// <summary>Shorter words stand for too many things.</summary>
    private const int ShortestKey = 4;

    public Evidence(GuardInput input)
    {
        foreach (var use in input.Uses.Concat(input.Libraries.SelectMany(x => x.Uses)))
        {
            uses[use.Symbol] = uses.TryGetValue(use.Symbol, out var other)
                ? other with { Uses = other.Uses | use.Uses, Sites = [.. other.Sites, .. use.Sites] }
                : use;
            string type = DocumentationId.DeclaringType(use.Symbol).Substring(2);
            used.Add(type);
            assemblies[type] = use.Assembly;
            if (use.Symbol[0] == 'P' && (use.Uses & Use.Write) != 0) written.Add(use.Symbol.Substring(use.Symbol.LastIndexOf('.') + 1));
            if (input.Consumer is null && (use.Uses & Use.Catch) != 0) caught.Add(use.Symbol.Substring(2));
        }
        var libraries = input.Libraries.Select(x => x.Image);
        AssemblyImage[] own = [.. input.Consumer is { } project ? libraries.Prepend(project) : libraries];
        passed = new PassedValues(own, input.RuntimeAfter);
        held = new HeldValues(own, input.Uses.Concat(input.Libraries.SelectMany(x => x.Uses)));
        swallowed = new SwallowedCalls(own, input.RuntimeAfter);
        cases = new MetCases(passed, attributes);
        given = new GivenProperties(input.RuntimeAfter, passed, assemblies);
        texts = new PassedTexts(input.RuntimeAfter, passed, assemblies);
        isSerialized = new(() => input is not { RuntimeAfter: { } after, Consumer: { } consumer }
            || Serializers.AreAbout(after, consumer, [.. input.Bumps.SelectMany(x => x.Assemblies)]));
        interfaces = x => input.RuntimeAfter?.BasicType(x) is { IsFound: true, Image: { } image } home
            ? home.Definition.GetInterfaceImplementations().Select(y => image.NameOf(image.Reader.GetInterfaceImplementation(y).Interface))
            : [];
        settings = new HashSet<string>(input.Settings, StringComparer.Ordinal);
        start = input.Consumer is { EntryPoint: { IsNil: false } entry } program
            ? UserMethod.Place(DocumentationId.Method(program, entry))
            : "";
        isWritten = input.IsWritten;
        foreach (var image in own)
        {
            foreach (var block in CatchBlock.In(image, input.RuntimeAfter))
            {
                if (!block.TakesAll && !block.IsFilter) blocks.Add(block);
                if (block.ReadsMessage) readers.Add(block);
            }
            literals.UnionWith(OwnNames.In(image));
            attributes.UnionWith(OwnAttributes.In(image));
        }
    }

    /// <summary>
    /// The project sets the member itself, or the package sets it to what it was where the project's object is made: its default does not
    /// matter.
    /// </summary>
    public bool IsOverruled(Effect effect, Way way) => effect.Kind == EffectKind.Default
        && (Has(effect.Member, Use.Write)
            || effect.Was is { } was && way.Passed.Any(x => x.Number == was && IsSetter(x.Called, effect.Member)));

    /// <summary><c>set_Timeout</c>, <c>WithTimeout</c>.</summary>
    private static bool IsSetter(string called, string? member) =>
        member is not null && called.EndsWith(member.Substring(member.LastIndexOf('.') + 1), StringComparison.Ordinal);

    /// <summary>Whether somebody may write the packages' types down, as far as can be seen.</summary>
    public bool IsSerialized => isSerialized.Value;

    /// <summary>
    /// It begins where a test runner's targets let the program begin: how that starts and ends is not what the project is about.
    /// </summary>
    public bool IsOfWrittenStart(Way way) => way.Path[0] == start && way.Source is { } source && isWritten(source);

    /// <summary>
    /// The project's code does not name the member: a class of its own has it from its base, or it answers for an interface that nobody is
    /// seen to ask.
    /// </summary>
    public bool IsOnlyInherited(Way way) => way.Used is { } member && !uses.ContainsKey(member)
        && (way.Named is null || Has(DocumentationId.DeclaringType(member), Use.Derive));

    /// <summary>What changed is what the project's own code calls, and does not only inherit.</summary>
    public bool IsCalled(Way way) => way.Steps == 0 && (Has(way.Used, ByName) || Has(way.Named, ByName));

    /// <summary>The project has its own implementation of it, which may be the one that runs.</summary>
    public bool IsReplaced(Way way) => Has(way.Used, Use.Implement | Use.Override);

    private const Use ByName = Use.Call | Use.Construct | Use.Read | Use.Write;

    /// <summary>The project itself calls the method, and what it passes is on the same side of both limits.</summary>
    public bool IsOutOfReach(Effect effect, ReachedMethod method) =>
        effect.Held is { } argument && method.Way.Distance == 0 && method.Way.Used is not null
        && passed.AreUnmoved(method.Method.Symbol, argument);

    /// <summary>In what way the project depends on it, as the rest of a sentence about the project; null when nothing shows it.</summary>
    public string? Dependence(Effect effect, ReachedMethod method) => effect.Kind switch
    {
        _ when effect.IsMessage => ReadsMessage(effect, method.Way) ? "reads the message of what it catches" : null,
        _ when effect.Attribute is { } name => attributes.Contains(name) ? $"has [{AttributeText.NameOf(name)}]" : null,
        _ when cases.Met(effect, method) is { } met => met,
        EffectKind.Exception or EffectKind.Catch when Caught(effect, method.Way) is { } kind => "catches " + DisplayName.Type(kind),
        EffectKind.Callback when Has(effect.Member, Use.Subscribe) => "subscribes to it",
        EffectKind.Callback when Has(effect.Member, Use.Implement | Use.Override)
            && (effect.Asked.Count == 0 || effect.Asked.Any(used.Contains)) =>
            effect.IsOnItself && IsReplaced(method.Method.Symbol, effect.Member!) ? null : "implements it",
        EffectKind.Default when Has(effect.Member, Use.Read) => "reads it",
        EffectKind.Equality when effect.Concerns is { } type && used.Contains(type) => "uses " + DisplayName.Type(type),
        EffectKind.Serialization when effect.Concerns is { } type && held.Are(type) && IsHandedTo(method.Way.Used) =>
            $"keeps {DisplayName.Type(type)} values in its types",
        EffectKind.Serialization when effect.Concerns is { } type && Passes(method.Way, type) => $"passes {DisplayName.Type(type)} values",
        // What is searched many calls on hardly ever is the text that was passed.
        EffectKind.Name when effect.IsPartOfText => method.Way.Distance <= Followed
            && texts.With(effect.Subject, method.Method.Assembly) is { } text ? $"passes \"{SafeText.OneLine(text)}\"" : null,
        EffectKind.Name when effect.IsOfMember => written.Contains(effect.Subject) ? "sets " + effect.Subject : null,
        EffectKind.Name when effect.Subject.Length >= ShortestKey && Keeper(effect.Subject, method.Way) is { } keeper
            && (IsCalled(method.Way) || settings.Contains(effect.Subject) || texts.IsMeant(effect.Subject, method.Method.Assembly)) =>
            $"has \"{SafeText.OneLine(effect.Subject)}\" in {keeper}",
        _ when effect.Keys.FirstOrDefault(x => Keeper(x) is not null) is { } key =>
            $"has \"{SafeText.OneLine(key)}\" in {Keeper(key)}, which that code asks for",
        // That somebody else calls something by the same name says nothing; who hands the name to the package means the same.
        _ when effect.Names.FirstOrDefault(x => settings.Contains(x) || texts.Has(x, method.Method.Assembly)) is { } name =>
            $"has \"{SafeText.OneLine(name)}\" in {Keeper(name)}, which that code asks for",
        // Who may pass null is not told by what else the code looks at.
        EffectKind.Exception when effect.Concerns == "System.ArgumentNullException" => null,
        EffectKind.Exception or EffectKind.Result or EffectKind.SideEffect or EffectKind.Composition
            when !effect.IsOfSystem && !(effect is { Kind: EffectKind.Exception, Direction: < 0 })
                && effect.Reads.FirstOrDefault(x => x != method.Way.Used && IsMeant(x, effect)) is { } read =>
            $"uses {DisplayName.Of(read)}, which that code looks at now",
        EffectKind.Exception or EffectKind.Result when !effect.IsOfSystem && effect.Reads.FirstOrDefault(given.Has) is { } property =>
            $"gives {DisplayName.Of(property)} a value, which that code looks at now",
        _ => null,
    };

    /// <summary>
    /// The constants by which the project comes into the case that is told, as the rest of a sentence about it; null where it is not seen
    /// to.
    /// </summary>
    public string? Met(Effect effect, ReachedMethod method) => cases.Met(effect, method);

    /// <inheritdoc cref="MetCases.IsSpared"/>
    public bool IsSpared(Effect effect, ReachedMethod method) => cases.IsSpared(effect, method);

    /// <summary>
    /// The project's types override the method itself wherever they override what it calls on its object, and none calls the base's: a
    /// record of one's own, whose text the compiler writes.
    /// </summary>
    private bool IsReplaced(string method, string called) => Has(method, Use.Override) && !Has(method, Use.Call)
        && uses[method].Sites.Count >= uses[called].Sites.Count;

    /// <summary>What the project reads of an object, somebody else decided.</summary>
    private bool IsMeant(string read, Effect effect) =>
        Has(read, effect.SharedReads.Contains(read) ? Use.Any : Use.Write | Use.Implement | Use.Override);

    /// <summary>Where the project uses a member.</summary>
    public IReadOnlyList<SourceSite> Sites(string? member)
    {
        if (member is null) return [];
        if (uses.TryGetValue(member, out var use)) return use.Sites;
        return uses.TryGetValue(DocumentationId.DeclaringType(member), out var type) && (type.Uses & (Use.Derive | Use.Implement)) != 0
            ? type.Sites
            : [];
    }

    /// <summary>An object of the type, or of one that has the interface, is passed to what the project calls on that way.</summary>
    private bool Passes(Way way, string type) => way.Distance <= BehaviorJudge.Near && new[] { way.Used, way.Named }.OfType<string>()
        .SelectMany(passed.MadeFor).Any(x => x == type || interfaces(x).Contains(type));

    /// <summary>Where the project has a name; null where it has not.</summary>
    private string? Keeper(string name) => literals.Contains(name) ? "its code" : settings.Contains(name) ? "its settings" : null;

    /// <summary>
    /// The same of a name far inside packages that are no affair of the project: that the code has it for somebody else is more likely
    /// there, and what settings are for nobody sees.
    /// </summary>
    private string? Keeper(string name, Way way) =>
        way.Distance <= Followed || way.Assemblies == 1 ? Keeper(name) : settings.Contains(name) ? "its settings" : null;

    private bool ReadsMessage(Effect effect, Way way) =>
        readers.Exists(x => (x.TakesAll || x.Type == effect.Concerns || effect.Kinds.Contains(x.Type)) && x.Leads(way.Path));

    /// <summary>The project catches the exception where it goes that way.</summary>
    public bool Catches(Effect effect, Way way) => Caught(effect, way) is not null;

    /// <summary>Whatever the method throws, the project goes on as it does for any other exception.</summary>
    public bool IsSwallowed(Way way) => swallowed.Has(way.Used) || swallowed.Has(way.Named);

    /// <remarks>
    /// What is null further inside the package passed to itself: who catches the mistakes that are made with arguments means his own.
    /// </remarks>
    private string? Caught(Effect effect, Way way)
    {
        if (effect.Concerns is not { } type) return null;
        bool isOwnMistake = type == "System.ArgumentNullException" && way.Steps > BehaviorJudge.Near;
        return (isOwnMistake ? [type] : effect.Kinds.Prepend(type)).FirstOrDefault(x => IsCaught(x, way));
    }

    private bool IsCaught(string exception, Way way) =>
        caught.Contains(exception) || blocks.Exists(x => x.Type == exception && x.IsAbout(way.Path));

    private bool Has(string? member, Use use) => member is not null && uses.TryGetValue(member, out var found) && (found.Uses & use) != 0;

    private bool IsHandedTo(string? member) =>
        member is not null && uses.TryGetValue(member, out var use) && held.AreHandedTo(use.Assembly);
}
