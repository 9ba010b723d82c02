using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tasks;

/// <inheritdoc cref="BaselineRecording"/>
public sealed class RecordBaseline : WorldTask
{
    private protected override void Run(ProjectWorld world) => new BaselineRecording(world, this).Run();
}
