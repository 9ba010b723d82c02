using System.Text.RegularExpressions;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// The same call of the framework with another literal: a time, a limit, a way to compare. Of the package's own methods, another member of
/// an enum.
/// </summary>
internal static class ConstantArguments
{
    public static IEnumerable<Effect> Find(MethodPair pair) => Find(pair, x => x.IsFramework);

    /// <summary>For where nothing else says what the method does otherwise.</summary>
    public static IEnumerable<Effect> OfOwn(MethodPair pair) => Find(pair, x => !x.OwnMethod.IsNil);

    private static IEnumerable<Effect> Find(MethodPair pair, Func<Operand, bool> isMeant)
    {
        foreach (var (was, now) in pair.Paired(StepKind.Call))
        {
            if (now.Target is not { } call || !isMeant(call) || call.SetProperty is not null
                || pair.IsConstructor && Constants.IsFactory(call) && IsStored(pair, now))
                continue;
            var types = Literals.ParameterTypes(call);
            // Another overload says the same with another value: -1 for Timeout.InfiniteTimeSpan.
            if (was.Target is { } former && !Literals.ParameterTypes(former).SequenceEqual(types)) continue;
            int shift = now.Arguments.Length - types.Count;
            for (int i = 0; i < now.Arguments.Length; i++)
            {
                var (old, @new) = (was.Arguments[i], now.Arguments[i]);
                if (old.Kind != ValueKind.Literal || @new.Kind != ValueKind.Literal || old.String is not null || @new.String is not null)
                    continue;
                string type = i >= shift ? types[i - shift] : "";
                string before = Literals.Text(old, type, pair.BeforeSide), after = Literals.Text(@new, type, pair.AfterSide);
                bool isEnum = Literals.IsEnum(type, pair.AfterSide);
                // How text is compared matters where the project's own text gets there; deep inside it is a package's own names.
                bool isStrong = call.IsFramework && (Matters(call) || (isEnum && call.Type != "System.String"))
                    && !MatchesTheSame(call, old, @new);
                if (before == after || !(isStrong || isEnum || (call.IsFramework && Says(call, type)))) continue;
                string name = DisplayName.Short("M:" + call.Symbol.Replace("..ctor", ".#ctor"));
                yield return new Effect(EffectKind.Argument, call.Symbol,
                    $"now calls {name} with {EnumNames.Difference(before, after) ?? $"{after} (was {before})"}",
                    isStrong ? Weight.Strong : call.IsFramework ? Weight.Plain : Weight.Faint);
            }
        }
    }

    /// <summary>The default that it is part of tells it better.</summary>
    private static bool IsStored(MethodPair pair, Step made) =>
        pair.After.Steps.Any(x => x.Kind == StepKind.Store && x.Arguments.Any(y => y.Source == made));

    /// <summary>Options of a regular expression by which it is faster, or the same in Turkey as elsewhere.</summary>
    private static bool MatchesTheSame(Operand call, Value old, Value @new)
    {
        const long Others = (long)(RegexOptions.Compiled | RegexOptions.CultureInvariant);
        return call.Type == "System.Text.RegularExpressions.Regex" && old.Number is { } was && @new.Number is { } now
            && ((was ^ now) & ~Others) == 0;
    }

    private static bool Matters(Operand call) =>
        call.Type == "System.TimeSpan" || call.Starts("System.Threading.") && !call.Starts("System.Threading.Interlocked")
        || call.Starts("System.Net.") || call.Starts("System.Data.") || call.Starts("System.Security.Cryptography.")
        || call.Symbol is "System.Math.Round" or "System.Decimal.Round"
        || call.Type is "System.Enum" or "System.Text.UTF8Encoding" or "System.Text.RegularExpressions.Regex";

    /// <summary>
    /// Worth telling where the project is near. Of streams, what is switched on or off: their numbers are sizes of buffers.
    /// </summary>
    private static bool Says(Operand call, string type) => call.Type switch
    {
        "System.Linq.Enumerable" => call.Name is "Take" or "Skip" or "TakeLast" or "SkipLast" or "Chunk",
        "System.String" => call.Name is "Split" or "Join" or "Substring" or "PadLeft" or "PadRight" or "Trim" or "TrimStart" or "TrimEnd",
        _ => type == "System.Boolean" && call.Starts("System.IO."),
    };
}
