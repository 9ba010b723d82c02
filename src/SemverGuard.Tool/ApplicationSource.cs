using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>The consumer, and whatever else is deployed with it.</summary>
internal sealed class ApplicationSource
{
    /// <exception cref="FileNotFoundException">The consumer or a folder is not there.</exception>
    /// <exception cref="BadImageFormatException">The consumer is not an assembly.</exception>
    public ApplicationSource(string app, IReadOnlyList<string> folders, Files files)
    {
        if (!File.Exists(app)) throw new FileNotFoundException($"'{app}' does not exist");
        Consumer = files.Open(app);
        Sources = files.Sources(app);
        string beside = Path.GetDirectoryName(Path.GetFullPath(app))!;
        var others = new List<AssemblyImage>();
        foreach (string folder in folders.Prepend(beside))
        {
            if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"'{folder}' is not a folder");
            foreach (string path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            {
                if (files.TryOpen(path) is { } image && image.Name != Consumer.Name) others.Add(image);
            }
        }
        Others = others;
        Framework = new SharedFramework(files);
    }

    public AssemblyImage Consumer { get; }

    public SourceMap? Sources { get; }

    public IReadOnlyList<AssemblyImage> Others { get; }

    public SharedFramework Framework { get; }
}
