using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A method looks for an attribute that it did not look for: types that have had it all the time are treated in another way from then on.
/// </summary>
internal static class Attributes
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        string[] was = [.. LookedFor(pair.Before, pair.BeforeSide)], now = [.. LookedFor(pair.After, pair.AfterSide)];
        return now.Except(was).Select(x => Fact(x, "now", 1)).Concat(was.Except(now).Select(x => Fact(x, "no longer", -1)));

        static Effect Fact(string attribute, string when, int direction) =>
            new(EffectKind.Name, "[" + attribute + "]", $"{when} looks for [{AttributeText.NameOf(attribute)}]", Weight.Plain)
            {
                Direction = direction, Attribute = attribute,
            };
    }

    /// <summary>A change without a fact, in a method that looks for attributes: it is told to those who have one of them.</summary>
    /// <param name="difference">Where the two first do something else; null where that has no name.</param>
    public static IEnumerable<Effect> Decided(MethodPair pair, string? difference) => difference is null ? [] :
        LookedFor(pair.After, pair.AfterSide).Concat(Tested(pair.After)).Where(x => x.IndexOf('.') > 0).Distinct()
            .Select(x => Effect.OfWork(difference) with { Attribute = x });

    private static IEnumerable<string> Tested(Script script) => script.Steps.Where(x => x.Kind == StepKind.Test && x.Target is not null)
        .Select(x => x.Target!.Type).Where(IsWritten);

    private const string Ending = "Attribute";

    /// <summary>Attributes by their names, of those that somebody wrote: as text, as <c>typeof</c> or as a type argument.</summary>
    private static IEnumerable<string> LookedFor(Script script, Side side) =>
        script.Calls.Where(x => x.Target is { } call && (Asks(call) || IsComparison(call))).SelectMany(x => Named(x, side))
            .Where(IsWritten).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Named(Step call, Side side)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.String is { } text && Names.IsName(text)) yield return text;
            if (argument.Of is { Name: "" } type) yield return type.Type;
            // What a handle is made into.
            if (argument.Source is { } made && made.Target is { Type: "System.Type", Name: "GetTypeFromHandle" })
                foreach (var token in made.Arguments.Where(x => x.Of is { Name: "" })) yield return token.Of!.Type;
        }
        if (call.Target!.Instantiation is not { IsNil: false } generic) yield break;
        var arguments = side.Image.Reader.GetMethodSpecification(generic)
            .DecodeSignature(side.Image.DocumentationText, GenericScope.Open);
        foreach (string type in arguments) yield return type;
    }

    /// <summary><c>GetCustomAttribute</c>, <c>IsDefined</c>, <c>HasAttribute</c>, and what a package has for the same.</summary>
    private static bool Asks(Operand call) => call.Name == "IsDefined" || call.Name.Contains(Ending)
        || call.Name.Contains("AssignableToTypeName");

    private static bool IsComparison(Operand call) =>
        call.Type == "System.String" && call.Name is "op_Equality" or "op_Inequality" or "Equals";

    /// <summary>Compilers write others, or people read them: they are everywhere and mean nothing to whoever has them.</summary>
    private static bool IsWritten(string attribute) =>
        attribute.Length > Ending.Length && attribute.EndsWith(Ending, StringComparison.Ordinal)
        && (Keywords.Contains(attribute) || !Array.Exists(NotWritten, x => attribute.StartsWith(x, StringComparison.Ordinal)));

    private static readonly string[] NotWritten =
    [
        "System.Attribute", "System.Runtime.", "System.Diagnostics.", "System.Reflection.", "System.Security.",
        "System.ObsoleteAttribute", "System.ParamArrayAttribute", "System.ComponentModel.EditorBrowsableAttribute",
    ];

    /// <summary>Of the compiler's, those for which somebody wrote a word.</summary>
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "System.Runtime.CompilerServices.RequiredMemberAttribute",
    };
}
