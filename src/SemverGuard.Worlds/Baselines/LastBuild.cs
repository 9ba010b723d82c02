using SemverGuard.Baselines;

namespace SemverGuard.Worlds.Baselines;

/// <summary>
/// What the project's last successful compilation referenced and used, kept under obj. It proves what a compiled assembly was compiled
/// against, which neither its time stamp nor its name can, and it knows today's uses while the committed baseline waits to be accepted.
/// The project's own compiler writes the module version id of that assembly, so it is one that can be believed.
/// </summary>
internal static class LastBuild
{
    public static void Write(string stateFolder, Guid mvid, Baseline baseline)
    {
        BaselineFile.Write(Packages(stateFolder), baseline);
        OutputFile.Write(Stamp(stateFolder), mvid.ToString());
    }

    /// <returns>Null when the assembly with that module version id is not the one that was recorded.</returns>
    public static Baseline? Read(string stateFolder, Guid mvid, string framework)
    {
        try
        {
            return File.Exists(Stamp(stateFolder)) && InputFile.Text(Stamp(stateFolder)) == mvid.ToString()
                ? BaselineFile.Read(Packages(stateFolder), framework).Baseline
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whatever assembly it was of: the one that the project's other frameworks wait for.</summary>
    public static Baseline? Read(string stateFolder, string framework) => BaselineFile.Read(Packages(stateFolder), framework).Baseline;

    private static string Packages(string stateFolder) => Path.Combine(stateFolder, "last-build.baseline");

    private static string Stamp(string stateFolder) => Path.Combine(stateFolder, "last-build.mvid");
}
