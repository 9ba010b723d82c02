using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>Virtual calls that another method of the packages answers now, as changes of that method.</summary>
internal static class Answers
{
    /// <param name="assemblies">Simple names of those that changed.</param>
    /// <param name="all">Of all assemblies that changed, where somebody compared them already.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IEnumerable<Candidate> Of(
        AssemblySet before, AssemblySet after, IReadOnlyCollection<string> assemblies, IReadOnlyList<ChangedAnswer>? all)
    {
        var work = new SameWork(before, after);
        // A type that inherits another answer says nothing new; the one that declares the first of them tells it.
        foreach (var same in (all ?? ChangedAnswers.Of(before, after, assemblies)).Where(x => IsOfPackages(x, assemblies) && !IsMoved(x))
            .GroupBy(x => (Text(x.Was), Text(x.Now))))
        {
            var answer = same.OrderBy(x => assemblies.Contains(x.Type.Image!.Name) ? 0 : 1).ThenBy(x => after.MemberScopes(x.Type).Length)
                .First();
            if (work.Of(answer.Was, answer.Now, out string? difference) == Likeness.Same || IsInlined(answer)) continue;
            yield return Candidate(answer, difference, [.. same.Select(x => x.Type)]);
        }
    }

    private static bool IsOfPackages(ChangedAnswer answer, IReadOnlyCollection<string> assemblies) =>
        answer.Now.IsFound && (assemblies.Contains(answer.Now.Image.Name) || assemblies.Contains(answer.Was.Image.Name))
        && (assemblies.Contains(answer.Was.Image.Name) || answer.Was.Image.IsFramework)
        && (assemblies.Contains(answer.Now.Image.Name) || answer.Now.Image.IsFramework);

    /// <summary>The same method in an assembly of another name: what it does otherwise is told as that.</summary>
    private static bool IsMoved(ChangedAnswer answer) =>
        answer.Was.IsFound && answer.Was.Image.Name != answer.Now.Image.Name && Id(answer.Was) == Id(answer.Now);

    /// <summary>An abstract declaration answered nothing, and no object was of such a type.</summary>
    private static bool IsInlined(ChangedAnswer answer) => IsAbstract(answer.Was) || IsAbstract(answer.Now);

    private static bool IsAbstract(MemberHome method) =>
        (method.Image.Reader.GetMethodDefinition(
            (MethodDefinitionHandle)method.Member).Attributes & System.Reflection.MethodAttributes.Abstract) != 0;

    private static Candidate Candidate(ChangedAnswer answer, string? difference, TypeHome[] types)
    {
        string was = DisplayName.Short(Id(answer.Was)).Replace(".get_", ".").Replace(".set_", ".");
        string type = DisplayName.Type(answer.Type.Name), @for = answer.Now.Type == answer.Type ? "" : $" for {type}";
        string text = $"now runs{@for} in place of {was}{Apart(answer)}" + (difference is null ? "" : ": it " + difference);
        var effect = new Effect(EffectKind.Answer, Text(answer.Was), text, Weight.Faint);
        var (image, method) = answer.Now.Image.IsFramework
            ? (answer.Type.Image!, default(EntityHandle))
            : (answer.Now.Image, answer.Now.Member);
        string symbol = method.IsNil ? "T:" + answer.Type.Name : Id(answer.Now);
        if (method.IsNil) effect = effect with { Text = $"now runs {DisplayName.Short(Id(answer.Now))} (was {was})" };
        return new Candidate(new ChangedMethod(symbol, image.Name, [effect]), answer.Type.Name, image,
            method.IsNil ? [answer.Type.Handle] : [method]) { For = types };
    }

    /// <summary>What tells two methods apart whose short names are the same.</summary>
    private static string Apart(ChangedAnswer answer)
    {
        string was = Id(answer.Was), now = Id(answer.Now);
        if (DisplayName.Short(was) != DisplayName.Short(now)) return "";
        int had = Arity(answer.Was), has = Arity(answer.Now);
        if (had != has)
            return $" of the type of that name with {had} type parameter{(had == 1 ? "" : "s")}, which this has {has} of";
        return answer.Was.Type.Name != answer.Now.Type.Name ? " of " + SafeText.OneLine(answer.Was.Type.Name)
            : DisplayName.Of(was) is var full && full != DisplayName.Of(now) ? $", '{full}'" : "";
    }

    private static int Arity(MemberHome method) => method.Type.Definition.GetGenericParameters().Count;

    private static string Id(MemberHome method) => DocumentationId.Method(method.Image, (MethodDefinitionHandle)method.Member);

    private static string Text(MemberHome method) => method.IsFound ? Id(method) : "";
}
