using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Where a crossing is, as the recorder writes it: member, file and line.</summary>
internal static class Place
{
    public static string Of(string member, MethodDefinition method, Instruction? at)
    {
        var points = Points(method);
        // Of what the compiler made a class of, the lines are there.
        if (at is null && !points.Any()) points = Machine(method)?.Methods.Where(x => x.Name == "MoveNext").SelectMany(Points) ?? points;
        var point = at is null ? points.FirstOrDefault() : points.LastOrDefault(x => x.Offset <= at.Offset);
        return point is null ? member + "\t\t0" : $"{member}\t{point.Document.Url.Replace('\t', ' ')}\t{point.StartLine}";
    }

    private static IEnumerable<SequencePoint> Points(MethodDefinition method) =>
        method.DebugInformation.SequencePoints.Where(x => !x.IsHidden);

    /// <summary>The class behind an <c>async</c> method or an iterator.</summary>
    private static TypeDefinition? Machine(MethodDefinition method) =>
        method.CustomAttributes.Where(x => x.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal))
            .Select(x => x.ConstructorArguments is [{ Value: TypeReference type }] ? Resolution.Of(type) : null).FirstOrDefault();
}
