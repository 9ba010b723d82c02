using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>Each layer of Core begins with a README. One that names what is no longer there misleads whoever reads it first.</summary>
public sealed partial class ReadmeTests
{
    private static readonly MetadataReader Reader = CoreLayers.Core.Reader;

    private static readonly ILookup<string, TypeDefinition> Types =
        Reader.TypeDefinitions.Select(x => Reader.GetTypeDefinition(x)).ToLookup(x => Reader.GetString(x.Name).Split('`')[0]);

    public static TheoryData<string> Layers =>
        [.. Directory.GetDirectories(Repository.PathOf("src", "SemverGuard.Core")).Select(x => Path.GetFileName(x)!)
            .Where(x => x is not ("bin" or "obj")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_begins_with_a_short_readme(string layer)
    {
        string[] lines = File.ReadAllLines(PathOf(layer));
        Assert.Equal("# " + layer, lines[0]);
        Assert.InRange(lines.Length, 10, 25);
        foreach (string part in new[] { "**In:**", "**Out:**", "**To add " })
            Assert.Contains(lines, x => x.StartsWith(part, StringComparison.Ordinal));
        Assert.All(lines, x => Assert.InRange(x.Length, 0, 160));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void What_a_readme_names_is_there(string layer)
    {
        string[] names = [.. Name().Matches(File.ReadAllText(PathOf(layer))).Select(x => x.Groups[1].Value).Distinct()];
        Assert.All(names, x => Assert.True(IsThere(x), x + " is no type of Core, or has no such member"));
        Assert.Contains(names, x => Types[x].Any(y => Reader.GetString(y.Namespace) == "SemverGuard." + layer));
    }

    /// <summary>A type, or a type and one of its members: <c>Guard.Check</c>.</summary>
    private static bool IsThere(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length == 1 ? Types.Contains(name) : Types[parts[0]].Any(x => Members(x).Contains(parts[1]));
    }

    private static IEnumerable<string> Members(TypeDefinition type) =>
        type.GetMethods().Select(x => Reader.GetMethodDefinition(x).Name)
            .Concat(type.GetProperties().Select(x => Reader.GetPropertyDefinition(x).Name))
            .Concat(type.GetFields().Select(x => Reader.GetFieldDefinition(x).Name))
            .Select(x => Reader.GetString(x));

    private static string PathOf(string layer) => Repository.PathOf("src", "SemverGuard.Core", layer, "README.md");

    /// <summary>In backticks and as types are named; files, properties of MSBuild and words of C# are not.</summary>
    [GeneratedRegex(@"`([A-Z]\w*(?:\.[A-Z]\w*)?)`")]
    private static partial Regex Name();
}
