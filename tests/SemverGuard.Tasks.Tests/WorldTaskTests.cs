using System.Reflection;
using Microsoft.Build.Framework;
using SemverGuard.Metadata;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tasks;

/// <summary>The net below a build: whatever escapes is one warning with the assembly's name, and the build goes on.</summary>
public sealed class WorldTaskTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, "SemverGuard failed at App and checked nothing here; please report this: InvalidOperationException: a mistake")]
    [InlineData(true, "SemverGuard failed at Lib and checked nothing here; please report this: InvalidOperationException: a mistake")]
    public void A_mistake_of_ours_is_one_warning(bool isNamed, string text)
    {
        string file = folder.With("app.world", "semverguard-world 1\nProjectFile /repo/App.csproj\nAssemblyFile /repo/obj/App.dll\n");
        var engine = DispatchProxy.Create<IBuildEngine9, Engine>();
        var mistake = new InvalidOperationException("a mistake");
        var task = new Failing(isNamed ? new MistakeException("Lib", mistake) : mistake) { BuildEngine = engine, WorldFile = file };
        Assert.True(task.Execute());
        var warning = Assert.Single(((Engine)(object)engine).Warnings);
        Assert.Equal(("SG9009", text), (warning.Code, warning.Message));
    }

    /// <summary>MSBuild cancels the tasks of a build, and waits until they have ended.</summary>
    [Fact]
    public async Task A_cancelled_build_ends_the_compilation_with_all_that_it_started()
    {
        if (OperatingSystem.IsWindows()) return; // the compiler of this test is a script
        string host = folder.With("host", "#!/bin/sh\nsleep 300 &\necho $! > part\nmv part child\nwait\n");
        File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string world = folder.With("app.world", "semverguard-world 1\nProjectFile " + folder.PathOf("App.csproj") + "\n");
        var engine = DispatchProxy.Create<IBuildEngine9, Engine>();
        var task = new Compiling(host, folder.PathOf("before")) { BuildEngine = engine, WorldFile = world };
        var run = Task.Run(task.Execute);
        int child = CommandTests.Child(folder);
        task.Cancel();
        Assert.False(await run);
        CommandTests.AssertHasEnded(child);
        Assert.Empty(((Engine)(object)engine).Warnings);
        Assert.Empty(Directory.GetFileSystemEntries(folder.PathOf("before")));
    }

    private sealed class Compiling(string host, string output) : WorldTask
    {
        private protected override void Run(ProjectWorld world)
        {
            var compiler = new ProjectCompiler("csc.dll", host, server: null, world.ProjectFolder, ((IHost)this).Cancellation);
            compiler.Compile(new CompilerOptions([]), new CompilerInputs([], [], [], [], [], ""), output, "App.dll");
        }
    }

    private sealed class Failing(Exception mistake) : WorldTask
    {
        private protected override void Run(ProjectWorld world) => throw mistake;
    }

    /// <summary>An engine that keeps warnings, and does nothing else that it is asked.</summary>
    public class Engine : DispatchProxy
    {
        public List<BuildWarningEventArgs> Warnings { get; } = [];

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            if (arguments?.OfType<BuildWarningEventArgs>().FirstOrDefault() is { } warning) Warnings.Add(warning);
            var type = method!.ReturnType;
            return type.IsValueType && type != typeof(void) ? Activator.CreateInstance(type) : null;
        }
    }
}
