using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Compiling;
using SemverGuard.Metadata;

namespace SemverGuard.Corpus;

/// <summary>
/// A damaged file is a <see cref="BadImageFormatException"/> or is read as far as it goes; nothing else ever comes out of Core.
/// </summary>
public sealed class BadInputTests
{
    private static readonly CompiledAssembly Library = TestCompiler.Compile("""
        using System; using System.Collections.Generic;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]
        [assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Uri))]
        namespace Lib;
        public interface IShape<in T> where T : class, new() { void Draw(T t); int Size { get; } }
        [Obsolete("x")] public class Base<T> : List<KeyValuePair<T, int[]>> { public virtual void Go(ref T t, in int i) { } public const decimal D = 1.5m; public class Inner { } }
        // Obsolete, and meant to be.
        #pragma warning disable CS0618
        public class Shape : Base<string>, IShape<object> { public void Draw(object t) { try { Console.WriteLine(t); } catch (InvalidOperationException) { } } public int Size => 3; public override void Go(ref string t, in int i) { switch (i) { case 1: t = "a"; break; case 2: t = "b"; break; case 3: t = "c"; break; case 5: t = "d"; break; } } public event Action? Came { add { } remove { } } }
        public enum Color : byte { Red = 1, Green }
        """, new CompileSettings("Lib"));

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 8)];

    [Fact]
    public void The_library_is_read_when_it_is_whole() => Assert.Null(Failure(Library.Image));

    [Theory]
    [MemberData(nameof(Parts))]
    public void Truncated_at_every_length(int part)
    {
        // Every length at the start, where the headers are; then every 13th.
        for (int length = part; length < Library.Image.Length; length += length < 1024 ? 8 : 8 * 13)
            AssertBadImageOrNothing(Library.Image[..length], $"cut at {length}");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void With_one_byte_changed(int part)
    {
        byte[] changes = [0x00, 0xFF, 0x80, 0x01];
        for (int i = part; i < Library.Image.Length; i += 8 * 2)
        {
            byte changed = changes[i / 16 % changes.Length];
            AssertBadImageOrNothing(Library.Image.SetItem(i, changed), $"byte {i} is {changed:x2}");
        }
    }

    [Fact]
    public void What_is_no_assembly_at_all()
    {
        AssertBadImage([]);
        AssertBadImage([.. "This is not a dll, it is a page that says 404."u8]);
        AssertBadImage([.. new byte[4096]]);
    }

    [Fact]
    public void A_module_without_an_assembly() =>
    AssertBadImage(
        TestCompiler.Compile("class C { }", new CompileSettings("Part") { Kind = Microsoft.CodeAnalysis.OutputKind.NetModule }).Image);

    [Fact]
    public void A_native_library()
    {
        var native = new PEBuilderForNative().Build();
        Assert.False(new PEReader(native).HasMetadata);
        AssertBadImage(native);
    }

    /// <summary>Names that no language allows but the runtime does: empty, with dots, unprintable.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("\u0001\u0002")]
    [InlineData("\u202e")]
    [InlineData("a b=c;d:e%f")]
    [InlineData("<>")]
    [InlineData("`1")]
    [InlineData("(")]
    public void Names_as_obfuscators_make_them(string name)
    {
        // The compiler knows unicode escapes but not these names, so they are patched into the string heap: same length, same place.
        string placeholder = new('Q', System.Text.Encoding.UTF8.GetByteCount(name) + 8);
        string source = $"namespace Lib; public class {placeholder} {{ public int {placeholder}1; public void {placeholder}2(int {placeholder}3) {{ }} public int {placeholder}4 {{ get; set; }} }}";
        byte[] image = [.. TestCompiler.Compile(source, new CompileSettings("Lib")).Image];
        byte[] wanted = System.Text.Encoding.UTF8.GetBytes(name);
        byte[] pattern = System.Text.Encoding.UTF8.GetBytes(placeholder);
        int patched = 0;
        for (int at; (at = image.AsSpan().IndexOf(pattern)) >= 0; patched++)
        {
            image.AsSpan(at, pattern.Length).Clear();
            wanted.CopyTo(image, at);
        }
        Assert.NotEqual(0, patched);
        AssertBadImageOrNothing([.. image], name);
    }

    private static void AssertBadImage(ImmutableArray<byte> image) => Assert.IsType<BadImageFormatException>(Failure(image));

    private static void AssertBadImageOrNothing(ImmutableArray<byte> image, string what)
    {
        var failure = Failure(image);
        Assert.True(failure is null or BadImageFormatException, $"{what}: {failure}");
    }

    private static Exception? Failure(ImmutableArray<byte> bytes)
    {
        using var pe = new PEReader(bytes);
        MetadataReader reader;
        try
        {
            reader = pe.GetMetadataReader();
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return new BadImageFormatException("A door opens the file and says this.", e);
        }
        return Record.Exception(() =>
        {
            var image = new AssemblyImage(reader, pe);
            Everything.Read(image, World.Of([image]));
        });
    }

    /// <summary>A PE file with one section of nothing, as a native library looks to us.</summary>
    private sealed class PEBuilderForNative() : PEBuilder(PEHeaderBuilder.CreateLibraryHeader(), null)
    {
        public ImmutableArray<byte> Build()
        {
            var blob = new BlobBuilder();
            Serialize(blob);
            return blob.ToImmutableArray();
        }

        protected override ImmutableArray<Section> CreateSections() =>
            [new Section(".text", SectionCharacteristics.ContainsCode | SectionCharacteristics.MemRead)];

        protected override BlobBuilder SerializeSection(string name, SectionLocation location)
        {
            var section = new BlobBuilder();
            section.WriteBytes(0x90, 512);
            return section;
        }

        protected override PEDirectoriesBuilder GetDirectories() => new();
    }
}
