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
    public static string OfChange(Change change, Impact impact, Rebind? rebind, Bump bump, int places, LinkFailure? failure,
        CompileError? error, GuardInput input)
    {
        string? exception = failure?.Exception;
        var text = new StringBuilder(Fact(change, bump, places));
        if (rebind is not null) text.Append("; ").Append(Meaning(rebind));
        if (error is not null && NewerLanguage.Needed(error) is { } version)
            return text.Append($" as it did; what stands here means something of C# {version} by now. The project no longer compiles: ")
                .Append($"set LangVersion to {version} or newer, or change the code.").ToString();
        text.Append(". ").Append(
            rebind is { IsUnseen: true } ? Unseen(rebind) + AsBuilt(exception, input.IsRebuilt)
                : impact == Impact.Binary && failure is { IsLasting: true } ? End(failure) + ", and so does a rebuild"
                : Consequence(impact, exception, input) + Difference(rebind));
        return text.Append('.').ToString();
    }

    private static string Fact(Change change, Bump bump, int places) =>
        $"{bump.Id} {bump.After}: '{change.Name}' {change.Text}{(places > 1 ? $" ({places} places)" : "")}";

    /// <summary>What the project uses changed, and a library that needs it stays as it is.</summary>
    public static string OfBoth(Change change, LinkFailure failure, Bump bump, int places, GuardInput input) =>
        $"{Fact(change, bump, places)}. {Owner(failure.From, input)} depends on it too"
        + (failure.Sites.Count == 0 ? ", but nothing was found that gets there. " : $": {Way(failure.Sites[0])}. ") + End(failure) + ".";

    private static string End(LinkFailure failure) =>
        failure.IsSilent ? "That runs and does something else"
        : failure.Sites.Count == 0 ? "It would fail with " + failure.Exception
        : "That fails with " + failure.Exception;

    /// <summary>A reference that does not link.</summary>
    /// <param name="bump">What it comes of.</param>
    public static string OfFailure(LinkFailure failure, GuardInput input, Bump bump, bool isRefused = false)
    {
        var text = new StringBuilder();
        text.Append(Bringer(failure.Target, input)).Append(' ').Append(failure.Fact).Append(". ");
        bool isOwn = failure.From == input.Consumer?.Name, isOther = failure.From != failure.Target && !isOwn;
        if (isRefused) text.Append("The project no longer compiles. ");
        if (isOther) text.Append(Dependent(failure, bump, input));
        if (failure.Sites.Count == 0)
            text.Append(isOther ? ", but nothing was found that gets there. " : "Nothing was found that gets there. ");
        else if (isOther) text.Append($": {Way(failure.Sites[0])}. ");
        else if (!IsAboutUser(failure)) text.Append(Capital(Way(failure.Sites[0]))).Append(". ");
        bool isMended = isOwn && !isRefused && !failure.IsLasting && input is { IsRebuilt: true, Recompiled.Compiles: true };
        text.Append(isMended && !failure.IsSilent ? Consequence(Impact.Binary, failure.Exception, input) : End(failure));
        return text.Append('.').ToString();
    }

    /// <summary>The method that uses it, or its type, is what the fact is about: it says so itself.</summary>
    private static bool IsAboutUser(LinkFailure failure) => failure.Sites[0] is { Path: [var user], IsCalled: true }
        && new[] { user, DocumentationId.DeclaringType(user) }.Select(DisplayName.Short)
            .Any(x => failure.Fact.Contains($"'{x}'") || failure.Fact.Contains($"'{x}("));

    /// <summary>What was not there before either is the matter of who asks for it, or of who brought that one.</summary>
    private static string Dependent(LinkFailure failure, Bump bump, GuardInput input)
    {
        string from = Owner(failure.From, input);
        if (!failure.IsNewlyAsked || bump.IsAsItIs || Has(failure.Target)) return from + " depends on it";
        return from + (Has(failure.From) ? " now depends on it" : $", which {bump.Id} {bump.After} brought, depends on it");

        bool Has(string assembly) => bump.Assemblies.Contains(assembly, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whoever has an assembly in the application: a package, the framework, or the assembly is the project's own.</summary>
    private static string Bringer(string assembly, GuardInput input) =>
        input.PackageOf(assembly) is { } package ? package.Id + " " + package.Version
        : input.RuntimeAfter?.Find(assembly) is { IsFramework: true } ? "The framework"
        : assembly;

    /// <summary>The same source means something else.</summary>
    public static string OfRebind(Rebind rebind, Impact impact, Bump bump, IReadOnlyList<SourceSite> sites) =>
        $"{bump.Id} {bump.After}: {Meaning(rebind)}{(sites.Count > 1 ? $" ({sites.Count} places)" : "")}. "
        + (rebind.IsUnseen ? rebind.Difference is null ? "It compiles; " + UnseenThere : Unseen(rebind)
            : rebind.Kind == RebindKind.EnumValue && (impact & Impact.Behavior) != 0 ? OldNumber
            : rebind is { Kind: RebindKind.Tuple, IsHandedOn: true } ? OldPlace
            : rebind is { Kind: RebindKind.EnumValue, IsHandedOn: true } ? NewNumber
            : "It compiles and does something else" + Difference(rebind)) + ".";

    /// <summary><c>Program.Main now calls Show.It(string) (was Show.It(object))</c>.</summary>
    private static string Meaning(Rebind rebind)
    {
        bool saysSo = rebind.Text.StartsWith("no longer ", StringComparison.Ordinal)
            || rebind.Text.StartsWith("is ", StringComparison.Ordinal);
        return DisplayName.Short(rebind.Method) + (saysSo ? " " : " now ") + rebind.Text;
    }

    private const string UnseenThere = "whether that does the same cannot be told from the code";

    private static string Unseen(Rebind rebind) =>
        rebind.Difference is { } difference ? "It compiles, and " + DisplayName.Short(rebind.Symbol) + " " + difference
            : "Whether that does the same cannot be told from the code";

    /// <summary>The old build goes on with the number that an enum's member had.</summary>
    private const string OldNumber =
        "A rebuild takes the new number; the old build goes on with the old one, which means something else now";

    /// <summary>A tuple's values have moved along with their names, as far as can be seen.</summary>
    private const string OldPlace =
        "A rebuild reads the element of that name; the old build reads the old place, where another value may be";

    /// <summary>The package knows the number of today; who has another from before does not.</summary>
    private const string NewNumber = "This build takes the new number; what was stored or sent with the old one means something else now";

    private static string Difference(Rebind? rebind) => rebind?.Difference is { } difference ? ": " + difference : "";

    /// <summary>
    /// A compiler error that another fact than a change of the API explains, or none. The compiler's own sentence stands beside it.
    /// </summary>
    public static string OfError(string told, Bump bump) => $"{bump.Id} {bump.After} {told}.";

    /// <summary>What can be said of an error of which no cause is known.</summary>
    /// <param name="used">What the place uses of the package; null when nothing of an upgraded package is known there.</param>
    /// <param name="gained">What the type of that got and did not have, as the rest of a sentence about the upgrade; empty when it is as it
    /// was.</param>
    public static string OfUnknown(CompileError error, string? used, string gained, IEnumerable<Bump> others)
    {
        string[] rest = [.. others.Select(x => x.Id + " " + x.After)];
        string more = rest.Length > 3 ? $" or {rest.Length - 3} more" : "";
        return used is not null
            ? $"brings {error.Id} here. " + (gained.Length > 0
                ? gained
                : $"The code uses its '{DisplayName.Of(used)}', and no change of its API was found that explains the error")
            : $"{(rest.Length > 0 ? $"(or {string.Join(", ", rest.Take(3))}{more}) " : "")}brings {error.Id} here. No change of an API "
                + "was found that explains it, and the place uses nothing of an upgraded package";
    }

    /// <summary>At the beginning of a sentence.</summary>
    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>Of one kind about one package; the rest is counted.</summary>
    private const int MostFacts = 3;

    /// <summary>Something about the package itself.</summary>
    /// <param name="changes">Of one kind, the worst first.</param>
    public static string OfPackage(IReadOnlyList<PackageChange> changes, Bump bump)
    {
        // Of several kinds of native code one needs a newer system, another lost a function: neither stands for the other.
        string[] all = [.. changes.GroupBy(x => x.Consequence)
            .Select(x => x.First().Text + (x.Count() > 1 ? $", and {x.Count() - 1} more like it" : "") + ": " + x.Key + ".")];
        string rest = all.Length > MostFacts ? $" And {all.Length - MostFacts} more." : "";
        return $"{bump.Id} {bump.After} {string.Join(" It also ", all.Take(MostFacts))}{rest}";
    }

    private static string Consequence(Impact impact, string? exception, GuardInput input)
    {
        bool isRebuilt = input.IsRebuilt;
        if (impact == Impact.None)
            return input.Recompiled is null
                ? "Only a compiler can tell whether that hurts here"
                : "Whether that hurts here shows when the errors before it are gone";
        if ((impact & Impact.Source) != 0)
            return "The project no longer compiles" + ((impact & Impact.Behavior) != 0 && !isRebuilt
                ? Otherwise(exception)
                : AsBuilt(exception, isRebuilt));
        if ((impact & Impact.Recompile) != 0) return "It compiles and means something else" + AsBuilt(exception, isRebuilt);
        if (exception is "" && !isRebuilt) return "Assemblies that are not rebuilt no longer have their override called";
        return (isRebuilt && input.Recompiled is not { Compiles: false }
            ? "A rebuild fixes this project; assemblies that are not rebuilt fail"
            : "Assemblies that are not rebuilt fail") + With(exception);
    }

    /// <param name="exception">Empty where a reference goes another way, null where none does.</param>
    private static string Otherwise(string? exception) => exception switch
    {
        "" => "; the old build no longer calls its override",
        null => "; the old build does something else",
        _ => AsBuilt(exception, isRebuilt: false),
    };

    private static string AsBuilt(string? exception, bool isRebuilt) =>
        exception is null or "" || isRebuilt ? "" : "; the old build fails" + With(exception);

    private static string With(string? exception) => exception is null or "" ? "" : " with " + exception;

    private static string Owner(string assembly, GuardInput input) =>
        input.PackageOf(assembly) is { } package ? package.Id + " " + package.Version : assembly;

    /// <summary><c>Program.Main calls Service.Go, which eventually calls Codec.Read</c>.</summary>
    private static string Way(LinkSite site)
    {
        var names = new List<string>();
        foreach (string name in site.Path.Select(DisplayName.Short))
        {
            // What the compiler made of one method is one place, and so are two overloads to who reads this.
            if (names.Count == 0 || names[names.Count - 1] != name) names.Add(name);
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
            _ =>
                names[0] + " calls " + names[1] + (site.IsProven ? ", which eventually calls " : ", which sets up what eventually calls ")
                    + names[names.Count - 1],
        };
    }
}
