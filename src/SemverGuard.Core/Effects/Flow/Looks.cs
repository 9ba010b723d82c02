namespace SemverGuard.Effects.Flow;

/// <summary>What only looks at something, taken as a value by its name.</summary>
internal sealed class Looks(TermPool pool)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Goes on behind what only looks at something, with what it finds as a value of that name.</summary>
    /// <param name="path">Behind it afterwards.</param>
    /// <param name="actions">Gets the one that left the value.</param>
    /// <returns>Whether the path had stopped at such a one.</returns>
    public bool Pass(Machine machine, ref Path path, Facts facts, Dictionary<Term, Stop.Action> actions)
    {
        if (path.Stop is not Stop.Action look || !machine.IsLook(look)) return false;
        var frame = path.Frame;
        bool isTrue = machine.IsTrueOfNull(look) && facts.Number(look.Arguments[0]) == 0;
        Term[] given = Array.ConvertAll(look.Arguments, x => x.Kind == TermKind.Address ? frame.Content(x) : x);
        if (frame.Since is { } since) given = [.. given, since];
        var found = isTrue ? pool.Number(1) : pool.Operation(NameOf(machine.Symbol(look)), given);
        if (!isTrue) actions[found] = look;
        machine.Finish(frame, look with { IsLoad = true }, found);
        path = new Path(frame, null);
        return true;
    }

    private string NameOf(string symbol)
    {
        if (!names.TryGetValue(symbol, out string? name)) names[symbol] = name = "look " + symbol;
        return name;
    }
}
