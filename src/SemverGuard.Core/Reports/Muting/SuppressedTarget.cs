using System.Text.RegularExpressions;

namespace SemverGuard.Reports.Muting;

/// <summary>
/// What <c>[assembly: SuppressMessage]</c> with a target is about: <c>Scope = "member", Target = "~M:Shop.Orders.Add(System.Int32)"</c>.
/// </summary>
/// <remarks>As the compiler reads them; without the tilde it is the older form, which has a number sign before the member.</remarks>
public sealed class SuppressedTarget
{
    private static readonly Regex Form = new(
        @"^~?(?:(?<kind>[NTMFPE]):)?(?<name>[^(~]*)(?:\((?<parameters>.*)\))?(?:~.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);
    private static readonly Regex Accessor = new(@"\.(?:get|set|init|add|remove)_(?=\w+$)", RegexOptions.CultureInvariant);

    private readonly string scope, path;
    private readonly IReadOnlyList<string>? parameters;

    private SuppressedTarget(string rule, string scope, string path, IReadOnlyList<string>? parameters) =>
        (Rule, this.scope, this.path, this.parameters) = (rule, scope, path, parameters);

    public string Rule { get; }

    /// <returns>Null for what nobody can read.</returns>
    internal static SuppressedTarget? Parse(string rule, string scope, string target)
    {
        if (Form.Match(target.Trim()) is not { Success: true } form || form.Groups["name"].Length == 0) return null;
        string name = form.Groups["name"].Value.Replace('+', '.');
        int last = name.LastIndexOf('.');
        string member = name.Substring(last + 1), outer = name.Substring(0, last + 1);
        if (member is not ("#ctor" or "#cctor")) member = member.Substring(member.LastIndexOf('#') + 1);
        if (outer.EndsWith(".#.", StringComparison.Ordinal)) (outer, member) = (outer.Substring(0, outer.Length - 2), "#" + member);
        if (member.IndexOf("``", StringComparison.Ordinal) is var arity and >= 0) member = member.Substring(0, arity);
        bool isMethod = form.Groups["kind"].Value == "M" || form.Groups["parameters"].Success;
        return new SuppressedTarget(rule, scope.ToLowerInvariant(), Accessor.Replace(outer + member, "."),
            isMethod && !Accessor.IsMatch(outer + member) ? ParameterTypes.OfId(form.Groups["parameters"].Value) : null);
    }

    /// <summary>Whether the line stands in what is meant.</summary>
    public bool Covers(DeclaredCode code, int line)
    {
        var around = code.At(line).ToArray();
        return scope switch
        {
            "namespace" => around.LastOrDefault() is { Kind: DeclaredKind.Namespace } inner && inner.Path == path,
            "namespaceanddescendants" => around.Any(x => x.Kind == DeclaredKind.Namespace
                && (x.Path == path || x.Path.StartsWith(path + ".", StringComparison.Ordinal))),
            "type" => around.Any(x => x.Kind == DeclaredKind.Type && x.Path == path),
            "member" => around.Any(x => x.Kind == DeclaredKind.Member && x.Path == path
                && (parameters is null || x.Parameters is null || ParameterTypes.AreSame(parameters, x.Parameters))),
            _ => false,
        };
    }
}
