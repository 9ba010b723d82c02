using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Compiling;

namespace SemverGuard.Metadata;

/// <summary>Our documentation ids are the compiler's.</summary>
public sealed class DocumentationIdTests
{
    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void Ids_of_a_real_assembly_are_Roslyns(string name) => AssertSame(File.ReadAllBytes(RealAssemblies.Paths[name]));

    [Fact]
    public void Ids_of_every_construct_are_Roslyns()
    {
        var assembly = TestCompiler.Compile("""
            using System.Collections.Generic;
            public delegate TResult Ask<T, out TResult>(ref T a, out int b, in int c);
            namespace A.B
            {
                public class Outer<T>
                {
                    public class Plain { public void M(T t, Outer<T>.Plain p, Outer<int>.Inner<string, T> q) { } }
                    public class Inner<U, V> : Dictionary<T, List<U>>
                    {
                        public Inner(U u, ref V v, T[] a, T[,,] b, T[][,] c) { }
                        public void M<X, Y>(X x, Y[] ys, Dictionary<X, Y>.Enumerator e, KeyValuePair<X, T>? n) { }
                        public T this[U u, V v] { get => default!; set { } }
                        public Enumerator GetIt() => default;
                    }
                    public static implicit operator Outer<T>(T t) => new();
                    public static explicit operator T(Outer<T> t) => default!;
                    public static explicit operator checked int(Outer<T> t) => 0;
                    public static explicit operator int(Outer<T> t) => 0;
                    public static Outer<T> operator +(Outer<T> a, Outer<T> b) => a;
                    public static bool operator true(Outer<T> a) => true;
                    public static bool operator false(Outer<T> a) => true;
                }
                public interface IGet<T, U> { T Get(U u); T Value { get; } event System.Action<T> Came; T this[int i] { get; } static abstract T operator +(IGet<T, U> a, T b); }
                public interface IPlain { void Do(int i); }
                public abstract class Explicit : IPlain, System.Collections.Generic.IComparer<Dictionary<int, string[]>>
                {
                    void IPlain.Do(int i) { }
                    int IComparer<Dictionary<int, string[]>>.Compare(Dictionary<int, string[]>? a, Dictionary<int, string[]>? b) => 0;
                    ~Explicit() { }
                    static Explicit() { }
                }
                public unsafe struct Pointers
                {
                    public int* P; public void** Q; public fixed byte Buffer[4];
                    public void M(int* a, void* b, char** c, int*[] d, ref int* e, nint n, nuint m) { }
                    public ref readonly int R(scoped ref int x) => ref *P;
                    public dynamic Dyn(dynamic d, (int A, string B) tuple, List<dynamic?> l, object? o) => d;
                }
                public record struct Point(int X, int Y) { public required int Z { get; init; } }
                public static class Extensions { public static void Extend<T>(this IEnumerable<T> s, params T[] more) where T : unmanaged { } extension(string s) { public int Twice => 2; } }
            }
            """, new CompileSettings("Everything"));
        AssertSame([.. assembly.Image]);
    }

    [Theory]
    [InlineData("T:A.B", "T:A.B")]
    [InlineData("M:A.B.C", "T:A.B")]
    [InlineData("M:A.B.C(System.Int32,X.Y)", "T:A.B")]
    [InlineData("M:A.B.#ctor", "T:A.B")]
    [InlineData("M:A.B`1.C``2(`0,``1)", "T:A.B`1")]
    [InlineData("M:A.B.op_Implicit(A.B)~System.Int32", "T:A.B")]
    [InlineData("P:A.B.Item(System.Int32)", "T:A.B")]
    [InlineData("M:A.B.X#Y#IComparer{X#Y#Z}#Compare(X.Y.Z)", "T:A.B")]
    [InlineData("F:B.C", "T:B")]
    public void The_declaring_type_is_in_the_id(string id, string type) => Assert.Equal(type, DocumentationId.DeclaringType(id));

    private static void AssertSame(byte[] bytes)
    {
        using var pe = new System.Reflection.PortableExecutable.PEReader([.. bytes]);
        var image = new AssemblyImage(pe.GetMetadataReader(), pe);
        var reference = MetadataReference.CreateFromImage(bytes);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All);
        var framework = DotNet.ReferencePack.Where(x => x.Key != image.Name).Select(x => MetadataReference.CreateFromFile(x.Value));
        var compilation = CSharpCompilation.Create("asks", references: [.. framework, reference], options: options);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;

        var wrong = new List<string>();
        int seen = 0;
        foreach (var symbol in Symbols(assembly.GlobalNamespace))
        {
            var handle = MetadataTokens.EntityHandle(symbol.MetadataToken);
            if (handle.IsNil || symbol.GetDocumentationCommentId() is not { } expected || MentionsWhatHasNoId(symbol)
                || HasNameOfCompiler(symbol))
                continue;
            string actual = Ours(image, handle);
            seen++;
            if (actual != expected) wrong.Add($"expected {expected}\n     got {actual}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
        Assert.NotEqual(0, seen);
    }

    private static string Ours(AssemblyImage image, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => DocumentationId.Type(image, (TypeDefinitionHandle)handle),
        HandleKind.MethodDefinition => DocumentationId.Method(image, (MethodDefinitionHandle)handle),
        HandleKind.FieldDefinition => DocumentationId.Field(image, (FieldDefinitionHandle)handle),
        HandleKind.PropertyDefinition =>
            DocumentationId.Property(image, (PropertyDefinitionHandle)handle,
                image.Reader.GetPropertyDefinition((PropertyDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.EventDefinition =>
            DocumentationId.Event(
                image, (EventDefinitionHandle)handle, image.Reader.GetEventDefinition((EventDefinitionHandle)handle).GetDeclaringType()),
        _ => "",
    };

    private static IEnumerable<ISymbol> Symbols(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceSymbol) yield return member;
            if (member is not INamespaceOrTypeSymbol inner) continue;
            foreach (var symbol in Symbols(inner)) yield return symbol;
        }
    }

    /// <summary>No source can name it: the compiler made it, or it is local to a file.</summary>
    private static bool HasNameOfCompiler(ISymbol? symbol) =>
        symbol is IFieldSymbol or INamedTypeSymbol && symbol.MetadataName.Contains('<', StringComparison.Ordinal)
        || symbol?.ContainingType is { } outer && HasNameOfCompiler(outer);

    /// <summary>The compiler writes nothing for a function pointer, so that overloads collide; ours differ there on purpose.</summary>
    private static bool MentionsWhatHasNoId(ISymbol symbol) => symbol switch
    {
        // Read from metadata, the compiler takes a conversion between two instantiations for an ordinary method; its own source it does
        // not.
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: "op_Implicit" or "op_Explicit" } => true,
        IMethodSymbol method => method.IsVararg || method.Parameters.Any(x => HasNone(x.Type)) || HasNone(method.ReturnType),
        IPropertySymbol property => property.Parameters.Any(x => HasNone(x.Type)),
        _ => false,
    };

    private static bool HasNone(ITypeSymbol type) => type switch
    {
        IFunctionPointerTypeSymbol or IErrorTypeSymbol => true,
        IArrayTypeSymbol array => HasNone(array.ElementType),
        IPointerTypeSymbol pointer => HasNone(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasNone),
        _ => false,
    };
}
