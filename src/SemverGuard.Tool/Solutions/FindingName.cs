namespace SemverGuard.Tool.Solutions;

/// <summary>
/// How a command line names a finding: <c>SG6001:ConsumerOptions</c>, a rule and a part of what the symbol or the message names; or the
/// rule alone.
/// </summary>
internal readonly record struct FindingName(string Rule, string? Part)
{
    public static FindingName Parse(string text) => text.Split(':', 2) is [var rule, var part] ? new(rule, part) : new(text, null);

    public bool Is(string rule, string symbol, string message) => rule.Equals(Rule, StringComparison.OrdinalIgnoreCase)
        && (Part is null || symbol.Contains(Part, StringComparison.Ordinal) || message.Contains(Part, StringComparison.Ordinal));
}
