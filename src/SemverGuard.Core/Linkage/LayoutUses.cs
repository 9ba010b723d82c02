using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Where an assembly depends on the bytes of structs that are laid out otherwise by now: what reads a field by its name does not.
/// </summary>
/// <param name="changes">By full name.</param>
internal sealed class LayoutUses(AssemblySet after, IReadOnlyDictionary<string, LayoutChange> changes)
{
    private const string Unsafe = "System.Runtime.CompilerServices.Unsafe.", Memory = "System.Runtime.InteropServices.MemoryMarshal.",
        Marshal = "System.Runtime.InteropServices.Marshal.";

    /// <summary>Methods of the framework that are about the bytes of a type argument, and the changes that they are sensitive to.</summary>
    private static readonly Dictionary<string, LayoutChange> Sensitive = new(StringComparer.Ordinal)
    {
        [Unsafe + "SizeOf"] = LayoutChange.Resized, [Marshal + "SizeOf"] = LayoutChange.Resized | LayoutChange.Marshalled,
        [Unsafe + "As"] = LayoutChange.Moved, [Unsafe + "BitCast"] = LayoutChange.Moved, [Unsafe + "Read"] = LayoutChange.Moved,
        [Unsafe + "Write"] = LayoutChange.Moved,
        [Unsafe + "ReadUnaligned"] = LayoutChange.Moved, [Unsafe + "WriteUnaligned"] = LayoutChange.Moved,
        [Unsafe + "AsRef"] = LayoutChange.Moved,
        [Memory + "Read"] = LayoutChange.Moved, [Memory + "TryRead"] = LayoutChange.Moved, [Memory + "Write"] = LayoutChange.Moved,
        [Memory + "TryWrite"] = LayoutChange.Moved,
        [Memory + "AsRef"] = LayoutChange.Moved, [Marshal + "OffsetOf"] = LayoutChange.Moved | LayoutChange.Marshalled,
        [Memory + "Cast"] = LayoutChange.Moved | LayoutChange.Resized, [Memory + "AsBytes"] = LayoutChange.Moved | LayoutChange.Resized,
        [Marshal + "PtrToStructure"] = LayoutChange.Moved | LayoutChange.Marshalled,
        [Marshal + "StructureToPtr"] = Native,
    };

