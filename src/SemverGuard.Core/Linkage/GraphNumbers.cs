using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Numbers for all methods, the nodes of a call graph, and all types of the assemblies whose bodies are followed.</summary>
internal sealed class GraphNumbers
{
    private readonly Dictionary<AssemblyImage, First> firsts = [];
    private readonly List<AssemblyImage> images = [];
    private readonly List<int> starts = [];

    public GraphNumbers(IEnumerable<AssemblyImage> followed)
    {
        foreach (var image in followed)
        {
            firsts[image] = new First(MethodCount, TypeCount);
            images.Add(image);
            starts.Add(MethodCount);
            MethodCount += image.MethodCount + 1;
            TypeCount += image.TypeCount + 1;
        }
    }

    /// <summary>One more than the highest number of a method.</summary>
    public int MethodCount { get; private set; }

    /// <summary>One more than the highest number of a type.</summary>
    public int TypeCount { get; private set; }

    /// <summary>Whether an assembly's bodies are followed: the framework's are not.</summary>
    public bool Has(AssemblyImage? image) => image is not null && firsts.ContainsKey(image);

    public int Of(AssemblyImage image, EntityHandle method) => firsts[image].Method + Row(method, image.MethodCount);

    public int Of(TypeHome type) => firsts[type.Image!].Type + Row(type.Handle, type.Image!.TypeCount);

    public (AssemblyImage Image, MethodDefinitionHandle Method) MethodOf(int node)
    {
        int index = starts.BinarySearch(node);
        if (index < 0) index = ~index - 1;
        return (images[index], MetadataTokens.MethodDefinitionHandle(node - starts[index]));
    }

    private static int Row(EntityHandle handle, int rows) =>
        MetadataTokens.GetRowNumber(handle) is var row && row <= rows
            ? row
            : throw new BadImageFormatException($"A token names row {row} of {rows}.");

    private sealed record First(int Method, int Type);
}
