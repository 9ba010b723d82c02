using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>A stretch of one method that two compilations of the same source made differently.</summary>
/// <param name="Before">The method in the before build.</param>
/// <param name="After">The same method in the after build; nil when only one of the builds has it.</param>
/// <param name="Next">The first call behind the stretch in the after build: what a changed constant is probably an argument of.</param>
internal sealed record Difference(
    MethodDefinitionHandle Before, MethodDefinitionHandle After, IReadOnlyList<NormalInstruction> Was, IReadOnlyList<NormalInstruction> Now,
    NormalInstruction? Next)
{
    /// <summary>Nothing stands between the stretch and that call, so the stretch ends with its last argument.</summary>
    public bool EndsInCall { get; init; }

    /// <summary>The after build throws a result away that the before build did not have.</summary>
    public bool IsDiscarded { get; init; } = Now.Any(x => x.Code == ILOpCode.Pop) && !Was.Any(x => x.Code == ILOpCode.Pop);

    /// <summary>With the instructions that only carry values about.</summary>
    public IReadOnlyList<NormalInstruction> AllWas { get; init; } = Was;

    public IReadOnlyList<NormalInstruction> AllNow { get; init; } = Now;

    /// <summary>Whether a value is copied that was reached by its address, or the other way round; null when neither.</summary>
    public bool? CopiesMore => (AllWas.Any(IsAddress), AllNow.Any(IsAddress), AllWas.Any(IsLocalAddress), AllNow.Any(IsLocalAddress)) switch
    {
        (true, false, false, true) => true,
        (false, true, true, false) => false,
        _ => null,
    };

    /// <summary>
    /// The types of a value that is boxed, or asked for what every object has, where they differ; null where they do not.
    /// </summary>
    public (string Was, string Now)? TakenAsObject()
    {
        string? was = AllWas.Select(Taken).FirstOrDefault(x => x is not null), now = AllNow.Select(Taken)
            .FirstOrDefault(x => x is not null);
        return was is null || now is null || was == now || (IsNumber(was) && IsNumber(now) && !AllNow.Any(x => x.Code == ILOpCode.Box))
            ? null
            : (was, now);
    }

    private static string? Taken(NormalInstruction x)
    {
        if (x.Code == ILOpCode.Box) return x.Operand;
        if (!x.IsCall) return null;
        int argument = x.Operand.IndexOf(".AppendFormatted(", StringComparison.Ordinal) < 0 ? -1 : x.Operand.IndexOf('<');
        if (argument >= 0) return x.Operand.Substring(argument + 1).TrimEnd('>');
        foreach (string member in (string[])[".ToString(", ".Equals(", ".GetHashCode(", ".GetType("])
        {
            int end = x.Operand.IndexOf(member, StringComparison.Ordinal);
            if (end > 0) return x.Operand.Substring(0, end);
        }
        return null;
    }

    private static bool IsNumber(string type) =>
        type is "System.Byte" or "System.SByte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32" or "System.Int64"
            or "System.UInt64";

    private static bool IsAddress(NormalInstruction x) => x.Code is ILOpCode.Ldflda or ILOpCode.Ldsflda or ILOpCode.Ldelema;

    private static bool IsLocalAddress(NormalInstruction x) => x.Code == ILOpCode.Ldloca;

    /// <summary>
    /// Without instructions that only carry values about: a struct is reached by address where a class is reached by value, and nothing
    /// more.
    /// </summary>
    public Difference WithoutShuffling()
    {
        var (was, now) = (Was.Where(IsWork).ToList(), Now.Where(IsWork).ToList());
        // A copy that the compiler makes of a struct, lest a member that is not readonly changes it, is the same field by value or by
        // address.
        foreach (var one in was.Where(IsLoad).ToArray())
        {
            int other = now.FindIndex(x => IsLoad(x) && x.Operand == one.Operand);
            if (other < 0) continue;
            now.RemoveAt(other);
            was.Remove(one);
        }
        return this with { Was = was, Now = now };
    }

    private static bool IsLoad(NormalInstruction x) =>
        x.Code is ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Ldelem or ILOpCode.Ldelema;

    private static bool IsWork(NormalInstruction x) =>
        x.Code is not (ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc or ILOpCode.Dup or ILOpCode.Pop
        or ILOpCode.Box or ILOpCode.Unbox_any or ILOpCode.Constrained or ILOpCode.Ldarga or ILOpCode.Ldarg or ILOpCode.Br
        or ILOpCode.Ldobj);
}

