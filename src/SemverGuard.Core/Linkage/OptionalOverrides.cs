using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Overrides of public methods that the framework has a body for: <c>DbConnection.GetSchema</c>. The framework can do without them, and who
/// wants one calls it. What is abstract, protected or an interface's was overridden to be called back, and <see cref="object"/>'s methods
/// are called everywhere. Interfaces for grids and for <c>dynamic</c> are there for those only who show or bind such objects.
/// </summary>
internal sealed class OptionalOverrides
{
    private readonly Dictionary<(AssemblyImage, EntityHandle), (int Node, int Offset)> callers = [];
    private readonly Dictionary<(AssemblyImage, EntityHandle), List<int>> waiting = [];
    private readonly Queue<(int Override, int Node, int Offset)> uncalled = new();

    /// <summary>Some have not been asked for by <see cref="Next"/>.</summary>
    public bool Any => uncalled.Count > 0;

    public static bool IsOptional(SlotFilling filling)
    {
        var declaration = filling.Declaration;
        if (filling.IsInterface)
            return Array.Exists(ForBinding, x => declaration.Type.Name.StartsWith(x, StringComparison.Ordinal));
        var attributes = declaration.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)declaration.Member).Attributes;
        return (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && (attributes & MethodAttributes.Abstract) == 0
            && declaration.Type.Name != "System.Object";
    }

    private static readonly string[] ForBinding = ["System.ComponentModel.", "System.Dynamic."];

    /// <param name="node">Where the type with the override gets an instance.</param>
    /// <returns>Who calls it; null while nobody is known to.</returns>
    public (int Node, int Offset)? Add(MemberHome declaration, int @override, int node, int offset)
    {
        if (callers.TryGetValue(Key(declaration), out var caller)) return caller;
        if (!waiting.TryGetValue(Key(declaration), out var overrides)) waiting[Key(declaration)] = overrides = [];
        overrides.Add(@override);
        uncalled.Enqueue((@override, node, offset));
        return null;
    }

    /// <summary>Notes a virtual call of the framework's declaration.</summary>
    /// <returns>The overrides that are called by it, as far as they have an instance.</returns>
    public IReadOnlyList<int> Call(MemberHome declaration, int node, int offset)
    {
        if (callers.ContainsKey(Key(declaration))) return [];
        callers[Key(declaration)] = (node, offset);
        return waiting.TryGetValue(Key(declaration), out var overrides) ? overrides : [];
    }

    /// <summary>One that the framework may call all the same; null when none is left.</summary>
    public (int Override, int Node, int Offset)? Next() => uncalled.Count > 0 ? uncalled.Dequeue() : null;

    private static (AssemblyImage, EntityHandle) Key(MemberHome member) => (member.Image, member.Member);
}
