using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>Reports what only derived and implementing types meet, at the name of such a type.</summary>
internal sealed class DerivedTypes(ChangeIndex changes)
{
    public void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsImplicitlyDeclared || type.Locations.FirstOrDefault(x => x.IsInSource) is not { } name) return;
        foreach (var change in changes.OfDerivedTypes)
        {
            if (Hurts(change, type) is { } hurts) context.ReportDiagnostic(Reporter.Of(change, name, compiles: !hurts));
        }
        if (HasDefaultConstructor(type) && type.BaseType is { } parent)
        {
            bool binds = HasAccessibleConstructor(parent, withoutArguments: true);
            // What breaks sources only is an error by the author's word, however well it binds.
            foreach (var change in changes.OfDefaultConstructor(parent))
                context.ReportDiagnostic(Reporter.Of(change, name, compiles: binds && (change.Change.Impact & Impact.Binary) != 0));
        }
    }

    /// <summary>Null when the type has nothing to do with the change, false when it copes with it.</summary>
    private static bool? Hurts(SourceChange change, INamedTypeSymbol type)
    {
        if (type.BaseType is { } parent && ChangeIndex.Id(parent) == change.TypeId)
            return parent.IsSealed || parent.IsStatic || !HasAccessibleConstructor(parent) || LacksOverride(type, parent);
        if (Inherited(type.BaseType, change.TypeId) is { } ancestor) return LacksOverride(type, ancestor) ? true : null;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        if (type.AllInterfaces.FirstOrDefault(x => ChangeIndex.Id(x) == change.TypeId) is not { } implemented) return null;
        // A base class of the project's own that implements it is reported itself.
        bool isInherited = type.BaseType is { } @base && @base.AllInterfaces.Contains(implemented, SymbolEqualityComparer.Default);
        return isInherited ? null : LacksImplementation(type, implemented);
    }

    private static INamedTypeSymbol? Inherited(INamedTypeSymbol? type, string typeId)
    {
        while (type is not null && ChangeIndex.Id(type) != typeId) type = type.BaseType;
        return type;
    }

    private static bool HasAccessibleConstructor(INamedTypeSymbol type, bool withoutArguments = false) => type.InstanceConstructors.Any(x =>
        x.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (!withoutArguments || x.Parameters.All(y => y.IsOptional || y.IsParams)));

    private static bool LacksOverride(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        if (type.IsAbstract) return false;
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var level = type; level is not null && !SymbolEqualityComparer.Default.Equals(level, ancestor); level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                for (var slot = Slot(member); slot is not null; slot = Slot(slot)) overridden.Add(slot);
            }
        }
        return ancestor.GetMembers().Any(x => x.IsAbstract && x is IMethodSymbol && !overridden.Contains(x));
    }

    private static IMethodSymbol? Slot(ISymbol member) => (member as IMethodSymbol)?.OverriddenMethod;

    private static bool LacksImplementation(INamedTypeSymbol type, INamedTypeSymbol @interface) =>
        @interface.AllInterfaces.Prepend(@interface).SelectMany(x => x.GetMembers())
            .Any(x => x.IsAbstract && type.FindImplementationForInterfaceMember(x) is null);

    /// <summary>A class without constructors of its own calls its base class's where nothing stands in the source.</summary>
    private static bool HasDefaultConstructor(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && !type.IsStatic && type.InstanceConstructors.All(x => x.IsImplicitlyDeclared);
}
