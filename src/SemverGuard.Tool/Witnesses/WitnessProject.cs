using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tool.Witnesses;

/// <summary>A project of our own with one version of the package, in which a witness is tried.</summary>
/// <param name="sources">Folder whose package sources are asked.</param>
internal sealed class WitnessProject(string folder, PackageVersion package, string sources, CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What a witness uses of xunit, so that it can be tried where there is none.</summary>
    internal const string Xunit = """
        namespace Xunit
        {
            public sealed class FactAttribute : System.Attribute;

            public static class Assert
            {
                public static void Equal<T>(T expected, T actual)
                {
                    bool isSame = expected is System.Collections.IEnumerable a and not string && actual is System.Collections.IEnumerable b
                        ? System.Linq.Enumerable.SequenceEqual(
                                System.Linq.Enumerable.Cast<object>(a), System.Linq.Enumerable.Cast<object>(b))
                        : object.Equals(expected, actual);
                    if (!isSame) throw new System.Exception($"expected {Text(expected)}, was {Text(actual)}");
                }

                private static string Text(object value) => value is System.Collections.IEnumerable items and not string
                    ? string.Join(", ", System.Linq.Enumerable.Cast<object>(items)) : $"{value}";

                public static void Null(object value)
                {
                    if (value is not null) throw new System.Exception($"was {value}");
                }

                public static void Empty(System.Collections.IEnumerable items)
                {
                    foreach (object item in items) throw new System.Exception($"was {item}");
                }

                public static void NotEmpty(System.Collections.IEnumerable items)
                {
                    foreach (object item in items) return;
                    throw new System.Exception("was empty");
                }

                public static void NotNull(object value) => System.ArgumentNullException.ThrowIfNull(value);

                public static void Throws<T>(System.Action action) where T : System.Exception
                {
                    try { action(); }
                    catch (T e) when (e.GetType() == typeof(T)) { return; }
                    throw new System.Exception("did not throw " + typeof(T));
                }
            }
        }
        """;

    private string ProjectFile => Path.Combine(folder, "Witness.csproj");

    /// <summary>What source sees of the package.</summary>
    /// <exception cref="InvalidDataException">It cannot be restored.</exception>
    public Compilation Compilation()
    {
        Write("public static class Program { public static void Main() { } }\n");
        string worlds = Directory.CreateDirectory(Path.Combine(folder, "worlds")).FullName;
        var build = SolutionBuild.Of(
            ProjectFile, worlds, cancellation, new Dictionary<string, string> { ["RestoreRootConfigDirectory"] = sources }).Whole();
        return CSharpCompilation.Create(
            "Witness", null, build.Worlds[0].ReferencePath.Select(x => MetadataReference.CreateFromFile(x.FullPath)));
    }

    /// <summary>Whether the witness is green.</summary>
    /// <returns>Null when it is; else what was said.</returns>
    public string? Failure(string witness, string name)
    {
        Write($"{witness}\npublic static class Program {{ public static void Main() => new {name}().Holds(); }}\n");
        string[] arguments = ["run", "--project", ProjectFile, "-v", "q", "-p:RestoreRootConfigDirectory=" + Lists.Escaped(sources)];
        var (exitCode, output) = Command.Run(DotnetHost.Locate("dotnet"), arguments, folder, cancellation, Patience);
        if (exitCode == 0) return null;
        var lines = output.Split('\n').Select(x => x.Trim()).Where(x => x.Length > 0).ToArray();
        return Array.Find(
            lines, x => x.Contains(": error ", StringComparison.Ordinal) || x.StartsWith("Unhandled exception", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "it does not run";
    }

    private void Write(string program)
    {
        OutputFile.Write(Path.Combine(folder, "Program.cs"), program);
        OutputFile.Write(Path.Combine(folder, "Xunit.cs"), Xunit);
        OutputFile.Write(ProjectFile, Text(package));
    }

    /// <summary>Nothing in it is for XML or MSBuild to read but what is written here: the names come from a report.</summary>
    public static string Text(PackageVersion package)
    {
        string id = RestoreProject.Escaped(package.Id), version = RestoreProject.Escaped(package.Version);
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net{Environment.Version.Major}.0</TargetFramework></PropertyGroup>
              <PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <PropertyGroup>
                <SemverGuardEnabled>false</SemverGuardEnabled><EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup><Compile Include="Program.cs;Xunit.cs" /><PackageReference Include="{id}" Version="[{version}]" /></ItemGroup>
            </Project>
            """;
    }
}
