using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// What the static fields of one side hold once their type is initialized, where one literal is all that a static constructor puts there.
/// </summary>
internal sealed class StaticValues(Side side)
{
    private readonly Dictionary<string, Dictionary<string, Value?>> types = new(StringComparer.Ordinal);

    /// <returns>Null for a field of another assembly, and for one that nobody can tell, or that is set under a condition or more than
    /// once.</returns>
    public Value? Of(Operand field)
    {
        if (field.Own.Kind != System.Reflection.Metadata.HandleKind.FieldDefinition) return null;
        if (!types.TryGetValue(field.Type, out var values)) types[field.Type] = values = Read(field.Type);
        return values.TryGetValue(field.Symbol, out var value) ? value : null;
    }

    /// <summary>The text that is in a field, by itself or made into a value of a type of its own.</summary>
    public string? TextOf(Operand field) => Of(field) is not { } value ? null
        : value.String ?? (value.Source is { Arguments: [{ String: { } text }] } ? text : null);

    private Dictionary<string, Value?> Read(string type)
    {
        var values = new Dictionary<string, Value?>(StringComparer.Ordinal);
        var initializer = Members.Method(side, type, ".cctor");
        if (initializer.IsNil) return values;
        foreach (var step in new ScriptReader(side.Image, side.Operands, _ => false).Read(initializer).Steps)
        {
            if (step is not { Kind: StepKind.Store, Arguments: [var value] }) continue;
            values[step.Symbol] = step.Guards == 0 && !values.ContainsKey(step.Symbol) && IsKnown(value) ? value : null;
        }
        return values;
    }

    private static bool IsKnown(Value value) => value.IsConstant || value.Source is { Arguments: [{ String: not null }] };
}
