using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Rules;

/// <summary>What the author said of something while it was there: often what to use instead.</summary>
internal static class FormerAdvice
{
    /// <summary>More is a manual, and stands where it stood.</summary>
    private const int MostCharacters = 100;

    /// <returns>To be put behind the fact that it is gone; empty where nothing was said.</returns>
    public static string Of(ObsoleteLevel level, string? message)
    {
        if (level == ObsoleteLevel.None || message is null) return "";
        string text = SafeText.OneLine(string.Join(" ", message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Replace('"', '\'');
        return text.Length == 0 ? "" : $" (it was [Obsolete]: \"{Short(text)}\")";
    }

    private static string Short(string text)
    {
        if (text.Length <= MostCharacters) return text;
        int end = text.LastIndexOf(' ', MostCharacters);
        return text.Substring(0, end > 0 ? end : MostCharacters) + " …";
    }
}
