using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.FindingsTests;

/// <summary>A mistake of ours is told with the assembly that was looked at, whoever tells it.</summary>
public sealed class MistakeTests
{
    [Fact]
    public void A_reader_that_fails_is_named_for_its_assembly()
    {
        var world = new AssemblySet([], _ => null);
        var input = new GuardInput
        {
            Bumps = [new Bump("Package", "1.0.0", "1.0.1", ["Other", "Lib"])],
            Uses = [new SymbolUse("M:Lib.Shape.Draw", "Lib", Use.Call, [])],
            Before = (_, _) => throw new InvalidOperationException("a mistake"),
            After = new ApiSurface(world),
        };
        var mistake = Assert.Throws<MistakeException>(() => Guard.Check(input));
        Assert.Equal("Lib", mistake.Assembly);
        const string Told = "SemverGuard failed at Lib and checked nothing; please report this: InvalidOperationException: a mistake";
        Assert.Equal(Told, MistakeException.Sentence(new AggregateException(mistake), "App", "checked nothing"));
        Assert.Equal(Told, MistakeException.Sentence(mistake.InnerException!, "Lib", "checked nothing"));
    }

    /// <summary>What a file or its reader may say is no mistake, and keeps its own way.</summary>
    [Fact]
    public void What_is_expected_is_not_renamed()
    {
        Exception[] expected = [new LimitException("Lib", "x"), new BadImageFormatException(), new OperationCanceledException(),
            new IOException(), new MistakeException("Lib", new InvalidOperationException())];
        Assert.All(expected, x => Assert.False(MistakeException.IsOne(x)));
    }
}
