using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// By which instructions an assembly uses the members that it names. That a method is abstract is news only for who calls it as a base
/// implementation, that a class is for who makes an object of it; whoever overrides or derives names them too.
/// </summary>
internal sealed class MemberUses(AssemblyImage image)
{
    private HashSet<(EntityHandle, ILOpCode)>? all;

    /// <param name="code">One of those that <see cref="IsRead"/> names.</param>
    public bool Contains(EntityHandle member, ILOpCode code) => (all ??= Read()).Contains((member, code));

    /// <summary>A call that does not ask the object, an object that is made, a field that is static.</summary>
    private static bool IsRead(ILOpCode code) =>
        code is ILOpCode.Call or ILOpCode.Newobj or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld;

    private HashSet<(EntityHandle, ILOpCode)> Read()
    {
        var found = new HashSet<(EntityHandle, ILOpCode)>();
        foreach (var (_, body) in image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (IsRead(il.OpCode)) found.Add((Member(il.Entity), il.OpCode));
            }
        }
        return found;
    }

    private EntityHandle Member(EntityHandle named) => named.Kind == HandleKind.MethodSpecification
        ? image.Reader.GetMethodSpecification((MethodSpecificationHandle)named).Method
        : named;
}
