using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A lambda that says yes or no of each of many, and looks at one thing more than before, or at one less: others are taken or left.
/// </summary>
internal static class Predicates
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return [];
        List<Script> was = Lambdas(pair.BeforeSide, pair.WasHandle), now = Lambdas(pair.AfterSide, pair.IsHandle);
        was.RemoveAll(x => now.RemoveAll(y => AreSame(x, y)) > 0);
        var facts = new List<Effect>();
        foreach (var lambda in now)
        {
            foreach (var old in was)
            {
                if (Added(old, lambda, pair.BeforeSide) is { } come) facts.Add(Fact($"now also asks {come.Shown} in a predicate"));
                else if (Added(lambda, old, pair.AfterSide) is { } gone) facts.Add(Fact($"no longer asks {gone.Shown} in a predicate"));
            }
        }
        // Of several that are alike nobody knows which one became which.
        return facts.Count == 1 ? facts : [];
    }

    private static Effect Fact(string text) => Effect.OfWork(text) with { IsPredicate = true };

    /// <summary>What the one asks that does all that the other does and nothing else; null where that is not one property.</summary>
    /// <param name="side">Of the other, which has the property too: what is new is asked for something new.</param>
    private static Operand? Added(Script less, Script more, Side side)
    {
        var said = Said(less);
        if (!said.IsSubsetOf(Said(more))) return null;
        var come = Steps(more).Where(x => !said.Contains(x.Key)).ToArray();
        // A static property tells nothing of what is chosen from: a culture, a comparer.
        return come is [{ Kind: StepKind.Call, Target: { } asked, Arguments.Length: > 0 }] && asked.Verb == "reads"
            && side.Find(asked.Type) is { IsFound: true, Image: { } image } home
            && home.Definition.GetMethods().Any(
                x => image.Reader.StringComparer.Equals(image.Reader.GetMethodDefinition(x).Name, asked.Name))
            ? asked
            : null;
    }

    private static bool AreSame(Script one, Script other) =>
        one.Steps.Select(x => x.Key).SequenceEqual(other.Steps.Select(x => x.Key), StringComparer.Ordinal);

    /// <summary>Without comparisons and answers, which a condition more changes as well.</summary>
    private static IEnumerable<Step> Steps(Script script) => script.Steps.Where(x => x.Kind is not (StepKind.Operator or StepKind.Return));

    private static HashSet<string> Said(Script script) => [.. Steps(script).Select(x => x.Key)];

    /// <summary>Of those that look at something.</summary>
    private static List<Script> Lambdas(Side side, MethodDefinitionHandle method)
    {
        var found = new List<Script>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        var reader = new ScriptReader(side.Image, side.Operands, _ => false);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode != ILOpCode.Ldftn) continue;
            if (side.Operands[il.Entity] is not { IsGenerated: true, OwnMethod: { IsNil: false } lambda }) continue;
            var signature = side.Image.Reader.GetMethodDefinition(lambda).DecodeSignature(side.Image.DocumentationText, GenericScope.Open);
            if (signature.ReturnType != "System.Boolean" || signature.ParameterTypes.Length == 0) continue;
            var script = reader.Read(lambda);
            if (Steps(script).Any()) found.Add(script);
        }
        return found;
    }
}
