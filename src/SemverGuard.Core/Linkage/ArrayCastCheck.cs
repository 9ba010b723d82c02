using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Arrays of an enum that are taken for arrays of the number it is made of, or the other way round, where that is another number by now
/// (ECMA-335 I.8.7.1).
/// </summary>
internal sealed class ArrayCastCheck(IReadOnlyDictionary<string, ChangedEnum> enums)
{
    public IEnumerable<PlacedProblem> In(AssemblyImage image)
    {
        if (enums.Count == 0 || !image.Reader.TypeReferences.Any(x => enums.ContainsKey(image.NameOf(x)))) yield break;
        foreach (var (handle, body) in image.Bodies())
        {
            foreach (var (problem, offset) in Method(image, body)) yield return new PlacedProblem(problem, image, handle, offset);
        }
    }

    private List<(Problem, int)> Method(AssemblyImage image, MethodBodyBlock body)
    {
        var found = new List<(Problem, int)>();
        var locals = new Dictionary<long, string?>();
        string? element = null; // of the array that the code has at hand
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            switch (il.Long)
            {
                case (ILOpCode.Newarr, _): element = image.NameOf(il.Entity); break;
                case (ILOpCode.Ldloc, var local): element = locals.TryGetValue(local, out string? kept) ? kept : null; break;
                case (ILOpCode.Stloc, var local):
                    locals[local] = !locals.TryGetValue(local, out string? known) || known == element ? element : null;
                    element = null;
                    break;
                case (ILOpCode.Castclass or ILOpCode.Isinst, _) when element is { } of && Element(image.NameOf(il.Entity)) is { } target:
                    if (Of(il.OpCode, of, target) is { } problem) found.Add((problem, il.Offset));
                    element = null;
                    break;
                case (var code, _) when !Fills(code) && !IsInitializing(image, il): element = null; break;
            }
        }
        return found;
    }

    /// <summary>What gives a new array its elements, and leaves it at hand.</summary>
    private static bool Fills(ILOpCode code) => code is ILOpCode.Dup or ILOpCode.Nop or ILOpCode.Ldtoken
        or >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i8 or >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref or ILOpCode.Stelem;

    private static bool IsInitializing(AssemblyImage image, in IlReader il) =>
        il.OpCode == ILOpCode.Call && image.MemberName(il.Entity) == "InitializeArray";

    private Problem? Of(ILOpCode code, string element, string target)
    {
        var (type, number) = enums.TryGetValue(element, out var given) ? (given, target)
            : enums.TryGetValue(target, out var asked) ? (asked, element)
            : default;
        if (type is null || number == type.Name) return null;
        bool was = IsSameSize(type.Was, number), @is = IsSameSize(type.Now, number);
        if (was == @is || (code == ILOpCode.Castclass && @is)) return null;
        string fact = $"has made '{DisplayName.Type(type.Name)}' of {DisplayName.Type(type.Now)}, "
            + $"and an array of {DisplayName.Type(element)}";
        return code == ILOpCode.Castclass
            ? new Problem("T:" + type.Name, type.Assembly, "InvalidCastException", $"{fact} is cast to one of {DisplayName.Type(target)}")
                { IsLasting = true }
            : new Problem("T:" + type.Name, type.Assembly, Problem.Silent,
                $"{fact} {(@is ? "passes" : "no longer passes")} for one of {DisplayName.Type(target)}") { IsLasting = true };
    }

    /// <summary>An array of one number may be taken for one of another that differs in the sign alone.</summary>
    private static bool IsSameSize(string number, string other) => Signed(number) == Signed(other);

    private static string Signed(string number) => number switch
    {
        "System.Byte" => "System.SByte",
        "System.UInt16" => "System.Int16",
        "System.UInt32" => "System.Int32",
        "System.UInt64" => "System.Int64",
        _ => number,
    };

    private static string? Element(string array) =>
        array.EndsWith("[]", StringComparison.Ordinal) ? array.Substring(0, array.Length - 2) : null;
}
