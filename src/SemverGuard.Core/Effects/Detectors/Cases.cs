using System.Reflection;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method that tells members of an enum of the package's apart has a case for one more.</summary>
internal static class Cases
{
    /// <summary>Members beyond which it was written anew.</summary>
    private const int Most = 4;

    /// <param name="facts">What is known of the method, some of which may name the member.</param>
    public static IEnumerable<Effect> Find(MethodPair pair, IReadOnlyList<Effect> facts)
    {
        if (pair.WasHandle.IsNil) return [];
        var (was, now) = (new EnumCases(pair.BeforeSide).Of(pair.WasHandle), new EnumCases(pair.AfterSide).Of(pair.IsHandle));
        string[] come = [.. Only(now, was, pair.BeforeSide).Where(x => !facts.Any(y => !y.IsElsewhere && y.Text.Contains(x)))];
        if (come.Length > Most) come = [];
        // What went is another method's by now, if it is anybody's.
        return [.. come.Select(x => Fact(x, 1)), .. Only(was, now, pair.AfterSide).Select(x => Fact(x, -1) with { IsElsewhere = true })];
    }

    /// <summary>Of the enums that both tell apart. Where one member is left, what all others come to is its case.</summary>
    private static IEnumerable<string> Only(ILookup<string, string> one, ILookup<string, string> other, Side otherSide) =>
        one.Where(x => other.Contains(x.Key) && other[x.Key].Count() < Members(otherSide, x.Key) - 1)
            .SelectMany(x => x.Except(other[x.Key]));

    private static int Members(Side side, string type) => side.Find(type) is { IsFound: true, Image: { } image } home
        ? home.Definition.GetFields().Count(x => (image.Reader.GetFieldDefinition(x).Attributes & FieldAttributes.Literal) != 0)
        : 0;

    private static Effect Fact(string member, int direction) =>
        new(EffectKind.Serialization, member, "now has its own handling of " + member, Weight.Faint)
        {
            Direction = direction, IsCase = true,
        };
}
