using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tasks;

/// <inheritdoc cref="EarlyCheck"/>
public sealed class CheckUpgrades : WorldTask
{
    private protected override void Run(ProjectWorld world) => new EarlyCheck(world, this).Run();
}