/// <summary>Compares two compilations of the same source, method by method.</summary>
/// <remarks>
/// Equal source against equal references gives no difference, whatever the order of the compiler's own inventions: names are compared
/// without their ordinals, bodies without tokens, short forms, local numbers and jump distances.
/// </remarks>
internal static class IlDiff
{
    /// <exception cref="BadImageFormatException">One of the builds is damaged.</exception>
    public static IEnumerable<Difference> Compare(
        AssemblyImage before, AssemblyImage after, IEnumerable<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)> pairs)
    {
        var bodies = new EqualBodies(before, after);
        foreach (var (was, now) in pairs)
        {
            if (!now.IsNil && bodies.Are(was, now)) continue;
            foreach (var difference in Method(before, was, after, now)) yield return difference;
        }
    }

    /// <summary>Every method of the before build with the one that the after build has in its place; nil where it has none.</summary>
    public static IReadOnlyList<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)> Pairs(AssemblyImage before, AssemblyImage after)
    {
        var pairs = new List<(MethodDefinitionHandle, MethodDefinitionHandle)>(before.Reader.MethodDefinitions.Count);
        var others = ByName(after);
        foreach (var pair in ByName(before))
        {
            others.TryGetValue(pair.Key, out var candidates);
            for (int i = 0; i < pair.Value.Count; i++)
                pairs.Add((pair.Value[i], candidates is not null && i < candidates.Count ? candidates[i] : default));
        }
        return pairs;
    }

    /// <summary>Methods by type, name and signature in normal form; of several with one name, in the order of the source.</summary>
    private static Dictionary<string, List<MethodDefinitionHandle>> ByName(AssemblyImage image)
    {
        var methods = new Dictionary<string, List<MethodDefinitionHandle>>(StringComparer.Ordinal);
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            // An anonymous type's code follows from the names of its properties, which stand in the source.
            var type = image.Reader.GetTypeDefinition(image.Reader.GetMethodDefinition(handle).GetDeclaringType());
            if (image.Reader.StringComparer.StartsWith(type.Name, "<>f__Anonymous")) continue;
            string key = Key(image, handle);
            if (!methods.TryGetValue(key, out var list)) methods[key] = list = [];
            list.Add(handle);
        }
        return methods;
    }

    /// <summary>A lambda's signature is its delegate's, and may change with it.</summary>
    private static string Key(AssemblyImage image, MethodDefinitionHandle handle)
    {
        string symbol = NormalBody.Symbol(image, handle);
        return symbol.IndexOf(">b__", StringComparison.Ordinal) < 0 ? symbol : symbol.Substring(0, symbol.IndexOf('('));
    }

    private static IEnumerable<Difference> Method(
        AssemblyImage before, MethodDefinitionHandle was, AssemblyImage after, MethodDefinitionHandle now)
    {
        var one = DecimalConstants.Folded(NormalBody.Read(before, was));
        var other = now.IsNil ? [] : DecimalConstants.Folded(NormalBody.Read(after, now));
        if (now.IsNil && one.Count == 0) yield break;
        foreach (var (start, length, otherStart, otherLength) in Stretches(one, other))
        {
            int end = otherStart + otherLength;
            var next = other.Skip(end).Where(x => x.IsCall).Cast<NormalInstruction?>().FirstOrDefault();
            yield return new Difference(was, now, Slice(one, start, length), Slice(other, otherStart, otherLength), next)
            {
                EndsInCall = end < other.Count && other[end].IsCall,
            };
        }
    }

    private static NormalInstruction[] Slice(IReadOnlyList<NormalInstruction> list, int start, int length)
    {
        var slice = new NormalInstruction[length];
        for (int i = 0; i < length; i++) slice[i] = list[start + i];
        return slice;
    }

    /// <summary>Where two bodies differ, by a longest common subsequence of what lies between their equal ends.</summary>
    private static IEnumerable<(int Start, int Length, int OtherStart, int OtherLength)> Stretches(
        IReadOnlyList<NormalInstruction> one, IReadOnlyList<NormalInstruction> other)
    {
        int head = 0, tail = 0;
        while (head < one.Count && head < other.Count && one[head].Says(other[head])) head++;
        while (tail < one.Count - head && tail < other.Count - head && one[one.Count - 1 - tail].Says(other[other.Count - 1 - tail]))
            tail++;
        int n = one.Count - head - tail, m = other.Count - head - tail;
        if (n == 0 && m == 0) yield break;
        const int MostCells = 4_000_000; // a generated method of thousands of lines is reported as one stretch
        if (n == 0 || m == 0 || (long)n * m > MostCells)
        {
            yield return (head, n, head, m);
            yield break;
        }

        var longest = new int[n + 1, m + 1];
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = m - 1; j >= 0; j--)
                longest[i, j] = one[head + i].Says(other[head + j])
                    ? longest[i + 1, j + 1] + 1
                    : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }
        int x = 0, y = 0;
        while (x < n || y < m)
        {
            if (x < n && y < m && one[head + x].Says(other[head + y]))
            {
                x++;
                y++;
                continue;
            }
            int startX = x, startY = y;
            while ((x < n || y < m) && !(x < n && y < m && one[head + x].Says(other[head + y])))
            {
                if (y >= m || (x < n && longest[x + 1, y] >= longest[x, y + 1])) x++;
                else y++;
            }
            yield return (head + startX, x - startX, head + startY, y - startY);
        }
    }
}