    private const LayoutChange Native = LayoutChange.Moved | LayoutChange.Resized | LayoutChange.Marshalled;

    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        var reader = image.Reader;
        if (changes.Count == 0 || !reader.TypeReferences.Any(x => changes.ContainsKey(image.NameOf(x)))) yield break;
        var all = WithOwn(image);
        foreach (var handle in reader.TypeReferences)
        {
            if (Of(all, image.NameOf(handle), LayoutChange.Resized, "its size is taken") is { } problem)
                yield return (handle, problem with { OnlyFor = static (code, _) => code == ILOpCode.Sizeof });
        }
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            if (OfCall(all, image, MetadataTokens.MethodSpecificationHandle(row)) is { } problem)
                yield return (MetadataTokens.MethodSpecificationHandle(row), problem);
        }
        foreach (var (handle, type) in ByType(image))
        {
            string name = reader.GetString(reader.GetMemberReference(handle).Name);
            if (OfReader(all, type, Sensitive[Marshal + name], name) is { } problem) yield return (handle, problem);
        }
        foreach (var handle in reader.TypeDefinitions)
        {
            if (OfOverlay(all, image, reader.GetTypeDefinition(handle)) is { } problem) yield return (handle, problem);
        }
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.PinvokeImpl) == 0) continue;
            var signature = image.SignatureOf(method);
            var native = signature.ParameterTypes.Append(signature.ReturnType)
                .Select(x => Of(all, x.TrimEnd('@', '*', '[', ']'), Native, "native code is given it"));
            if (native.FirstOrDefault(x => x is not null) is { } problem)
                yield return (handle, problem with { OnlyFor = static (code, _) => code != ILOpCode.Nop });
        }
    }

    /// <summary>Methods of <c>Marshal</c> that are given a <c>typeof</c>, with the type's name.</summary>
    private static IReadOnlyList<(MemberReferenceHandle Method, string Type)> ByType(AssemblyImage image)
    {
        var asked = image.Reader.MemberReferences.Where(x => IsMarshalByType(image, image.Reader.GetMemberReference(x))).ToArray();
        var found = new List<(MemberReferenceHandle, string)>();
        if (asked.Length == 0) return found;
        foreach (var method in image.Reader.MethodDefinitions.Select(x => image.Reader.GetMethodDefinition(x)))
        {
            if (image.Body(method) is not { } body) continue;
            string? named = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Ldtoken) named = image.NameOf(il.Entity);
                else if (named is not null && il.OpCode == ILOpCode.Call && il.Entity is var called
                    && Array.Exists(asked, x => x == called))
                         found.Add(((MemberReferenceHandle)il.Entity, named));
                else if (il.OpCode is not (ILOpCode.Call or ILOpCode.Ldstr)) named = null; // something else stands between
            }
        }
        return found;
    }

    private static bool IsMarshalByType(AssemblyImage image, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference && image.NameOf(member.Parent) + "." == Marshal
        && image.Reader.GetString(member.Name) is "SizeOf" or "OffsetOf" or "PtrToStructure"
        && member.GetKind() == MemberReferenceKind.Method
        && image.SignatureOf(member).ParameterTypes.Contains("System.Type");

    /// <summary>The structs of the assembly itself that contain one of them are others too.</summary>
    private Dictionary<string, LayoutChange> WithOwn(AssemblyImage image)
    {
        var all = changes.ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        var values = image.Reader.TypeDefinitions.Where(x => ReferenceCheck.IsValue(new TypeHome(image, x))).ToArray();
        while (values.Count(x => ChangedFields.Inherit(image, x, all)) > 0) { }
        return all;
    }

    private Problem? OfCall(Dictionary<string, LayoutChange> all, AssemblyImage image, MethodSpecificationHandle handle)
    {
        var specification = image.Reader.GetMethodSpecification(handle);
        if (specification.Method.Kind == HandleKind.MethodDefinition) return OfInlineArray(all, image, specification);
        if (specification.Method.Kind != HandleKind.MemberReference) return null;
        var member = image.Reader.GetMemberReference((MemberReferenceHandle)specification.Method);
        if (member.Parent.Kind != HandleKind.TypeReference) return null;
        string name = image.Reader.GetString(member.Name);
        if (!Sensitive.TryGetValue(image.NameOf(member.Parent) + "." + name, out var sensitive)) return null;
        var arguments = specification.DecodeSignature(image.LinkText, GenericScope.Open);
        // To take a thing for what it is needs no layout.
        if (arguments.Length == 1 && name is "As" or "AsRef") return null;
        return arguments.Select(x => OfReader(all, x, sensitive, name)).FirstOrDefault(x => x is not null);
    }

    /// <summary>
    /// The compiler writes a method into every assembly that reaches the elements of inline arrays, and says there what they are.
    /// </summary>
    private Problem? OfInlineArray(Dictionary<string, LayoutChange> all, AssemblyImage image, MethodSpecification specification)
    {
        var method = image.Reader.GetMethodDefinition((MethodDefinitionHandle)specification.Method);
        if (!image.Reader.GetString(method.Name).StartsWith("InlineArray", StringComparison.Ordinal)
            || image.NameOf(method.GetDeclaringType()) != "<PrivateImplementationDetails>"
            || specification.DecodeSignature(image.LinkText, GenericScope.Open) is not [var array, var element])
            return null;
        return Of(all, array, LayoutChange.Moved | LayoutChange.Resized, $"its elements are taken for {DisplayName.Type(element)}");
    }

    /// <summary>A type that says where its fields stand, and lets one of these structs share its place or end before the next.</summary>
    private Problem? OfOverlay(Dictionary<string, LayoutChange> all, AssemblyImage image, TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.LayoutMask) != TypeAttributes.ExplicitLayout) return null;
        var fields = type.GetFields().Select(x => image.Reader.GetFieldDefinition(x))
            .Where(x => (x.Attributes & FieldAttributes.Static) == 0).ToArray();
        foreach (var field in fields)
        {
            string laid = field.DecodeSignature(image.LinkText, GenericScope.Open);
            int size = changes.ContainsKey(laid) && FieldSizes.Least(after.FindTypeAnywhere(laid)) is { } known ? known : int.MaxValue;
            bool isFollowed = fields.Any(x => x.GetOffset() > field.GetOffset());
            bool isShared = fields.Any(
                x => x.Name != field.Name && x.GetOffset() >= field.GetOffset() && x.GetOffset() - field.GetOffset() < size);
            var sensitive = (isShared ? LayoutChange.Moved : LayoutChange.None) | (isFollowed ? LayoutChange.Resized : LayoutChange.None);
            string name = image.NameOf(field.GetDeclaringType());
            if (isShared && changes.ContainsKey(laid) && FieldSizes.HasReference(after, after.FindTypeAnywhere(laid)))
                return new Problem("T:" + laid, after.FindTypeAnywhere(laid).Image!.Name, "TypeLoadException",
                    $"has a reference among the fields of '{DisplayName.Type(laid)}', over which '{DisplayName.Type(name)}' lays another "
                        + "field") { IsLasting = true };
            if (Of(all, laid, sensitive, $"'{DisplayName.Type(name)}' lays other fields over it") is { } problem) return problem;
        }
        return null;
    }

    /// <param name="reader">The method of the framework that goes by the layout.</param>
    private Problem? OfReader(Dictionary<string, LayoutChange> all, string type, LayoutChange sensitive, string reader)
    {
        // Who asks how native code would see it is told that it would not.
        bool isRefused = (sensitive & LayoutChange.Marshalled) != 0 && all.TryGetValue(type, out var change)
            && (change & LayoutChange.Unordered) != 0;
        return Of(all, type, sensitive, reader + (isRefused ? " throws ArgumentException for that" : " depends on that"));
    }

    private Problem? Of(Dictionary<string, LayoutChange> all, string type, LayoutChange sensitive, string consequence)
    {
        if (!all.TryGetValue(type, out var change) || (change & sensitive) == LayoutChange.None) return null;
        string owner = changes.ContainsKey(type) ? type : changes.Keys.First();
        var home = after.FindTypeAnywhere(owner);
        return home.IsFound
            ? new Problem("T:" + owner, home.Image!.Name, Problem.Silent, $"{Fact(change)} '{DisplayName.Type(owner)}', and {consequence}")
            : null;
    }

    internal static string Fact(LayoutChange change) =>
        (change & LayoutChange.Unordered) != 0 ? "leaves to the runtime where it puts the fields of"
        : (change & LayoutChange.Resized) != 0 ? "has changed the fields of"
        : (change & LayoutChange.Moved) != 0 ? "has put the fields in another order of"
        : "marshals in another way the fields of";
}
