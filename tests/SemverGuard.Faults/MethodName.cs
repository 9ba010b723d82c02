using System.Text.RegularExpressions;
using SemverGuard.Metadata;

namespace SemverGuard.Faults;

/// <summary>The name of the method that somebody wrote, as two libraries and two kinds of names have it, without parameters.</summary>
internal static partial class MethodName
{
    /// <summary>Of the method that has a fault: <c>System.Void N.T/Inner`1::Name(System.Int32)</c>.</summary>
    public static string Of(Site site)
    {
        string name = site.Method[..site.Method.IndexOf('(')];
        int type = name.LastIndexOf(' ') + 1;
        return Of("M:" + name[type..].Replace('/', '.').Replace("::", "."));
    }

    /// <summary>Of a documentation comment id.</summary>
    public static string Of(string id)
    {
        int parameters = id.IndexOf('(');
        string user = UserMethod.Of(parameters < 0 ? id : id[..parameters]);
        return Arity().Replace(user, "").Replace('#', '.').Replace('{', '<').Replace('}', '>').Replace("..", ".");
    }

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
