using Microsoft.Build.Framework;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tasks;

/// <summary>
/// Writes down what the build knows of the project: <see cref="ProjectWorld"/>, for the tasks that follow and for the command.
/// </summary>
public sealed class WriteWorld : Microsoft.Build.Utilities.Task
{
    [Required]
    public string WorldFile { get; set; } = "";

    /// <summary>Names with metadata <c>Value</c>.</summary>
    public ITaskItem[] Properties { get; set; } = [];

    public ITaskItem[] ReferencePath { get; set; } = [];

    public ITaskItem[] RuntimeAssets { get; set; } = [];

    public ITaskItem[] RuntimeTargetAssets { get; set; } = [];

    public ITaskItem[] LostAssets { get; set; } = [];

    public ITaskItem[] PackageReferences { get; set; } = [];

    public ITaskItem[] PackageVersions { get; set; } = [];

    public ITaskItem[] FrameworkOverrides { get; set; } = [];

    public ITaskItem[] Rules { get; set; } = [];

    public ITaskItem[] Knowledge { get; set; } = [];

    public ITaskItem[] References { get; set; } = [];

    public ITaskItem[] Generators { get; set; } = [];

    public ITaskItem[] Sources { get; set; } = [];

    public ITaskItem[] AdditionalFiles { get; set; } = [];

    public ITaskItem[] ConfigFiles { get; set; } = [];

    public ITaskItem[] CompilerArguments { get; set; } = [];

    public override bool Execute()
    {
        var items = new Dictionary<string, IReadOnlyList<WorldItem>>(StringComparer.Ordinal);
        Add(nameof(ReferencePath), ReferencePath);
        Add(nameof(RuntimeAssets), RuntimeAssets);
        Add(nameof(RuntimeTargetAssets), RuntimeTargetAssets);
        Add(nameof(LostAssets), LostAssets);
        Add(nameof(PackageReferences), PackageReferences);
        Add(nameof(PackageVersions), PackageVersions);
        Add(nameof(FrameworkOverrides), FrameworkOverrides);
        Add(nameof(Rules), Rules);
        Add(nameof(Knowledge), Knowledge);
        Add(nameof(References), References);
        Add(nameof(Generators), Generators);
        Add(nameof(Sources), Sources);
        Add(nameof(AdditionalFiles), AdditionalFiles);
        Add(nameof(ConfigFiles), ConfigFiles);
        items[nameof(CompilerArguments)] =
            [.. CompilerArguments.Select(x => new WorldItem(x.ItemSpec, x.ItemSpec, new Dictionary<string, string>()))];
        var properties = Properties.ToDictionary(x => x.ItemSpec, x => x.GetMetadata("Value"), StringComparer.Ordinal);
        try
        {
            OutputFile.Write(WorldFile, Worlds.WorldFile.Write(new ProjectWorld(properties, items)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", e.ToString()); // the tasks that look for it say that nothing was checked
        }
        return true;

        void Add(string kind, ITaskItem[] all) => items[kind] = [.. all.Select(x => Item(x, WorldItem.Known[kind]))];
    }

    private static WorldItem Item(ITaskItem item, string[] names)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            string value = item.GetMetadata(name);
            if (value.Length > 0) metadata[name] = value;
        }
        return new WorldItem(item.ItemSpec, FullPath(item), metadata);
    }

    /// <summary>An id, or a rule, need not be anything that a path can be.</summary>
    private static string FullPath(ITaskItem item)
    {
        try
        {
            return item.GetMetadata("FullPath");
        }
        catch (InvalidOperationException)
        {
            return item.ItemSpec;
        }
    }
}
