using SemverGuard.Api;

namespace SemverGuard.Rules;

/// <summary>
/// Where an extension method is now that is no longer in its class: who calls it on its first argument need not name the class.
/// </summary>
internal static class MovedExtension
{
    /// <summary>The class with a method of that name for the same receiver, the same parameters first; null when there is none.</summary>
    public static ApiType? Home(ApiMember before, RuleContext context) =>
        !before.Is(Traits.Extension) ? null
        : context.After.Extensions(before.Name)
            .Where(x => x.Type.Id != Declaring(before) && x.Method.Parameters[0].Type == before.Parameters[0].Type)
            .OrderBy(x => Compatibility.Distance(before, x.Method)).ThenBy(x => Namespace(x.Type.Id) != Namespace(Declaring(before)))
            .Select(x => x.Type).FirstOrDefault();

    /// <summary>What that means for who calls it: in its old namespace it is found, in another one only if that is imported.</summary>
    public static Verdict Verdict(string subject, string before, ApiType home)
    {
        string now = Namespace(home.Id);
        return now == Namespace(before)
            ? new Verdict($"{subject} now in {home.Id.Substring(2)}") { Impact = Impact.Binary, Possible = Impact.Source }
            : new Verdict(
                $"{subject} now in {home.Id.Substring(2)}{(now.Length > 0 ? $"; add 'using {now};'" : "")}") { Possible = Impact.Source };
    }

    private static string Declaring(ApiMember member) => Metadata.DocumentationId.DeclaringType(member.Id);

    private static string Namespace(string typeId) => typeId.LastIndexOf('.') is > 2 and var dot ? typeId.Substring(2, dot - 2) : "";
}
