namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A member begins with one of several literals, as a condition says, and in no case with the one that it always began with; or the other
/// way round.
/// </summary>
internal static class ChosenDefaults
{
    private const int Most = 4;

    /// <param name="was">What the constructor leaves in the member.</param>
    /// <param name="type">Of the member.</param>
    /// <returns>Null where a version leaves something else than literals, or both may leave the same.</returns>
    public static Effect? Find(MethodPair pair, Operand target, string member, Value? was, Value? now, string type)
    {
        if (Texts(was, type, pair.BeforeSide) is not { } old || Texts(now, type, pair.AfterSide) is not { } @new) return null;
        if (old.Length + @new.Length < 3 || old.Intersect(@new).Any()) return null;
        if (Members.TypeOf(pair.BeforeSide, target.Type, member) != Members.TypeOf(pair.AfterSide, target.Type, member)) return null;
        string text = $"now sets {member} = {string.Join(" or ", @new)} (was {string.Join(" or ", old)})";
        var weight = Members.IsPublic(pair.AfterSide, target, member) ? Weight.Strong : Weight.Plain;
        return new Effect(EffectKind.Default, target.Type + "." + member, text, weight)
        {
            Member = "P:" + target.Type + "." + member,
            Was = was!.Number,
        };
    }

    private static string[]? Texts(Value? value, string type, Side side)
    {
        if (value is not { IsOfLiterals: true }) return null;
        string[] texts = [.. value.Literals.Select(x => Literals.Text(x, type, side)).Distinct()];
        return texts.Length is > 0 and <= Most ? texts : null;
    }
}
