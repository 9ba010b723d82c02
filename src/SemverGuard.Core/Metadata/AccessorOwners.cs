using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>Whose accessors an assembly's methods are.</summary>
internal sealed class AccessorOwners(AssemblyImage image)
{
    private EntityHandle[]? owners;

    /// <summary>The property or event a method is an accessor of; nil for an ordinary method.</summary>
    public EntityHandle Of(MethodDefinitionHandle method)
    {
        if (owners is null)
        {
            // One walk over the tables: TypeDefinition.GetProperties searches an unsorted table for every type.
            owners = new EntityHandle[image.Reader.MethodDefinitions.Count + 1];
            foreach (var handle in image.Reader.PropertyDefinitions)
            {
                var accessors = image.Reader.GetPropertyDefinition(handle).GetAccessors();
                Own(accessors.Getter, handle);
                Own(accessors.Setter, handle);
            }
            foreach (var handle in image.Reader.EventDefinitions)
            {
                var accessors = image.Reader.GetEventDefinition(handle).GetAccessors();
                Own(accessors.Adder, handle);
                Own(accessors.Remover, handle);
                Own(accessors.Raiser, handle);
            }
        }
        return owners[ImageNames.Row(MetadataTokens.GetRowNumber(method), owners.Length)];

        void Own(MethodDefinitionHandle accessor, EntityHandle owner)
        {
            if (!accessor.IsNil) owners![ImageNames.Row(MetadataTokens.GetRowNumber(accessor), owners.Length)] = owner;
        }
    }
}
