using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace SemverGuard.Metadata;

/// <summary>
/// What a build writes about itself into its strings: its version, a commit and the framework it was built for change with every release
/// and say nothing. Another version (of a protocol, an API, a document) is a value as any other, and so is an address or an object
/// identifier.
/// </summary>
internal sealed class BuildStamps(AssemblyImage image)
{
    private static readonly Regex Stamp =
        new(@"\d+\.\d+\.\d+[\w.+-]*|\b[0-9a-f]{40}\b|[Nn][Ee][Tt](coreapp|standard|framework)?[ ._]?\d+([._]\d)?",
            RegexOptions.CultureInvariant);

    private static readonly string[] Attributes =
        ["System.Reflection.AssemblyFileVersionAttribute", "System.Reflection.AssemblyInformationalVersionAttribute"];

    /// <summary>The first two numbers of each of its versions: what is written by hand lags behind.</summary>
    private HashSet<string> Versions => own ??= Own();

    private HashSet<string>? own;

    /// <summary>The text with a sign in place of each stamp: two that are equal then differ in nothing but the build.</summary>
    public string Mask(string text)
    {
        if (!MayHaveOne(text)) return text;
        bool isOfAssembly = text.IndexOf("PublicKeyToken=", StringComparison.Ordinal) >= 0;
        return Stamp.Replace(text, x => isOfAssembly || !IsVersion(x.Value) || IsOwn(x.Value) ? "#" : x.Value);
    }

    /// <summary>Whether two texts, one of each version, differ in nothing but what a build writes about itself.</summary>
    public static bool AreOne(AssemblyImage was, string old, AssemblyImage now, string @new) =>
        old == @new || was.Stamps.Mask(old) == now.Stamps.Mask(@new);

    /// <summary>
    /// The versions of the one count as the other's too: a text that both have is masked in both or in none, whichever version it begins
    /// as.
    /// </summary>
    public static void Share(AssemblyImage was, AssemblyImage now)
    {
        was.Stamps.Versions.UnionWith(now.Stamps.Versions);
        now.Stamps.Versions.UnionWith(was.Stamps.Versions);
    }

    /// <summary>Whether there is a version in it, a commit or a framework, whosever that is.</summary>
    public static bool Has(string text) => MayHaveOne(text) && Stamp.IsMatch(text);

    /// <summary>
    /// The expression takes longer than the text is worth where it cannot match: without a point between digits, or the digits of a hash.
    /// </summary>
    private static bool MayHaveOne(string text)
    {
        if (text.Length is < 5 or > 400) return false;
        if (text.IndexOf("net", StringComparison.OrdinalIgnoreCase) >= 0) return true;
        for (int i = 0, hexadecimal = 0; i < text.Length; i++)
        {
            bool isDigit = text[i] is >= '0' and <= '9';
            hexadecimal = isDigit || text[i] is >= 'a' and <= 'f' ? hexadecimal + 1 : 0;
            bool isPoint = text[i] == '.' && i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]);
            if (isPoint || hexadecimal == 40) return true;
        }
        return false;
    }

    private static bool IsVersion(string stamp) => char.IsDigit(stamp[0]) && stamp.IndexOf('.') > 0;

    private bool IsOwn(string version) => Versions.Contains(Beginning(version));

    private HashSet<string> Own()
    {
        var attributes = image.Reader.GetAssemblyDefinition().GetCustomAttributes();
        var written = Attributes.SelectMany(x => CustomAttributes.Named(image, attributes, x))
            .Select(x => CustomAttributes.FirstString(image, x)).OfType<string>();
        return new HashSet<string>(written.Append(image.Version.ToString()).Select(Beginning), StringComparer.Ordinal);
    }

    private static string Beginning(string version) => string.Join(".", version.Split('.').Take(2));
}
