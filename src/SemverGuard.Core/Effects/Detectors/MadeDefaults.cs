namespace SemverGuard.Effects.Detectors;

/// <summary>A member begins with an object that is made from another text: a layout, a format, an address.</summary>
internal static class MadeDefaults
{
    /// <param name="was">What the constructor leaves in the member.</param>
    /// <returns>Null where that is not made from one text, or from the same.</returns>
    public static Effect? Find(MethodPair pair, Operand target, string member, Value? was, Value? now)
    {
        // What fills a static field concerns those who read it, and is told by itself.
        if (pair.Name == ".cctor" || Text(was) is not { } old || Text(now) is not { } @new) return null;
        if (pair.AreOneStamp(old, @new) || old.Equals(@new, StringComparison.OrdinalIgnoreCase)) return null;
        var weight = Members.IsPublic(pair.AfterSide, target, member) ? Weight.Plain : Weight.Faint;
        return new Effect(EffectKind.Default, target.Type + "." + member, $"now sets {member} from {Texts.Changed(old, @new)}", weight)
        {
            Member = "P:" + target.Type + "." + member,
        };
    }

    /// <summary>The one text that a value is, or that it is made from: by a constructor, a conversion or a factory.</summary>
    private static string? Text(Value? value) =>
        value is null ? null
        : value.String ?? (value.Source is { Target: { } target } made && IsMaking(target)
            && made.Arguments.Select(x => x.String).OfType<string>().ToArray() is [var text] ? text : null);

    /// <summary>What is asked by a name is made of something else.</summary>
    private static bool IsMaking(Operand call) => call.IsConstructor || call.Name is "op_Implicit" or "op_Explicit" or "Parse" or "Create";
}
