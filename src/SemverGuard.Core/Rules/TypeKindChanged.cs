using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type is of another kind: class, struct, interface, enum, delegate, or static where it had instances.</summary>
internal sealed class TypeKindChanged() : Rule(new()
{
    Id = "SG1003", Title = "Type kind changed",
    Hurts = Use.Any, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        if (before.Kind != after.Kind)
        {
            string text = $"is now {Word(after)} (was {Word(before)})" ;
            // Most source still compiles, and copies where it shared, or shares where it copied.
            bool isClassOrStruct = before.Kind is TypeKind.Class or TypeKind.Struct && after.Kind is TypeKind.Class or TypeKind.Struct;
            return isClassOrStruct ? new Verdict(text) { Impact = Impact.Recompile | Impact.Binary, Possible = Impact.Source } : text;
        }
        if (!before.IsStatic && after.IsStatic) return StaticNow(before);
        return WasRecord(before, after) is not { } was || was == IsRecord(after) ? null
            : Verdict.Perhaps(was ? "is no longer a record" : "is now a record") with { Hurts = Use.Derive, Errors = OfRecords };
    }

    /// <summary>Records derive from records, and classes from classes.</summary>
    private static readonly string[] OfRecords = ["CS8864", "CS8865"];

    /// <summary>What <c>with</c> calls has a name that nothing else can have.</summary>
    private static bool IsRecord(ApiType type) => type.Kind == TypeKind.Class && type.Members.Any(x => x.Name == "<Clone>$");

    /// <summary>Null where nobody knows: of a type that was used only some members may be known.</summary>
    private static bool? WasRecord(ApiType before, ApiType after) => before.Kind != TypeKind.Class ? null
        : IsRecord(before) ? true
        : before.Interfaces.Contains($"System.IEquatable{{{before.Id.Substring(2)}}}") || !IsRecord(after) ? null
        : false;

    private static string Word(ApiType type) => type.Kind switch
    {
        TypeKind.Interface => "an interface",
        TypeKind.Enum => "an enum",
        var kind => "a " + kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Its static members still answer; only who has an instance or a variable of the type is hurt.</summary>
    private static Verdict? StaticNow(ApiType before) =>
        before.Members.Any(x => x.Kind != MemberKind.Constructor && !x.Is(Traits.Static)) ? "is now static" : null;
}
