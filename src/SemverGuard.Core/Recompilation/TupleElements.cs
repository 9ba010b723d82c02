using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>A tuple's element is read by position; its name has moved to another one.</summary>
internal sealed class TupleElements(Build before, Build after, RebindPlaces places)
{
    private const string Tuple = "System.ValueTuple";

    public IEnumerable<Rebind>? Of(Difference difference)
    {
        if (difference.Was.Count != 1 || difference.Now.Count != 1 || Element(difference.Was[0]) is not { } was
            || Element(difference.Now[0]) is not { } now)
            return null;
        return
        [
            places.New(RebindKind.Tuple, places.MethodId(difference), $"reads {now} of a tuple (was {was})", difference) with
            {
                Was = Giver(before, difference.Before, difference.Was[0]), Now = Giver(after, difference.After, difference.Now[0]),
            },
        ];
    }

    /// <summary>Where the values stand is another one's business, who perhaps moved them along.</summary>
    public static bool AreKept(MethodAt was, MethodAt now)
    {
        var (body, other) = (NormalBody.Read(was.Image, was.Handle), NormalBody.Read(now.Image, now.Handle));
        return body.Count > 0 && body.Count == other.Count && body.Zip(other, (x, y) => x.Says(y)).All(x => x);
    }

    private static string? Element(NormalInstruction x)
    {
        int item = x.Operand.StartsWith(Tuple, StringComparison.Ordinal) ? x.Operand.LastIndexOf(".Item", StringComparison.Ordinal) : -1;
        return item < 0 ? null : x.Operand.Substring(item + 1).Split(' ')[0];
    }

    /// <summary>The method of a package that returned the tuple, the last one before it is read; not found where none did.</summary>
    private static MemberHome Giver(Build build, MethodDefinitionHandle method, NormalInstruction read)
    {
        var call = NormalBody.Read(build.Output, method).TakeWhile(x => x.Offset < read.Offset).LastOrDefault(x => x.IsCall);
        var called = call.Handle.IsNil ? default : build.World.ResolveMember(build.Output, call.Handle);
        return IsMethod(called) && !called.Image.IsFramework && ReturnType(called).StartsWith(Tuple, StringComparison.Ordinal)
            ? called : default;
    }
}
