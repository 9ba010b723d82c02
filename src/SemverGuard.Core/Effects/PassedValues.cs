using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The constants that a project passes to a package's methods.</summary>
internal sealed class PassedValues(IReadOnlyList<AssemblyImage> own)
{
    private ILookup<string, Step>? bySymbol;

    private ILookup<string, Step> Calls => bySymbol ??= All().ToLookup(x => x.Target!.Symbol, StringComparer.Ordinal);

    private ILookup<Step, Step>? byReceiver;

    /// <summary>What is called on an object that is made there and then.</summary>
    private ILookup<Step, Step> Puts => byReceiver ??= Calls.SelectMany(x => x)
        .Where(x => x.Arguments is [{ Source.IsConstruction: true }, _, ..]).ToLookup(x => x.Arguments[0].Source!);

    /// <summary>The texts that are passed to members, by the full names of the types that have these.</summary>
    public IEnumerable<(string Type, string Text)> Texts =>
        from calls in Calls
        from argument in calls.SelectMany(x => x.Arguments)
        from text in argument.String is { } one ? [one] : argument.Items ?? []
        select (calls.First().Target!.Type, text);

    /// <summary>Whether all calls of a method pass a constant that a new limit leaves on the side where it was.</summary>
    /// <param name="method">Documentation comment id.</param>
    public bool AreUnmoved(string method, HeldArgument held)
    {
        string symbol = SymbolOf(method);
        return Calls.Contains(symbol) && Calls[symbol].All(x => Number(x, held) is { } number && held.IsUnmoved(number));
    }

    /// <summary>Whether some call of a method passes a number.</summary>
    /// <param name="method">Documentation comment id.</param>
    public bool Passes(string method, int index, long number) => Calls[SymbolOf(method)].Any(
        x => index + x.Arguments.Length - Literals.ParameterTypes(x.Target!).Count is >= 0 and var place
            && place < x.Arguments.Length && x.Arguments[place].Number == number);

    /// <summary>Whether a property is set to a number somewhere.</summary>
    public bool Sets(string setter, long number) => Calls[setter].Any(x => x.Arguments is [.., { Number: { } value }] && value == number);

    private static string SymbolOf(string method)
    {
        int parameters = method.IndexOf('(');
        string name = (parameters < 0 ? method : method.Substring(0, parameters)).Substring(2).Replace(".#ctor", "..ctor");
        int generic = name.LastIndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name.Substring(0, generic);
    }

    /// <summary>Whether some construction of a type, with that many arguments, passes a value at a place, and not what is empty.</summary>
    public bool IsGiven(string type, int arguments, int index) =>
        Calls[type + "..ctor"].Any(x => x.Arguments.Length == arguments && index < arguments && !x.Arguments[index].IsDefault);

    /// <summary>The types of the objects that are made and passed to a member, or put into a collection that is.</summary>
    /// <param name="member">Documentation comment id.</param>
    public IEnumerable<string> MadeFor(string member)
    {
        Step[] made = [.. Calls[SymbolOf(member)].SelectMany(Made)];
        var puts = made.SelectMany(x => Puts[x]).SelectMany(Made);
        return made.Concat(puts).Select(x => x.Target!.Type).Distinct();
    }

    private static IEnumerable<Step> Made(Step call) =>
        call.Arguments.Select(x => x.Source).OfType<Step>().Where(x => x is { IsConstruction: true, Target: not null });

    private static long? Number(Step call, HeldArgument held)
    {
        int index = held.Index + (held.IsStatic || call.IsConstruction ? 0 : 1);
        if (index >= call.Arguments.Length) return null;
        return held.IsLength ? call.Arguments[index].String?.Length : call.Arguments[index].Number;
    }

    private IEnumerable<Step> All()
    {
        foreach (var image in own)
        {
            var reader = new ScriptReader(image, new OperandTable(image), _ => false);
            foreach (var method in image.Reader.MethodDefinitions)
            {
                foreach (var call in reader.Read(method).Calls) yield return call;
            }
        }
    }
}
