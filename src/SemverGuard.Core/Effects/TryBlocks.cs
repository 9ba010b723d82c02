using System.Reflection.Metadata;

namespace SemverGuard.Effects;

/// <summary>What is called in the <c>try</c> blocks of a body.</summary>
internal sealed class TryBlocks
{
    /// <summary>Nobody writes more of them in one method; of further ones nothing is noted.</summary>
    private const int Most = 64;

    private readonly List<(int Start, int End, HashSet<string> Calls)> blocks = [];

    /// <returns>The names of what is called in the block of a handler, as <see cref="Add(int, Step)"/> comes to know them.</returns>
    public IReadOnlyCollection<string> Of(ExceptionRegion region)
    {
        if (blocks.Count == Most) return [];
        var calls = new HashSet<string>(StringComparer.Ordinal);
        blocks.Add((region.TryOffset, region.TryOffset + region.TryLength, calls));
        return calls;
    }

    public void Add(int offset, Step step)
    {
        if (blocks.Count > 0 && NameOf(step) is { } name) Add(offset, name);
    }

    /// <summary>A call of which there is no step.</summary>
    public void Add(int offset, string name)
    {
        name = Synchronous(name);
        foreach (var (start, end, calls) in blocks)
        {
            if (offset >= start && offset < end) calls.Add(name);
        }
    }

    /// <summary>
    /// What a step calls, without its type and signature: <c>Read</c> and <c>ReadAsync</c> throw the same. Null for another step.
    /// </summary>
    public static string? NameOf(Step step)
    {
        if (step.Kind != StepKind.Call || step.Target is not { } call) return null;
        return call.IsConstructor ? call.Type : Synchronous(call.Name);
    }

    /// <summary>Whether a block in which something of that name is called has a handler for a type of exception.</summary>
    public static bool Catch(Script script, Side side, string called, string exception) => script.Steps.Any(
        x => x.Kind == StepKind.Catch && x.Tried.Contains(called)
            && (x.Symbol == exception || ExceptionTypes.IsKindOf(side.World, side.Image, exception, x.Symbol)));

    private static string Synchronous(string name)
    {
        const string Suffix = "Async";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
