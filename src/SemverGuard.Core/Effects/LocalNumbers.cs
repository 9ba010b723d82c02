using System.Reflection.Metadata;

namespace SemverGuard.Effects;

/// <summary>The locals of a body in the order in which it meets them: what number they have is the compiler's affair.</summary>
internal sealed class LocalNumbers
{
    private readonly Dictionary<int, int> met = [];

    public int Of(int local)
    {
        if (!met.TryGetValue(local, out int number)) met[local] = number = met.Count;
        return number;
    }

    /// <summary>Whether a local is loaded, stored or its address taken, in the long form.</summary>
    public static ILOpCode Kind(ILOpCode code) => code switch
    {
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 or ILOpCode.Ldloc_s => ILOpCode.Ldloc,
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 or ILOpCode.Stloc_s => ILOpCode.Stloc,
        ILOpCode.Ldloca_s => ILOpCode.Ldloca,
        _ => code,
    };
}
