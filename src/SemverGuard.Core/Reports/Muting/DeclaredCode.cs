using System.Text.RegularExpressions;
using SemverGuard.Uses;

namespace SemverGuard.Reports.Muting;

/// <summary>The declarations of C# source, and the lines of each.</summary>
/// <remarks>
/// By their names in the text, since only a compiler knows more. Operators, and constructors that a type's own line declares, are left out.
/// </remarks>
public sealed class DeclaredCode
{
    private static readonly Regex Namespace = new(@"^namespace\s+(?<name>[\w.\s]+?)\s*$", RegexOptions.CultureInvariant);
    private static readonly Regex Type = new(
        @"(?:^|\s)(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+@?(?<name>\w+)\s*(?:<(?<parameters>[^>]*)>)?",
        RegexOptions.CultureInvariant);
    private static readonly Regex Method = new(@"(?<name>[\w]+)\s*(?:<(?<parameters>[^()]*)>)?\s*\(", RegexOptions.CultureInvariant);
    private static readonly Regex Delegate = new(@"(?:^|\s)delegate\s+[^*]", RegexOptions.CultureInvariant);
    private static readonly Regex Indexer = new(@"\bthis\s*\[", RegexOptions.CultureInvariant);
    private static readonly Regex LastName = new(@"(?<name>\w+)\s*$", RegexOptions.CultureInvariant);
    private static readonly Regex NextName = new(@"^\s*@?(?<name>\w+)", RegexOptions.CultureInvariant);

    private readonly string code;
    private readonly LineNumbers lines;
    private readonly List<Declaration> declarations = [];

    private DeclaredCode(string text) => (code, lines) = (CodeMask.Of(text).Code, new LineNumbers(text));

    public static DeclaredCode Of(string text)
    {
        var declared = new DeclaredCode(text);
        declared.Members(0, declared.code.Length, new Container("", ""));
        return declared;
    }

    /// <param name="line">Counts from 1.</param>
    /// <returns>What the line belongs to, from the outside in.</returns>
    internal IEnumerable<Declaration> At(int line) => declarations.Where(x => line >= x.From && line <= x.To);

    /// <param name="path">Of a namespace or type: <c>Shop.Orders`1</c>.</param>
    /// <param name="type">The type's simple name; empty for a namespace.</param>
    private readonly record struct Container(string path, string type)
    {
        public string Path => path;

        public string Type => type;

        public string Named(string name) => path.Length == 0 ? name : path + "." + name;
    }

    private void Members(int from, int to, Container container)
    {
        for (int start = Blank(from, to); start < to; start = Blank(start, to))
        {
            if (code[start] is ';' or '}' or ')' or ']')
            {
                start++;
                continue;
            }
            int end = Math.Min(Brackets.DeclarationEnd(code, start), to - 1);
            if (end < start) return;
            int head = Head(start, end), stop = HeadEnd(head, end);
            string header = code.Substring(head, stop - head).Trim();
            if (Namespace.Match(header) is { Success: true } @namespace)
            {
                var inner = new Container(container.Named(Regex.Replace(@namespace.Groups["name"].Value, @"\s", "")), "");
                bool isWholeFile = code[stop] != '{';
                Add(DeclaredKind.Namespace, inner.Path, null, start, isWholeFile ? to - 1 : end);
                Members(stop + 1, isWholeFile ? to : end, inner);
                if (isWholeFile) return;
            }
            else if (Type.Match(header) is { Success: true } type && !IsInBrackets(header, type.Index))
            {
                TypeAt(type, start, stop, end, container);
            }
            else if (container.Type.Length > 0 || Delegate.IsMatch(header)) MemberAt(header, start, stop, end, container);
            start = end + 1;
        }
    }

    private void TypeAt(Match type, int start, int stop, int end, Container container)
    {
        string name = type.Groups["name"].Value, path = container.Named(name + Arity(type.Groups["parameters"]));
        Add(DeclaredKind.Type, path, null, start, end);
        if (stop > end || code[stop] != '{') return;
        if (Regex.IsMatch(type.Value, @"\benum\b", RegexOptions.CultureInvariant)) EnumMembers(stop + 1, end, path);
        else Members(stop + 1, end, new Container(path, name));
    }

