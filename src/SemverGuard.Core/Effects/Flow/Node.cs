using System.Globalization;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// A place of each of two bodies that paths reach at the same time, and what is known there of the values of both, whatever the path.
/// </summary>
/// <remarks>
/// Values that were equal on every visit are one term; others are unknown. So it is sound for loops: terms only become less known, and a
/// value that was left by an earlier visit of this place is never taken for the one that this visit leaves.
/// </remarks>
internal sealed class Node(int id, TermPool pool)
{
    private readonly string name = id.ToString(CultureInfo.InvariantCulture), opposite = (-id).ToString(CultureInfo.InvariantCulture);
    private Term[]? values;
    private int unknowns;

    public int Id => id;

    /// <summary>Takes in the values of another visit; null when nothing new is learned from it.</summary>
    /// <exception cref="BadImageFormatException">Two paths come here with stacks of two depths.</exception>
    public Term[]? Merge(Term[] visit)
    {
        if (values is null) return values = First(visit);
        if (values.Length != visit.Length) throw new BadImageFormatException("Two ways to one instruction leave stacks of two depths.");
        if (values.SequenceEqual(visit)) return null; // as most visits are
        var merged = new Term[visit.Length];
        var taken = new HashSet<Term>();
        for (int i = 0; i < visit.Length; i++)
        {
            if (values[i] == visit[i]) taken.Add(merged[i] = visit[i]);
        }
        var classes = new Dictionary<(Term, Term), Term>();
        bool isChanged = false;
        for (int i = 0; i < visit.Length; i++)
        {
            if (values[i] == visit[i]) continue;
            if (!classes.TryGetValue((values[i], visit[i]), out var common))
                classes[(values[i], visit[i])] = common = IsOwn(values[i]) && taken.Add(values[i]) ? values[i] : Unknown(visit[i].IsFloat);
            merged[i] = common;
            isChanged |= common != values[i];
        }
        values = merged;
        return isChanged ? merged : null;
    }

    private Term[] First(Term[] visit)
    {
        var renamed = new Dictionary<Term, Term>();
        var first = new Term[visit.Length];
        for (int i = 0; i < visit.Length; i++)
        {
            var term = visit[i];
            first[i] = !Mentions(term) ? term : renamed.TryGetValue(term, out var known) ? known : renamed[term] = Unknown(term.IsFloat);
        }
        return first;
    }

    private bool Mentions(Term term)
    {
        if (term.Kind == TermKind.Result && term.Number == id) return true;
        if (term.Kind == TermKind.Unknown && (term.Name == name || term.Name == opposite)) return true;
        foreach (var operand in term.Operands)
        {
            if (Mentions(operand)) return true;
        }
        return false;
    }

    private bool IsOwn(Term term) => term.Kind == TermKind.Unknown && term.Name == name;

    private Term Unknown(bool isFloat) => pool.Unknown(id, unknowns++, isFloat);
}
