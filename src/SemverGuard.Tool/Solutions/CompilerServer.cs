using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// A compiler server for one command, for projects whose own builds use none. A search compiles the same sources again and again, and to
/// start a compiler takes several times as long as to compile. It ends with the command.
/// </summary>
internal sealed class CompilerServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string name = "semverguard-" + Guid.NewGuid().ToString("N");

    private readonly ProjectWorld[] users;

    /// <param name="worlds">Those whose builds share a server keep that one.</param>
    public CompilerServer(IReadOnlyList<ProjectWorld> worlds)
    {
        users = [.. worlds.Where(x => !x.UseSharedCompilation)];
        Worlds = [.. worlds.Select(x => x.UseSharedCompilation ? x : Using(x))];
    }

    /// <summary>In the order of those that were given.</summary>
    public IReadOnlyList<ProjectWorld> Worlds { get; }

    public void Dispose()
    {
        foreach (var (compiler, host) in users.Select(x => (ProjectCompiler.Locate(x.CompilerFolder, x.Language), x.Host)).Distinct())
        {
            if (compiler is null) continue;
            string server = Path.Combine(Path.GetDirectoryName(compiler)!, "VBCSCompiler" + Path.GetExtension(compiler));
            string[] end = ["-shutdown", "-pipename:" + name];
            string folder = Path.GetDirectoryName(server)!;
            // Also after a cancellation: nothing of ours is to stay behind.
            _ = Path.GetExtension(server) == ".dll"
                ? Command.Run(DotnetHost.Locate(host), ["exec", server, .. end], folder, CancellationToken.None, Patience)
                : Command.Run(server, end, folder, CancellationToken.None, Patience);
        }
    }

    private ProjectWorld Using(ProjectWorld world) =>
        world.With(nameof(ProjectWorld.UseSharedCompilation), "true").With(nameof(ProjectWorld.SharedCompilationId), name);
}
