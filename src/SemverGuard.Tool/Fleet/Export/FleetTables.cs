using SemverGuard.Tool.Commands;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Fleet.Export;

/// <summary>How many rows of each table were written.</summary>
internal sealed record FleetExport(string Folder, int Packages, int Uses, int Findings)
{
    public string Summary(int services) =>
        $"{Shared.Count(services, "service")}: {Shared.Count(Packages, "package")}, {Shared.Count(Uses, "use")} "
        + $"and {Shared.Count(Findings, "accepted finding")} written to {Folder}.";
}

/// <summary>
/// The fleet as three tables. Their columns are a contract: docs/fleet.md has them, and what changes them changes <see cref="Version"/>.
/// </summary>
internal static class FleetTables
{
    public const int Version = 1;

    /// <summary>Writes all three beside their places and moves them there when they are whole.</summary>
    public static FleetExport Write(string folder, FleetReader reader)
    {
        string work = OutputFile.WorkFolder(folder);
        try
        {
            FleetExport written;
            using (var packages = new PackagesTable(work))
            using (var uses = new UsesTable(work))
            using (var findings = new FindingsTable(work))
            {
                foreach (var baseline in reader.Read(withAccepted: true))
                {
                    foreach (var package in baseline.Baseline.Packages)
                    {
                        packages.Add(baseline, package, uses.Add(baseline, package));
                    }
                    foreach (var finding in baseline.Accepted) findings.Add(baseline, finding);
                }
                written = new FleetExport(folder, packages.Finish(), uses.Finish(), findings.Finish());
            }
            foreach (string file in Directory.GetFiles(work)) OutputFile.Move(file, Path.Combine(folder, Path.GetFileName(file)));
            return written;
        }
        finally
        {
            OutputFile.RemoveFolder(work);
        }
    }

}
