namespace SemverGuard.Effects;

/// <summary>Names that the compiler gives: a person's never begin with an angle bracket.</summary>
internal static class GeneratedNames
{
    /// <summary>Whether a type, or one that it is nested in, was made by the compiler; a <c>file</c> type was not, only its name.</summary>
    public static bool IsType(string fullName)
    {
        for (int i = fullName.IndexOf('<'); i >= 0; i = fullName.IndexOf('<', i + 1))
        {
            bool isStart = i == 0 || fullName[i - 1] == '.';
            int close = fullName.IndexOf('>', i);
            bool isFileLocal = close > 0 && close + 1 < fullName.Length && fullName[close + 1] == 'F';
            if (isStart && !isFileLocal) return true;
        }
        return false;
    }

    public static bool IsMember(string name) => name.Length > 0 && name[0] == '<';

    /// <summary>The property whose value a field holds: <c>&lt;Name&gt;k__BackingField</c>.</summary>
    public static string? Property(string field) =>
        IsMember(field) && field.EndsWith(">k__BackingField", StringComparison.Ordinal)
            ? field.Substring(1, field.Length - ">k__BackingField".Length - 1)
            : null;

    /// <summary>
    /// What somebody wrote of the name of a generated type's field: <c>n</c> for a parameter, <c>n</c> for the local in
    /// <c>&lt;n&gt;5__2</c>; empty for what the compiler keeps for itself.
    /// </summary>
    public static string Written(string field) =>
        IsMember(field) && field.IndexOf('>') is var end and > 0 ? field.Substring(1, end - 1) : field;

    /// <summary>A state machine: its code is in <c>MoveNext</c>. Those of lambdas and local functions have no number.</summary>
    public static bool IsStateMachine(string type) =>
        type.IndexOf(">d__", StringComparison.Ordinal) >= 0 || type.EndsWith(">d", StringComparison.Ordinal)
        || type.IndexOf(">d`", StringComparison.Ordinal) >= 0;
}
