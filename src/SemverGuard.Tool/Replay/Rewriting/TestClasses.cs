using Mono.Cecil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// What of a module is a test, and what its runner calls before and after one: by the names that xunit, NUnit, MSTest and TUnit use.
/// </summary>
internal sealed class TestClasses
{
    /// <summary>Attributes that make a method a test, or their bases.</summary>
    private static readonly string[] TestAttributes =
        ["FactAttribute", "TheoryAttribute", "TestAttribute", "TestCaseAttribute", "TestCaseSourceAttribute", "TestMethodAttribute"];

    private static readonly string[] SetUpAttributes =
    [
        "SetUpAttribute", "TearDownAttribute", "OneTimeSetUpAttribute", "OneTimeTearDownAttribute", "TestInitializeAttribute",
        "TestCleanupAttribute", "ClassInitializeAttribute", "ClassCleanupAttribute", "AssemblyInitializeAttribute",
        "AssemblyCleanupAttribute", "BeforeAttribute", "AfterAttribute", "BeforeEveryAttribute", "AfterEveryAttribute",
    ];

    /// <summary>Of interfaces: of the class itself, and of one that names its fixture.</summary>
    private static readonly string[] Lifetimes = ["IAsyncLifetime", "IAsyncInitializer"];

    private static readonly string[] Fixtures = ["IClassFixture`1", "ICollectionFixture`1"];

    private static readonly string[] LifetimeMethods = ["InitializeAsync", "DisposeAsync", "Dispose"];

    /// <summary>Classes with tests, what they derive from, and their fixtures.</summary>
    private readonly HashSet<TypeDefinition> prepared = [];

    public TestClasses(IEnumerable<TypeDefinition> types)
    {
        foreach (var type in types)
        {
            TypeDefinition[] line = [.. Line(type)];
            if (line.Any(x => x.Methods.Any(IsTest))) prepared.UnionWith(line);
            if (type.Interfaces.Any(x => Lifetimes.Contains(x.InterfaceType.Name))) prepared.Add(type);
            var fixtures = type.Interfaces.Select(x => x.InterfaceType).OfType<GenericInstanceType>().Where(x => Fixtures.Contains(x.Name));
            prepared.UnionWith(fixtures.Select(x => Resolution.Of(x.GenericArguments[0])).OfType<TypeDefinition>());
        }
    }

    public static bool IsTest(MethodDefinition method) => method.CustomAttributes.Any(x => IsAny(x.AttributeType, TestAttributes));

    /// <summary>Whether the method prepares tests, or clears up after them.</summary>
    public bool IsSetUp(MethodDefinition method) =>
        method.CustomAttributes.Any(x => IsAny(x.AttributeType, SetUpAttributes))
        || method is { IsVirtual: true, Parameters.Count: 0 } && LifetimeMethods.Contains(method.Name)
            && prepared.Contains(method.DeclaringType);

    /// <summary>Whether it is the constructor of a class that its runner makes for a test.</summary>
    public bool IsConstructor(MethodDefinition method) =>
        method is { IsConstructor: true, IsStatic: false } && !method.DeclaringType.IsValueType && prepared.Contains(method.DeclaringType);

    private static bool IsAny(TypeReference attribute, string[] names)
    {
        for (var at = attribute; at is not null && at.FullName != "System.Attribute"; at = Resolution.Of(at)?.BaseType)
        {
            if (names.Contains(at.Name)) return true;
        }
        return false;
    }

    /// <summary>The class and what it derives from.</summary>
    private static IEnumerable<TypeDefinition> Line(TypeDefinition type)
    {
        for (var at = type; at is not null && at.FullName != "System.Object"; at = at.BaseType is { } next ? Resolution.Of(next) : null)
            yield return at;
    }
}
