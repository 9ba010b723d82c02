using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tasks;

/// <inheritdoc cref="LateCheck"/>
public sealed class CompareBuilds : WorldTask
{
    private protected override void Run(ProjectWorld world) => new LateCheck(world, this).Run();
}
