namespace SemverGuard.Effects;

/// <summary>In what way a method's behavior changed.</summary>
public enum EffectKind
{
    Default,
    Argument,
    Exception,
    Catch,
    Sql,
    Option,
    SideEffect,
    Callback,
    Async,
    Native,
    Serialization,
    Name,
    Convention,
    Result,
    Equality,
    Limit,
    Work,
    Answer,
    Composition,
}

/// <summary>How much a fact says by itself, whoever it concerns.</summary>
public enum Weight
{
    /// <summary>Told as an info, whatever else is known.</summary>
    Faint,

    /// <summary>Worth a warning where the project's own call is near, or the project shows that it depends on it.</summary>
    Plain,

    /// <summary>
    /// Worth a warning under every claim; and some calls further inside, too, where old and new are both known or it reaches the world
    /// outside.
    /// </summary>
    Strong,
}

/// <summary>One thing that a package's method does otherwise than before.</summary>
/// <param name="Subject">What it is about, as far as it tells one fact from another: the property, the exception's type, the API.</param>
/// <param name="Text">What changed, as the rest of a sentence that begins with the method's name.</param>
public sealed record Effect(EffectKind Kind, string Subject, string Text, Weight Weight)
{
    /// <summary>What nobody knows whom it hurts.</summary>
    internal static Effect OfWork(string subject, string text) => new(EffectKind.Work, subject, text, Weight.Faint);

    internal static Effect OfWork(string text) => OfWork(text, text);

    /// <summary>
    /// 1 for something that came, -1 for something that went, 0 for something that is another by now. What went here and came elsewhere in
    /// the package has moved.
    /// </summary>
    public int Direction { get; init; }

    /// <summary>Something else that the method calls in that version does it: it has moved, and is not told.</summary>
    internal bool IsElsewhere { get; init; }

    /// <summary>
    /// Full name of the type whose users are concerned: of the exception that somebody may catch, of the callback's interface.
    /// </summary>
    public string? Concerns { get; init; }

    /// <summary>
    /// The types by which an exception can be caught besides its own, the nearest first; without those that catch everything.
    /// </summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>
    /// Documentation comment ids of what the method did not look at before: properties and fields of packages, on which it may depend.
    /// </summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Those of them that are static: who uses one means the same value.</summary>
    internal IReadOnlyList<string> SharedReads { get; init; } = [];

    /// <summary>Names by which the method asks for something: of settings, switches, variables.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Names that the method of one version alone hands to somebody, whoever that is.</summary>
    internal IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The setting that the method asks for, of those that a user sets: a variable, a switch; null where there are many.</summary>
    public string? Setting { get; init; }

    /// <summary>
    /// A switch of the package's own that is new or has another name: its author lets users have the former behavior back.
    /// </summary>
    internal bool IsSwitch { get; init; }

    /// <summary>One version alone asks for the system that it runs on, and does it behind that.</summary>
    internal bool IsOfSystem { get; init; }

    /// <summary>It is about the words of an exception, which concern those only who read them.</summary>
    internal bool IsMessage { get; init; }

    /// <summary>Name of the attribute that is looked for, with its namespace where that is known.</summary>
    internal string? Attribute { get; init; }

    /// <summary>One case more of many that a method knows: the nearest of them are told.</summary>
    internal bool IsCase { get; init; }

    /// <summary>It is about a type of the package's own: further inside that is the package's affair.</summary>
    internal bool IsOfOwnType { get; init; }

    /// <summary>The subject is the name of a property that is asked for by it.</summary>
    internal bool IsOfMember { get; init; }

    /// <summary>The subject is a text that is looked for within others.</summary>
    public bool IsPartOfText { get; init; }

    /// <summary>It is about data that the package brings, and no calculation: told wherever it is read.</summary>
    internal bool IsData { get; init; }

    /// <summary>Which of many are taken depends on it: told from further inside than other calculations.</summary>
    internal bool IsPredicate { get; init; }

    /// <summary>The argument that is held against another limit, where it is one.</summary>
    public HeldArgument? Held { get; init; }

    /// <summary>What somebody has to pass or set for it to be met.</summary>
    internal CaseConditions Conditions { get; init; } = CaseConditions.None;

    /// <summary>Of a default that was a number, a truth value or a member of an enum: which.</summary>
    internal long? Was { get; init; }

    /// <summary>Of a default, that whoever makes such an object in the package sets it there.</summary>
    internal bool IsSetWhereMade { get; init; }

    /// <summary>A callback of the object itself, and of no other one.</summary>
    internal bool IsOnItself { get; init; }

    /// <summary>Full names of the package's types that it is newly asked for, of which something has to be that it concerns.</summary>
    internal IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Documentation comment id of the member that a project may set or use itself.</summary>
    public string? Member { get; init; }
}

/// <summary>An argument that a method holds against another number than before.</summary>
/// <param name="Index"><c>this</c> not counted.</param>
/// <param name="IsLength">The length of a text is.</param>
/// <param name="Was">The first number above the line.</param>
public sealed record HeldArgument(int Index, bool IsLength, bool IsStatic, long Was, long Now)
{
    /// <summary>Whether a number is on the same side of both limits.</summary>
    public bool IsUnmoved(long number) => number < Was == number < Now;
}

/// <summary>A package's method whose implementation changed, and what is known about how.</summary>
/// <param name="Symbol">Documentation comment id.</param>
/// <param name="Assembly">Simple name.</param>
/// <param name="Effects">Empty when the change has no fact: other control flow, other calculation.</param>
public sealed record ChangedMethod(string Symbol, string Assembly, IReadOnlyList<Effect> Effects)
{
    /// <summary>
    /// Where it first does something else, as the rest of a sentence that begins with its name; null where that has no name.
    /// </summary>
    public string? Difference { get; init; }
}
