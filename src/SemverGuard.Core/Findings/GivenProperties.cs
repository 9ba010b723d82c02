using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>
/// Properties for which an object of the project's is made with a value, by the constructor's parameter of that name.
/// </summary>
/// <param name="world">Null where it is not known; then there are none.</param>
/// <param name="assemblies">Where the types are whose members the project uses, by their full names.</param>
internal sealed class GivenProperties(AssemblySet? world, PassedValues passed, IReadOnlyDictionary<string, string> assemblies)
{
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    public bool Has(string property) => known.TryGetValue(property, out bool has) ? has : known[property] = Find(property);

    private bool Find(string property)
    {
        string type = DocumentationId.DeclaringType(property).Substring(2);
        string name = property.Substring(property.LastIndexOf('.') + 1).TrimStart('_');
        if (world is null || !assemblies.TryGetValue(type, out string? assembly)) return false;
        var home = world.FindType(assembly, type);
        if (!home.IsFound) return false;
        var reader = home.Image!.Reader;
        var constructors = home.Definition.GetMethods().Select(reader.GetMethodDefinition)
            .Where(x => reader.StringComparer.Equals(x.Name, ".ctor")).ToArray();
        foreach (var method in constructors)
        {
            int count = home.Image.SignatureOf(method).ParameterTypes.Length;
            foreach (var parameter in Named(method))
            {
                // What everybody has to give says nothing of this project.
                bool isChosen = (parameter.Attributes & ParameterAttributes.Optional) != 0
                    || constructors.Any(x => (x.Attributes & MethodAttributes.Public) != 0 && !Named(x).Any());
                if (isChosen && passed.IsGiven(type, count, parameter.SequenceNumber - 1)) return true;
            }
        }
        return false;

        IEnumerable<Parameter> Named(MethodDefinition method) => method.GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber > 0 && reader.GetString(x.Name).Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
