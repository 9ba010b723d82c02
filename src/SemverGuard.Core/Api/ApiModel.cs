using System.Runtime.CompilerServices;

namespace SemverGuard.Api;

public enum TypeKind { Class, Struct, Interface, Enum, Delegate }

public enum MemberKind { Constructor, Method, Field, Property, Event }

/// <summary>
/// In ascending order of who may see it, except that neither of <see cref="Internal"/> and <see cref="Protected"/> contains the other.
/// </summary>
public enum Access { Private, PrivateProtected, Internal, Protected, ProtectedInternal, Public }

[Flags]
public enum Traits
{
    None = 0,
    Static = 1 << 0,
    Abstract = 1 << 1,
    Virtual = 1 << 2,

    /// <summary>A class nobody may derive from, or an override nobody may override again.</summary>
    Sealed = 1 << 3,
    Override = 1 << 4,

    /// <summary>A field that is set once, or a struct or struct member that changes nothing.</summary>
    ReadOnly = 1 << 5,
    Const = 1 << 6,
    Required = 1 << 7,

    /// <summary>A setter that only an object initialiser may call.</summary>
    InitOnly = 1 << 8,

    /// <summary>A <c>ref struct</c>.</summary>
    RefLike = 1 << 9,
    Extension = 1 << 10,

    /// <summary>
    /// Somebody outside the assembly can derive from the class: it is not sealed and has a constructor that may be called.
    /// </summary>
    Inheritable = 1 << 11,
}

public enum RefKind { Value, Ref, Out, In, RefReadonly }

public enum ObsoleteLevel { None, Warning, Error }

/// <param name="Type">As documentation ids spell it, custom modifiers included.</param>
/// <param name="Default">The literal that an omitted argument becomes, as C# writes it; null when the argument cannot be omitted.</param>
public sealed record ApiParameter(string Type, string Name, RefKind RefKind = RefKind.Value, string? Default = null, bool IsParams = false)
{
    public bool IsOptional => Default is not null;
}

/// <param name="Variance">"in", "out" or empty.</param>
/// <param name="Constraints">Type names and the keywords class, struct, unmanaged, notnull, new(), allows ref struct; in ordinal
/// order.</param>
public sealed record ApiTypeParameter(string Name, string Variance, IReadOnlyList<string> Constraints);

/// <summary>One member of a type: every fact a rule may ask for.</summary>
/// <remarks>Two members are compared by <see cref="FactText.Of(ApiMember)"/>; record equality would compare the lists by
/// reference.</remarks>
public sealed record ApiMember
{
    /// <summary>The documentation comment id.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required MemberKind Kind { get; init; }

    public required Access Access { get; init; }

    public Traits Traits { get; init; }

    /// <summary>
    /// What a method returns, or what a field, property or event is; as documentation ids spell it, custom modifiers included.
    /// </summary>
    public string Type { get; init; } = "";

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    public IReadOnlyList<ApiTypeParameter> TypeParameters { get; init; } = [];

    /// <summary>The value of a const or enum member, as C# writes it.</summary>
    public string? Value { get; init; }

    /// <summary>Who may call the getter; null when there is none.</summary>
    public Access? Get { get; init; }

    /// <summary>Who may call the setter; null when there is none.</summary>
    public Access? Set { get; init; }

    public ObsoleteLevel Obsolete { get; init; }

    public string? ObsoleteMessage { get; init; }

    /// <summary>
    /// What else the compiler obeys, a word and what it says: <c>experimental:ID</c>, <c>usage:4*</c> (an attribute's targets, more than
    /// once), <c>collection-builder</c>, <c>sets-required</c>, <c>unscoped</c>, <c>dynamic</c>, <c>tuple:a,b</c>, <c>required:A,B</c>,
    /// <c>null:1,2</c> (the value, then the parameters; 1 never null, 2 perhaps; a digit for each type that one is made of),
    /// <c>scoped:1,2</c> (parameters), <c>obsolete-get:text</c> and <c>obsolete-set:text</c> (an accessor alone, as an error).
    /// </summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    public bool Is(Traits traits) => (Traits & traits) == traits;

