using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace SemverGuard.Metadata;

/// <summary>The assemblies one application sees at one time, by simple name: what the runtime's default binder looks in.</summary>
public sealed class AssemblySet
{
    private readonly Dictionary<string, AssemblyImage> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, AssemblyImage?>? more;
    private readonly Dictionary<AssemblyImage, ImageInWorld> known = [];
    private readonly Dictionary<string, TypeHome> basic = new(StringComparer.Ordinal);

    /// <summary>The assemblies that have the framework's basic types or lead to them, in one framework or another.</summary>
    private static readonly string[] Cores = ["System.Runtime", "netstandard", "mscorlib", "System.Private.CoreLib"];

    /// <param name="images">The application's own assemblies. Of two with one name, the higher version wins, as in a deployed
    /// application.</param>
    /// <param name="more">Opens an assembly by simple name when a reference first asks for it: framework assemblies are many and few are
    /// needed.</param>
    public AssemblySet(IEnumerable<AssemblyImage> images, Func<string, AssemblyImage?>? more = null)
    {
        this.more = more;
        foreach (var image in images)
        {
            if (!byName.TryGetValue(image.Name, out var other) || other.Version < image.Version) byName[image.Name] = image;
        }
        Application = byName.Values.Where(x => !x.IsFramework).OrderBy(x => x.Name, StringComparer.Ordinal).ToArray();
    }

    /// <summary>Tells of an assembly that cannot be looked into whether it is there all the same; null where none is.</summary>
    public Func<string, bool>? HasUnseen { get; init; }

    /// <summary>All but the framework, in ordinal order of their names.</summary>
    public IReadOnlyList<AssemblyImage> Application { get; }

    public AssemblyImage? Find(string assembly)
    {
        if (byName.TryGetValue(assembly, out var image)) return image;
        image = more?.Invoke(assembly);
        if (image is not null) byName[assembly] = image;
        return image;
    }

    /// <summary>Whether another set has the same file under that name, or none as this one.</summary>
    internal bool HasSame(string assembly, AssemblySet other) =>
        Find(assembly) is { } image ? image.IsSameAs(other.Find(assembly)) : other.Find(assembly) is null;

    /// <summary>The framework alone: what is no assembly of the application's is as it is here.</summary>
    internal AssemblySet WithoutApplication()
    {
        var own = new HashSet<string>(Application.Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        return new AssemblySet([], x => own.Contains(x) ? null : Find(x)) { HasUnseen = HasUnseen };
    }

    /// <summary>Where a type lives, following forwards from the assembly that is asked for it.</summary>
    public TypeHome FindType(string assembly, string fullName)
    {
        var image = Find(assembly);
        for (int hops = 0; image is not null && hops < 16; hops++)
        {
            var handle = image.FindType(fullName);
            if (!handle.IsNil) return new TypeHome(image, handle);
            var forward = image.FindForward(fullName);
            if (forward.IsNil) return new TypeHome(image, default);
            string next = image.Reader.GetString(image.Reader.GetAssemblyReference(forward).Name);
            image = Find(next);
            if (image is null) return new TypeHome(null, default) { MissingAssembly = next };
        }
        return new TypeHome(null, default) { MissingAssembly = assembly };
    }

    /// <summary>
    /// Where a type of that name lives in any of the application's assemblies: what a compiler that sees all of them would find.
    /// </summary>
    public TypeHome FindTypeAnywhere(string fullName)
    {
        foreach (var image in Application)
        {
            var handle = image.FindType(fullName);
            if (!handle.IsNil) return new TypeHome(image, handle);
        }
        return default;
    }

    /// <summary>
    /// A type that an assembly names, wherever it lives: its own, one of an assembly that it references, the framework's included.
    /// </summary>
    internal TypeHome FindNamed(string assembly, string fullName)
    {
        var home = FindType(assembly, fullName);
        if (home.IsFound) return home;
        var referenced = Find(assembly)?.ReferencedNames().Select(x => FindType(x, fullName)).FirstOrDefault(x => x.IsFound) ?? default;
        return referenced.IsFound ? referenced : FindTypeAnywhere(fullName);
    }

    /// <summary>A type by its full name: the assembly's own, or one of an assembly that it references.</summary>
    internal TypeHome FindNamed(AssemblyImage image, string fullName)
    {
        var own = image.FindType(fullName);
        return own.IsNil
            ? image.ReferencedNames().Select(x => FindType(x, fullName)).FirstOrDefault(x => x.IsFound)
            : new TypeHome(image, own);
    }

    /// <summary>A type that signatures do not name by a reference: <c>System.Int32</c>, <c>System.Array</c>.</summary>
    internal TypeHome BasicType(string fullName)
    {
        if (!basic.TryGetValue(fullName, out var home))
            basic[fullName] = home = Cores.Select(x => FindType(x, fullName)).FirstOrDefault(x => x.IsFound);
        return home;
    }

    /// <summary>What this world knows of an assembly.</summary>
    internal ImageInWorld this[AssemblyImage image] =>
        known.TryGetValue(image, out var found) ? found : known[image] = new ImageInWorld(image);
}

/// <summary>A type and the assembly that defines it; without a handle, the assembly that was asked last and does not have it.</summary>
public readonly record struct TypeHome(AssemblyImage? Image, TypeDefinitionHandle Handle)
{
    /// <summary>The assembly that should have been asked next and is not there.</summary>
    public string? MissingAssembly { get; init; }

    public bool IsFound => Image is not null && !Handle.IsNil;

    /// <remarks>Asked for each call of each body: an assembly that was opened is the same object or another one.</remarks>
    public bool Equals(TypeHome other) =>
        ReferenceEquals(Image, other.Image) && Handle == other.Handle && MissingAssembly == other.MissingAssembly;

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Image) * 31 + Handle.GetHashCode();

    /// <summary>The value that no search ends with.</summary>
    internal bool IsDefault => Image is null && MissingAssembly is null;

    public TypeDefinition Definition => Image!.Reader.GetTypeDefinition(Handle);

    public string Name => Image!.NameOf(Handle);

    public bool IsInterface => (Definition.Attributes & TypeAttributes.Interface) != 0;

    public bool IsEnum => IsFound && !Definition.BaseType.IsNil && Image!.NameOf(Definition.BaseType) == "System.Enum";
}
