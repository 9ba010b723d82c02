using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A member of both versions that takes something else by now.</summary>
/// <param name="Given">What the present one is called with by who calls it as before: of what is new the defaults, of the rest nothing that
/// is known.</param>
/// <param name="Places">Of the former one's parameters among those of the present one; null where each has its own.</param>
internal sealed record GrownMember(MethodDefinitionHandle Was, MethodDefinitionHandle Now, Value[] Given, int[]? Places);

/// <summary>
/// Finds the members that outsiders call and that take other optional parameters by now, or give another type. Who is compiled against the
/// present version calls them as before, and gets what they do now.
/// </summary>
internal sealed class GrownMembers(
    Side before, Dictionary<string, MethodDefinitionHandle> wasMethods, Side after, Dictionary<string, MethodDefinitionHandle> methods)
{
    public IEnumerable<GrownMember> Find()
    {
        var come = Only(after, methods, wasMethods)
            .ToLookup(x => NameOf(after, x), x => new CallShape(after.Image, x), StringComparer.Ordinal);
        var pairs = from handle in Only(before, wasMethods, methods)
                    let others = come[NameOf(before, handle)].ToArray()
                    where others.Length > 0
                    let was = new CallShape(before.Image, handle)
                    let now = was.Successor(others)
                    where now is not null
                    select (Was: was, Now: now);
        // The one that has most in common: of several, the others were taken away.
        return pairs.GroupBy(x => x.Now.Handle)
            .Select(x => x.OrderByDescending(y => y.Was.By(y.Now)).ThenByDescending(y => y.Was.Count).First())
            .Select(x => Member(x.Was, x.Now)).Concat(Answers());
    }

    /// <summary>
    /// What answers for an interface or an abstract method, and takes something else by now: the package itself calls it, and nobody sees
    /// which one. Of a name that the type has once in each version.
    /// </summary>
    private IEnumerable<GrownMember> Answers()
    {
        var come = Single(after, methods);
        foreach (var was in Single(before, wasMethods).Where(x => come.ContainsKey(x.Key) && !methods.ContainsKey(x.Value.Key)))
        {
            var now = come[was.Key];
            if (wasMethods.ContainsKey(now.Key)) continue;
            CallShape one = new(before.Image, was.Value.Method), other = new(after.Image, now.Method);
            if (one.By(other) != Succession.None || one.Count == other.Count) continue; // found above, or another method
            int[] places = one.PlacesByName(other);
            if (places.Count(x => x >= 0) < Math.Min(one.Count, other.Count)) continue;
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i] < 0) places[i] = other.Count + i;
            }
            yield return new GrownMember(was.Value.Method, now.Method, [], places);
        }
    }

    /// <summary>By their names those that are alone with it and that are called by another type's name.</summary>
    private static Dictionary<string, (string Key, MethodDefinitionHandle Method)> Single(
        Side side, Dictionary<string, MethodDefinitionHandle> methods) =>
        methods.GroupBy(x => NameOf(side, x.Value), StringComparer.Ordinal).Where(x => x.Count() == 1 && IsAnswer(side, x.First().Value))
            .ToDictionary(x => x.Key, x => (x.First().Key, x.First().Value), StringComparer.Ordinal);

    private static bool IsAnswer(Side side, MethodDefinitionHandle method)
    {
        var attributes = side.Image.Reader.GetMethodDefinition(method).Attributes;
        return (attributes & MethodAttributes.Virtual) != 0
            && ((attributes & MethodAttributes.Final) != 0 || (attributes & MethodAttributes.NewSlot) == 0);
    }

    private GrownMember Member(CallShape was, CallShape now)
    {
        int[] places = was.PlacesIn(now);
        var given = new Value[now.Count];
        for (int i = 0; i < given.Length; i++)
            given[i] = i < now.Required || places.Contains(i) ? Value.Unknown : Default(now.Optional[i - now.Required]);
        bool arePlaced = !Enumerable.Range(0, places.Length).All(x => places[x] == x);
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] < 0) places[i] = now.Count + i; // nobody gives it any more
        }
        int isInstance = IsStatic(now.Handle) ? 0 : 1;
        return new GrownMember(
            was.Handle, now.Handle, [.. Enumerable.Repeat(Value.Unknown, isInstance), .. given], arePlaced ? places : null);
    }

    /// <summary>Methods of one version alone that outsiders see.</summary>
    private static IEnumerable<MethodDefinitionHandle> Only(
        Side side, Dictionary<string, MethodDefinitionHandle> own, Dictionary<string, MethodDefinitionHandle> other) =>
        UserMethods.Only(own, other).Where(x => Members.IsVisible(side, x));

    private static string NameOf(Side side, MethodDefinitionHandle handle)
    {
        var method = side.Image.Reader.GetMethodDefinition(handle);
        return side.Image.NameOf(method.GetDeclaringType()) + "." + side.Image.Reader.GetString(method.Name);
    }

    private bool IsStatic(MethodDefinitionHandle method) =>
        (after.Image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Static) != 0;

    private Value Default(Parameter parameter)
    {
        if (parameter.GetDefaultValue() is not { IsNil: false } handle) return Value.Unknown;
        return Api.ConstantText.Value(after.Image, handle) switch
        {
            null => Value.Null,
            string text => Value.Literal(text),
            bool flag => Value.From(flag ? 1 : 0),
            char letter => Value.From(letter),
            _ => Api.ConstantText.Number(after.Image, handle) is { } number ? Value.From(number) : Value.Unknown,
        };
    }
}
