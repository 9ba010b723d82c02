using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace SemverGuard.Analyzers.Tests.CodeFixes;

/// <summary>
/// A fix on a consumer whose library was bumped. The testing library applies it one by one and to all in the document, project and
/// solution, and wants the same source each time, without compiler errors and without what was fixed.
/// </summary>
internal sealed class FixTest<TFix>(Upgrade upgrade) : CSharpCodeFixTest<SemverGuardAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    /// <summary>Of the first action.</summary>
    public string? Title { get; init; }

    /// <summary>Beside the consumer's own.</summary>
    public (string Source, string Fixed)? SecondFile { get; init; }

    /// <summary>Null when nothing is offered.</summary>
    public string? Expected { get; init; }

    public string? ExpectedBaseline { get; init; }

    /// <summary>The line that an action added; it has no reason yet, and is refused.</summary>
    public string? ExpectedAccepted { get; init; }

    public LanguageVersion Version { get; init; } = LanguageVersion.Latest;

    public async Task VerifyAsync()
    {
        ReferenceAssemblies = Library.Framework;
        TestState.Sources.Add(("/app/Test0.cs", upgrade.Consumer));
        TestState.AdditionalReferences.Add(upgrade.LibraryAfter.Reference(await upgrade.LibraryAfter.CompileAsync()));
        TestState.AdditionalFiles.Add((upgrade.BaselinePath, await upgrade.BaselineAsync()));
        FixedState.Sources.Add(("/app/Test0.cs", Expected ?? upgrade.Consumer));
        if (SecondFile is var (source, @fixed))
        {
            TestState.Sources.Add(("/app/Test1.cs", source));
            FixedState.Sources.Add(("/app/Test1.cs", @fixed));
        }
        if (ExpectedBaseline is not null) FixedState.AdditionalFiles.Add((upgrade.BaselinePath, ExpectedBaseline));
        if (upgrade.Accepted is not null) TestState.AdditionalFiles.Add((upgrade.AcceptedPath, upgrade.Accepted));
        if (ExpectedAccepted is not null)
        {
            FixedState.AdditionalFiles.Add((upgrade.BaselinePath, await upgrade.BaselineAsync()));
            FixedState.AdditionalFiles.Add((upgrade.AcceptedPath, ExpectedAccepted));
            FixedState.MarkupHandling = MarkupMode.Allow;
            CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
        }
        if (Title is not null) CodeActionVerifier = (action, verifier) => verifier.Equal(Title, action.Title);
        await RunAsync();
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(Version);
}
