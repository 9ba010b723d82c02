using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A method of both versions, whose body changed. What detectors look at.</summary>
internal sealed class MethodPair(
    Side before, Side after, MethodDefinitionHandle wasHandle, MethodDefinitionHandle isHandle, Script was, Script now)
{
    public Side BeforeSide => before;

    public Side AfterSide => after;

    public MethodDefinitionHandle WasHandle => wasHandle;

    public MethodDefinitionHandle IsHandle => isHandle;

    public Script Before => was;

    public Script After => now;

    /// <summary>Steps that only one version has.</summary>
    public List<Step> Gone { get; } = was.Except(now);

    public List<Step> Come { get; } = now.Except(was);

    /// <summary>The same calls and the same fields that are set, one after the other in another order.</summary>
    public bool IsReordered { get; } = !Order(was).SequenceEqual(Order(now), StringComparer.Ordinal)
        && Order(was).OrderBy(x => x, StringComparer.Ordinal)
            .SequenceEqual(Order(now).OrderBy(x => x, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <inheritdoc cref="BuildStamps.AreOne"/>
    public bool AreOneStamp(string old, string @new) => BuildStamps.AreOne(before.Image, old, after.Image, @new);

    private static IEnumerable<string> Order(Script script)
    {
        string field = "";
        foreach (var step in script.Steps)
        {
            if (step.Kind == StepKind.Load) field = step.Symbol;
            if (step.Kind == StepKind.Store || step is { Kind: StepKind.Call, Target: { IsFramework: false } }) yield return step.Key;
            // Of the delegate in that field.
            else if (step is { Kind: StepKind.Call, Target: { Name: "Invoke" } }) yield return field + " " + step.Key;
        }
    }

    /// <summary>The one limit that another took the place of; null when there is none, or more than one.</summary>
    public (Limit Was, Limit Now)? Limit { get; } = OneChanged(before, was.Limits, after, now.Limits);

    private static (Limit, Limit)? OneChanged(Side before, IReadOnlyList<Limit> was, Side after, IReadOnlyList<Limit> now)
    {
        if (was.Count != now.Count) return null;
        int[] places = [
            .. Enumerable.Range(0, was.Count).Where(x => was[x].First != now[x].First && !AreMembers(before, was[x], after, now[x])
                && !AreSigns(was[x], now[x]))];
        return places is [var place] ? (was[place], now[place]) : null;
    }

    /// <summary>Of a switch over signs the compiler makes a tree, and where that divides nobody wrote.</summary>
    private static bool AreSigns(Limit was, Limit now) =>
        was is { IsSwitched: true, Type: "System.Char" } && now is { IsSwitched: true, Type: "System.Char" };

    /// <summary>
    /// Members of an enum that has other numbers by now: the compiler compares with them, and sorts the cases of a switch by them.
    /// </summary>
    private static bool AreMembers(Side before, Limit was, Side after, Limit now)
    {
        bool isEnum = was.Type == now.Type && Literals.IsEnum(was.Type, before) && Literals.IsEnum(now.Type, after);
        return isEnum
            && (was.IsSwitched || now.IsSwitched
                || new[] { was.Number, now.Number }.Any(
                    x => Literals.EnumMember(was.Type, x, before) is not { } member || member != Literals.EnumMember(now.Type, x, after)));
    }

    public string Type { get; } = after.Image.NameOf(after.Image.Reader.GetMethodDefinition(isHandle).GetDeclaringType());

    public string Name { get; } = after.Image.Reader.GetString(after.Image.Reader.GetMethodDefinition(isHandle).Name);

    public string Symbol => Type + "." + Name;

    public bool IsConstructor => Name is ".ctor" or ".cctor";

    /// <summary>
    /// Calls of one symbol that are made with other literals now: what went and what came, when there is one of each. Of more the first
    /// pair, where the same literal took the place of the same one in each.
    /// </summary>
    public IEnumerable<(Step Was, Step Now)> Paired(StepKind kind)
    {
        foreach (var group in Come.Where(x => x.Kind == kind).GroupBy(x => x.Symbol))
        {
            var others = Gone.FindAll(x => x.Kind == kind && x.Symbol == group.Key);
            var pairs = others.Zip(group, (x, y) => (Was: x, Now: y)).ToArray();
            if (pairs.Length != group.Count() || pairs.Length != others.Count) continue;
            if (!Array.TrueForAll(pairs, x => x.Was.Arguments.Length == x.Now.Arguments.Length)) continue;
            if (pairs.Length == 1 || pairs.Select(x => OtherLiteral(x.Was, x.Now)).Distinct().ToArray() is [not null])
                yield return pairs[0];
        }
    }

    /// <returns>Null where more than one argument is another literal, or a literal is none any more.</returns>
    private static (int Argument, string Was, string Now)? OtherLiteral(Step was, Step now)
    {
        (int, string, string)? other = null;
        for (int i = 0; i < now.Arguments.Length; i++)
        {
            var (old, @new) = (was.Arguments[i], now.Arguments[i]);
            bool isLiteral = @new.Kind == ValueKind.Literal;
            if (old.Kind == ValueKind.Literal != isLiteral) return null;
            if (!isLiteral || old.Text == @new.Text) continue;
            if (other is not null) return null;
            other = (i, old.Text, @new.Text);
        }
        return other;
    }

    /// <summary>Whether there is a step of that kind whose symbol the method before had nowhere.</summary>
    public bool Comes(StepKind kind) => Exclusive(kind).Any(x => x.Direction > 0);

    private readonly Dictionary<StepKind, IReadOnlyList<(Step, int)>> exclusive = [];

    /// <summary>Steps of a kind whose symbol the other version's method has nowhere.</summary>
    public IReadOnlyList<(Step Step, int Direction)> Exclusive(StepKind kind)
    {
        if (!exclusive.TryGetValue(kind, out var steps))
            exclusive[kind] = steps = [.. Only(now, was).Select(x => (x, 1)), .. Only(was, now).Select(x => (x, -1))];
        return steps;

        IEnumerable<Step> Only(Script one, Script other)
        {
            var known = new HashSet<string>(other.Steps.Where(x => x.Kind == kind).Select(x => x.Symbol), StringComparer.Ordinal);
            return one.Steps.Where(x => x.Kind == kind && known.Add(x.Symbol));
        }
    }

    /// <summary>What one version alone has, the other cannot have left out; and a field of another type is another one.</summary>
    public bool HaveBoth(Operand target)
    {
        if (target.IsFramework) return true;
        string? was = Declared(target, before), now = Declared(target, after);
        return was is not null && was == now;
    }

    /// <returns>The type of a field, nothing for a method; null where there is no such member.</returns>
    private static string? Declared(Operand target, Side side)
    {
        if (side.Find(target.Type) is not { IsFound: true, Image: { } image } home) return null;
        var reader = image.Reader;
        var type = reader.GetTypeDefinition(home.Handle);
        if (type.GetMethods().Any(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, target.Name))) return "";
        var field = type.GetFields().FirstOrDefault(x => reader.GetString(reader.GetFieldDefinition(x).Name) is var name
            && (GeneratedNames.Property(name) ?? name) == target.Name);
        return field.IsNil ? null : reader.GetFieldDefinition(field).DecodeSignature(image.DocumentationText, GenericScope.Open);
    }
}
