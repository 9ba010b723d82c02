using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Whether two bodies are the same instruction by instruction, with tokens that name the same. Most are, and cost no more than to be read.
/// </summary>
/// <remarks>What it does not find to be the same may be so all the same: <see cref="BodyHashes"/> looks past what compilers vary.</remarks>
internal sealed class SameBodies(Side before, Side after)
{
    /// <summary>Of pairs of tokens that were met, whether they name the same.</summary>
    private readonly Dictionary<(int Was, int Now), bool> tokens = [];

    /// <summary>With all that the compiler made of them.</summary>
    public bool Are(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        List<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)>? made = null;
        if (!AreAlone(was, now, ref made)) return false;
        for (int i = 0; i < made?.Count; i++)
        {
            if (!AreAlone(made[i].Was, made[i].Now, ref made)) return false;
        }
        return true;
    }

    private bool AreAlone(
        MethodDefinitionHandle was, MethodDefinitionHandle now, ref List<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)>? made)
    {
        MethodBodyBlock? wasBody = Body(before.Image, was), body = Body(after.Image, now);
        if (wasBody is null || body is null) return wasBody == body;
        if (wasBody.ExceptionRegions.Length != body.ExceptionRegions.Length) return false;
        for (int i = 0; i < body.ExceptionRegions.Length; i++)
        {
            if (!Are(wasBody.ExceptionRegions[i], body.ExceptionRegions[i])) return false;
        }
        IlReader wasIl = new(wasBody.GetILReader()), il = new(body.GetILReader());
        while (wasIl.MoveNext())
        {
            if (!il.MoveNext() || il.OpCode != wasIl.OpCode || il.Integer != wasIl.Integer || il.Offset != wasIl.Offset) return false;
            if (il.OpCode == ILOpCode.Switch && !il.SwitchTargets().AsSpan().SequenceEqual(wasIl.SwitchTargets())) return false;
            if (il.Token != 0 && il.OpCode != ILOpCode.Calli && !Name(wasIl, il, ref made)) return false;
        }
        return !il.MoveNext();
    }

    private bool Are(ExceptionRegion was, ExceptionRegion now) =>
        was.Kind == now.Kind && was.TryOffset == now.TryOffset && was.TryLength == now.TryLength && was.HandlerOffset == now.HandlerOffset
        && was.HandlerLength == now.HandlerLength && was.FilterOffset == now.FilterOffset && was.CatchType.IsNil == now.CatchType.IsNil
        && (now.CatchType.IsNil || before.Operands[was.CatchType].Hash == after.Operands[now.CatchType].Hash);

    private bool Name(IlReader was, IlReader now, ref List<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)>? made)
    {
        if (tokens.TryGetValue((was.Token, now.Token), out bool known)) return known;
        if (now.OpCode == ILOpCode.Ldstr)
        {
            string text = before.Image.UserString(was.Token), other = after.Image.UserString(now.Token);
            return tokens[(was.Token, now.Token)] = BuildStamps.AreOne(before.Image, text, after.Image, other);
        }
        Operand wasOperand = before.Operands[was.Entity], operand = after.Operands[now.Entity];
        if (!wasOperand.IsGenerated && !operand.IsGenerated)
            return tokens[(was.Token, now.Token)] = wasOperand.Hash == operand.Hash;
        if (wasOperand.IsGenerated != operand.IsGenerated) return false;
        bool isField = now.OpCode is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld;
        if (isField && GeneratedNames.Written(wasOperand.Name) != GeneratedNames.Written(operand.Name)) return false;
        MethodDefinitionHandle[] wasBodies = [.. Generated.Bodies(before.Image, wasOperand)],
            bodies = [.. Generated.Bodies(after.Image, operand)];
        if (wasBodies.Length != bodies.Length) return false;
        for (int i = 0; i < bodies.Length; i++)
        {
            made ??= [];
            if (!made.Contains((wasBodies[i], bodies[i]))) made.Add((wasBodies[i], bodies[i]));
        }
        return true;
    }

    private static MethodBodyBlock? Body(AssemblyImage image, MethodDefinitionHandle method) =>
        image.Body(image.Reader.GetMethodDefinition(method));
}
