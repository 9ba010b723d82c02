using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// <c>+=</c> as an operator of its own, which changes an object, where <c>+</c> made a new one and the assignment put it in its place.
/// </summary>
internal static class CompoundAssignments
{
    private const string Ending = "Assignment";

    /// <param name="was">Name of the operator that made a new object.</param>
    public static bool Is(string was, string now) =>
        now.EndsWith(Ending, StringComparison.Ordinal) && now.Substring(0, now.Length - Ending.Length) == was;

    /// <summary>What is certain of it, as the rest of a sentence about the operator; null for a struct, which nobody else holds.</summary>
    public static string? InPlace(MemberHome was, MemberHome now) =>
        was.Member.Kind == HandleKind.MethodDefinition && Is(MemberFacts.Name(was), MemberFacts.Name(now)) && IsClass(now.Type)
            ? "changes the object itself, also for others that hold it"
            : null;

    private static bool IsClass(TypeHome type) =>
        (type.Definition.Attributes & TypeAttributes.Interface) == 0 && !type.Definition.BaseType.IsNil
        && type.Image!.NameOf(type.Definition.BaseType) is not ("System.ValueType" or "System.Enum");
}
