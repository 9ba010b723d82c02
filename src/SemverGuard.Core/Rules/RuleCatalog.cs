namespace SemverGuard.Rules;

/// <summary>Every rule, in the order of the ids. A rule is one .cs file, one .md page beside it, and one line here.</summary>
public static class RuleCatalog
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new TypeRemoved(),
        new TypeVisibilityReduced(),
        new TypeKindChanged(),
        new TypeSealed(),
        new BaseTypeRemoved(),
        new MemberRemoved(),
        new MemberSignatureChanged(),
        new MemberVisibilityReduced(),
        new StaticChanged(),
        new AbstractMemberAdded(),
        new ObsoleteError(),
        new ConstantChanged(),
        new EnumValueChanged(),
        new DefaultArgumentChanged(),
    ];

    public static RuleInfo Info<T>() where T : Rule => All.OfType<T>().Single().Info;

    public static IReadOnlyList<TypeRule> TypeRules { get; } = All.OfType<TypeRule>().ToArray();

    public static IReadOnlyList<MemberRule> MemberRules { get; } = All.OfType<MemberRule>().ToArray();
}
