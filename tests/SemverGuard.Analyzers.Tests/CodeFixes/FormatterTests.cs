using Microsoft.CodeAnalysis.CodeFixes;
using SemverGuard.CodeFixes;

namespace SemverGuard.Analyzers.Tests.CodeFixes;

/// <summary>What a program is offered that fixes whatever it finds.</summary>
public class FormatterTests
{
    [Fact]
    public void Accepting_is_never_done_for_all()
    {
        Assert.Null(new AcceptFix().GetFixAllProvider());
        Assert.Null(new AcceptFindingFix().GetFixAllProvider());
    }

    [Fact]
    public void Keeping_the_old_meaning_is_done_for_a_solution()
    {
        CodeFixProvider[] fixes = [new KeepValueFix(), new PassOldDefaultFix(), new CallOldOverloadFix(), new CallExtensionFix()];
        Assert.All(fixes, x => Assert.Contains(FixAllScope.Solution, x.GetFixAllProvider()!.GetSupportedFixAllScopes()));
    }
}
