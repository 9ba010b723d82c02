using System.IO.Compression;
using SemverGuard.Fuzz;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Packages that were made to do harm, each in a project that takes it: the build is as it would be without us.</summary>
public sealed class CraftedPackageTests
{
    /// <summary>Those of which the compiler itself makes something; and what is said of each, where that is its limit.</summary>
    private static readonly string[] Kinds =
    [
        "names-evil", "references-deep", "specification-self", "specification-doubles", "attribute-counts", "interfaces-deep",
            "bodies-shared", "handlers", "field-deep",
    ];

    [Fact]
    public void A_solution_with_hostile_packages_builds_as_it_is()
    {
        using var solution = new ConsumerSolution();
        foreach (string kind in Kinds)
        {
            string id = Id(kind);
            Pack(id, "1.0.0", new CraftedImage(1, id).WithUsed().Build());
            Pack(id, "1.0.1", Crafted.Build(kind, 2, id));
            solution.Version(id, "1.0.0").Project("Uses" + id, $"<ItemGroup><PackageReference Include=\"{id}\" /></ItemGroup>")
                .With($"Uses{id}/Use.cs", "public static class Use { public static void It() { E.M0(); E.M1(); } }\n");
        }
        solution.Build().ShouldSucceed().ShouldNotWarn();

        foreach (string kind in Kinds) solution.Version(Id(kind), "1.0.1");
        var build = solution.Build().ShouldSucceed();
        Assert.DoesNotContain(build.Diagnostics, x => x.Code is "SG9009" or "AD0001" || x.Code.StartsWith("MSB", StringComparison.Ordinal));
        foreach (string kind in Kinds)
        {
            Assert.True(File.Exists(solution.PathOf($"Uses{Id(kind)}/bin/Debug/net10.0/Uses{Id(kind)}.dll")), kind);
            string said = Crafted.Kinds[kind].Said;
            var told = Unread(build, kind);
            if (said != "-") Assert.Contains(said, Assert.Single(told).Message, StringComparison.Ordinal);
        }
        Assert.Contains(build.Diagnostics, x => x.Message.Contains(Id("names-evil") + " 1.0.1: `E.M0` now throws \\u000d\\u000a",
            StringComparison.Ordinal));
        // Told again by the next build, in as many lines.
        var next = solution.Build().ShouldSucceed();
        Assert.All(Kinds, x => Assert.Equal(Unread(build, x).Length, Unread(next, x).Length));
        foreach (string line in build.Output.Split('\n'))
        {
            Assert.DoesNotContain(Crafted.Orders, x => line.TrimStart().StartsWith(x, StringComparison.Ordinal));
            Assert.DoesNotContain('\u001b', line);
            Assert.DoesNotContain('\u202e', line);
            Assert.DoesNotContain("##vso[", line, StringComparison.Ordinal);
        }
    }

    private static BuildDiagnostic[] Unread(BuildResult build, string kind) =>
        [.. build.Diagnostics.Where(x => x.Code == "SG9005" && x.Message.Contains(Id(kind), StringComparison.Ordinal))];

    [Fact]
    public void A_version_with_the_module_version_id_of_the_one_before_is_compared()
    {
        const string Id = "SgTest.TakenId";
        Pack(Id, "1.0.0", new CraftedImage(1, Id).WithUsed().Build());
        Pack(Id, "1.0.1", Crafted.Build("names-evil", 1, Id));
        using var app = new ConsumerProject().Referencing(Id, "1.0.0").With("Program.cs", "E.M0();\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Id, "1.0.1").Build().ShouldSucceed();
        Assert.Contains(build.Diagnostics, x => x.Message.Contains("`E.M0` now throws ", StringComparison.Ordinal));
    }

    private static string Id(string kind) => "SgTest.Crafted." + kind.Replace('-', '.');

    private static void Pack(string id, string version, byte[] image)
    {
        string file = Path.Combine(Repository.Feed, $"{id}.{version}.nupkg"),
            extracted = Path.Combine(Repository.Packages, id.ToLowerInvariant(), version);
        Directory.CreateDirectory(Repository.Feed);
        if (Directory.Exists(extracted)) Directory.Delete(extracted, recursive: true);
        using var package = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        string metadata = $"<id>{id}</id><version>{version}</version><authors>x</authors><description>x</description>";
        using (var nuspec = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
            nuspec.Write($"<package><metadata>{metadata}</metadata></package>");
        using var library = package.CreateEntry($"lib/netstandard2.0/{id}.dll").Open();
        library.Write(image);
    }
}
