using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Where a crossing is, as the recorder writes it: member, file and line.</summary>
internal static class Place
{
    public static string Of(string member, MethodDefinition method, Instruction? at)
    {
        var points = method.DebugInformation.SequencePoints.Where(x => !x.IsHidden);
        var point = at is null ? points.FirstOrDefault() : points.LastOrDefault(x => x.Offset <= at.Offset);
        return point is null ? member + "\t\t0" : $"{member}\t{point.Document.Url.Replace('\t', ' ')}\t{point.StartLine}";
    }
}
