using System.Diagnostics;
using System.Globalization;

namespace SemverGuard.Fuzz;

/// <summary><c>--long N --seed S</c> tries N inputs and prints figures; the other words are its child processes'.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["--child", var seed, var first, var count]:
                _ = Images.Consumer; // compiled before the clock runs
                Inputs.Assembly(Images.Before, Images.After, Images.Consumer);
                Children.Work(
                    Range(Number(first), Number(count)).Select(x => (x, (Func<string?>)(() => Inputs.Run((int)Number(seed), x)))));
                return 0;
            case ["--crafted", var firstRole]:
                _ = Images.Consumer; // compiled before the clock runs
                Children.Work(CraftedRoles.All().Select((x, i) => ((long)i, x)).Skip((int)Number(firstRole)));
                return 0;
            case ["--long", var count, "--seed", var seed]:
                return Long(Number(count), (int)Number(seed));
            default:
                Console.Error.WriteLine("dotnet run --project tests/SemverGuard.Fuzz -c Release -- --long INPUTS --seed SEED");
                return 2;
        }
    }

    private static int Long(long count, int seed)
    {
        var watch = Stopwatch.StartNew();
        int deaths = 0, escapes = 0, slow = 0;
        long inputs = 0;
        double longest = 0;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ending in Children.Run(x => ["--child", seed.ToString(CultureInfo.InvariantCulture),
            x.ToString(CultureInfo.InvariantCulture), (count - x).ToString(CultureInfo.InvariantCulture)], 0, count))
        {
            inputs++;
            longest = Math.Max(longest, ending.Seconds);
            if (ending.Failure is not { } failure) continue;
            if (failure.StartsWith("escaped", StringComparison.Ordinal)) escapes++;
            else if (failure == "too slow") slow++;
            else deaths++;
            if (known.Count < 50 && known.Add(failure)) Console.WriteLine($"input {ending.Number} of seed {seed}: {failure}");
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs} inputs of seed {seed} in {watch.Elapsed.TotalHours:f2} hours: {deaths} deaths, {escapes} escapes, {slow} above {Children.MostSeconds} s (longest {longest:f2} s); each child had a heap of 500 MB and a stack of 1 MB"));
        return deaths + escapes + slow == 0 ? 0 : 1;
    }

    private static IEnumerable<long> Range(long first, long count)
    {
        for (long i = first; i < first + count; i++) yield return i;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
