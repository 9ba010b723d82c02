using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// References that no call leads to, in public methods of types that reached code gives away. A serialiser sets properties and a container
/// calls constructors whose names stand nowhere.
/// </summary>
/// <param name="graph">Walked to its end.</param>
internal sealed class GivenTypes(CallGraph graph)
{
    private readonly Dictionary<AssemblyImage, Dictionary<int, (int Node, int Offset)>> givers = [];

    /// <returns>The place that gives away a type in which one of the tokens stands; null when there is none.</returns>
    public (int Node, int Offset)? GiverOf(AssemblyImage image, IEnumerable<int> tokens)
    {
        if (!givers.TryGetValue(image, out var known)) givers[image] = known = Read(image);
        foreach (int token in tokens)
        {
            if (known.TryGetValue(token, out var giver)) return giver;
        }
        return null;
    }

    private Dictionary<int, (int, int)> Read(AssemblyImage image)
    {
        var found = new Dictionary<int, (int, int)>();
        foreach (var handle in image.Reader.TypeDefinitions)
        {
            if (graph.GiverOf(new TypeHome(image, handle)) is not { } giver) continue;
            foreach (var method in image.Reader.GetTypeDefinition(handle).GetMethods())
            {
                var definition = image.Reader.GetMethodDefinition(method);
                bool isPublic = (definition.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
                if (!isPublic || image.Body(definition) is not { } body) continue;
                var il = new IlReader(body.GetILReader());
                while (il.MoveNext())
                {
                    if (il.Token != 0 && !found.ContainsKey(il.Token)) found[il.Token] = giver;
                }
            }
        }
        return found;
    }
}
