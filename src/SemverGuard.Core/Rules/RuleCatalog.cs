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
        new BaseTypeNotReferenced(),
        new ConstraintAdded(),
        new ParameterlessConstructorRemoved(),
        new VarianceRemoved(),
        new AttributeUsageNarrowed(),
        new CollectionBuilderRemoved(),
        new StructFieldAdded(),
        new TypeBecameRefStruct(),
        new EnumUnderlyingTypeChanged(),
        new DefaultImplementationAdded(),
        new TypeAdded(),
        new RequiredMemberAdded(),
        new DelegateSignatureChanged(),
        new TypeObsoleteError(),
        new MemberRemoved(),
        new MemberSignatureChanged(),
        new MemberVisibilityReduced(),
        new StaticChanged(),
        new AbstractMemberAdded(),
        new ObsoleteError(),
        new ParameterRenamed(),
        new RefKindChanged(),
        new ParamsRemoved(),
        new ThisRemoved(),
        new DynamicRemoved(),
        new VirtualRemoved(),
        new MemberVisibilityWidened(),
        new MemberMadeAbstract(),
        new SetsRequiredMembersRemoved(),
        new MarkedExperimental(),
        new MarkedObsolete(),
        new OperatorAdded(),
        new OverloadAdded(),
        new TupleNamesChanged(),
        new NullableAnnotationChanged(),
        new ConstantChanged(),
        new EnumValueChanged(),
        new DefaultArgumentChanged(),
    ];

    /// <summary>The fact sheet of a rule whose facts an engine finds too.</summary>
    public static RuleInfo Info<T>() where T : Rule => All.OfType<T>().Single().Info;
}
