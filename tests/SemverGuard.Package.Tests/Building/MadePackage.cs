namespace SemverGuard.Package.Tests.Building;

/// <summary>A package of our own making, packed into the feed: for what no real package does on its own.</summary>
internal static class MadePackage
{
    private static readonly Lock Packing = new();

    /// <param name="files">Names and texts. A last one that is a project is packed; else a plain library of them is.</param>
    public static void Pack(string id, string version, params (string File, string Text)[] files)
    {
        lock (Packing)
        {
            string folder = Path.Combine(Repository.Work, "made", id + "." + version);
            var wanted = files.Any(x => x.File.EndsWith("proj")) ? files : [.. files, (id + ".csproj", Project)];
            bool isMade = File.Exists(Path.Combine(Repository.Feed, $"{id}.{version}.nupkg"))
                && wanted.All(x => File.Exists(Path.Combine(folder, x.File)) && File.ReadAllText(Path.Combine(folder, x.File)) == x.Text);
            if (isMade) return;
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            foreach (var (file, text) in wanted)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                File.WriteAllText(Path.Combine(folder, file), text);
            }
            string extracted = Path.Combine(Repository.Packages, id.ToLowerInvariant(), version);
            if (Directory.Exists(extracted)) Directory.Delete(extracted, recursive: true);
            var (exitCode, output) = Dotnet.Run(folder, null, "pack", wanted.Last(x => x.File.EndsWith("proj")).File, "-c", "Release",
                $"-p:PackageId={id}", $"-p:Version={version}", "-o", Repository.Feed);
            Assert.True(exitCode == 0, output);
        }
    }

    /// <summary>For a package that asks for others of the feed.</summary>
    public static (string File, string Text) OnFeed => ("nuget.config",
        $"<configuration><packageSources><add key=\"under-test\" value=\"{Repository.Feed}\" /></packageSources></configuration>");

    /// <summary>A library of one file that asks for other packages; for a version that is not there, NuGet takes another.</summary>
    /// <param name="references">Further elements beside each other: <c>PackageReference</c>.</param>
    public static void PackOn(string id, string version, string source, string references) => Pack(id, version,
        ("Lib.cs", source),
        OnFeed,
        (id + ".csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
          <ItemGroup>{references}</ItemGroup>
        </Project>
        """));

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <LangVersion>latest</LangVersion>
          </PropertyGroup>
        </Project>
        """;
}
