using Microsoft.CodeAnalysis;

namespace SemverGuard.Tool.Witnesses;

/// <summary>
/// Holds what a declaration makes the compiler write into its callers: the declaration is asked, and nothing is called.
/// </summary>
/// <param name="before">References the package as it was.</param>
/// <param name="after">References the package as it is.</param>
internal sealed class InlinedWitness(Compilation before, Compilation after)
{
    private const string Conditional = "System.Diagnostics.ConditionalAttribute";

    private static readonly string[] CallerInfo =
    [
        "System.Runtime.CompilerServices.CallerMemberNameAttribute", "System.Runtime.CompilerServices.CallerFilePathAttribute",
        "System.Runtime.CompilerServices.CallerLineNumberAttribute", "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute",
    ];

    /// <param name="symbol">Documentation comment id.</param>
    /// <exception cref="InvalidDataException">There is none; the message says why, as the rest of a sentence.</exception>
    public WitnessBody Body(string symbol)
    {
        ISymbol was = Find(symbol, before), now = Find(symbol, after);
        string? statement = was is INamedTypeSymbol type ? Attribute(type, now)
            : was is IMethodSymbol method && now is IMethodSymbol other ? Method(method, other) : null;
        return statement ?? throw new InvalidDataException("it is declared as it was");
    }

    private static ISymbol Find(string symbol, Compilation compilation) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, compilation)
        ?? throw new InvalidDataException($"{symbol} is not in both versions");

    private static string? Attribute(INamedTypeSymbol was, ISymbol now) =>
        Differs(was, now, Conditional) ? Given($"typeof({WitnessSource.Open(was)})", Conditional, Has(was, Conditional)) : null;

    private static string? Method(IMethodSymbol was, IMethodSymbol now)
    {
        string member = ReflectedMember.Of(was) + "!";
        if (Differs(was, now, Conditional)) return Given(member, Conditional, Has(was, Conditional));
        foreach (var (old, other) in was.Parameters.Zip(now.Parameters))
        {
            string parameter = $"{member}.GetParameters()[{old.Ordinal}]";
            if (CallerInfo.FirstOrDefault(x => Differs(old, other, x)) is { } filled) return Given(parameter, filled, Has(old, filled));
            if (old.HasExplicitDefaultValue && !IsSame(old, other)) return Default(parameter, old.ExplicitDefaultValue);
        }
        return null;
    }

    private static bool IsSame(IParameterSymbol was, IParameterSymbol now) =>
        now.HasExplicitDefaultValue && Equals(was.ExplicitDefaultValue, now.ExplicitDefaultValue);

    /// <summary>The value as metadata has it, which is what the compiler takes; of an enum, the number.</summary>
    private static string Default(string parameter, object? value) => value is null
        ? $"Xunit.Assert.Null({parameter}.RawDefaultValue);"
        : $"Xunit.Assert.Equal<object>({CSharpLiteral.Typed(value)}, {parameter}.RawDefaultValue!);";

    private static string Given(string declaration, string attribute, bool has) => has
        ? $"Xunit.Assert.NotEmpty({declaration}.GetCustomAttributes(typeof({attribute}), false));"
        : $"Xunit.Assert.Empty({declaration}.GetCustomAttributes(typeof({attribute}), false));";

    private static bool Differs(ISymbol was, ISymbol now, string attribute) => Has(was, attribute) != Has(now, attribute);

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(x => x.AttributeClass?.ToDisplayString() == attribute);
}
