using System.Text.RegularExpressions;
using SemverGuard.Uses;

namespace SemverGuard.Reports.Muting;

/// <summary>Where a source file itself says that it does not want to hear of a rule.</summary>
public sealed class SourceMutes
{
    // Names, which silence nothing here.
    public const string Pragma = "#pragma warning disable", Attribute = "[SuppressMessage]";

    private static readonly Regex CSharpPragma = new(@"^#\s*pragma\s+warning\s+(disable|restore)\b(.*)$", RegexOptions.CultureInvariant);
    private static readonly Regex BasicPragma =
        new(@"^\s*#\s*(disable|enable)\s+warning\b([^']*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    // What is looked for, and not an attribute.
    private static readonly Regex Suppression = new(@"\bSuppressMessage(?:Attribute)?\s*\(", RegexOptions.CultureInvariant);
    private static readonly Regex CheckId =
        new("^\\s*(?:category\\s*:\\s*)?@?\"[^\"]*\"\\s*,\\s*(?:checkId\\s*:\\s*)?@?\"\\s*([^\":\\s]+)", RegexOptions.CultureInvariant);

    private static readonly Regex Text = new("^\\s*@?\"([^\"]*)\"", RegexOptions.CultureInvariant);

    /// <summary>In the order of the lines; no rules are all of them.</summary>
    private readonly List<(int Line, bool IsOff, string[] Rules)> pragmas = [];
    private readonly List<(string Rule, int From, int To)> attributes = [];
    private readonly List<string> everywhere = [];
    private readonly List<SuppressedTarget> targets = [];

    private SourceMutes()
    {
    }

    /// <summary>Rules that the whole project does not want to hear of: <c>[assembly: SuppressMessage]</c> without a target.</summary>
    public IReadOnlyList<string> Everywhere => everywhere;

    /// <summary>What is muted wherever it is declared: <c>[assembly: SuppressMessage]</c> with a target.</summary>
    public IReadOnlyList<SuppressedTarget> Targets => targets;

    /// <param name="symbols">That the compiler is given: what it leaves out mutes nothing.</param>
    public static SourceMutes Of(string text, bool isVisualBasic, IEnumerable<string>? symbols = null)
    {
        var found = new SourceMutes();
        if (isVisualBasic)
        {
            int number = 0;
            foreach (string line in text.Split('\n')) found.Add(++number, BasicPragma.Match(line));
            return found;
        }
        var mask = CodeMask.Of(text);
        var lines = new LineNumbers(text);
        var parts = new ConditionalParts(symbols ?? []);
        var switches = new List<(int Start, bool IsIn)>();
        foreach (var (start, directive) in mask.Directives)
        {
            parts.Read(directive);
            switches.Add((start, parts.IsIn));
            if (parts.IsIn) found.Add(lines.At(start), CSharpPragma.Match(directive.TrimEnd()));
        }
        foreach (Match one in Suppression.Matches(mask.Code))
        {
            if (switches.FindLastIndex(x => x.Start < one.Index) is var last && (last < 0 || switches[last].IsIn))
                found.Suppress(text, mask.Code, one, lines);
        }
        return found;
    }

    /// <param name="line">Counts from 1.</param>
    /// <returns>How, or null where it wants to hear of the rule.</returns>
    public string? By(string rule, int line)
    {
        bool isOff = false;
        foreach (var pragma in pragmas.Where(x => x.Line <= line))
        {
            if (pragma.Rules.Length == 0 || pragma.Rules.Contains(rule, StringComparer.OrdinalIgnoreCase)) isOff = pragma.IsOff;
        }
        if (isOff) return Pragma;
        return attributes.Exists(x => line >= x.From && line <= x.To && x.Rule.Equals(rule, StringComparison.OrdinalIgnoreCase))
            ? Attribute
            : null;
    }

    private void Add(int line, Match pragma)
    {
        if (!pragma.Success) return;
        string[] rules = [.. pragma.Groups[2].Value.Split(',').Select(x => x.Trim()).Where(x => x.Length > 0)];
        pragmas.Add((line, pragma.Groups[1].Value.Equals("disable", StringComparison.OrdinalIgnoreCase), rules));
    }

    private void Suppress(string text, string code, Match attribute, LineNumbers lines)
    {
        int open = attribute.Index + attribute.Length - 1, close = Brackets.End(code, open) - 1;
        int list = code.LastIndexOf('[', attribute.Index);
        if (list < 0 || CheckId.Match(text.Substring(open + 1, Math.Max(0, close - open - 1))) is not { Success: true } id) return;
        string rule = id.Groups[1].Value, target = code.Substring(list + 1, attribute.Index - list - 1).TrimStart();
        if (!target.StartsWith("assembly", StringComparison.Ordinal) && !target.StartsWith("module", StringComparison.Ordinal))
            attributes.Add((rule, lines.At(list), lines.At(Brackets.DeclarationEnd(code, list))));
        else if (Said("Scope") is { } scope && !scope.Equals("module", StringComparison.OrdinalIgnoreCase))
        {
            if (Said("Target") is { } named && SuppressedTarget.Parse(rule, scope, named) is { } one) targets.Add(one);
        }
        else if (Said("Target") is null || Said("Scope") is not null) everywhere.Add(rule);

        // The names stand in the code, and what they are set to is a text.
        string? Said(string name) =>
            Regex.Match(code.Substring(open, close - open), $@"\b{name}\s*=", RegexOptions.CultureInvariant) is { Success: true } set
                && Text.Match(text.Substring(open + set.Index + set.Length)) is { Success: true } said ? said.Groups[1].Value : null;
    }
}
