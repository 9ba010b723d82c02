using System.Text.RegularExpressions;
using SemverGuard.Api;

namespace SemverGuard.Uses;

/// <summary>Calls in C# source that leave arguments out: compiled code shows the values only, and not who wrote them.</summary>
internal static class OmittedArguments
{
    private static readonly Regex ArgumentName = new(@"^\s*@?(\w+)\s*:(?!:)", RegexOptions.CultureInvariant);

    /// <summary>Whether a call of the method in the statement at that place leaves the parameter of that number to the compiler.</summary>
    /// <param name="texts">The text of a file; null for one that is not there.</param>
    public static bool IsIn(Func<string, string?> texts, SourceSite site, ApiMember method, int parameter)
    {
        if (!site.File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || texts(site.File) is not { } text) return false;
        string code = CodeMask.Of(text).Code;
        int start = Position(code, site);
        if (start < 0) return false;
        string statement = code.Substring(start, StatementEnd(code, start) - start);
        foreach (Match call in Callee(method).Matches(statement))
        {
            int open = call.Index + call.Length - 1;
            int length = Math.Max(0, Brackets.End(statement, open) - open - 2);
            bool isEmpty = string.IsNullOrWhiteSpace(text.Substring(start + open + 1, length)); // a text is blank in the code
            string[] given = isEmpty ? [] : Arguments(statement.Substring(open + 1, length));
            string[] names = [.. given.Select(x => ArgumentName.Match(x)).Where(x => x.Success).Select(x => x.Groups[1].Value)];
            int count = given.Length + (IsReceiverFirst(method, statement, call.Index) ? 1 : 0);
            // Another method of that name takes fewer or more.
            int needed = method.Parameters.Count(x => x is { IsOptional: false, IsParams: false });
            if (count < needed || count > method.Parameters.Count) continue;
            if (count - names.Length <= parameter && !names.Contains(method.Parameters[parameter].Name)) return true;
        }
        return false;
    }

    /// <summary>Up to the bracket that the arguments begin with.</summary>
    private static Regex Callee(ApiMember method)
    {
        const string TypeArguments = @"\s*(?:<[^()]*>)?\s*\(";
        if (method.Kind != MemberKind.Constructor) return new Regex($@"\b{Regex.Escape(method.Name)}{TypeArguments}");
        string type = Regex.Escape(SimpleName(DeclaringType(method)));
        return new Regex($@"\bnew\s*\(|\bbase\s*\(|\bnew\s+(?:[\w.:]*[.:])?{type}{TypeArguments}");
    }

    /// <summary>An extension method that is called like one of the object has one argument more than its brackets.</summary>
    private static bool IsReceiverFirst(ApiMember method, string statement, int name)
    {
        string type = Regex.Escape(SimpleName(DeclaringType(method)));
        return method.Is(Traits.Extension) && !Regex.IsMatch(statement.Substring(0, name), $@"\b{type}\s*\.\s*$");
    }

    private static string DeclaringType(ApiMember method) => Metadata.DocumentationId.DeclaringType(method.Id).Substring(2);

    private static string SimpleName(string type) => ApiSurface.SimpleName(type.Substring(type.LastIndexOfAny(['.', '+']) + 1));

    private static string[] Arguments(string list) =>
        [.. Brackets.Parts(list, 0, list.Length, areTypes: false).Select(x => list.Substring(x.Start, x.End - x.Start))];

    private static int StatementEnd(string code, int start)
    {
        for (int i = start; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{') i = Brackets.End(code, i) - 1;
            else if (code[i] is ';' or ')' or ']' or '}') return i;
        }
        return code.Length;
    }

    private static int Position(string code, SourceSite site)
    {
        int start = 0;
        for (int line = 1; line < site.Line; line++)
        {
            start = code.IndexOf('\n', start) + 1;
            if (start == 0) return -1;
        }
        return start + site.Column - 1 is var position && position >= 0 && position < code.Length ? position : -1;
    }
}
