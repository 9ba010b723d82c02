using Mono.Cecil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>What the project's own code uses of the packages that moved, whether it runs or not.</summary>
internal sealed class UsedMembers
{
    private readonly HashSet<(string Member, string Assembly)> members = [];

    /// <summary>Documentation comment ids, with the simple names of their assemblies.</summary>
    public IReadOnlyCollection<(string Member, string Assembly)> All => members;

    public void Add(MethodReference method, string assembly) => members.Add((Resolution.IdOf(method), assembly));

    public void Add(FieldReference field, string assembly) => members.Add((Resolution.IdOf(field), assembly));
}
