using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>An instruction that leaves a value, to be asked later of which type that is.</summary>
internal readonly record struct Loaded(ILOpCode Code, EntityHandle Entity, long Number)
{
    public static Loaded By(in IlReader il)
    {
        var (code, number) = il.Long;
        return new(code, code is ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt ? il.Entity : default, number);
    }
}

/// <summary>The types of the objects that a method makes or gets, as far as it says.</summary>
internal sealed class KnownObjects(AssemblyImage image, AssemblySet world, MethodBodyBlock body)
{
    private string[]? locals;
    private TypeHome? only;

    /// <summary>
    /// The one type of what the method keeps in locals of the types <c>object</c> and <c>dynamic</c>; not found where there are several.
    /// </summary>
    public TypeHome Only => only ??= FindOnly();

    /// <summary>Not found where that cannot be told.</summary>
    public TypeHome Of(Loaded value) => value.Code switch
    {
        ILOpCode.Newobj => world.ResolveMember(image, value.Entity).Type,
        ILOpCode.Call or ILOpCode.Callvirt => Result(value.Entity),
        ILOpCode.Ldloc => world.FindTypeAnywhere(Local(value.Number)),
        _ => default,
    };

    private TypeHome FindOnly()
    {
        var kept = new HashSet<TypeHome>();
        Loaded last = default;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Long is (ILOpCode.Stloc, var local) && Local(local) == "System.Object") kept.Add(Of(last));
            last = Loaded.By(il);
        }
        return kept.Count == 1 ? kept.First() : default;
    }

    private TypeHome Result(EntityHandle method)
    {
        if (method.Kind != HandleKind.MemberReference) return default;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        return world.FindTypeAnywhere(image.SignatureOf(reference).ReturnType);
    }

    private string Local(long index)
    {
        locals ??= body.LocalSignature.IsNil ? []
            : [.. image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open)];
        return index < locals.Length ? locals[index] : "";
    }
}
