using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>How bad a finding is for this project, by what the version claims and by what is rebuilt.</summary>
internal static class Judge
{
    /// <summary>A promise was broken, or none was made that could excuse it.</summary>
    private static Severity Against(Claim claim) => claim == Claim.Major ? Severity.Info : Severity.Warning;

    /// <summary>A change of the API that the project itself uses.</summary>
    /// <param name="crashes">Code that is not rebuilt runs into it, for certain and under every claim.</param>
    public static Severity Of(Impact impact, Claim claim, bool crashes, GuardInput input)
    {
        if (crashes) return Severity.Warning;
        if ((impact & (Impact.Source | Impact.Recompile)) != 0) return Against(claim);
        if (impact == Impact.Binary && input.IsRebuilt) return input.IsPacked ? Against(claim) : Severity.Info;
        return Against(claim);
    }
}
