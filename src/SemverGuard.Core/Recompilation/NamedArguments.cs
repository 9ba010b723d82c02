using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>Arguments that the source gives by name, to parameters that have exchanged their names.</summary>
internal sealed class NamedArguments(Build after, RebindPlaces places)
{
    /// <summary>
    /// The same method is called with the same values in another order. The signature says nothing of names, so that nothing else would
    /// tell.
    /// </summary>
    /// <param name="method">What differs in one method, with all that only carries values about.</param>
    public IEnumerable<Rebind> Of(IEnumerable<Difference> method)
    {
        foreach (var difference in method)
        {
            if (difference is not { After.IsNil: false, Next: { } call }) continue;
            MemberHome now = after.World.ResolveMember(after.Output, call.Handle), was = places.Before(difference, call);
            if (!IsOfPackage(was) || !IsOfPackage(now)) continue;
            string[] names = ParameterNames(was), newNames = ParameterNames(now);
            if (names.SequenceEqual(newNames) || !new HashSet<string>(names).SetEquals(newNames)) continue;
            yield return places.New(RebindKind.Other, Id(now),
                $"gives its arguments to other parameters of {Shown(now)}: ({string.Join(", ", newNames)}), "
                    + $"were ({string.Join(", ", names)})", difference);
        }
    }

    private static bool IsOfPackage(MemberHome member) => IsMethod(member) && !member.Image.IsFramework;
}
