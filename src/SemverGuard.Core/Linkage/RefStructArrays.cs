using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Arrays of structs that are ref structs by now.</summary>
/// <param name="after">The world in which they are.</param>
internal sealed class RefStructArrays(AssemblySet after, IReadOnlyCollection<string> changed)
{
    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        foreach (var handle in image.Reader.TypeReferences)
        {
            if (!changed.Contains(image.NameOf(handle))) continue;
            if (after.Resolve(image, handle) is not { IsFound: true } home || !Fulfilment.IsByRefLike(home)) continue;
            string fact = $"has made '{DisplayName.Type(home.Name)}' a ref struct, of which there are no arrays";
            yield return (handle, new Problem("T:" + home.Name, home.Image!.Name, "TypeLoadException", fact)
            {
                OnlyFor = static (code, _) => code == ILOpCode.Newarr,
            });
        }
    }
}
