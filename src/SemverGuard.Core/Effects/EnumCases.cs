using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The members of enums that a body tells from others: the labels of a <c>switch</c>, and what is compared alone.</summary>
internal sealed class EnumCases(Side side)
{
    /// <summary>Labels that stand side by side and lead to one place.</summary>
    private const long LongestRange = 64;

    private readonly HashSet<(string Type, long Number)> found = [];

    /// <summary>The enum at hand, the number that it is held against, and what was taken from it before.</summary>
    private string type = "";
    private long? number;
    private long shift;

    /// <summary>With the names that the members have, by the full names of the enums.</summary>
    public ILookup<string, string> Of(MethodDefinitionHandle method)
    {
        foreach (var part in WrittenBodies.Of(side, method)) Read(side.Image.Reader.GetMethodDefinition(part));
        return found.Where(x => side.Find(x.Type) is { IsEnum: true, Image.IsFramework: false })
            .Select(x => (x.Type, Name: Literals.EnumMember(x.Type, x.Number, side))).Where(x => x.Name is not null)
            .ToLookup(x => x.Type, x => x.Name!, StringComparer.Ordinal);
    }

    private void Read(MethodDefinition method)
    {
        if (side.Image.Body(method) is not { } body) return;
        var types = new ValueTypes(side.Image, method, body);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            switch (il.Long.Code)
            {
                case ILOpCode.Ldc_i4: number = il.Long.Number; break;
                case ILOpCode.Sub when number is { } taken: (shift, number) = (taken, null); break;
                case ILOpCode.Switch: Switch(il); break;
                case ILOpCode.Beq or ILOpCode.Bne_un or ILOpCode.Ceq: Add(number, number); break;
                case ILOpCode.Brtrue or ILOpCode.Brfalse when number is null: Add(shift, shift); break;
                case ILOpCode.Ble_un or ILOpCode.Bgt_un: Add(shift, shift + number); break;
                default: Begin(Loaded(il, types)); break;
            }
        }
    }

    private void Begin(string next) => (type, number, shift) = (next, null, 0);

    private string Loaded(IlReader il, ValueTypes types)
    {
        var (code, index) = il.Long;
        return code switch
        {
            ILOpCode.Ldloc => types.Of(Value.Unknown with { Local = (int)index }),
            ILOpCode.Ldarg => types.Parameter((int)index),
            ILOpCode.Ldfld or ILOpCode.Ldsfld => Literals.FieldType(side.Operands[il.Entity]),
            ILOpCode.Call or ILOpCode.Callvirt => Literals.ReturnType(side.Operands[il.Entity]),
            _ => "",
        };
    }

    private void Add(long? first, long? last)
    {
        if (type.Length > 0 && first is { } from && last is { } to && to - from <= LongestRange)
        {
            for (long i = from; i <= to; i++) found.Add((type, i));
        }
    }

    /// <summary>What has no label of its own in a table leads where all others do.</summary>
    private void Switch(IlReader il)
    {
        int[] targets = il.SwitchTargets();
        int others = il.Next;
        if (il.MoveNext() && il.Long.Code == ILOpCode.Br) others = il.Next + (int)il.Integer;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] != others) Add(shift + i, shift + i);
        }
    }
}
