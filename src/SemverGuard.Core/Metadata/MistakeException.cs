namespace SemverGuard.Metadata;

/// <summary>
/// What escaped while an assembly was looked at, and is no fault of the assembly: a mistake of ours, told with the assembly's name.
/// </summary>
/// <param name="assembly">Simple names, or a file's.</param>
public sealed class MistakeException(string assembly, Exception mistake) : Exception(mistake.Message, mistake)
{
    public string Assembly { get; } = assembly;

    /// <summary>What nobody expects to be thrown, and has no name yet: the innermost name is the best.</summary>
    public static bool IsOne(Exception e) => e is not (MistakeException or BadImageFormatException or OperationCanceledException
        or InsufficientExecutionStackException or IOException or UnauthorizedAccessException);

    /// <summary>As every door tells it, behind the id.</summary>
    /// <param name="assembly">What was looked at as a whole, for what has no name of its own.</param>
    /// <param name="consequence">What was not done.</param>
    public static string Sentence(Exception e, string assembly, string consequence)
    {
        if (e is AggregateException { InnerException: { } first }) e = first;
        string name = e is MistakeException named ? named.Assembly : e is LimitException limit ? limit.Assembly : assembly;
        var mistake = e is MistakeException { InnerException: { } inner } ? inner : e;
        string place = name.Length > 0 ? " at " + name : "";
        return $"SemverGuard failed{place} and {consequence}; please report this: {mistake.GetType().Name}: {mistake.Message}";
    }
}
