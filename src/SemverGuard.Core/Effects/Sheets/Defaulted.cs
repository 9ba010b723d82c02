using System.Globalization;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>What a property answers before anybody sets it.</summary>
internal sealed record Defaulted(Value Value, string Type, Side Side)
{
    private const string Computed = "computed";

    /// <summary>It can be written down, and is the same wherever it is worked out.</summary>
    public bool IsKnown => IsWritable(Value);

    /// <summary>A value, and not an object of which nothing but its type is known.</summary>
    public bool IsConstant => IsKnown && Value.Source is not { IsConstruction: true } || Value.IsConstant;

    public string Text => IsKnown ? Literals.Text(Value, Type, Side) : Computed;

    /// <summary>
    /// Whether the other is the same by another route: <c>TimeSpan.FromMinutes(1)</c> and <c>TimeSpan.FromSeconds(60)</c>.
    /// </summary>
    public bool IsSame(Defaulted other) => IsKnown && other.IsKnown
        ? BuildStamps.AreOne(Side.Image, Text, other.Side.Image, other.Text) || Literals.AreSame(Value, Text, other.Value, other.Text)
            || (Plain is { } plain && plain == other.Plain)
            || (Type != other.Type && IsUnset && other.IsUnset)
        : IsKnown == other.IsKnown && Arithmetic.Expression(Value) == Arithmetic.Expression(other.Value);

    private static bool IsWritable(Value value) => value.Kind == ValueKind.Literal || value.IsConstant
        || (value.Source is { Target: { IsDelegateConstructor: false } target } made
            && (target.IsConstructor
                || (target.IsFramework && made.Arguments.Length == 0 && target.Name.StartsWith("get_", StringComparison.Ordinal)))
                && made.Arguments.All(IsWritable));

    /// <summary>
    /// What a field of its type holds that nobody sets: of another type that is another value, and the same to who leaves it alone.
    /// </summary>
    private bool IsUnset =>
        Value.Text is "null" or "false" || Value.Text.StartsWith("default(", StringComparison.Ordinal) || Plain is "0" or "none" or "never";

    private string? Plain => Value.Text switch
    {
        _ when Ticks(Value) is { } ticks => ticks.ToString(CultureInfo.InvariantCulture),
        "0f" or "0" or "0d" or "default(decimal)" or "decimal.Zero" => "0",
        "Guid.Empty" or "default(Guid)" => "Guid.Empty",
        "CancellationToken.None" or "default(CancellationToken)" => "none",
        "DateTime.MinValue" or "default(DateTime)" or "DateTimeOffset.MinValue" or "default(DateTimeOffset)" => "never",
        _ => null,
    };

    private static double? Ticks(Value value)
    {
        if (value.Text is "TimeSpan.Zero") return 0;
        if (value.Source is not { Target: { Type: "System.TimeSpan" } target } made) return null;
        double?[] parts = [.. made.Arguments.Select(x => x.Number
            ?? (double.TryParse(x.Text.TrimEnd('d'), NumberStyles.Float, CultureInfo.InvariantCulture, out double part)
                ? part
                : (double?)null))];
        if (parts.Length == 0 || Array.Exists(parts, x => x is null)) return null;
        double day = TimeSpan.TicksPerDay, hour = TimeSpan.TicksPerHour, minute = TimeSpan.TicksPerMinute, second = TimeSpan.TicksPerSecond,
            milli = TimeSpan.TicksPerMillisecond;
        double[]? units = target.Name switch
        {
            "FromDays" => [day, hour, minute, second, milli],
            "FromHours" => [hour, minute, second, milli],
            "FromMinutes" => [minute, second, milli],
            "FromSeconds" => [second, milli],
            "FromMilliseconds" => [milli],
            "FromTicks" => [1],
            ".ctor" when parts.Length == 1 => [1],
            ".ctor" when parts.Length == 3 => [hour, minute, second],
            ".ctor" => [day, hour, minute, second, milli],
            _ => null,
        };
        return units is null || parts.Length > units.Length ? null : parts.Zip(units, (x, y) => x!.Value * y).Sum();
    }
}
