namespace SemverGuard.Reports;

/// <summary>Names of report files. The builds of several target frameworks run at the same time and must not share one.</summary>
public static class ReportPath
{
    private const string Project = "{project}", Framework = "{framework}";

    /// <summary>The name says of whose report it is.</summary>
    public static bool IsOfOne(string pattern) => pattern.Contains(Project) || pattern.Contains(Framework);

    /// <param name="pattern">May hold <c>{project}</c> and <c>{framework}</c>.</param>
    /// <param name="framework">Short name: <c>net10.0</c>.</param>
    /// <param name="isOneOfMany">The project has several; without <c>{framework}</c> the name gets it before the extension.</param>
    public static string Of(string pattern, string project, string framework, bool isOneOfMany)
    {
        if (isOneOfMany && !pattern.Contains(Framework))
        {
            string file = Path.GetFileName(pattern);
            // "semverguard.sarif.json" has one extension in two parts.
            int dot = file.EndsWith(".sarif.json", StringComparison.OrdinalIgnoreCase)
                ? file.Length - ".sarif.json".Length
                : file.LastIndexOf('.');
            pattern = pattern.Insert(pattern.Length - file.Length + Math.Max(dot, 0), dot > 0 ? "." + Framework : Framework);
        }
        return pattern.Replace(Project, project).Replace(Framework, framework);
    }
}
