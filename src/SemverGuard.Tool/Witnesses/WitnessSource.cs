using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Findings;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Witnesses;

/// <summary>The statements of a test that hold what was before an upgrade.</summary>
/// <param name="compilation">References the package as it was.</param>
internal sealed partial class WitnessSource(Compilation compilation)
{
    /// <exception cref="InvalidDataException">There is none; the message says why, as the rest of a sentence.</exception>
    public string Body(ReportedFact fact)
    {
        bool isReplayed = fact.Id.StartsWith("SG6", StringComparison.Ordinal);
        bool isResult = fact.Id == ReplayRules.Result.Id, isException = fact.Id == ReplayRules.Exception.Id;
        if (isReplayed && !isResult && !isException)
            throw new InvalidDataException("what calls the project back, and what the project does then, takes the whole program to show");
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(fact.Symbol, compilation)
            ?? throw new InvalidDataException($"{fact.Old} has no public {fact.Symbol}");
        return symbol switch
        {
            _ when isResult => Result(fact, symbol),
            _ when isException => Exception(fact, symbol),
            IFieldSymbol { HasConstantValue: true } constant =>
                Equal(CSharpLiteral.Of(constant.ConstantValue), Name(constant.ContainingType) + "." + Plain(constant.Name)),
            _ when Default().Match(fact.Message) is { Success: true } match && Plain(symbol) is { } constructor =>
                Held(constructor, "", match.Groups["member"].Value, match.Groups["before"].Value),
            _ when fact.Id.StartsWith("SG1", StringComparison.Ordinal) || fact.Id.StartsWith("SG3", StringComparison.Ordinal) =>
                Mention(symbol),
            _ => throw new InvalidDataException("no call is known that shows it; semverguard replay may find one"),
        };
    }

    /// <summary>What makes an object with its defaults.</summary>
    private static IMethodSymbol? Plain(ISymbol symbol) =>
        symbol as IMethodSymbol is { MethodKind: MethodKind.Constructor } constructor ? constructor
        : (symbol as INamedTypeSymbol)?.InstanceConstructors.FirstOrDefault(x => x.Parameters.Length == 0);

    private string Result(ReportedFact fact, ISymbol symbol)
    {
        var difference = ValueDifference.Of(fact.Before ?? "", fact.After ?? "");
        string before = difference.Name.Length == 0 ? fact.Before ?? "" : difference.Before;
        return Held(symbol, fact.Arguments ?? "", difference.Name, before);
    }

    /// <summary>A call, and the part of its result that was another.</summary>
    private string Held(ISymbol symbol, string arguments, string path, string before)
    {
        var call = new WitnessCall(symbol, arguments);
        var type = call.Type;
        string value = call.Text;
        foreach (string name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var member = Members(type).FirstOrDefault(x => x.Name == name && x.DeclaredAccessibility == Accessibility.Public)
                ?? throw new InvalidDataException($"{type.Name} has no public {name} that could be asked for");
            type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
            value += "." + Plain(name);
        }
        return Equal(CSharpLiteral.Of(before, type)
            ?? throw new InvalidDataException($"what it was cannot be written down: {before}"), value);
    }

    private string Exception(ReportedFact fact, ISymbol symbol)
    {
        var call = new WitnessCall(symbol, fact.Arguments ?? "");
        if (fact.Before is not ['!', ..]) return call.IsVoid ? call.Text + ";" : "_ = " + call.Text + ";";
        string name = fact.Before[1..].Split(':')[0].Split(' ')[0];
        if (compilation.GetTypeByMetadataName(name) is not { DeclaredAccessibility: Accessibility.Public } type)
            throw new InvalidDataException($"{name} is not public");
        return $"Xunit.Assert.Throws<{Name(type)}>(() => {{ {(call.IsVoid ? "" : "_ = ")}{call.Text}; }});";
    }

    /// <summary>It is there: whoever builds this against the version after is told that it is not, or is another.</summary>
    private static string Mention(ISymbol symbol)
    {
        if (symbol is INamedTypeSymbol type) return $"_ = typeof({Open(type)});";
        string discard = symbol is IMethodSymbol { ReturnsVoid: true, MethodKind: not MethodKind.Constructor } ? "" : "_ = ";
        return $"System.Action use = () => {{ {discard}{WitnessCall.Unrun(symbol)}; }};\n        Xunit.Assert.NotNull(use);";
    }

    private static string Equal(string expected, string actual) => $"Xunit.Assert.Equal({expected}, {actual});";

    private static IEnumerable<ISymbol> Members(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers().Where(x => x is IPropertySymbol or IFieldSymbol)) yield return member;
        }
    }

    /// <exception cref="InvalidDataException">A package may call a type what no source can.</exception>
    public static string Name(ITypeSymbol type)
    {
        var parts = type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat);
        foreach (var part in parts.Where(x => x.Symbol is not null && x.Kind != SymbolDisplayPartKind.Keyword))
            Plain(part.ToString().TrimStart('@'));
        return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    /// <exception cref="InvalidDataException">No source can name it.</exception>
    public static string Plain(string name) => SyntaxFacts.IsValidIdentifier(name) ? name
        : throw new InvalidDataException($"C# has no way to write the name {name}");

    private static string Open(INamedTypeSymbol type) => type.IsGenericType ? Name(type.ConstructUnboundGenericType()) : Name(type);

    [GeneratedRegex(@"now (?:sets|begins with) (?<member>\w+) = .*? \(was (?<before>.*?)\)")]
    private static partial Regex Default();
}
