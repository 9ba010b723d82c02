using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>An exception tells more or less than it did, or is made and handed to somebody else, who may throw it.</summary>
internal static class MadeExceptions
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // What an exception's own constructor hands to its base says little.
        if (pair.IsConstructor) yield break;
        var before = pair.Before.MadeExceptions.ToLookup(x => x.Target!.Type, StringComparer.Ordinal);
        foreach (var now in pair.After.MadeExceptions.GroupBy(x => x.Target!.Type, StringComparer.Ordinal))
        {
            string name = DisplayName.Type(now.Key);
            if (before[now.Key] is var was && was.Any())
            {
                if (Given(pair, was.Select(x => x.Target!), now.Select(x => x.Target!)) is { } given)
                    yield return Fact(now.Key, $"now creates {name} {given}");
            }
            else if (!now.Any(x => x.IsThrown || IsBase(pair.AfterSide, x)) && IsHandedOn(pair, now.Key))
            {
                yield return Fact(now.Key, $"now creates {name} and hands it on");
            }
        }
    }

    private static Effect Fact(string type, string text) => new(EffectKind.Exception, type + " made", text, Weight.Faint);

    /// <summary>By the parameters of the one constructor that another took the place of. How it is worded is another matter.</summary>
    private static string? Given(MethodPair pair, IEnumerable<Operand> was, IEnumerable<Operand> now)
    {
        Operand[] gone = [.. Without(was, now)], come = [.. Without(now, was)];
        if (gone.Length != 1 || come.Length != 1) return null;
        var (old, @new) = (Parameters(pair.BeforeSide, gone[0]), Parameters(pair.AfterSide, come[0]));
        string[] more = [.. Only(@new, old)], less = [.. Only(old, @new)];
        return more.Length > 0 && less.Length == 0 ? "with " + string.Join(" and ", more)
            : less.Length > 0 && more.Length == 0 ? "without " + string.Join(" and ", less)
            : null;
    }

    private static IEnumerable<Operand> Without(IEnumerable<Operand> made, IEnumerable<Operand> others)
    {
        var known = others.Select(Signature).ToList();
        return made.Where(x => !known.Remove(Signature(x)));
    }

    private static string Signature(Operand constructor) => string.Join(",", Literals.ParameterTypes(constructor));

    private static IEnumerable<string> Only(List<(string Type, string Name)> parameters, List<(string Type, string Name)> others) =>
        parameters.Where(x => x.Type != "System.String" && !others.Exists(y => y.Type == x.Type)).Select(x => x.Name);

    private static List<(string Type, string Name)> Parameters(Side side, Operand constructor)
    {
        var types = Literals.ParameterTypes(constructor);
        if (constructor.Image is not { } image || side.World.ResolveMember(image, constructor.Handle) is not { IsFound: true } home
            || home.Member.Kind != HandleKind.MethodDefinition)
            return [];
        var (of, method) = (side.Of(home.Image), (MethodDefinitionHandle)home.Member);
        return [.. types.Select((x, i) => (x, Members.ParameterName(of, method, i)))];
    }

    /// <summary>A constructor of an exception calls the one of its base class.</summary>
    private static bool IsBase(Side side, Step step) => !step.Innermost.IsNil
        && side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMethodDefinition(step.Innermost).Name, ".ctor");

    /// <summary>What is thrown, <see cref="Exceptions"/> tells.</summary>
    private static bool IsHandedOn(MethodPair pair, string type) =>
        !pair.Before.Steps.Concat(pair.After.Steps).Any(x => x.Kind == StepKind.Throw && x.Symbol == type)
        && !pair.Before.Calls.Any(x => Exceptions.Throws(pair.BeforeSide, x, type));
}
