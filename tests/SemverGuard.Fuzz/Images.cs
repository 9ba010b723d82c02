using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Metadata;

namespace SemverGuard.Fuzz;

/// <summary>The assemblies that are mutated, and what stands around them.</summary>
internal static class Images
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly ConcurrentDictionary<string, AssemblyImage?> Opened = new(StringComparer.OrdinalIgnoreCase);

    private const string LibrarySource = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using System.Text.RegularExpressions;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]
        [assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Uri))]
        public class E { public static void M0() { } public static void M1() { } }
        public class D { public int Held; }
        namespace Lib
        {
            public enum Color : byte { Red = 1, Green }
            [AttributeUsage(AttributeTargets.All)] public class MarkAttribute(string text, params object[] more) : Attribute { public Color Color { get; set; } public string Text => text; public object[] More => more; }
            public interface IShape<in T> where T : class { void Draw(T t); int Size { get; } void Skip() => Draw(null!); }
            [Mark("a", 1, "b", Color.Red, new[] { 1, 2 }, Color = Color.Green)] public class Base<T> : List<KeyValuePair<T, int[]>> { public virtual void Go(ref T t, in int i) { } public const decimal Price = 1.5m; public class Inner { public T? Value; } public delegate T Made<TIn>(TIn one); }
            public class Shape : Base<string>, IShape<object>
            {
                public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(10);
                public int Retries { get; init; } = 3;
                public void Draw(object t) { try { Console.WriteLine(t); if (t is string { Length: > 10 }) throw new ArgumentException("long" + t, nameof(t)); } catch (InvalidOperationException) { } finally { E.M0(); } }
                public int Size => Retries switch { 1 => 10, 2 => 20, 5 => 50, _ => 3 };
                public override void Go(ref string t, in int i) { switch (i) { case 1: t = "a"; break; case 2: t = "b"; break; case 3: t = "c"; break; case 5: t = "d"; break; } }
                public event Action? Came { add { } remove { } }
                public async Task<int> Get(string name, int most = 5) { await Task.Delay(most); foreach (int i in Each(most)) if (Regex.IsMatch(name, "[a-z]+")) return i; return name.Length; }
                public IEnumerable<int> Each(int most) { for (int i = 0; i < most; i++) yield return i * 2; }
                public unsafe int Sum(int* p, delegate*<int, int> f, int[,] grid) => f(*p) + grid[0, 0];
                public T Of<T>(Func<T> make) where T : struct, IComparable<T> { T one = make(), other = make(); return one.CompareTo(other) > 0 ? one : other; }
            }
            public record Person(string Name, int Age) { public required string Mail { get; set; } }
            public static class More { public static string Twice(this string text) => text + text; }
        }
        """;

    private const string ConsumerSource = """
        using System; using Lib;
        public class Mine : Base<int>, IShape<string> { public void Draw(string t) { } public int Size => 1; public override void Go(ref int t, in int i) => t = i; }
        public class Heir : D { public override string ToString() => "heir"; }
        [Mark("x")] public static class App
        {
            public static void Main()
            {
                E.M0(); E.M1(); var d = new Heir { Held = 1 }; Console.WriteLine(d.Held + d.GetHashCode()); var s = new Shape { Retries = 2 };
                try { s.Draw("a".Twice()); s.Skip2(); } catch (ArgumentException e) { Console.WriteLine(e.Message); }
                Console.WriteLine(s.Get("x").Result + s.Of(() => 3) + s.Size + (int)Color.Green + Shape.Price);
                foreach (var p in typeof(Person).GetProperties()) Console.WriteLine(p.Name);
                Console.WriteLine(new Person("a", 1) { Mail = "b" } with { Age = 2 });
            }
            static void Skip2(this IShape<object> s) => s.Skip();
        }
        """;

    public static byte[] Before { get; } = Compile("Lib", LibrarySource);

    public static byte[] After { get; } = Compile("Lib",
        LibrarySource.Replace("most = 5", "most = 6").Replace("FromSeconds(10)", "FromSeconds(20)").Replace("i * 2", "i * 3")
            .Replace("\"long\"", "\"too long\""));

    public static byte[] Consumer { get; } = Compile("App", ConsumerSource, Before);

    /// <summary>Real ones, from beside this program: small enough to be read in milliseconds.</summary>
    public static IReadOnlyList<byte[]> Real { get; } =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(x => new FileInfo(x).Length < 150_000 && IsManaged(x))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>As a door opens it.</summary>
    /// <exception cref="BadImageFormatException">It is none, or damaged.</exception>
    public static AssemblyImage Open(byte[] image) =>
        AssemblyImage.Open(new PEReader(ImmutableArray.Create(image))) ?? throw new BadImageFormatException("it is not a .NET assembly");

    public static AssemblySet World(params IEnumerable<AssemblyImage> images) => new(images, Shared);

    /// <summary>The framework's assemblies do not change: one reading does for all inputs.</summary>
    private static AssemblyImage? Shared(string name) => Opened.GetOrAdd(name, static x =>
    {
        string path = Path.Combine(Framework, x + ".dll");
        return x.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && File.Exists(path)
            ? AssemblyImage.Open(new PEReader(ImmutableArray.Create(File.ReadAllBytes(path))), isFramework: true)
            : null;
    });

    public static byte[] Compile(string name, string source, params byte[][] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. Directory.EnumerateFiles(Framework, "System.*.dll").Where(IsManaged).Select(x => MetadataReference.CreateFromFile(x)),
                .. references.Select(x => MetadataReference.CreateFromImage(x))],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException(result.Diagnostics.First(x => x.Severity == DiagnosticSeverity.Error).ToString());
    }

    private static bool IsManaged(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.HasMetadata;
    }
}
