namespace SemverGuard.Worlds;

/// <summary>
/// What a build knows of one project and one framework: what it references, deploys and compiles, and what it says about how it is checked.
/// Everything that a check looks at follows from it. <see cref="WorldFile"/> keeps it.
/// </summary>
/// <param name="Properties">Text by name, as the accessors here name them; one that is missing is empty.</param>
/// <param name="Items">By kind, in the build's order; see <see cref="WorldItem.Known"/>.</param>
internal sealed record ProjectWorld(
    IReadOnlyDictionary<string, string> Properties, IReadOnlyDictionary<string, IReadOnlyList<WorldItem>> Items)
{
    /// <summary>What differs from one build to the next without a difference to what is checked.</summary>
    private static readonly string[] Circumstances =
        [nameof(HidesMessages), nameof(Host), nameof(UseSharedCompilation), nameof(SharedCompilationId), nameof(IsOptimized)];

    public string ProjectFile => Text(nameof(ProjectFile));

    public string ProjectFolder => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>Short name: <c>net10.0</c>.</summary>
    public string Framework => Text(nameof(Framework));

    /// <summary>Of a project with several target frameworks, all of them, this one included; else empty.</summary>
    public string[] Frameworks => Text(nameof(Frameworks)).Split([';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The same project in its other frameworks, as far as the framework's name shows in the paths; the packages are this one's.
    /// </summary>
    public IEnumerable<ProjectWorld> Others => Frameworks.Where(x => x != Framework).Select(In).OfType<ProjectWorld>();

    /// <summary>Long name: <c>.NETCoreApp,Version=v10.0</c>.</summary>
    public string FrameworkMoniker => Text(nameof(FrameworkMoniker));

    /// <summary>The project's own; empty when it runs anywhere.</summary>
    public string RuntimeIdentifier => Text(nameof(RuntimeIdentifier));

    /// <summary>Of the machine that builds.</summary>
    public string HostRuntimeIdentifier => Text(nameof(HostRuntimeIdentifier));

    public string AssetsFile => Text(nameof(AssetsFile));

    public string BaselineFile => Text(nameof(BaselineFile));

    /// <summary>The committed file of accepted findings, which need not exist.</summary>
    public string AcceptedFile => Text(nameof(AcceptedFile));

    /// <summary>Folder under obj.</summary>
    public string StateFolder => Text(nameof(StateFolder));

    /// <summary>The project's assembly under obj, which need not exist.</summary>
    public string AssemblyFile => Text(nameof(AssemblyFile));

    /// <summary>Path of the solution that is built; empty when it is none.</summary>
    public string Solution => Text(nameof(Solution));

    /// <summary>A build that must not write.</summary>
    public bool IsReadOnly => Flag(nameof(IsReadOnly));

    /// <summary>A build that must find its baseline as a developer's build would leave it.</summary>
    public bool IsLocked => Flag(nameof(IsLocked));

    /// <summary>A build server was asked to write all the same.</summary>
    public bool IsToWrite => Flag(nameof(IsToWrite));

    /// <summary>Everything is told, infos as loud as MSBuild's own messages about a project.</summary>
    public bool IsDetailed => Flag(nameof(IsDetailed));

    /// <summary>The terminal logger shows a build's warnings and errors and nothing else.</summary>
    public bool HidesMessages => Flag(nameof(HidesMessages));

    /// <summary>The project has several target frameworks.</summary>
    public bool IsOneOfMany => Frameworks.Length > 1;

    public bool IsPacked => Flag(nameof(IsPacked));

    /// <summary>The compiler optimised, so the assembly shows fewer uses than the source has.</summary>
    public bool IsOptimized => Flag(nameof(IsOptimized));

    /// <summary>The implementations of the packages are compared too.</summary>
    public bool ComparesBehavior => Flag(nameof(ComparesBehavior));

    /// <summary>Packages as they were are restored where they are missing.</summary>
    public bool MayRestore => Flag(nameof(MayRestore));

    /// <summary>The source is compiled against them.</summary>
    public bool MayRecompile => Flag(nameof(MayRecompile)) || MustRecompile;

    /// <summary>Also where the source can see nothing of what changed, and one output would do for both.</summary>
    public bool MustRecompile => Text(nameof(MayRecompile)).Equals("always", StringComparison.OrdinalIgnoreCase);

    /// <summary>Generators as the packages had them may be run to compile the source against those.</summary>
    public bool UsesEarlierGenerators => Flag(nameof(UsesEarlierGenerators));

    /// <summary>Versions are restored of which NuGet's audit warns, or that are withdrawn.</summary>
    public bool RestoresWithdrawn => Flag(nameof(RestoresWithdrawn));

    /// <summary>Other versions may be looked for on the user's sources.</summary>
    public bool IsOnline => Flag(nameof(IsOnline));

    /// <summary>The dotnet command, as the SDK knows it.</summary>
    public string Host => Text(nameof(Host));

    /// <summary>patch, minor, major or none.</summary>
    public string FailOn => Text(nameof(FailOn));

    /// <summary>Files to write, the format by the extension, as <see cref="Reporting.Lists"/> reads them.</summary>
    public string Reports => Text(nameof(Reports));

    public bool TreatWarningsAsErrors => Flag(nameof(TreatWarningsAsErrors));

    /// <summary>Codes, separated by semicolons.</summary>
    public string WarningsAsErrors => Text(nameof(WarningsAsErrors));

    public string WarningsNotAsErrors => Text(nameof(WarningsNotAsErrors));

    public string NoWarn => Text(nameof(NoWarn));

    public string WarningsAsMessages => Text(nameof(WarningsAsMessages));

    /// <summary>As the project names it; empty for none.</summary>
    public string RuleSet => Text(nameof(RuleSet));

    /// <summary>C#, VB or F#.</summary>
    public string Language => Text(nameof(Language));

    /// <summary>Folder of the compiler that the build itself uses.</summary>
    public string CompilerFolder => Text(nameof(CompilerFolder));

    public bool UseSharedCompilation => Text(nameof(UseSharedCompilation)).Length == 0 || Flag(nameof(UseSharedCompilation));

    /// <summary>Names the compiler server that the build uses; empty when it is everybody's.</summary>
    public string SharedCompilationId => Text(nameof(SharedCompilationId));

    /// <summary>As the project sets it: what stands in the PDB for a path.</summary>
    public string PathMap => Text(nameof(PathMap));

    /// <summary>Symbols for conditional compilation, as MSBuild has them.</summary>
    public string DefineConstants => Text(nameof(DefineConstants));

    /// <summary>Where the build notes what its compilation depends on besides files.</summary>
    public string InputsCache => Text(nameof(InputsCache));

    /// <summary>The project file and what it imports, as far as MSBuild names them.</summary>
    public string[] ProjectFiles => Text(nameof(ProjectFiles)).Split([';'], StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<WorldItem> ReferencePath => Of(nameof(ReferencePath));

    public IReadOnlyList<WorldItem> RuntimeAssets => Of(nameof(RuntimeAssets));

    public IReadOnlyList<WorldItem> RuntimeTargetAssets => Of(nameof(RuntimeTargetAssets));

    /// <summary>
    /// Files of packages that the framework, or another package, has in a newer version: they are neither referenced nor deployed.
    /// </summary>
    public IReadOnlyList<WorldItem> LostAssets => Of(nameof(LostAssets));

    public IReadOnlyList<WorldItem> PackageReferences => Of(nameof(PackageReferences));

    public IReadOnlyList<WorldItem> PackageVersions => Of(nameof(PackageVersions));

    /// <summary>
    /// With metadata <c>OverriddenPackages</c>: the packages whose place the framework takes, <c>Id|Version</c> up to which version.
    /// </summary>
    public IReadOnlyList<WorldItem> FrameworkOverrides => Of(nameof(FrameworkOverrides));

    /// <summary>Rule ids with metadata <c>Severity</c>: error, warning, info or none.</summary>
    public IReadOnlyList<WorldItem> Rules => Of(nameof(Rules));

    /// <summary>Files of what others know of upgrades, as <see cref="AcceptedFile"/> has it.</summary>
    public IReadOnlyList<WorldItem> Knowledge => Of(nameof(Knowledge));

    /// <summary>As the compiler gets them: reference assemblies of projects, compile assets of packages.</summary>
    public IReadOnlyList<WorldItem> References => Of(nameof(References));

    /// <summary>And analyzers, which may be both.</summary>
    public IReadOnlyList<WorldItem> Generators => Of(nameof(Generators));

    public IReadOnlyList<WorldItem> Sources => Of(nameof(Sources));

    public IReadOnlyList<WorldItem> AdditionalFiles => Of(nameof(AdditionalFiles));

    /// <summary>Editor configurations and global ones.</summary>
    public IReadOnlyList<WorldItem> ConfigFiles => Of(nameof(ConfigFiles));

    /// <summary>As the project's targets hand them to the compiler; empty where nobody asked.</summary>
    public IReadOnlyList<WorldItem> CompilerArguments => Of(nameof(CompilerArguments));

    /// <summary>
    /// Written when there is nothing to tell, deleted when there is: what MSBuild's Inputs and Outputs, and the recording, go by.
    /// </summary>
    public string CheckStamp => Path.Combine(StateFolder, "check.stamp");

    /// <summary>Written when everything is noted.</summary>
    public string RecordStamp => Path.Combine(StateFolder, "record.stamp");

    /// <summary>All that a check depends on, besides the state of the files that are named.</summary>
    public string Settings =>
        WorldFile.Write(
            this with { Properties = Properties.Where(x => !Circumstances.Contains(x.Key)).ToDictionary(x => x.Key, x => x.Value) });

    /// <summary>The same with another value of one property.</summary>
    public ProjectWorld With(string name, string value)
    {
        var properties = Properties.ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        properties[name] = value;
        return this with { Properties = properties };
    }

    /// <summary>
    /// The same for a command: it keeps what it notes in a folder of its own, writes no reports, and is no build on a server.
    /// </summary>
    public ProjectWorld Aside(string folder) =>
        With(nameof(StateFolder), folder).With(nameof(Reports), "").With(nameof(IsReadOnly), "false").With(nameof(IsLocked), "false");

    /// <summary>The same with other items of one kind.</summary>
    public ProjectWorld With(string kind, IReadOnlyList<WorldItem> items)
    {
        var all = Items.ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        all[kind] = items;
        return this with { Items = all };
    }

    private ProjectWorld? In(string framework)
    {
        var other = With(nameof(Framework), framework);
        foreach (string path in new[] { nameof(StateFolder), nameof(BaselineFile) })
        {
            int at = Text(path).LastIndexOf(Framework, StringComparison.Ordinal);
            if (at < 0) return null;
            other = other.With(path, Text(path).Remove(at, Framework.Length).Insert(at, framework));
        }
        return other;
    }

    private string Text(string name) => Properties.TryGetValue(name, out string? value) ? value : "";

    private bool Flag(string name) => Text(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<WorldItem> Of(string kind) => Items.TryGetValue(kind, out var items) ? items : [];
}
