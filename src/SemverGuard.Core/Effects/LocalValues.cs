using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What is in the locals of a body: one that is set once is its value.</summary>
internal sealed class LocalValues
{
    private readonly Dictionary<int, int> stores = [];
    private readonly Dictionary<int, Value> values = [];

    /// <summary>Those whose address is taken for more than to clear them: anybody may have written to them.</summary>
    private readonly HashSet<int> addressed = [];

    /// <summary>The local in which a debug build gathers what is returned.</summary>
    private readonly int? result;

    public LocalValues(MethodBodyBlock body)
    {
        int? loaded = null, address = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret) result = loaded ?? result;
            if (address is { } taken && il.OpCode != ILOpCode.Initobj) addressed.Add(taken);
            loaded = IndexOf(il, out bool isStore);
            if (loaded is { } local && isStore) stores[local] = stores.TryGetValue(local, out int n) ? n + 1 : 1;
            address = il.OpCode is ILOpCode.Ldloca or ILOpCode.Ldloca_s ? loaded : null;
        }
    }

    public bool IsResult(int local) => local == result;

    public void Store(int local, Value value)
    {
        if (stores[local] == 1) values[local] = value;
    }

    /// <summary>A local that nobody sets is what it was cleared to.</summary>
    public void Clear(int local, Value value)
    {
        if (!stores.ContainsKey(local)) values[local] = value;
    }

    public bool IsAddressed(int local) => addressed.Contains(local);

    public Value Load(int local) => local == result ? Value.Returned : values.TryGetValue(local, out var value) ? value : Value.Unknown;

    /// <summary>The local that an instruction is about; null for another instruction.</summary>
    public static int? IndexOf(IlReader il, out bool isStore)
    {
        var code = il.OpCode;
        isStore = code is >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 or ILOpCode.Stloc or ILOpCode.Stloc_s;
        return code switch
        {
            >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => (int)code - (int)ILOpCode.Ldloc_0,
            >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => (int)code - (int)ILOpCode.Stloc_0,
            ILOpCode.Ldloc or ILOpCode.Ldloc_s or ILOpCode.Stloc or ILOpCode.Stloc_s or ILOpCode.Ldloca or ILOpCode.Ldloca_s => (int)il.Integer,
            _ => null,
        };
    }
}
