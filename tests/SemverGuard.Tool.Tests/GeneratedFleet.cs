using SemverGuard.Baselines;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>Baselines as builds record them, of services that nobody wrote. The same ones each time.</summary>
internal static class GeneratedFleet
{
    private static readonly string[] Packages = ["Alpha.Client", "Beta.Core", "Gamma", "Newtonsoft.Json", "Omega.Logging"];

    private static readonly string[] Versions = ["1.2.0", "13.0.1", "13.0.3", "14.0.0-rc.1"];

    private static readonly string[] Members = ["Close", "Open", "OpenAll", "Send(System.String)", "Send(System.String,System.Int32)"];

    public static void Write(string folder, int services)
    {
        var random = new Random(7);
        for (int i = 0; i < services; i++)
        {
            string project = Path.Combine(folder, "team" + i % 50, "service" + i);
            Directory.CreateDirectory(project);
            // Every tenth has two target frameworks, and is one service.
            foreach (string framework in i % 10 == 0 ? ["net10.0", "net8.0"] : new[] { "net10.0" })
            {
                string stem = Path.Combine(project, $"SemverGuard.{framework}.");
                File.WriteAllText(stem + "baseline", BaselineText.Write(Baseline(random, framework)));
                if (i % 7 == 0) File.WriteAllText(stem + "accepted", AcceptedText.Write(AcceptedFindings.Empty.And([Accepted(i)])));
            }
        }
    }

    private static AcceptedFinding Accepted(int service) =>
        new("SG3001", "T:Gamma.Client", "Gamma", "1.2.0", "13.0.1", "not called, see #" + service);

    private static Baseline Baseline(Random random, string framework) => new()
    {
        Framework = framework,
        Project = "Service.csproj",
        Packages = [.. Packages.Where(x => x == "Omega.Logging" || random.Next(4) > 0).Select(x => Package(random, x))],
    };

    private static BaselinePackage Package(Random random, string id)
    {
        bool isDirect = random.Next(3) == 0;
        return new BaselinePackage
        {
            Id = id,
            Version = Versions[random.Next(Versions.Length)],
            IsDirect = isDirect,
            Via = isDirect ? [] : ["Omega.Logging"],
            Assemblies = [Assembly(random, id, isUsed: isDirect || random.Next(5) == 0)],
        };
    }

    private static BaselineAssembly Assembly(Random random, string id, bool isUsed) =>
        new() { Name = id, Version = new Version(1, 0, 0, 0), Mvid = Guid.Empty, Symbols = isUsed ? Symbols(random, id) : [] };

    private static BaselineSymbol[] Symbols(Random random, string id) =>
    [
        .. from member in Members
           where random.Next(2) == 0
           select new BaselineSymbol($"M:{id}.Client.{member}", random.Next(4) == 0 ? Use.Overload : Use.Call, "public method static"),
        new BaselineSymbol($"T:{id}.Client", Use.None, "public class static"),
    ];
}
