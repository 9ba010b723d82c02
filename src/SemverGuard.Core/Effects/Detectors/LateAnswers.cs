using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What was worked out when the method was called is worked out when somebody goes through it, each time, and of what there is then; or the
/// other way round.
/// </summary>
internal static class LateAnswers
{
    private const string Sequence = "System.Collections.Generic.IEnumerable{";

    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.Before.IsIterator || pair.After.IsIterator) return null;
        if (IsLate(pair.BeforeSide, pair.WasHandle) is not { } was || IsLate(pair.AfterSide, pair.IsHandle) is not { } now || was == now)
            return null;
        return now ? "now works out what it returns each time somebody goes through it (was a list)"
            : "now returns a list (was worked out each time somebody goes through it)";
    }

    /// <summary>Null where there is no telling, or in some cases.</summary>
    private static bool? IsLate(Side side, MethodDefinitionHandle method)
    {
        var definition = side.Image.Reader.GetMethodDefinition(method);
        if (!side.Image.SignatureOf(definition).ReturnType.StartsWith(Sequence, StringComparison.Ordinal)) return null;
        if (side.Image.Body(definition) is not { } body) return null;
        bool? isLate = null;
        bool isFirst = true;
        (ILOpCode Code, long Number, Operand? Called) last = default;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret)
            {
                bool? one = last.Called is { } called ? IsLate(called)
                    : last.Code == ILOpCode.Ldloc && IsList(LocalType(side, body, (int)last.Number)) ? false : null;
                if (one is null || !isFirst && one != isLate) return null;
                (isLate, isFirst) = (one, false);
            }
            var (code, number) = il.Long;
            last = (code, number, il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj ? side.Operands[il.Entity] : null);
        }
        return isLate;
    }

    private static bool? IsLate(Operand called) => called.IsConstructor ? IsList(called.Type) ? false : null
        : called.Type != "System.Linq.Enumerable" ? null
        : called.Name is "ToList" or "ToArray" ? false
        : called.Name is "Where" or "Select" or "SelectMany" or "OfType" or "Cast" or "Concat" or "Distinct" or "OrderBy"
            or "OrderByDescending" or "Skip" or "Take" or "TakeWhile" or "SkipWhile" or "Reverse" or "Except" or "Union" ? true : null;

    private static bool IsList(string type) =>
        type.StartsWith("System.Collections.Generic.List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal)
        || type.StartsWith("System.Collections.Generic.HashSet", StringComparison.Ordinal);

    private static string LocalType(Side side, MethodBodyBlock body, int local)
    {
        if (body.LocalSignature.IsNil) return "";
        var types = side.Image.Reader.GetStandaloneSignature(body.LocalSignature)
            .DecodeLocalSignature(side.Image.DocumentationText, GenericScope.Open);
        return local < types.Length ? types[local] : "";
    }
}
