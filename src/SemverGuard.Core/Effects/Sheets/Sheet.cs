namespace SemverGuard.Effects.Sheets;

public enum SheetKind
{
    /// <summary>What the properties of options are while nobody sets them.</summary>
    Options,

    /// <summary>What a serializer makes of the members of a type.</summary>
    Serialization,
}

/// <summary>A property, or another part of what is written.</summary>
/// <param name="Member">Name of the property; of what the type as a whole has, a word.</param>
/// <param name="Before">As C# writes it, or <c>computed</c>; null for a member that was not there.</param>
/// <param name="After">Null for a member that is gone.</param>
public sealed record SheetRow(string Member, string? Before, string? After, bool IsChanged)
{
    /// <summary>The project sets the property itself, so that its default does not matter.</summary>
    public bool IsSet { get; init; }
}

/// <summary>One type of a package that the project constructs, binds or serialises, before and after, member by member.</summary>
/// <param name="Type">Documentation comment id.</param>
/// <param name="Assembly">Simple name of the upgraded assembly that the difference comes from.</param>
public sealed record Sheet(SheetKind Kind, string Type, string Assembly, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>The serializer that the project gives the type to; null for options.</summary>
    public string? By { get; init; }

    public IEnumerable<SheetRow> Changed => Rows.Where(x => x.IsChanged);
}
