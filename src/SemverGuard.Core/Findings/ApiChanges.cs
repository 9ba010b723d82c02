using SemverGuard.Api;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What the API rules say of the symbols of one check, each asked once.</summary>
internal sealed class ApiChanges(GuardInput input)
{
    private readonly Dictionary<(string Assembly, string Symbol), IReadOnlyList<Change>> known = [];
    private readonly SortedDictionary<string, string> damaged = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? named;

    /// <summary>The changes that hurt the project's own uses.</summary>
    public IEnumerable<(Change Change, SymbolUse Use)> ThatHurt(IEnumerable<SymbolUse> uses) =>
        from use in uses
        from change in Of(use.Assembly, use.Symbol)
        where (change.Hurts & use.Uses) != 0 && IsInTheWay(change)
        select (change, use);

    /// <summary>The consumer names what the change needs to hurt it. A consumer that is not at hand is taken to.</summary>
    private bool IsInTheWay(Change change) => change.Through.Count == 0 || input.Consumer is null || change.Through.Any(Named.Contains);

    private HashSet<string> Named =>
        named ??= new(input.Consumer!.Reader.TypeReferences.Select(x => input.Consumer.NameOf(x)), StringComparer.Ordinal);

    /// <summary>The change for which a reference fails; of a type that does not load, perhaps the one of what it is made of.</summary>
    public Change? Behind(LinkFailure failure) =>
        failure.IsLostOverride ? Of(failure.Target, failure.Symbol).FirstOrDefault(x => (x.Hurts & Use.Override) != 0)
        : Of(failure.Target, failure.Symbol).FirstOrDefault(x => ((x.Impact | x.Possible) & Impact.Binary) != 0)
        ?? (failure.Exception == "TypeLoadException"
            ? Of(failure.Target, DocumentationId.DeclaringType(failure.Symbol)).FirstOrDefault(x => x.Rule.Info.IsSeenByLinker)
            : null);

    /// <summary>All changes of one symbol. Of a member that was not there before: those of its type, which demands it now.</summary>
    public IReadOnlyList<Change> Of(string assembly, string symbol)
    {
        if (known.TryGetValue((assembly, symbol), out var changes)) return changes;
        try
        {
            return known[(assembly, symbol)] = Ask(assembly, symbol).ToArray();
        }
        catch (BadImageFormatException e)
        {
            string blamed = LimitException.Blamed(e, assembly);
            if (!damaged.ContainsKey(blamed)) damaged[blamed] = e.Message;
            return known[(assembly, symbol)] = [];
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            throw new MistakeException(assembly, e);
        }
    }

    /// <summary>The assemblies of which something could not be read, so far.</summary>
    public IEnumerable<NotChecked> Damaged => damaged.Select(x => NotChecked.Unread(x.Key, x.Value));

    private IEnumerable<Change> Ask(string assembly, string symbol)
    {
        string typeId = DocumentationId.DeclaringType(symbol);
        if (input.Before(assembly, typeId) is not { IsVisible: true } before) return []; // internals are nobody's API; linkage sees them
        var after = input.After.Find(assembly, typeId);
        var context = new RuleContext(assembly, input.After) { Before = input.Before };
        // The type's change is the root of its members'.
        if (typeId == symbol || after is null || after.Kind != before.Kind) return ApiDiff.Type(before, after, context);
        if (Member(before, symbol) is not { } member) return ApiDiff.Type(before, after, context);
        return member.IsVisible ? ApiDiff.Member(member, after, context) : [];
    }

    /// <summary>The member of that id, or the property or event of which it is an accessor.</summary>
    private static ApiMember? Member(ApiType type, string symbol)
    {
        if (type.Member(symbol) is { } member) return member;
        string name = symbol.Substring(type.Id.Length + 1);
        int open = name.IndexOf('(');
        string plain = open < 0 ? name : name.Substring(0, open);
        foreach (string prefix in (string[])["get_", "set_", "add_", "remove_"])
        {
            if (!plain.StartsWith(prefix, StringComparison.Ordinal)) continue;
            string owner = plain.Substring(prefix.Length);
            return type.Members.FirstOrDefault(x => x.Name == owner && x.Kind is MemberKind.Property or MemberKind.Event);
        }
        return null;
    }
}
