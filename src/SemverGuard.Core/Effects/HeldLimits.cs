using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The limits that a body holds values against, without those that only tell single numbers apart.</summary>
/// <param name="limits">Where they are noted.</param>
internal sealed class HeldLimits(List<Limit> limits, ValueTypes types)
{
    private readonly List<(int Place, string Held)> bounded = [];

    /// <summary>Values that are asked for single numbers.</summary>
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>A limit that a value is held against.</summary>
    public void Compare(ILOpCode code, Value[] operands)
    {
        if (operands[0].Number is not null || operands[1].Number is not { } number) return;
        bool isRange = operands[0].IsShifted && Operators.IsUnsigned(code);
        if (isRange || Operators.Limit(code, number) is null) Ask(operands[0]);
        if (isRange || Operators.Limit(code, number) is not { } limit || LocalWalk.IsState(operands[0])) return;
        bool isLength = operands[0].Source is { Symbol: "System.String.get_Length", Arguments.Length: 1 };
        var held = isLength ? operands[0].Source!.Arguments[0] : operands[0];
        bounded.Add((limits.Count, Place(operands[0])));
        limits.Add(new Limit(limit, number, held.Position, isLength, isLength ? "" : types.Of(held)));
    }

    /// <summary>A value is asked for single numbers.</summary>
    public void Ask(Value value) => asked.Add(Place(value));

    /// <summary>At the end of the body, when all is known that a value is asked for.</summary>
    public void Finish()
    {
        foreach (var (place, held) in bounded)
        {
            if (asked.Contains(held)) limits[place] = limits[place] with { IsSwitched = true };
        }
    }

    private static string Place(Value value) => $"{value.Local} {value.Text} {value.Of?.Symbol}";
}
