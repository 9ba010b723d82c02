namespace SemverGuard.Effects;

/// <summary>Calls that tell somebody something: what they are given is words.</summary>
internal static class Logging
{
    /// <summary>It makes a log or an exception, and what it is given are words for people.</summary>
    public static bool IsForPeople(Operand call) => Is(call) || ExceptionTypes.IsName(call.Type)
        // That work is given up when it is cancelled is no word to anybody.
        || (call.Name.StartsWith("Throw", StringComparison.Ordinal) && call.Type != "System.Threading.CancellationToken")
        || call.Type == "System.Resources.ResourceManager" || IsResource(call);

    /// <summary>Where the words of exceptions are kept, and how they are looked up: <c>SR.GetResourceString</c>.</summary>
    public static bool IsResource(Operand call) =>
        call.Type.EndsWith("SR", StringComparison.Ordinal) || call.Type.EndsWith("Resources", StringComparison.Ordinal);

    public static bool Is(Operand call)
    {
        // A tag has a name, which somebody watches for.
        if (call.Name.EndsWith("Tag", StringComparison.Ordinal) || call.Name.EndsWith("Attribute", StringComparison.Ordinal)) return false;
        string type = call.Type.Substring(call.Type.LastIndexOf('.') + 1);
        return type.IndexOf("Log", StringComparison.Ordinal) >= 0 || type.IndexOf("Trace", StringComparison.Ordinal) >= 0
            || type.IndexOf("EventSource", StringComparison.Ordinal) >= 0
            || type.IndexOf("Diagnostic", StringComparison.Ordinal) >= 0
            || call.Type is "System.Diagnostics.Debug" or "System.Diagnostics.Activity" or "System.Diagnostics.Contracts.Contract"
            || call.Name.StartsWith("Log", StringComparison.Ordinal);
    }
}
