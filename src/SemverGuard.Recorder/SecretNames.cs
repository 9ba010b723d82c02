using System.Collections.Concurrent;

namespace SemverGuard.Recording;

/// <summary>
/// By which name a value at one place says whether it is secret: its own, its member's, or the key that stands before it.
/// </summary>
/// <param name="place">Documentation comment id of the member, then a tab and more.</param>
internal sealed class SecretNames(string place)
{
    private const int LongestKey = 60;

    /// <summary>By place: each is crossed often.</summary>
    private static readonly ConcurrentDictionary<string, string> Members = new(StringComparer.Ordinal);

    private string key = "";

    /// <param name="name">Of the parameter. That of every setter is <c>value</c>, which says nothing; so it is in <c>Set(key,
    /// value)</c>.</param>
    public string OfArgument<T>(string name, T argument)
    {
        string secret = name == "value" ? OfResult() : name;
        if (argument is string text && text.Length <= LongestKey && text.All(IsOfKey)) key = text;
        return secret;
    }

    public string OfResult() => Secret.Is(key) ? key : Members.GetOrAdd(place, Member);

    private static bool IsOfKey(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':' or '/';

    private static string Member(string place)
    {
        string id = place.Split('\t')[0].Split('(')[0];
        return id.Substring(id.LastIndexOf('.') + 1);
    }
}
