using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tasks;

/// <inheritdoc cref="Acceptance"/>
public sealed class AcceptUpgrades : WorldTask
{
    /// <inheritdoc cref="Acceptance.Packages"/>
    /// <remarks>As <see cref="Lists"/> reads them.</remarks>
    public string Packages { get; set; } = "";

    /// <inheritdoc cref="Acceptance.Findings"/>
    /// <remarks>As <see cref="Lists"/> reads them.</remarks>
    public string Findings { get; set; } = "";

    /// <inheritdoc cref="Acceptance.Reason"/>
    public string Reason { get; set; } = "";

    /// <inheritdoc cref="Acceptance.IsOneOfMany"/>
    public bool IsOneOfMany { get; set; }

    /// <inheritdoc cref="Acceptance.Accepted"/>
    [Output]
    public ITaskItem[] Accepted { get; private set; } = [];

    private protected override void Run(ProjectWorld world)
    {
        var acceptance = new Acceptance(
            world, this) { Packages = Lists.Split(Packages), Findings = Lists.Split(Findings), Reason = Reason, IsOneOfMany = IsOneOfMany };
        acceptance.Run();
        Accepted = [.. acceptance.Accepted.Select(x => new TaskItem(Lists.Escaped(x)))];
    }
}
