using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemverGuard.Tool.Witnesses;

/// <summary>
/// Holds which member the compiler takes for a call. The call stands in an expression tree, which keeps what was bound and never runs.
/// Which arguments show it is found by compiling calls with both versions.
/// </summary>
/// <param name="before">References the package as it was.</param>
/// <param name="after">References the package as it is.</param>
internal sealed class ReboundWitness(Compilation before, Compilation after)
{
    /// <param name="symbol">Documentation comment id of what is called by now.</param>
    /// <exception cref="InvalidDataException">There is none; the message says why, as the rest of a sentence.</exception>
    public WitnessBody Body(string symbol)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, after) is not IMethodSymbol now)
            throw new InvalidDataException("what means another member is the project's own source, and not in the report");
        var calls = new PossibleCalls(before, now);
        IReadOnlyList<Bound> then = Bind(before, calls), later = Bind(after, calls);
        // Where the compiler refuses the call by now, the test does not compile: red too, and not as plain.
        var found = then.Zip(later).Where(x => x.First is { IsRefused: false, Method: not null } && Id(x.First.Method) != symbol)
            .Where(x => x.Second.Method is { } bound && Id(bound) == symbol).OrderBy(x => x.Second.IsRefused).FirstOrDefault();
        return found.First is { } was ? Held(was, now, calls) : Absent(now);
    }

    /// <summary>What a compilation takes a call for.</summary>
    /// <param name="Method">Null where there is none.</param>
    private sealed record Bound(string Call, IMethodSymbol? Method, bool IsRefused);

    private static Bound[] Bind(Compilation compilation, PossibleCalls calls)
    {
        string methods = string.Concat(calls.All.Select((x, i) => $"    static void M{i}() {{ {x} }}\n"));
        string usings = string.Concat(calls.Namespaces.Select(x => $"using {x};\n"));
        var tree = CSharpSyntaxTree.ParseText($"{usings}class Calls\n{{\n{methods}}}\n");
        var model = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(tree).GetSemanticModel(tree);
        int[] refused = [.. model.GetDiagnostics().Where(x => x.Severity == DiagnosticSeverity.Error)
            .Select(x => x.Location.GetLineSpan().StartLinePosition.Line).Distinct()];
        var lambdas = tree.GetRoot().DescendantNodes().OfType<LambdaExpressionSyntax>();
        return [.. calls.All.Zip(lambdas, (call, x) => new Bound(
            call, model.GetSymbolInfo(x.ExpressionBody!).Symbol as IMethodSymbol,
            refused.Contains(x.GetLocation().GetLineSpan().StartLinePosition.Line)))];
    }

    private WitnessBody Held(Bound was, IMethodSymbol now, PossibleCalls calls)
    {
        string bound = $"var bound = ((System.Linq.Expressions.{calls.Node})use.Body).{calls.Member};";
        return new WitnessBody($"{was.Call}\n        {bound}\n        {Check(was.Method!, now)}", calls.Namespaces);
    }

    /// <summary>That by which the one differs from the other.</summary>
    private static string Check(IMethodSymbol was, IMethodSymbol now)
    {
        if (was.MethodKind == MethodKind.BuiltinOperator) return "Xunit.Assert.Null(bound);";
        was = was.ReducedFrom is { } whole && whole.TypeParameters.Length == 0 ? whole : was;
        if (Id(was.ContainingType) != Id(now.ContainingType))
            return $"Xunit.Assert.Equal(typeof({WitnessSource.Name(was.ContainingType)}), bound!.DeclaringType);";
        return $"Xunit.Assert.Equal({ReflectedMember.Types(was.Parameters)}, "
            + "System.Array.ConvertAll(bound!.GetParameters(), x => x.ParameterType));";
    }

    /// <summary>The compiler takes what it finds: where it was not there, it was not taken.</summary>
    private string Absent(IMethodSymbol now)
    {
        if (before.GetTypeByMetadataName(MetadataName(now.ContainingType)) is not { } type)
            throw new InvalidDataException($"{now.ContainingType.Name} is new, and takes the project's own source to be called");
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(Id(now), before) is not null)
            throw new InvalidDataException("no call is known that is compiled to another member by now");
        string name = WitnessSource.Plain(now.Name);
        return type.GetMembers(name).Length == 0 ? $"Xunit.Assert.Empty(typeof({WitnessSource.Open(type)}).GetMember(\"{name}\"));"
            : $"Xunit.Assert.Null({ReflectedMember.Of(now)});";
    }

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? MetadataName(outer) + "+" + type.MetadataName
            : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace}.{type.MetadataName}";

    private static string Id(ISymbol symbol) =>
        ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition.GetDocumentationCommentId() ?? "";
}
