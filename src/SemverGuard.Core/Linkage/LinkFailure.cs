using SemverGuard.Uses;

namespace SemverGuard.Linkage;

/// <summary>How near the application comes to a failure.</summary>
public enum Reach
{
    /// <summary>Nothing was found that leads there.</summary>
    Present,

    /// <summary>Its type is given to somebody who may call anything public of it: a container, a serialiser, reflection.</summary>
    Type,

    /// <summary>A way leads there, from call to call.</summary>
    Called,
}

/// <summary>Something that the runtime will refuse in the after world and did not refuse before.</summary>
/// <param name="Symbol">Documentation comment id of what is missing or unfit; <c>assembly:Name</c> for a whole assembly.</param>
/// <param name="From">Simple name of the assembly that needs it.</param>
/// <param name="Target">Simple name of the assembly that was expected to have it.</param>
/// <param name="Exception">What the runtime throws, as a simple type name; empty where it throws nothing, and the program does something
/// else.</param>
/// <param name="Fact">What is wrong, as the rest of a sentence that begins with the target package's name.</param>
public sealed record LinkFailure(string Symbol, string From, string Target, string Exception, string Fact)
{
    /// <summary>Where the application runs into it; empty when nothing was found to lead there.</summary>
    public IReadOnlyList<LinkSite> Sites { get; init; } = [];

    public Reach Reach => Sites.Count == 0 ? Reach.Present : Sites[0].IsCalled ? Reach.Called : Reach.Type;

    public bool IsReached => Sites.Count > 0;

    /// <summary>The program links and does something else.</summary>
    public bool IsSilent => Exception.Length == 0;

    /// <summary>It is an override that is not called any more.</summary>
    public bool IsLostOverride { get; init; }

    /// <summary>What the source says fails, and a rebuild changes nothing.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>It was not there before either: what is new is that it is asked for.</summary>
    internal bool IsNewlyAsked { get; init; }

    /// <summary>It is known to happen in such places, and not whether it does in this one.</summary>
    public bool IsDoubtful { get; init; }
}

/// <param name="Path">Documentation ids of methods, the project's own first, the one that fails last.</param>
/// <param name="IsProven">Every step is a call; otherwise some step is an object handed to the framework, which calls it back.</param>
/// <param name="Source">The statement of the first step, in the project's own source.</param>
public sealed record LinkSite(IReadOnlyList<string> Path, bool IsProven, SourceSite? Source)
{
    /// <summary>The way ends at the method that fails, and not where its type is given away.</summary>
    public bool IsCalled { get; init; } = true;
}

/// <summary>What a linkage check found and how much it looked at.</summary>
/// <param name="Damaged">Assemblies that could not be read to the end, and why.</param>
public sealed record LinkReport(
    IReadOnlyList<LinkFailure> Failures, int Assemblies, int References, IReadOnlyList<(string Assembly, string Reason)> Damaged)
{
    /// <summary>Virtual calls that another method answers; null where they could not be compared.</summary>
    internal IReadOnlyList<ChangedAnswer>? Answers { get; init; }
}
