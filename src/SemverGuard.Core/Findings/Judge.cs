using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>How bad a finding is for this project, by what the version claims and by what is rebuilt.</summary>
internal static class Judge
{
    /// <summary>A promise was broken, or none was made that could excuse it.</summary>
    private static Severity Against(Claim claim) => claim == Claim.Major ? Severity.Info : Severity.Warning;

    /// <summary>A change of the API that the project itself uses.</summary>
    /// <param name="isCertain">
    /// Code that is not rebuilt runs into it, or the compiler refuses the source for it: no claim makes that build or run, and an honest
    /// major that does not compile is what somebody needs help with.
    /// </param>
    public static Severity Of(Impact impact, Claim claim, bool isCertain, GuardInput input)
    {
        if (isCertain) return Severity.Warning;
        if ((impact & (Impact.Source | Impact.Recompile)) != 0) return Against(claim);
        if (impact == Impact.Binary && input.IsRebuilt) return input.IsPacked ? Against(claim) : Severity.Info;
        return Against(claim);
    }
}
