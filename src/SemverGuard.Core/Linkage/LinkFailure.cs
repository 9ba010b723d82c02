using SemverGuard.Uses;

namespace SemverGuard.Linkage;

/// <summary>Something that the runtime will refuse in the after world and did not refuse before.</summary>
/// <param name="Symbol">Documentation comment id of what is missing or unfit; <c>assembly:Name</c> for a whole assembly.</param>
/// <param name="From">Simple name of the assembly that needs it.</param>
/// <param name="Target">Simple name of the assembly that was expected to have it.</param>
/// <param name="Exception">What the runtime throws, as a simple type name.</param>
/// <param name="Fact">What is wrong, as the rest of a sentence that begins with the target package's name.</param>
public sealed record LinkFailure(string Symbol, string From, string Target, string Exception, string Fact)
{
    /// <summary>Where the application runs into it; empty when nothing was found to lead there.</summary>
    public IReadOnlyList<LinkSite> Sites { get; init; } = [];

    public bool IsReached => Sites.Count > 0;
}

/// <param name="Path">Documentation ids of methods, the project's own first, the one that fails last.</param>
/// <param name="IsProven">Every step is a call; otherwise some step is an object handed to the framework, which calls it back.</param>
/// <param name="Source">The statement of the first step, in the project's own source.</param>
public sealed record LinkSite(IReadOnlyList<string> Path, bool IsProven, SourceSite? Source);

/// <summary>What a linkage check found and how much it looked at.</summary>
/// <param name="Damaged">Assemblies that could not be read to the end, and why.</param>
public sealed record LinkReport(IReadOnlyList<LinkFailure> Failures, int Assemblies, int References, IReadOnlyList<(string Assembly, string Reason)> Damaged);
