using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>What of a type somebody asks for at run time.</summary>
public enum ReflectedPart
{
    /// <summary>Its attributes, and those of its members.</summary>
    Attributes,

    /// <summary>The names of an enum's members.</summary>
    Names,

    /// <summary>All of them, so that a new one is seen.</summary>
    AllNames,

    /// <summary>Its base types and interfaces.</summary>
    Ancestry,

    /// <summary>All of its members of some kind.</summary>
    Members,

    /// <summary>One thing that is true of it or is not, such as whether it is sealed.</summary>
    Facet,

    /// <summary>The version of its assembly.</summary>
    Version,

    /// <summary>All types of its assembly.</summary>
    Types,
}

/// <summary>A place in a project's code that reads something of a type which metadata does not name.</summary>
/// <param name="Attributes">Full names of the attributes that are asked for; empty when all may be.</param>
/// <param name="Method">Documentation comment id.</param>
public sealed record ReflectionRead(ReflectedPart Part, TypeHome Type, IReadOnlyList<string> Attributes, string Method, SourceSite? Site)
{
    /// <summary>The method of <c>System.Type</c> that lists members or tells what the type is.</summary>
    internal string Reader { get; init; } = "";

    /// <summary>Members that are not public are listed, too.</summary>
    internal bool IsHidden { get; init; }

    /// <summary>The one name or number of an enum that is asked for; null where that cannot be told.</summary>
    internal string? Asked { get; init; }
}
