using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Worlds.Compiling;

/// <summary>The project's own source, and how the project compiles it.</summary>
/// <param name="dotnet">Path of the dotnet command.</param>
internal sealed class ProjectSource(ProjectWorld project, IHost host, string dotnet)
{
    private CompilerInputs? inputs;

    /// <summary>SemverGuard itself is no part of it.</summary>
    public CompilerInputs Inputs => inputs ??= new(
        Paths(project.Sources), [.. project.References.Select(Reference.Of)],
        [.. project.Generators.Select(Reference.Of).Where(x => x.Package != "SemverGuard")],
        Paths(project.AdditionalFiles), Paths(project.ConfigFiles), project.PathMap);

    /// <summary>There is a compiler for it that we run.</summary>
    public bool IsCompiled => project.Language is "C#" or "VB";

    /// <summary>What the build noted that its compilation depends on, besides files.</summary>
    public string Noted => File.Exists(project.InputsCache) ? InputFile.Text(project.InputsCache) : "";

    /// <returns>Null when there is none that we know.</returns>
    public ProjectCompiler? Compiler() => ProjectCompiler.Locate(project.CompilerFolder, project.Language) is { } compiler
        ? new ProjectCompiler(
            compiler, dotnet, project.UseSharedCompilation ? project.SharedCompilationId : null, project.ProjectFolder, host.Cancellation)
        : null;

    /// <summary>Asked for once, and again when a project file or a setting changes.</summary>
    /// <returns>Null where the project's targets do not tell.</returns>
    public CompilerOptions? Options()
    {
        if (project.CompilerArguments.Count > 0) return CompilerOptions.Of(project.CompilerArguments.Select(x => x.Spec));
        string file = Path.Combine(project.StateFolder, "compiler-options.txt");
        string key = Fingerprint.Of([host.Request, Noted], [.. project.ProjectFiles, project.AssetsFile]);
        if (CompilerOptions.Kept(file, key) is { } kept) return kept;
        var asked = host.AskForCompilerOptions();
        asked?.Keep(file, key);
        return asked;
    }

    private static string[] Paths(IReadOnlyList<WorldItem> items) => [.. items.Select(x => x.FullPath)];
}
