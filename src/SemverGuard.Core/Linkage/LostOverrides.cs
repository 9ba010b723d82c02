using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Overrides of assemblies that stayed as they are, which the upgraded package does not call any more: they load, and nothing fails.
/// </summary>
internal static class LostOverrides
{
    /// <summary>The calls that an override answered, and the package's own method does now, or none.</summary>
    public static IReadOnlyList<ChangedAnswer> In(IEnumerable<ChangedAnswer> answers) => [.. answers.Where(IsLost)];

    /// <param name="graph">Walked to the end.</param>
    public static IEnumerable<LinkFailure> Of(IEnumerable<ChangedAnswer> answers, CallGraph graph, Func<int, LinkSite> site)
    {
        foreach (var same in answers.GroupBy(x => (x.Was, From: x.Was.Image.Name)))
        {
            var answer = same.First();
            if (ReachedBy(answer, graph) is not { } node) continue;
            string declaration = Id(answer.Declaration), lost = DisplayName.Of(Id(answer.Was));
            string fact = !answer.Declared.IsFound
                ? $"has another signature of '{DisplayName.Of(declaration)}', so '{lost}' overrides nothing and is no longer called"
                : answer.Now == answer.Declared && !IsVirtual(answer.Declared)
                ? $"has made '{DisplayName.Of(declaration)}' non-virtual, so '{lost}' is no longer called"
                : $"calls '{DisplayName.Of(Id(answer.Now))}' where it called '{lost}'";
            yield return new LinkFailure(
                declaration, same.Key.From, answer.Declaration.Image.Name, "", fact) { Sites = [site(node)], IsLostOverride = true };
        }
    }

    /// <summary>A body of another assembly answered, and one of the declaring one's does, or none.</summary>
    private static bool IsLost(ChangedAnswer answer) =>
        answer.Was.Image.Name == answer.Type.Image!.Name && answer.Was.Image.Name != answer.Declaration.Image.Name
        && !answer.Declaration.Image.IsFramework
        && (!answer.Now.IsFound || answer.Now.Image.Name != answer.Was.Image.Name);

    /// <summary>The call that went to it; where the declaration is gone too, the override itself.</summary>
    private static int? ReachedBy(ChangedAnswer answer, CallGraph graph)
    {
        if (answer.Declared.IsFound) return graph.ReachedNode(answer.Declared.Image, (MethodDefinitionHandle)answer.Declared.Member);
        string id = DocumentationId.Method(answer.Was.Image, (MethodDefinitionHandle)answer.Was.Member);
        var type = answer.Type;
        var own = type.Definition.GetMethods().FirstOrDefault(x => DocumentationId.Method(type.Image!, x) == id);
        return own.IsNil ? null : graph.ReachedNode(type.Image!, own);
    }

    private static bool IsVirtual(MemberHome method) =>
        (method.Image.Reader.GetMethodDefinition(
            (MethodDefinitionHandle)method.Member).Attributes & System.Reflection.MethodAttributes.Virtual) != 0;

    private static string Id(MemberHome method) => DocumentationId.Used(method.Image, (MethodDefinitionHandle)method.Member);
}
