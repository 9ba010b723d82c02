using SemverGuard.Findings;
using SemverGuard.Recompilation;

namespace SemverGuard.Worlds.Compiling;

/// <summary>Today's source compiled against the packages as they were, as many of them as it can do without as they are.</summary>
/// <param name="Output">Null when there is none.</param>
/// <param name="NotTakenBack">By package id, why an upgrade is part of that compilation all the same.</param>
internal sealed record EarlierCompilation(string? Output, IReadOnlyDictionary<string, string> NotTakenBack)
{
    /// <summary>The compiler refuses the source, for a reason that is no upgrade's.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>A source that needs several upgrades may need them one after another.</summary>
    private const int MostRounds = 4;

    /// <summary>The reason where nothing but what a generator or the build makes needs the upgrade: nobody wrote that.</summary>
    public const string NeededByGenerated =
        "what is generated now needs the upgrade, so what the source meant before was not compared";

    public static EarlierCompilation None { get; } = new(null, new Dictionary<string, string>());

    public static EarlierCompilation Failed(IEnumerable<Bump> bumps, string reason) =>
        new(null, bumps.ToDictionary(x => x.Id, _ => reason, StringComparer.OrdinalIgnoreCase));

    /// <param name="without">Compiles as if those upgrades had not been.</param>
    /// <param name="needed">Whose names the source needs.</param>
    /// <param name="isGenerated">Whether an error is in what a generator or the build made.</param>
    public static EarlierCompilation Of(
        IReadOnlyList<Bump> bumps, Func<IReadOnlyList<Bump>, Compilation> without, NeededUpgrades needed,
        Func<CompileError, bool> isGenerated)
    {
        var stays = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int round = 1; ; round++)
        {
            var compilation = without([.. bumps.Where(x => !stays.ContainsKey(x.Id))]);
            if (compilation.Output is not null) return new(compilation.Output, stays);
            if (compilation.Errors.Count == 0)
                return Failed(bumps, "what the same source means now was not compared: " + compilation.Failure);
            var asked = Asked(needed.By);
            // Who was built against the former version of what stays finds no type of it: he stays with it.
            var tied = asked.Length > 0 ? [] : needed.BuiltOn(stays).ToArray();
            // With what it brings now as source, the others may be compared.
            var bringing = asked.Length + tied.Length > 0 ? [] : needed.BySource(stays).ToArray();
            if (asked.Length + tied.Length + bringing.Length == 0) asked = Asked(needed.ByLine);
            bool isStuck = asked.Length + tied.Length + bringing.Length == 0;
            if (isStuck && compilation.Errors.All(isGenerated)) return Failed(bumps, NeededByGenerated);
            if (isStuck || round == MostRounds)
                return Failed(bumps, "today's source does not compile against the packages as they were, "
                    + "so what it means now was not compared: " + Text(compilation.Errors[0])) with { IsRefused = true };
            foreach (var errors in asked.GroupBy(x => x.Bump.Id, x => x.Error))
            {
                var own = errors.FirstOrDefault(x => !isGenerated(x));
                stays[errors.Key] = own is null ? NeededByGenerated
                    : "the source already needs the upgrade, so what it meant before was not compared (" + Text(own) + ")";
            }
            foreach (var (bump, other) in tied)
                stays[bump.Id] = $"the source already needs the upgrade of {other}, for which its former version was not built, "
                    + "so what it meant before was not compared";
            foreach (var bump in bringing)
                stays[bump.Id] = "the project already needs source that the package did not bring before, "
                    + "so what the project's own meant before was not compared";
            if (stays.Count == bumps.Count) return new(null, stays);

            (Bump Bump, CompileError Error)[] Asked(Func<CompileError, IEnumerable<Bump>> by) =>
                [.. compilation.Errors.SelectMany(x => by(x).Select(y => (Bump: y, Error: x))).Where(x => !stays.ContainsKey(x.Bump.Id))];
        }
    }

    private static string Text(CompileError error) =>
        (error.Site is { } site ? $"{Path.GetFileName(site.File)}({site.Line},{site.Column}) " : "") + error.Id + " "
        + error.Message.TrimEnd('.');
}
