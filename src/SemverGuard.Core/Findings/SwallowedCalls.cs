using System.Reflection.Metadata;
using SemverGuard.Effects;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>Calls that the project makes only where it catches whatever they throw and lets nothing out.</summary>
internal sealed class SwallowedCalls
{
    private const string Thrower = "System.Runtime.ExceptionServices.ExceptionDispatchInfo";

    private readonly HashSet<string> swallowed = new(StringComparer.Ordinal), open = new(StringComparer.Ordinal);

    /// <param name="world">Where the framework's types are found; null where nothing but names is known of them.</param>
    public SwallowedCalls(IEnumerable<AssemblyImage> own, AssemblySet? world)
    {
        foreach (var image in own)
        {
            foreach (var (_, body) in image.Bodies()) Add(image, world, body);
        }
    }

    /// <param name="member">Documentation comment id of a method.</param>
    public bool Has(string? member) =>
        member is not null && CatchBlock.Plain(member) is var name && swallowed.Contains(name) && !open.Contains(name);

    private void Add(AssemblyImage image, AssemblySet? world, MethodBodyBlock body)
    {
        var regions = body.ExceptionRegions;
        var caught = new GuardedCode(regions.Length == 0 || ThrowsAgain(image, body) ? [] : regions.Where(x => Swallows(image, body, x)));
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt)) continue;
            if (CatchBlock.Called(image, world, il.Entity) is not { } name) continue;
            (caught.Contains(il.Offset) ? swallowed : open).Add(name);
        }
    }

    /// <summary>Of the compiler's own handlers, one keeps the exception for later, and one hands it to the task.</summary>
    private static bool Swallows(AssemblyImage image, MethodBodyBlock body, ExceptionRegion region)
    {
        if (region.Kind != ExceptionRegionKind.Catch) return false;
        string type = Handlers.TypeOf(image, body, region);
        if (type is not ("System.Exception" or "System.Object")) return false;
        var il = body.From(region.HandlerOffset);
        while (il.MoveNext() && il.Offset < region.HandlerOffset + region.HandlerLength)
        {
            if (il.OpCode is ILOpCode.Throw or ILOpCode.Rethrow || Called(image, il) == "SetException") return false;
            if (il.Offset == region.HandlerOffset && type == "System.Object" && il.OpCode != ILOpCode.Pop) return false;
        }
        return true;
    }

    /// <summary>What was kept is thrown behind the handler.</summary>
    private static bool ThrowsAgain(AssemblyImage image, MethodBodyBlock body)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (Called(image, il) == "Throw" && image.DeclaringTypeName(il.Entity) == Thrower) return true;
        }
        return false;
    }

    /// <summary>The name of another assembly's method; null for anything else.</summary>
    private static string? Called(AssemblyImage image, IlReader il) =>
        il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && il.Entity.Kind == HandleKind.MemberReference
            ? image.Reader.GetString(image.Reader.GetMemberReference((MemberReferenceHandle)il.Entity).Name) : null;
}
