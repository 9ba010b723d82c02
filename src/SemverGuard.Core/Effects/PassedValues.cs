using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The constants that a project passes to a package's methods, and to the constructors of attributes.</summary>
/// <param name="world">Where the enums of attributes are looked up.</param>
internal sealed class PassedValues(IReadOnlyList<AssemblyImage> own, AssemblySet? world)
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
    public bool Passes(string method, int index, long number) =>
        Calls[SymbolOf(method)].Any(x => Argument(x, index)?.Number == number);

    /// <summary>What some call of a method passes that meets all the conditions; null where none is known to.</summary>
    /// <param name="method">Documentation comment id.</param>
    public string? Meeting(string method, CaseConditions conditions) => Calls[SymbolOf(method)].Where(x => IsOf(x.Target!, method))
        .Select(x => conditions.MetBy(y => Argument(x, y))).FirstOrDefault(x => x is not null);

    /// <summary>Whether a method is called somewhere, or an overload of it.</summary>
    public bool Has(string method) => Calls.Contains(SymbolOf(method));

    /// <summary>Whether all calls of a method and of its overloads pass what is known not to meet the conditions.</summary>
    public bool Misses(string method, CaseConditions conditions) =>
        Calls[SymbolOf(method)].All(x => IsOf(x.Target!, method) && conditions.IsMissedBy(y => Argument(x, y)));

    /// <param name="index"><c>this</c> not counted.</param>
    private static Value? Argument(Step call, int index) =>
        index + call.Arguments.Length - Literals.ParameterTypes(call.Target!).Count is >= 0 and var place
            && place < call.Arguments.Length ? call.Arguments[place] : null;

    /// <summary>Whether a call is of a method and of no overload; of a generic one, as far as its name says it.</summary>
    private static bool IsOf(Operand called, string method)
    {
        int parameters = method.IndexOf('(');
        string types = parameters < 0 ? "" : method.Substring(parameters).TrimStart('(').TrimEnd(')');
        return types.IndexOf('`') >= 0 || types == string.Join(",", Literals.ParameterTypes(called));
    }

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
            foreach (var attribute in image.Reader.CustomAttributes.Select(image.Reader.GetCustomAttribute))
            {
                if (Written(image, reader.Operands[attribute.Constructor], attribute) is { } made) yield return made;
            }
        }
    }

    /// <summary>An attribute as the construction that it stands for; null where its arguments cannot be read.</summary>
    private Step? Written(AssemblyImage image, Operand constructor, CustomAttribute attribute) => constructor.IsFramework
        || CustomAttributes.Decode(image, attribute, world) is not { } value ? null
        : new Step(StepKind.Call, constructor, constructor.Symbol, [.. value.FixedArguments.Select(x => Constant(x.Value))]);

    private static Value Constant(object? value) => value switch
    {
        null => Value.Null,
        string text => Value.Literal(text),
        bool truth => Value.From(truth ? 1 : 0),
        char letter => Value.From(letter),
        sbyte or byte or short or ushort or int or uint or long =>
            Value.From(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => Value.Unknown,
    };
}
