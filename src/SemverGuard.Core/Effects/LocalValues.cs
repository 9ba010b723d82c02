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

    /// <summary>The local in which a debug build gathers what is returned, and a release build keeps what the source does.</summary>
    private readonly int? result;

    private readonly bool isFollowed;

    public LocalValues(MethodBodyBlock body)
    {
        int? loaded = null, address = null;
        var loads = new List<int>();
        var returned = new List<int>();
        bool isLoop = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            isLoop |= il.OpCode == ILOpCode.Switch || IsJump(il.OpCode) && il.Integer < 0;
            if (il.OpCode == ILOpCode.Ret && loaded is { } last) returned.Add(last);
            if (address is { } taken && il.OpCode != ILOpCode.Initobj) addressed.Add(taken);
            loaded = IndexOf(il, out bool isStore);
            if (loaded is { } read && !isStore) loads.Add(read);
            if (loaded is { } local && isStore) stores[local] = stores.TryGetValue(local, out int n) ? n + 1 : 1;
            address = il.OpCode is ILOpCode.Ldloca or ILOpCode.Ldloca_s ? loaded : null;
        }
        if (returned.Count > 0) result = returned[returned.Count - 1];
        isFollowed = !isLoop && loads.Count(x => x == result) > returned.Count(x => x == result);
    }

    private static bool IsJump(ILOpCode code) =>
        code is >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s or >= ILOpCode.Br and <= ILOpCode.Blt_un or ILOpCode.Leave or ILOpCode.Leave_s;

    /// <summary>What is stored in it is returned.</summary>
    public bool IsResult(int local) => local == result && !isFollowed;

    /// <summary>It is returned, and looked at before: what it holds then depends on the way.</summary>
    public bool IsFollowed(int local) => local == result && isFollowed;

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

    public Value Load(int local) =>
        local == result ? Value.Returned
        : values.TryGetValue(local, out var value) && !(value.Kind == ValueKind.Literal && IsAddressed(local)) ? value : Value.Unknown;

    /// <summary>The local that an instruction is about; null for another instruction.</summary>
    public static int? IndexOf(IlReader il, out bool isStore)
    {
        var code = il.OpCode;
        isStore = code is >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 or ILOpCode.Stloc or ILOpCode.Stloc_s;
        return code switch
        {
            >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => (int)code - (int)ILOpCode.Ldloc_0,
            >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => (int)code - (int)ILOpCode.Stloc_0,
            ILOpCode.Ldloc or ILOpCode.Ldloc_s or ILOpCode.Stloc or ILOpCode.Stloc_s or ILOpCode.Ldloca or ILOpCode.Ldloca_s =>
                (int)il.Integer,
            _ => null,
        };
    }
}
