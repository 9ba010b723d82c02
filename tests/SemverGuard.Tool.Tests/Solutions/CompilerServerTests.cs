using System.Text;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tool.Tests.Solutions;

[Trait("Category", "EndToEnd")]
public sealed class CompilerServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("semverguard-server-").FullName;

    [Fact]
    public void It_compiles_for_who_has_none_and_ends_with_the_command()
    {
        string pipe;
        using (var server = new CompilerServer([World(isShared: false)]))
        {
            var world = server.Worlds[0];
            pipe = world.SharedCompilationId;
            Assert.True(world.UseSharedCompilation);
            File.WriteAllText(Path.Combine(folder, "A.cs"), "public class A { }");
            var options = new CompilerOptions(["/target:library"]);
            var compiled = Compiler(world).Compile(options, Inputs(), Path.Combine(folder, "out"), "A.dll");
            Assert.Null(compiled.Failure);
            Assert.True(File.Exists(compiled.Output));
            if (OperatingSystem.IsLinux()) Assert.True(Runs(pipe));
        }
        if (OperatingSystem.IsLinux()) Assert.True(SpinWait.SpinUntil(() => !Runs(pipe), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Who_shares_a_server_keeps_it()
    {
        var world = World(isShared: true);
        using var server = new CompilerServer([world]);
        Assert.Same(world, server.Worlds[0]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ProjectWorld World(bool isShared)
    {
        string dotnet = DotnetHost.Locate("dotnet");
        string sdk = Directory.EnumerateDirectories(Path.Combine(Path.GetDirectoryName(dotnet)!, "sdk"))
            .First(x => File.Exists(Path.Combine(x, "Roslyn", "bincore", "csc.dll")));
        return new ProjectWorld(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<WorldItem>>())
            .With(nameof(ProjectWorld.Host), dotnet)
            .With(nameof(ProjectWorld.Language), "C#")
            .With(nameof(ProjectWorld.CompilerFolder), Path.Combine(sdk, "Roslyn"))
            .With(nameof(ProjectWorld.UseSharedCompilation), isShared ? "true" : "false");
    }

    private ProjectCompiler Compiler(ProjectWorld world) => new(
        ProjectCompiler.Locate(world.CompilerFolder, world.Language)!, world.Host, world.SharedCompilationId, folder,
        CancellationToken.None);

    private CompilerInputs Inputs() =>
        new([Path.Combine(folder, "A.cs")], [new Reference(typeof(object).Assembly.Location)], [], [], [], "");

    /// <summary>Whether a process was started with that word.</summary>
    private static bool Runs(string word) => Directory.EnumerateDirectories("/proc").Any(x =>
    {
        try
        {
            string started = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(x, "cmdline")));
            return started.Contains("-pipename:" + word, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // no process, or one that has ended
        }
    });
}
