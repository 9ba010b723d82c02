using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method returns another literal, or another value than a literal, as the rest of a sentence about it.</summary>
internal static class ConstantAnswers
{
    /// <summary>Of a method that is otherwise the same.</summary>
    public static string Changed(MethodPair pair, Value was, Value now)
    {
        string type = Returned(pair.AfterSide, pair.IsHandle),
            wasType = pair.WasHandle.IsNil ? type : Returned(pair.BeforeSide, pair.WasHandle);
        string text = Literals.Text(now, type, pair.AfterSide), before = Literals.Text(was, wasType, pair.BeforeSide);
        // The same member of an enum, which has another number.
        return text == before && now.Number is { } number
            ? FormattableString.Invariant($"now returns {text} = {number} (was {was.Number})")
            : "now returns " + ValueText.Returned(text, before);
    }

    /// <summary>A method that returned the same whatever it was called with does not by now; null for another method.</summary>
    public static string? Lost(MethodPair pair)
    {
        if (pair.IsConstructor || pair.WasHandle.IsNil || pair.Before.Steps is not [var only]) return null;
        if (pair.After.Steps.Any(x => x.Key == only.Key)) return null;
        string type = Returned(pair.BeforeSide, pair.WasHandle);
        string? always = only switch
        {
            { Kind: StepKind.Return, Arguments: [{ IsNull: false } value] } => Literals.Text(value, type, pair.BeforeSide),
            { Kind: StepKind.Load, Target: { } field } when IsStatic(pair.BeforeSide, field) && Literals.FieldType(field) == type =>
                // What a property keeps has its name.
                "get_" + (GeneratedNames.Property(field.Name) ?? field.Name) == pair.Name ? "it was given" : field.Shown,
            _ => null,
        };
        return always is null ? null : $"may now return another value than {always}";
    }

    /// <summary>An object's own field is what somebody gave it.</summary>
    private static bool IsStatic(Side side, Operand field) => field.Own is { Kind: HandleKind.FieldDefinition } own
        && (side.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)own).Attributes & FieldAttributes.Static) != 0;

    private static string Returned(Side side, MethodDefinitionHandle method) =>
        side.Image.SignatureOf(side.Image.Reader.GetMethodDefinition(method)).ReturnType;
}
