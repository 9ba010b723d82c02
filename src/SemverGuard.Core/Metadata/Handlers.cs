using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The exceptions that the handlers of a method take.</summary>
internal static class Handlers
{
    /// <summary>Whether a handler around a place takes an exception.</summary>
    /// <param name="kinds">The names of the exception's type and of those it derives from.</param>
    public static bool Take(AssemblyImage image, MethodBodyBlock body, int offset, IReadOnlyCollection<string> kinds) =>
        body.ExceptionRegions.Any(x => x.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter
            && offset >= x.TryOffset && offset < x.TryOffset + x.TryLength && kinds.Contains(TypeOf(image, body, x)));

    /// <summary>The type of exception that a handler takes; of a filter, the type that it asks for first.</summary>
    public static string TypeOf(AssemblyImage image, MethodBodyBlock body, ExceptionRegion region)
    {
        if (!region.CatchType.IsNil) return image.NameOf(region.CatchType);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset >= region.FilterOffset && il.OpCode == ILOpCode.Isinst) return image.NameOf(il.Entity);
        }
        return "System.Exception";
    }
}
