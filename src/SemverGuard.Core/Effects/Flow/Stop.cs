using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Why a path does not go on by itself.</summary>
internal abstract record Stop
{
    /// <summary>Something that others can see, or that depends on what others did: a call, a load, a store, a construction.</summary>
    /// <param name="Name">Of the instruction, with its prefixes.</param>
    /// <param name="Entity">What it names; nil without one.</param>
    public sealed record Action(string Name, EntityHandle Entity, Term[] Arguments, bool Pushes, bool IsFloat) : Stop
    {
        /// <summary>Its operands only lead to what they read.</summary>
        public bool IsLoad { get; init; }

        /// <summary>
        /// Of what a guard of the framework constructs, which this assembly need not name; null for what the entity says.
        /// </summary>
        public string? Symbol { get; init; }

        /// <summary>A field is set.</summary>
        public bool IsStore => Name.StartsWith("Stfld", StringComparison.Ordinal) || Name.StartsWith("Stsfld", StringComparison.Ordinal);

        /// <summary>What it leaves is thrown.</summary>
        public bool IsThrown { get; init; }

        /// <summary>A value is constructed in a local, whose address lies below the arguments, and not on the stack.</summary>
        public bool InPlace { get; init; }
    }

    /// <summary>Values of several visits meet.</summary>
    public sealed record Join : Stop;

    /// <summary>What is known does not decide a condition; with its answer, the same instruction goes on.</summary>
    public sealed record Fork(Test Test) : Stop;

    /// <summary>The end of the body, or of a handler, with what it leaves.</summary>
    public sealed record End(ILOpCode Code, Term? Value) : Stop;

    /// <summary>A jump out of guarded parts whose <c>finally</c> runs first.</summary>
    public sealed record Leave(int Target, IReadOnlyList<Region> Finally) : Stop;

    /// <summary>What was given up: too long, or not understood.</summary>
    public sealed record Unknown : Stop;
}

/// <summary>Where two bodies first do something else.</summary>
/// <param name="Text">As the rest of a sentence about the method; null where what differs has no name.</param>
internal sealed record Mismatch(string? Text)
{
    /// <summary>The difference is in what is done, and not only in what is done first.</summary>
    public bool IsValue { get; init; }

    /// <summary>A name that both give to the same call there, one of them beside another value.</summary>
    public string? Beside { get; init; }

    /// <summary>It was not followed to where they differ.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>One of the two only looks at something there.</summary>
    public bool IsLook { get; init; }

    /// <summary>What is done otherwise by what the two look at; null where that has no name.</summary>
    public Case? Case { get; init; }

    /// <summary>Both return a literal there, and not the same one: that holds whatever else was written anew.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>One of them returns a literal there at once, in a case that has a name.</summary>
    public bool IsAtOnce { get; init; }

    /// <summary>What decides it.</summary>
    public CaseConditions Conditions { get; init; } = CaseConditions.None;

    /// <summary>Both return a number that is worked out of the same, and not the same one.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Of two of which one throws there at once: the exception's full name, and what is to be told of it.</summary>
    public (string Type, string Text, int Direction)? Thrown { get; init; }

    /// <summary>The exception that one throws there by now, and in which case.</summary>
    public NewThrow? NewThrow { get; init; }
}

/// <summary>What two bodies do otherwise behind the same actions, by what one of them alone looks at.</summary>
/// <param name="Text">With the case, as the rest of a sentence about the method.</param>
/// <param name="IsEnd">One of the two ends there, or each gives another answer: that holds whatever else was written anew.</param>
/// <param name="Looks">What decides it.</param>
/// <param name="Done">What one of the two does there, if it is something that has a name.</param>
internal sealed record Case(string Text, bool IsEnd, IReadOnlyList<Operand> Looks, IReadOnlyList<Operand> Done)
{
    /// <summary>What decides it.</summary>
    public CaseConditions Conditions { get; init; } = CaseConditions.None;

    /// <summary>Both look at what decides it, or one of them names it nowhere.</summary>
    public bool IsCertain { get; init; }

    /// <summary>One of the two answers at once there, by what both look at.</summary>
    public bool IsAtOnce { get; init; }

    /// <summary>A field is set there.</summary>
    public bool IsStore { get; init; }

    /// <summary>The exception that one throws there by now.</summary>
    public NewThrow? NewThrow { get; init; }

    /// <summary>The exception that one threw there.</summary>
    public NewThrow? LostThrow { get; init; }
}

/// <param name="Type">Full name.</param>
/// <param name="Where">As <c> where name is null</c>.</param>
/// <param name="IsNullArgument">The case is that an argument is null, and no other.</param>
internal sealed record NewThrow(string Type, string Where, bool IsNullArgument)
{
    /// <summary>What decides it.</summary>
    public CaseConditions Conditions { get; init; } = CaseConditions.None;
}
