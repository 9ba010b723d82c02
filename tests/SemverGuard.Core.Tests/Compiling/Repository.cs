namespace SemverGuard.Compiling;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Tests that compare with a checked-in file write it instead.</summary>
    public static bool IsUpdating { get; } = Environment.GetEnvironmentVariable("SEMVERGUARD_UPDATE") == "1";

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A checked-in file has that text; it is given it where files are written.</summary>
    public static void Holds(string file, string text)
    {
        if (IsUpdating) File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string Find(DirectoryInfo? directory)
    {
        for (; directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "build", "Packages.props"))) return directory.FullName;
        }
        throw new DirectoryNotFoundException("The tests run from a folder inside the repository.");
    }
}
