using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects.Detectors;

/// <summary>What a method does otherwise where nothing else says it: another calculation, a condition turned round, another text. Whom it hurts nobody knows.</summary>
internal static class Work
{
    /// <param name="differences">Instruction by instruction.</param>
    public static IEnumerable<Effect> Find(MethodPair pair, IReadOnlyList<NearDifference> differences)
    {
        foreach (var difference in differences)
        {
            yield return difference.Kind == NearKind.Overflow ? Overflow(pair, difference.Direction) : Fact(difference.Text);
        }
        if (NoLongerReadOnly(pair)) yield return Fact("now changes the struct that it is called on (was readonly)");
        if (differences.Count > 0) yield break;
        foreach (var printed in Printed(pair)) yield return printed;
        if (Literal(pair, StepKind.Return) is { } answer && !IsWords(answer.Was) && !IsWords(answer.Now)) yield return Answer(pair, answer.Was, answer.Now);
        else if (Text(pair) is { } text) yield return Fact(text);
    }

    private static Effect Fact(string text) => new(EffectKind.Work, text, text, Weight.Faint);

    /// <summary>Who was compiled before makes no copy for it.</summary>
    private static bool NoLongerReadOnly(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.IsConstructor) return false;
        AssemblyImage before = pair.BeforeSide.Image, after = pair.AfterSide.Image;
        var type = after.Reader.GetMethodDefinition(pair.IsHandle).GetDeclaringType();
        return MutatingMethods.IsReadOnly(before, before.Reader.GetMethodDefinition(pair.WasHandle))
            && MutatingMethods.Contain(pair.AfterSide.World, new MemberHome(Outcome.Found, new TypeHome(after, type), pair.IsHandle));
    }

    /// <summary>The members whose names a record writes, in texts of the compiler's.</summary>
    private static IEnumerable<Effect> Printed(MethodPair pair)
    {
        if (pair.Name != "PrintMembers") return [];
        string[] was = [.. Written(pair.Before)], now = [.. Written(pair.After)];
        return now.Except(was).Select(x => Fact("now prints " + x)).Concat(was.Except(now).Select(x => Fact("no longer prints " + x)));
    }

    private static IEnumerable<string> Written(Script script) =>
        script.Steps.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>().Where(x => x.EndsWith(" = ", StringComparison.Ordinal)).Select(x => x.Trim(' ', ',', '='));

    /// <summary>Checked arithmetic throws where unchecked arithmetic goes on with what is left of the result.</summary>
    private static Effect Overflow(MethodPair pair, int direction)
    {
        const string Type = "System.OverflowException";
        string text = direction > 0 ? "now throws OverflowException where a number becomes too large (checked arithmetic)" : "no longer throws OverflowException where a number becomes too large (unchecked arithmetic)";
        return new Effect(EffectKind.Exception, Type, text, Weight.Faint) { Direction = direction, Concerns = Type, Kinds = ExceptionTypes.KindsOf(direction > 0 ? pair.AfterSide : pair.BeforeSide, Type) };
    }

    private static Effect Answer(MethodPair pair, Value was, Value now)
    {
        string type = pair.AfterSide.Image.Reader.GetMethodDefinition(pair.IsHandle).DecodeSignature(pair.AfterSide.Image.DocumentationText, Metadata.GenericScope.Open).ReturnType;
        return Fact("now returns " + ValueText.Returned(Literals.Text(now, type, pair.AfterSide), Literals.Text(was, type, pair.BeforeSide)));
    }

    /// <summary>The one literal of such a step that another took the place of, in a method that is otherwise the same.</summary>
    private static (Value Was, Value Now)? Literal(MethodPair pair, StepKind kind) =>
        pair.Gone is [{ } gone] && pair.Come is [{ } come] && gone.Kind == kind && come.Kind == kind && gone.Arguments is [{ } was] && come.Arguments is [{ } now] ? (was, now) : null;

    /// <summary>A text that is no sentence, in a method that does the same with it.</summary>
    private static string? Text(MethodPair pair)
    {
        if (pair.Gone.Count != pair.Come.Count || pair.Gone.Count is 0 or > 3) return null;
        bool isForPrograms = pair.Name == "ToString";
        for (int i = 0; i < pair.Gone.Count; i++)
        {
            var (gone, come) = (pair.Gone[i], pair.Come[i]);
            if (gone.Kind != come.Kind || gone.Symbol != come.Symbol || gone.IsMessage || come.IsMessage || come.Target is { } target && Logging.Is(target)) return null;
        }
        string[] was = [.. pair.Gone.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()], now = [.. pair.Come.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()];
        int place = was.Length == now.Length ? Array.FindIndex(was, x => x != now[Array.IndexOf(was, x)]) : -1;
        if (place < 0 || Versions.Mask(was[place]) == Versions.Mask(now[place]) || (!isForPrograms && (IsWords(was[place]) || IsWords(now[place])))) return null;
        return $"now uses {ConstantText.Of(now[place])} (was {ConstantText.Of(was[place])})";
    }

    private static bool IsWords(Value value) => value.String is { } text && IsWords(text);

    /// <summary>Words with spaces between them are for people.</summary>
    private static bool IsWords(string text)
    {
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == ' ' && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1])) return true;
        }
        return false;
    }
}
