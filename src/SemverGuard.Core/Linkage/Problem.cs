using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>A reference that does not link, before anybody asked who gets to it.</summary>
/// <remarks>See <see cref="LinkFailure"/> for the words.</remarks>
internal sealed record Problem(string Symbol, string Target, string Exception, string Fact)
{
    /// <summary>Nothing is thrown: the program links, and does something else than before.</summary>
    public const string Silent = "";

    /// <summary>It is known to happen in such places, and not whether it does in this one.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>What the source says fails, and a rebuild changes nothing.</summary>
    public bool IsLasting { get; init; }

    /// <summary>It was not there before either: what is new is that it is asked for.</summary>
    public bool IsNewlyAsked { get; init; }

    /// <summary>Some references fail for some instructions or callers only; null fails for all.</summary>
    public Func<ILOpCode, TypeDefinitionHandle, bool>? OnlyFor { get; init; }

    /// <summary>Some fail where type parameters are what they are; null fails everywhere.</summary>
    public Func<TypeParameters, bool>? OnlyWithin { get; init; }

    /// <summary>What is demanded, where one demand may be met and another not.</summary>
    public string Demand { get; init; } = "";

    /// <summary>Equal keys are one root fact. What fails for everybody by now is news where it failed for some before.</summary>
    public string Key => $"{Symbol} {Exception} {(OnlyFor is null ? "always" : "sometimes")} {Demand}";

    /// <summary>Whether an instruction in a method runs into it.</summary>
    public bool Strikes(ILOpCode code, TypeParameters within) =>
        OnlyFor?.Invoke(code, within.Type) != false && OnlyWithin?.Invoke(within) != false;
}
