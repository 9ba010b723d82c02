using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SemverGuard.Compiling;

namespace SemverGuard.Faults;

/// <summary>
/// What came out of runs, kept from one test run to the next by the content of what was run: only what is said of it has to be found again.
/// </summary>
internal sealed class KeptOutcomes(string folder)
{
    private static readonly string Place = Directory.CreateDirectory(Repository.PathOf("artifacts", "faults")).FullName;

    /// <summary>Of this framework and of the code that runs consumers.</summary>
    private static readonly string Host = Environment.Version + typeof(KeptOutcomes).Module.ModuleVersionId.ToString();

    private readonly Dictionary<int, string> files = [];

    public string? Find(int number) => File.Exists(FileOf(number)) ? File.ReadAllText(FileOf(number)) : null;

    public void Keep(int number, string outcome) => File.WriteAllText(FileOf(number), outcome);

    private string FileOf(int number)
    {
        if (files.TryGetValue(number, out string? file)) return file;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Host));
        hash.AppendData(File.ReadAllBytes(Path.Combine(folder, "App.dll")));
        hash.AppendData(File.ReadAllBytes(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + ".dll")));
        return files[number] = Path.Combine(Place, Convert.ToHexString(hash.GetHashAndReset())[..24] + ".txt");
    }
}
