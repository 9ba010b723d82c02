using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Corpus;

/// <summary>A package whose dll is damaged costs its own check, and neither the build nor anybody else's check.</summary>
public sealed class DamagedPackageTests
{
    private const string Source = """
        namespace Lib;
        public interface IStep { void Do(); int Size { get; } }
        public abstract class Base<T> { public abstract T Make(int i); public virtual void Turn(T t) { } }
        public class Tool : Base<string>, IStep { public int Count; public void Do() { switch (Count) { case 1: Count = 2; break; case 2: Count = 3; break; case 4: Count = 5; break; case 3: Count = 4; break; } } public int Size => 1; public override string Make(int i) => ""; }
        """;

    private static readonly CompiledAssembly Before = TestCompiler.Compile(Source, new CompileSettings("Lib") { Version = "1.2.3.0" });

    private static readonly CompiledAssembly After = TestCompiler.Compile(Source, new CompileSettings("Lib") { Version = "1.2.4.0" });

    private static readonly CompiledAssembly Consumer = TestCompiler.Compile("""
        using Lib;
        public class Mine : Base<int>, IStep { public override int Make(int i) => i; public void Do() => new Tool().Do(); public int Size => new Tool().Count; static void Main() => new Mine().Do(); }
        """, new CompileSettings("App"), Before);

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 8)];

    [Fact]
    public void The_package_is_checked_when_it_is_whole()
    {
        var report = Check(After.Image);
        Assert.NotNull(report);
        Assert.Empty(report.Findings);
        Assert.Empty(report.NotChecked);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void One_changed_byte_never_throws_out_of_the_guard(int part)
    {
        byte[] changes = [0x00, 0xFF, 0x80, 0x01];
        var escaped = new List<string>();
        for (int i = part; i < After.Image.Length; i += 8 * 3)
        {
            byte changed = changes[i / 24 % changes.Length];
            if (Record.Exception(() => Check(After.Image.SetItem(i, changed))) is { } exception)
                escaped.Add($"byte {i} is {changed:x2}: {exception}");
        }
        Assert.True(escaped.Count == 0, $"{escaped.Count}: {string.Join("\n", escaped.Take(3))}");
    }

    /// <returns>Null when the file cannot even be opened, which the front ends see first.</returns>
    private static GuardReport? Check(ImmutableArray<byte> after)
    {
        using var pe = new PEReader(after);
        AssemblyImage damaged;
        try
        {
            damaged = new AssemblyImage(pe.GetMetadataReader(), pe);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return null;
        }
        var consumer = World.Open(Consumer);
        var before = World.Of([World.Open(Before), consumer]);
        return Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.2.3", "1.2.4", ["Lib"])],
            Uses = UseReader.Read(consumer, before),
            Before = new ApiSurface(before).Find,
            After = new ApiSurface(World.Of([damaged])),
            RuntimeBefore = before,
            RuntimeAfter = World.Of([damaged, consumer]),
            Consumer = consumer,
        });
    }
}
