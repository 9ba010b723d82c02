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

    private readonly Dictionary<string, ILookup<string, string>> settings = new(StringComparer.Ordinal);

    /// <summary>The names of the settings by which a field is filled as its type is initialized.</summary>
    public IEnumerable<string> SettingsOf(Operand field)
    {
        if (field.Own.Kind != System.Reflection.Metadata.HandleKind.FieldDefinition) return [];
        if (!settings.TryGetValue(field.Type, out var names)) settings[field.Type] = names = ReadSettings(field.Type);
        return names[field.Symbol];
    }

    private ILookup<string, string> ReadSettings(string type)
    {
        var initializer = Members.Method(side, type, ".cctor");
        var reader = new ScriptReader(side.Image, side.Operands, _ => false);
        var stores = initializer.IsNil ? [] : reader.Read(initializer).Steps.Where(x => x is { Kind: StepKind.Store, Arguments.Length: 1 });
        return stores.SelectMany(x => Asked(reader, x.Arguments[0].Source).Select(y => (Field: x.Symbol, Name: y)))
            .ToLookup(x => x.Field, x => x.Name, StringComparer.Ordinal);
    }

    /// <summary>What is asked for by a call, or by the method of the package that it calls.</summary>
    private static IEnumerable<string> Asked(ScriptReader reader, Step? made)
    {
        if (made is not { Kind: StepKind.Call, Target: { } call }) return [];
        if (Detectors.AllDetectors.IsSettings(call)) return Strings(made);
        if (call.OwnMethod.IsNil) return [];
        var asking = reader.Read(call.OwnMethod).Calls.Where(x => Detectors.AllDetectors.IsSettings(x.Target!)).ToArray();
        var names = asking.SelectMany(Strings).ToArray();
        return asking.Length == 0 || names.Length > 0 ? names : Strings(made);

        static IEnumerable<string> Strings(Step step) => step.Arguments.Select(x => x.String).OfType<string>();
    }

    private static bool IsKnown(Value value) => value.IsConstant || value.Source is { Arguments: [{ String: not null }] };
}
