using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A number for each method's body: equal numbers, equal code. The fast way to the few methods that an upgrade touched.</summary>
/// <remarks>Free of tokens, short forms and the compiler's own numbers, and of nothing else: what two compilers write differently
/// differs.</remarks>
internal sealed class BodyHashes(AssemblyImage image, OperandTable operands)
{
    private readonly (ulong Hash, int[] Generated)[] bodies = new (ulong, int[])[image.Reader.MethodDefinitions.Count + 1];
    private readonly JumpNumbers jumps = new();
    private readonly LocalNumbers locals = new();

    /// <summary>Of a method with all that the compiler made of it.</summary>
    public ulong Of(MethodDefinitionHandle method)
    {
        var (hash, generated) = Body(MetadataTokens.GetRowNumber(method));
        if (generated.Length == 0) return hash;
        var seen = new HashSet<int> { MetadataTokens.GetRowNumber(method) };
        var open = new Queue<int>(generated);
        while (open.Count > 0)
        {
            int row = open.Dequeue();
            if (!seen.Add(row)) continue;
            var (part, more) = Body(row);
            hash = TextHash.Mix(hash, part);
            foreach (int next in more) open.Enqueue(next);
        }
        return hash;
    }

    private (ulong Hash, int[] Generated) Body(int row)
    {
        if (row >= bodies.Length) throw new BadImageFormatException($"A token names method {row} of {bodies.Length - 1}.");
        if (bodies[row].Generated is not null) return bodies[row];
        var generated = new List<int>(0);
        ulong hash = 1;
        if (image.Body(image.Reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row))) is { } body)
        {
            foreach (var region in body.ExceptionRegions)
                hash = TextHash.Mix(hash, region.CatchType.IsNil ? (ulong)region.Kind : operands[region.CatchType].Hash);
            var bounds = body.ExceptionRegions.Length == 0 ? null : Bounds(body);
            int passed = 0;
            jumps.Begin();
            locals.Begin();
            HashSet<int>? known = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                while (passed < bounds?.Count && bounds[passed].Offset <= il.Offset) hash = TextHash.Mix(hash, bounds[passed++].Part);
                hash = Add(jumps.Mixed(hash, il), il, generated, ref known);
            }
        }
        return bodies[row] = (hash, [.. generated]);
    }

    /// <summary>Where the parts of guarded code begin and end: the same instructions may stand in others.</summary>
    private static List<(int Offset, ulong Part)> Bounds(MethodBodyBlock body)
    {
        const ulong Parts = 8, Bound = 1 << 20;
        var bounds = new List<(int Offset, ulong Part)>();
        for (int i = 0; i < body.ExceptionRegions.Length; i++)
        {
            var region = body.ExceptionRegions[i];
            ulong part = Bound + Parts * (ulong)i;
            bounds.Add((region.TryOffset, part));
            bounds.Add((region.TryOffset + region.TryLength, part + 1));
            bounds.Add((region.HandlerOffset, part + 2));
            bounds.Add((region.HandlerOffset + region.HandlerLength, part + 3));
        }
        bounds.Sort();
        return bounds;
    }

    /// <param name="known">Tokens of generated members that were met; null where there is none.</param>
    private ulong Add(ulong hash, IlReader il, List<int> generated, ref HashSet<int>? known)
    {
        var code = il.OpCode;
        if (code is ILOpCode.Nop or ILOpCode.Tail or ILOpCode.Readonly) return hash;
        if (LocalValues.IndexOf(il, out _) is { } local)
            return TextHash.Mix(TextHash.Mix(hash, (ulong)il.Long.Code), (ulong)locals.Of(local));
        if (code is >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s) code += ILOpCode.Br - ILOpCode.Br_s;
        if (code == ILOpCode.Leave_s) code = ILOpCode.Leave;
        if (code is >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8) return Number((int)code - (int)ILOpCode.Ldc_i4_0);
        if (code is ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4) return Number(il.Integer);
        hash = TextHash.Mix(hash, (ulong)code);
        if (code is ILOpCode.Ldc_i8 or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8) return TextHash.Mix(hash, (ulong)il.Integer);
        if (il.Token == 0 || code == ILOpCode.Calli) return hash;
        if (code == ILOpCode.Ldstr) return TextHash.Of(image.Stamps.Mask(image.UserString(il.Token)), hash);
        var operand = operands[il.Entity];
        if (!operand.IsGenerated) return TextHash.Mix(hash, operand.Hash);
        if (code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld) hash = TextHash.Of(GeneratedNames.Written(operand.Name), hash);
        if ((known ??= []).Add(il.Token)) generated.AddRange(Generated.Bodies(image, operand).Select(x => MetadataTokens.GetRowNumber(x)));
        return hash;

        ulong Number(long value) => TextHash.Mix(TextHash.Mix(hash, (ulong)ILOpCode.Ldc_i4), (ulong)value);
    }
}
