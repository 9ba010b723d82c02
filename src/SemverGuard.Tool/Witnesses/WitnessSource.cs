using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Findings;
using SemverGuard.Recompilation;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Witnesses;

/// <summary>The statements of a test, and the namespaces whose extension methods they call.</summary>
internal sealed record WitnessBody(string Statements, IReadOnlyList<string> Namespaces)
{
    public static implicit operator WitnessBody(string statements) => new(statements, []);
}

/// <summary>The statements of a test that hold what was before an upgrade.</summary>
/// <param name="compilation">References the package as it was.</param>
/// <param name="after">The same with the package as it is, for what only both together show.</param>
internal sealed partial class WitnessSource(Compilation compilation, Func<Compilation> after)
{
    /// <summary>The compiler takes another member for the same source.</summary>
    private static readonly string[] Rebound = Ids(
        RebindKind.Overload, RebindKind.ExtensionOrInstance, RebindKind.Operator, RebindKind.ArgumentForm, RebindKind.Pattern,
        RebindKind.Override);

    /// <summary>The compiler writes into the caller what the declaration says.</summary>
    private static readonly string[] Inlined = Ids(
        RebindKind.DefaultArgument, RebindKind.CallerInfo, RebindKind.ConditionalCall, RebindKind.AttributeArgument);

    /// <summary>The report names the project's own method: what it uses there has no name.</summary>
    private static readonly string[] Nameless = Ids(RebindKind.Tuple, RebindKind.InlineArray, RebindKind.Other);

    /// <exception cref="InvalidDataException">There is none; the message says why, as the rest of a sentence.</exception>
    public WitnessBody Body(ReportedFact fact)
    {
        if (Nameless.Contains(fact.Id))
            throw new InvalidDataException("what means something else has no name, and takes the project's own source to show");
        if (Rebound.Contains(fact.Id)) return new ReboundWitness(compilation, after()).Body(fact.Symbol);
        if (Inlined.Contains(fact.Id)) return new InlinedWitness(compilation, after()).Body(fact.Symbol);
        return Alone(fact);
    }

    /// <summary>What the package as it was tells by itself.</summary>
    private string Alone(ReportedFact fact)
    {
        bool isReplayed = fact.Id.StartsWith("SG6", StringComparison.Ordinal);
        bool isResult = fact.Id == ReplayRules.Result.Id, isException = fact.Id == ReplayRules.Exception.Id;
        if (isReplayed && !isResult && !isException)
            throw new InvalidDataException("what calls the project back, and what the project does then, takes the whole program to show");
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(fact.Symbol, compilation)
            ?? throw new InvalidDataException(fact.Id == RebindRules.NoLongerCompiles.Id
                ? "the compiler refuses the project's own source, which is not in the report"
                : $"{fact.Old} has no public {fact.Symbol}");
        return symbol switch
        {
            _ when isResult => Result(fact, symbol),
            _ when isException => Exception(fact, symbol),
            IFieldSymbol { HasConstantValue: true } constant =>
                Constant(constant, fact.Message.Contains(" is now of type ", StringComparison.Ordinal)),
            _ when Default().Match(fact.Message) is { Success: true } match && Plain(symbol) is { } constructor =>
                Held(constructor, "", match.Groups["member"].Value, match.Groups["before"].Value),
            INamespaceSymbol space => Mention(AnyType(space) ?? throw new InvalidDataException($"{space} has no public type")),
            _ when fact.Id[..3] is "SG1" or "SG3" || fact.Id == RebindRules.NoLongerCompiles.Id => Mention(symbol),
            _ => throw new InvalidDataException("no call is known that shows it; semverguard replay may find one"),
        };
    }

    /// <summary>Only a constant can be the value of another: whoever reads it at run time is told by the compiler.</summary>
    private static string Constant(IFieldSymbol constant, bool isOfOtherType)
    {
        // A constant of another type is another object, be it the same number.
        if (isOfOtherType && constant.ConstantValue is { } number)
            return $"Xunit.Assert.Equal<object>({CSharpLiteral.Typed(number)}, {Name(constant.ContainingType)}.{Plain(constant.Name)});";
        var type = (constant.Type as INamedTypeSymbol)?.EnumUnderlyingType ?? constant.Type;
        string cast = type.Equals(constant.Type, SymbolEqualityComparer.Default) ? "" : $"({Name(type)})";
        string value = $"{Name(constant.ContainingType)}.{Plain(constant.Name)}";
        string check = constant.ConstantValue is { } was
            ? Equal(CSharpLiteral.Typed(was), "inlined") : "Xunit.Assert.Null(inlined);";
        return $"const {Name(type)} inlined = {cast}{value};\n        {check}";
    }

    private static INamedTypeSymbol? AnyType(INamespaceSymbol space) =>
        space.GetTypeMembers().FirstOrDefault(x => x.DeclaredAccessibility == Accessibility.Public)
        ?? space.GetNamespaceMembers().Select(AnyType).FirstOrDefault(x => x is not null);

    private static string[] Ids(params RebindKind[] kinds) => [.. kinds.Select(x => RebindRules.Of(x).Id)];

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

    /// <summary>As <c>typeof</c> takes it.</summary>
    public static string Open(INamedTypeSymbol type) => type.IsGenericType ? Name(type.ConstructUnboundGenericType()) : Name(type);

    [GeneratedRegex(@"now (?:sets|begins with) (?<member>\w+) = .*? \(was (?<before>.*?)\)")]
    private static partial Regex Default();
}
