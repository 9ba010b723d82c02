using System.Text.RegularExpressions;

namespace SemverGuard.Effects.Sheets;

/// <summary>Attributes by which a serializer leaves out what is empty: who has a value there, gets what he got.</summary>
internal static class LeftOut
{
    private static readonly Regex Condition = new(
        @" ?\[(?:JsonIgnore\(Condition = (?:JsonIgnoreCondition\.)?(?:Never|WhenWritingDefault|WhenWritingNull|[023])"
            + @"|JsonProperty\((?:Null|Default)ValueHandling = [^()\[\],]+"
            + @"|DataMember\(EmitDefaultValue = (?:true|false))\)\]",
        RegexOptions.CultureInvariant);

    /// <summary>What is written besides on a member, or how it is called.</summary>
    public static string Without(string attributes) => Condition.Replace(attributes, "");

    /// <summary>Whether nothing else differs.</summary>
    public static bool IsAll(IEnumerable<string> was, IEnumerable<string> now) => Others(was).SequenceEqual(Others(now));

    private static IEnumerable<string> Others(IEnumerable<string> attributes) => attributes.Select(Without).Where(x => x.Length > 0);
}
