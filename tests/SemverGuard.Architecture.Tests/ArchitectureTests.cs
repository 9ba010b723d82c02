using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Metadata;

namespace SemverGuard.Architecture;

/// <summary>
/// The architecture, read from where it is written for people: the table of layers in CONTRIBUTING.md, the banned symbols, the list of
/// references.
/// </summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void A_layer_references_only_those_above_it()
    {
        string[] layers = [.. Layer().Matches(File.ReadAllText(Repository.PathOf("CONTRIBUTING.md"))).Select(x => x.Groups[1].Value)];
        Assert.Equal("Metadata", layers.FirstOrDefault());
        Assert.Equal("Reports", layers.LastOrDefault());
        var references = CoreLayers.References().ToList();
        Assert.NotEmpty(references);
        Assert.Empty(references.Where(x => Array.IndexOf(layers, x.To) is var to && (to < 0 || to > Array.IndexOf(layers, x.From)))
            .Select(x => x.Example));
    }

    [Fact]
    public void Packages_knows_only_what_reads_assemblies() =>
    Assert.DoesNotContain(CoreLayers.References(), x => x.From == "Packages" && x.To != "Metadata");

    [Fact]
    public void Core_references_what_every_host_has()
    {
        string[] allowed =
            ["netstandard", "NuGet.Versioning", "System.Collections.Immutable", "System.Reflection.Metadata", "System.Memory"];
        var reader = CoreLayers.Core.Reader;
        var references = reader.AssemblyReferences.Select(x => reader.GetString(reader.GetAssemblyReference(x).Name));
        Assert.Empty(references.Except(allowed));
    }

    /// <summary>No front end knows another; fixes stand behind the analyzer, whose findings they fix.</summary>
    [Theory]
    [InlineData("SemverGuard.Core")]
    [InlineData("SemverGuard.Analyzers", "SemverGuard.Core")]
    [InlineData("SemverGuard.CodeFixes", "SemverGuard.Analyzers", "SemverGuard.Core")]
    [InlineData("SemverGuard.Worlds", "SemverGuard.Core")]
    [InlineData("SemverGuard.Tasks", "SemverGuard.Worlds")]
    // It runs in the user's tests, beside whatever they reference.
    [InlineData("SemverGuard.Recorder")]
    // Tasks and recorder are no code of the tool: it hands them to MSBuild, and to the tests that it runs.
    [InlineData("SemverGuard.Tool", "SemverGuard.Core", "SemverGuard.Recorder", "SemverGuard.Tasks", "SemverGuard.Worlds")]
    public void A_project_references_these_projects(string project, params string[] allowed)
    {
        string text = File.ReadAllText(Repository.PathOf("src", project, project + ".csproj"));
        Assert.Equal(allowed, ProjectReference().Matches(text).Select(x => x.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>What escapes from one the compiler would tell, and switch the analyzer off.</summary>
    [Fact]
    public void The_analyzer_registers_nothing_without_the_net_below_it()
    {
        string[] lines = [.. TrackedFiles.WithExtension(".cs").Where(x =>
            TrackedFiles.Name(x).StartsWith("src/SemverGuard.Analyzers/", StringComparison.Ordinal)).SelectMany(File.ReadAllLines)];
        var registered = lines.Where(x => Registered().IsMatch(x)).ToArray();
        Assert.Equal(4, registered.Length);
        Assert.All(registered, x => Assert.Contains("Action(net.Below(", x));
    }

    /// <summary>The compiler's analyzer says it too; this holds when somebody silences it.</summary>
    [Fact]
    public void Core_uses_no_banned_symbol()
    {
        string[] banned = [.. File.ReadAllLines(Repository.PathOf("src", "SemverGuard.Core", "BannedSymbols.txt"))
            .Select(x => x.Split(';')[0]).Where(x => x.Length > 2)];
        Assert.NotEmpty(banned);
        var reader = CoreLayers.Core.Reader;
        var types = reader.TypeReferences.Select(x => CoreLayers.Core.NameOf(x)).ToList();
        var members = reader.MemberReferences.Select(x => reader.GetMemberReference(x))
            .Where(x => x.Parent.Kind == HandleKind.TypeReference)
            .Select(x => CoreLayers.Core.NameOf((TypeReferenceHandle)x.Parent) + "." + reader.GetString(x.Name)).ToList();
        foreach (string symbol in banned)
        {
            string name = symbol[2..].Split('(')[0];
            switch (symbol[0])
            {
                // Attributes for debuggers and analyzers live among what measures and prints; the compiler sets them.
                case 'N':
                    Assert.DoesNotContain(types, x => x.StartsWith(name + ".", StringComparison.Ordinal)
                        && !x.Contains("Attribute", StringComparison.Ordinal)
                        && !x.EndsWith("DebuggerBrowsableState", StringComparison.Ordinal)); break;
                // Every iterator asks for its thread; the compiler writes that, and nobody can do without.
                case 'T':
                    Assert.DoesNotContain(members, x => x.StartsWith(name + ".", StringComparison.Ordinal)
                        && x != "System.Environment.get_CurrentManagedThreadId"); break;
                case 'P': Assert.DoesNotContain(name.Insert(name.LastIndexOf('.') + 1, "get_"), members); break;
                default: Assert.DoesNotContain(name, members); break;
            }
        }
    }

    [GeneratedRegex(@"\.Register(?!CompilationStart|AdditionalFile)\w+Action\(")]
    private static partial Regex Registered();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*[/\\]([^""]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Layer();
}
