using System.Text;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>One message = fact, evidence, consequence; the way out is said behind it, by <see cref="WaysBack"/>.</summary>
internal static class Sentences
{
    /// <summary>An API change that the project's own code meets.</summary>
    public static string OfChange(Change change, Impact impact, Rebind? rebind, Bump bump, int places, string? exception, GuardInput input)
    {
        var text = new StringBuilder();
        text.Append(bump.Id).Append(' ').Append(bump.After).Append(": ");
        text.Append('\'').Append(DisplayName.Of(change.Symbol)).Append("' ").Append(change.Text);
        if (places > 1) text.Append(", used at ").Append(places).Append(" places");
        if (rebind is not null) text.Append("; ").Append(DisplayName.Short(rebind.Method)).Append(' ').Append(rebind.Text);
        text.Append("; ").Append(rebind is { IsUnseen: true } && exception is null ? Unseen : Consequence(impact, exception, input) + Difference(rebind));
        return text.Append('.').ToString();
    }

    /// <summary>A reference that does not link.</summary>
    public static string OfFailure(LinkFailure failure, GuardInput input)
    {
        var text = new StringBuilder();
        var target = input.PackageOf(failure.Target);
        text.Append(target is { } package ? package.Id + " " + package.Version : failure.Target).Append(' ').Append(failure.Fact);
        string from = Owner(failure.From, input);
        if (failure.From != failure.Target && !(failure.IsSilent && failure.From == input.Consumer?.Name)) text.Append(", needed by ").Append(from);
        text.Append(": ").Append(failure.Sites.Count == 0 ? "nothing was found that leads there" : Way(failure.Sites[0]));
        if (failure.IsSilent) text.Append("; nothing fails, and it does something else than before");
        else text.Append("; fails with ").Append(failure.Exception);
        return text.Append('.').ToString();
    }

    /// <summary>The same source means something else.</summary>
    public static string OfRebind(Rebind rebind, Bump bump, IReadOnlyList<SourceSite> sites) =>
        $"{DisplayName.Short(rebind.Method)} {rebind.Text} with {bump.Id} {bump.After}{(sites.Count > 1 ? $", at {sites.Count} places" : "")}; "
        + (rebind.IsUnseen ? "it compiles, and " + Unseen : $"it compiles, and does something else than with {bump.Before}{Difference(rebind)}") + ".";

    private const string Unseen = "whether that does the same cannot be told from the code";

    private static string Difference(Rebind? rebind) => rebind?.Difference is { } difference ? ": " + difference : "";

    /// <summary>A compiler error that another fact than a change of the API explains, or none. The compiler's own sentence stands beside it.</summary>
    public static string OfError(string told, Bump bump) => $"{bump.Id} {bump.After} {told}.";

    /// <summary>What can be said of an error of which no cause is known.</summary>
    /// <param name="used">What the place uses of the package; null when nothing of an upgraded package is known there.</param>
    public static string OfUnknown(CompileError error, string? used, IEnumerable<Bump> others)
    {
        string[] rest = [.. others.Select(x => x.Id + " " + x.After)];
        string more = rest.Length > 3 ? $" or {rest.Length - 3} more" : "";
        return used is not null
            ? $"brings {error.Id} here: the code uses '{DisplayName.Of(used)}' of it, and no change of its API is known that explains the error"
            : $"brings {error.Id} here{(rest.Length > 0 ? $", or {string.Join(", ", rest.Take(3))}{more}" : "")}: no change of an API is known that explains the error, and nothing of an upgraded package is known to be used here";
    }

    /// <summary>Something about the package itself.</summary>
    /// <param name="changes">Of one kind, the worst first.</param>
    public static string OfPackage(IReadOnlyList<PackageChange> changes, Bump bump)
    {
        string more = changes.Count > 1 ? $", and {changes.Count - 1} more like it" : "";
        return $"{bump.Id} {bump.After} {changes[0].Text}{more}: {changes[0].Consequence}.";
    }

    private static string Consequence(Impact impact, string? exception, GuardInput input)
    {
        bool isRebuilt = input.IsRebuilt;
        if (impact == Impact.None)
            return input.Recompiled is null ? "whether that hurts here, only compiling it both ways can tell" : "whether that hurts here, the compiler tells when the errors before it are gone";
        if ((impact & Impact.Source) != 0) return "the project does not compile against it" + ((impact & Impact.Behavior) != 0 && !isRebuilt ? Otherwise(exception) : AsBuilt(exception, isRebuilt));
        if ((impact & Impact.Recompile) != 0) return "the project compiles, and the same source means something else from then on" + AsBuilt(exception, isRebuilt);
        return isRebuilt ? "a rebuild mends that, but whatever is not rebuilt fails" + With(exception) : "what is not rebuilt fails" + With(exception);
    }

    /// <param name="exception">Empty where a reference goes another way, null where none does.</param>
    private static string Otherwise(string? exception) => exception switch
    {
        "" => ", and as built before its override is not called",
        null => ", and as built before it does something else",
        _ => AsBuilt(exception, isRebuilt: false),
    };

    private static string AsBuilt(string? exception, bool isRebuilt) => exception is null or "" || isRebuilt ? "" : ", and as built before it fails" + With(exception);

    private static string With(string? exception) => exception is null ? "" : " with " + exception;

    private static string Owner(string assembly, GuardInput input) =>
        input.PackageOf(assembly) is { } package ? package.Id + " " + package.Version : assembly;

    /// <summary><c>Program.Main calls Service.Go, which eventually calls Codec.Read</c>.</summary>
    private static string Way(LinkSite site)
    {
        var names = new List<string>();
        foreach (string id in site.Path.Select(UserMethod.Of).Select(DisplayName.Short))
        {
            if (names.Count == 0 || names[names.Count - 1] != id) names.Add(id);
        }
        const string Given = " gives a type that needs it to code that may call any of it";
        if (!site.IsCalled)
        {
            return names.Count switch
            {
                1 => names[0] + Given,
                2 => names[0] + " calls " + names[1] + ", which" + Given,
                _ => names[0] + " calls " + names[1] + ", which eventually calls " + names[names.Count - 1] + ", which" + Given,
            };
        }
        string verb = site.IsProven ? " calls " : " sets up what calls ";
        return names.Count switch
        {
            1 => names[0] + " uses it",
            2 => names[0] + verb + names[1],
            _ => names[0] + " calls " + names[1] + (site.IsProven ? ", which eventually calls " : ", which sets up what eventually calls ") + names[names.Count - 1],
        };
    }
}