    private void EnumMembers(int from, int to, string path)
    {
        foreach (var (start, end) in Parts(from, to))
        {
            int head = Head(start, end);
            if (NextName.Match(code.Substring(head, end - head)) is { Success: true } name)
                Add(DeclaredKind.Member, path + "." + name.Groups["name"].Value, null, start, end - 1);
        }
    }

    private void MemberAt(string header, int start, int stop, int end, Container container)
    {
        if (Indexer.Match(header) is { Success: true } indexer) AddWithParameters("Item", indexer.Index + indexer.Length - 1);
        else if (Method.Matches(header).Cast<Match>().FirstOrDefault(x => !IsInBrackets(header, x.Index)) is { } method)
        {
            string name = method.Groups["name"].Value;
            string arity = Arity(method.Groups["parameters"]);
            if (Delegate.IsMatch(header)) Add(DeclaredKind.Type, container.Named(name + arity), null, start, end);
            else if (header[0] == '~') Add(DeclaredKind.Member, container.Named("Finalize"), [], start, end);
            else AddWithParameters(name != container.Type ? name : IsStatic(header) ? "#cctor" : "#ctor", method.Index + method.Length - 1);
        }
        else
        {
            // Fields may be several, each behind a comma.
            int last = stop == end || code[stop] == '=' ? end : stop;
            foreach (var (from, to) in Parts(start, last))
            {
                int head = Head(from, to);
                string part = code.Substring(head, HeadEnd(head, to) - head);
                if (LastName.Match(part) is not { Success: true } name) continue;
                Add(DeclaredKind.Member, container.Named(name.Groups["name"].Value), null, start, end);
            }
        }

        void AddWithParameters(string name, int open)
        {
            string list = header.Substring(open + 1, Math.Max(0, Brackets.End(header, open) - open - 2));
            Add(DeclaredKind.Member, container.Named(name), ParameterTypes.OfSource(list), start, end);
        }
    }

    private static bool IsStatic(string header) => Regex.IsMatch(header, @"(?:^|\s)static\s", RegexOptions.CultureInvariant);

    private void Add(DeclaredKind kind, string path, IReadOnlyList<string>? parameters, int start, int end) =>
        declarations.Add(new Declaration(kind, path, parameters, lines.At(start), lines.At(Math.Max(start, end))));

    private static string Arity(Group parameters) => parameters.Success ? "`" + parameters.Value.Split(',').Length : "";

    /// <summary>Behind the attributes.</summary>
    private int Head(int start, int end)
    {
        while (start < end && code[start] == '[') start = Blank(Brackets.End(code, start), end);
        return start;
    }

    /// <returns>Where the body, the value or the end begins.</returns>
    private int HeadEnd(int i, int end)
    {
        while (i < end && code[i] is not ('{' or ';' or '=')) i = code[i] is '(' or '[' ? Math.Min(Brackets.End(code, i), end) : i + 1;
        return i;
    }

    /// <summary>What follows a last comma declares nothing.</summary>
    private IEnumerable<(int Start, int End)> Parts(int from, int to) =>
        Brackets.Parts(code, from, to, areTypes: true).Where(x => x.Start < x.End);

    private static bool IsInBrackets(string header, int position)
    {
        int open = header.IndexOfAny(['(', '[']);
        return open >= 0 && open < position;
    }

    private int Blank(int i, int end)
    {
        while (i < end && char.IsWhiteSpace(code[i])) i++;
        return i;
    }
}

internal enum DeclaredKind { Namespace, Type, Member }

/// <param name="Path">As a documentation comment id has it, without parameters.</param>
/// <param name="Parameters">As <see cref="ParameterTypes"/> tells them; null for what has none.</param>
internal sealed record Declaration(DeclaredKind Kind, string Path, IReadOnlyList<string>? Parameters, int From, int To);
