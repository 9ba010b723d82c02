using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Compiling;

/// <summary>Where the two compilations of one source lie, and whether the second is still to come.</summary>
/// <param name="name">File name of the project's assembly.</param>
internal sealed class BuildPair(string stateFolder, string name)
{
    private const string StateName = "SemverGuard";

    public string Name => name;

    /// <param name="reference">Reference assembly of a project: <c>obj/Debug/net10.0/ref/Data.dll</c>.</param>
    /// <returns>Null where it lies in another place.</returns>
    public static BuildPair? Beside(string reference) =>
        Path.GetDirectoryName(reference) is { } folder && Path.GetFileName(folder).Equals("ref", StringComparison.OrdinalIgnoreCase)
            ? new BuildPair(Path.Combine(Path.GetDirectoryName(folder)!, StateName), Path.GetFileName(reference))
            : null;

    /// <summary>Whether the project of a reference assembly was last compiled with SemverGuard, which may be switched off by now.</summary>
    public static bool IsCheckedBeside(string reference) => Beside(reference) is { } builds && File.Exists(builds.Compiled)
        && File.GetLastWriteTimeUtc(builds.Compiled) >= File.GetLastWriteTimeUtc(builds.Output);

    /// <summary>The build's own output, beside which the state lies.</summary>
    public string Output => Path.Combine(Path.GetDirectoryName(stateFolder)!, name);

    public string StateFolder => stateFolder;

    public string BeforeFolder => Path.Combine(stateFolder, "before");

    /// <summary>
    /// Of the compilation that asks whether the source still compiles; when it does, the build's own output is what is compared.
    /// </summary>
    public string AfterFolder => Path.Combine(stateFolder, "after");

    /// <summary>Of references that had to be edited for the first.</summary>
    public string ReferencesFolder => Path.Combine(BeforeFolder, "references");

    public string Before => Path.Combine(BeforeFolder, name);

    /// <summary>The comparison waits for the compiler's output. Still so when the next build begins: that compilation failed.</summary>
    public bool AreExpected => File.Exists(Mark);

    /// <param name="inputs">The fingerprint of what is checked, for when the check is done.</param>
    /// <param name="notCompared">The upgrades that the source already needs, and why they could not be taken back.</param>
    public void Expect(string inputs, IReadOnlyDictionary<string, string> notCompared) =>
        StampFile.Touch(Mark, string.Join("\n", notCompared.Select(x => x.Key + " " + x.Value.Replace('\n', ' ')).Prepend(inputs)));

    /// <inheritdoc cref="Expect"/>
    public (string Inputs, IReadOnlyDictionary<string, string> NotCompared) Expected
    {
        get
        {
            string[] lines = File.Exists(Mark) ? InputFile.Text(Mark).Split('\n') : [""];
            return (lines[0], lines.Skip(1).Select(x => x.Split([' '], 2))
                .ToDictionary(x => x[0], x => x[1], StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>The source is not compiled against the packages as they were.</summary>
    public void ForgetBefore() => StampFile.Remove(Before);

    public void Forget() => StampFile.Remove(Mark);

    /// <summary>Written by the targets behind each compilation.</summary>
    private string Compiled => Path.Combine(stateFolder, "compiled.stamp");

    /// <summary>The targets know its name.</summary>
    private string Mark => Path.Combine(stateFolder, "compare.pending");
}