    public bool IsVisible => Access.IsVisible();

    /// <summary>Somebody may override it.</summary>
    public bool IsOverridable => (Traits & (Traits.Virtual | Traits.Abstract)) != 0 && !Is(Traits.Sealed);

    /// <summary>A derived or implementing type must provide it.</summary>
    public bool IsObligation => Is(Traits.Abstract);

    public bool IsEnumMember =>
        Is(Traits.Const) && Id.Length == Type.Length + Name.Length + 3 && string.CompareOrdinal(Id, 2, Type, 0, Type.Length) == 0;

    public override string ToString() => Id;
}

/// <summary>One type and its members.</summary>
public sealed record ApiType
{
    /// <summary>The documentation comment id.</summary>
    public required string Id { get; init; }

    public required TypeKind Kind { get; init; }

    /// <summary>Who may see it, its containing types considered.</summary>
    public required Access Access { get; init; }

    public Traits Traits { get; init; }

    /// <summary>The base class as documentation ids spell it; empty for interfaces and <c>object</c>.</summary>
    public string Base { get; init; } = "";

    /// <summary>Every interface the type declares, as documentation ids spell it, in ordinal order.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    public IReadOnlyList<ApiTypeParameter> TypeParameters { get; init; } = [];

    /// <summary>The integral type of an enum.</summary>
    public string Underlying { get; init; } = "";

    public ObsoleteLevel Obsolete { get; init; }

    public string? ObsoleteMessage { get; init; }

    /// <summary>As <see cref="ApiMember.Marks"/>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>All members, also those nobody outside sees: a private member is what a public one may have become.</summary>
    public IReadOnlyList<ApiMember> Members { get; init; } = [];

    public bool Is(Traits traits) => (Traits & traits) == traits;

    public bool IsVisible => Access.IsVisible();

    public bool IsInheritable => Is(Traits.Inheritable);

    public bool IsStatic => Is(Traits.Static);

    public bool IsSealed => Is(Traits.Sealed);

    /// <summary>Of types that have many members; by the list, which a copy of the type shares.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<ApiMember>, Dictionary<string, ApiMember>> Indexes = new();

    private static Dictionary<string, ApiMember> Index(IReadOnlyList<ApiMember> members)
    {
        var index = new Dictionary<string, ApiMember>(members.Count, StringComparer.Ordinal);
        for (int i = members.Count - 1; i >= 0; i--) index[members[i].Id] = members[i];
        return index;
    }

    public ApiMember? Member(string id)
    {
        if (Members.Count > 32) return Indexes.GetValue(Members, Index).TryGetValue(id, out var found) ? found : null;
        foreach (var member in Members)
        {
            if (member.Id == id) return member;
        }
        return null;
    }

    public override string ToString() => Id;
}

public static class MarkExtensions
{
    /// <summary>What a mark says, which is nothing for some; null when it is not there.</summary>
    public static string? Mark(this IReadOnlyList<string> marks, string word)
    {
        foreach (string mark in marks)
        {
            if (mark == word) return "";
            if (mark.Length > word.Length && mark[word.Length] == ':' && mark.StartsWith(word, StringComparison.Ordinal))
                return mark.Substring(word.Length + 1);
        }
        return null;
    }
}

public static class AccessExtensions
{
    /// <summary>Somebody in another assembly may use it, be it only by deriving.</summary>
    public static bool IsVisible(this Access access) => access is Access.Public or Access.Protected or Access.ProtectedInternal;

    public static string Keyword(this Access access) => access switch
    {
        Access.Private => "private",
        Access.PrivateProtected => "private protected",
        Access.Internal => "internal",
        Access.Protected => "protected",
        Access.ProtectedInternal => "protected internal",
        _ => "public",
    };
}
