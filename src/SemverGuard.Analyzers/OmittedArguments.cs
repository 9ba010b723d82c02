using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Analyzers;

/// <summary>A call that omits an argument for which the compiler puts another value now.</summary>
internal static class OmittedArguments
{
    public static SourceRebind? Find(IOperation call, IMethodSymbol method, ChangeIndex changes)
    {
        if (changes.OfOmittedArguments(method) is not { MemberBefore: { } before, MemberAfter: { } after } change) return null;
        var texts = new List<string>();
        var values = new List<string>();
        foreach (var argument in call is IInvocationOperation invocation
            ? invocation.Arguments
            : ((IObjectCreationOperation)call).Arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } || TellsAboutCaller(parameter))
                continue;
            int position = parameter.Ordinal + (method.ReducedFrom is null ? 0 : 1);
            if (position >= before.Parameters.Count || before.Parameters[position].Default is not { } was
                || after.Parameters[position].Default is not { } now || was == now)
                continue;
            texts.Add($"{parameter.Name} = {Spell(now, parameter)} (was {Spell(was, parameter)})");
            values.Add(parameter.Name + "=" + was);
        }
        if (texts.Count == 0) return null;
        return new SourceRebind(RebindKind.DefaultArgument, change.Symbol, change.Bump,
            $"passes {string.Join(", ", texts)} to {DisplayName.Short(change.Symbol)}")
        {
            Properties = FindingProperties.Of(FindingProperties.Arguments, string.Join("\n", values)),
        };
    }

    private static string Spell(string constant, IParameterSymbol parameter) => ConstantSpelling.Of(constant, parameter.Type, x => x.Name);

    /// <summary>The compiler passes the caller's name, file, line or expression, whatever the default is.</summary>
    private static bool TellsAboutCaller(IParameterSymbol parameter) =>
        parameter.GetAttributes()
            .Any(x => x.AttributeClass?.Name is "CallerMemberNameAttribute" or "CallerFilePathAttribute" or "CallerLineNumberAttribute"
                or "CallerArgumentExpressionAttribute");
}
