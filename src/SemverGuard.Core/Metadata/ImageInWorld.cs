using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>What one world knows of one assembly: each reference is resolved and each type laid out once, however many ask.</summary>
/// <remarks>Arrays by row and not dictionaries by handle: a reader asks these for every instruction.</remarks>
internal sealed class ImageInWorld(AssemblyImage image)
{
    private TypeHome[]? types;
    private MemberHome[]? members;
    private TypeLayout?[]? layouts;

    /// <summary>The place for what a type reference leads to; <c>default</c> until somebody asks.</summary>
    public ref TypeHome this[TypeReferenceHandle handle] => ref At(ref types, image.Reader.TypeReferences.Count, handle);

    /// <summary>The place for what a member reference leads to; <c>default</c> until somebody asks.</summary>
    public ref MemberHome this[MemberReferenceHandle handle] => ref At(ref members, image.Reader.MemberReferences.Count, handle);

    public TypeLayout this[TypeDefinitionHandle handle] => At(ref layouts, image.Reader.TypeDefinitions.Count, handle) ??= new TypeLayout();

    /// <summary>
    /// Counts text that is kept of what the assembly's types are made of: instantiated bases and interfaces, one for each type below them.
    /// </summary>
    /// <exception cref="LimitException">It is more than the assembly's size accounts for.</exception>
    public void Take(int text)
    {
        taken += text + 32;
        if (taken > 4_000_000 + 64L * image.Reader.MetadataLength)
            throw new LimitException(image.Name, "it has types that are made of more and more of themselves");
    }

    private long taken;

    /// <summary>Counts the virtual methods of classes, each time that somebody looks through all that a class has.</summary>
    /// <exception cref="LimitException">Thousands of classes have thousands each.</exception>
    public void Show(int slots)
    {
        shown += slots;
        if (shown > 4_000_000 + 12L * image.Reader.MetadataLength)
            throw new LimitException(image.Name, "it has too many classes with too many virtual methods");
    }

    private long shown;

    private static ref T At<T>(ref T[]? table, int rows, EntityHandle handle)
    {
        table ??= new T[rows + 1];
        int row = MetadataTokens.GetRowNumber(handle);
        if (row >= table.Length) throw new BadImageFormatException($"A token names row {row} of {rows}.");
        return ref table[row];
    }
}

/// <summary>What was worked out about one type in one world; null until somebody asks.</summary>
internal sealed class TypeLayout
{
    public TypeScope[]? Scopes { get; set; }

    /// <summary>Of types that have many methods: the type's own, and of generic base classes as this type sees them.</summary>
    public Dictionary<TypeHome, MethodIndex> Methods { get; } = [];

    public MethodIndex? Overridable { get; set; }

    public MethodIndex? Fields { get; set; }

    public InterfaceScope[]? Interfaces { get; set; }

    public List<ClassSlot>? ClassSlots { get; set; }

    public List<InterfaceSlot>? InterfaceSlots { get; set; }
}

/// <summary>A type and what its type parameters stand for in the words of somebody below it.</summary>
internal readonly record struct TypeScope(TypeHome Type, GenericScope Scope);

/// <param name="Text">The instantiation, in the same words.</param>
internal readonly record struct InterfaceScope(TypeHome Type, GenericScope Scope, string Text);
