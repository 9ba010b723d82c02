namespace SemverGuard.Metadata;

/// <summary>An assembly has more of something than a reader can bear, or than any compiler makes: nothing of it is checked.</summary>
/// <param name="assembly">Simple name of the assembly, which need not be the one that was being read.</param>
/// <param name="message">What it has, as a sentence about the assembly.</param>
public sealed class LimitException(string assembly, string message) : BadImageFormatException(message)
{
    public string Assembly { get; } = assembly;

    /// <summary>The assembly to blame for what could not be read while another one was read.</summary>
    internal static string Blamed(BadImageFormatException e, string read) => e is LimitException limit ? limit.Assembly : read;
}
