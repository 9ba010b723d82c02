using System.IO.Compression;
using System.Text;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Fuzz;

/// <summary>Input number so and so of a seed, and what becomes of it.</summary>
internal static class Inputs
{
    private const string Nuspec = """
        <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Lib</id><version>1.0.1</version><authors>a</authors><description>d</description>
        <license type="expression">MIT</license><repository type="git" url="https://github.com/owner/lib.git" /><dependencies><group targetFramework="net8.0"><dependency id="Other" version="[1.0.0, )" /></group></dependencies></metadata></package>
        """;

    private const string Baseline = """
        # SemverGuard baseline. The upgrades of this project's packages are compared with it; commit it.
        format 1
        package Lib 1.0.0 direct
        assembly Lib 1.0.0.0
        T:Lib.Shape class public
        M:Lib.Shape.Get(System.String,System.Int32) public returns System.Int32
        """;

    private const string Accepted = "# Accepted findings.\nformat 1\nSG1101 M:Lib.Shape.Draw(System.Object) Lib 1.0.0 -> 1.0.1: tested\n";

    /// <summary>What an exception that escapes is called; null where there is none.</summary>
    public static string? Run(int seed, long number)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) ^ (number * 7919))));
        try
        {
            switch (number % 16)
            {
                case < 6: Assembly(Images.Before, Mutations.Of(Images.After, random), Images.Consumer); break;
                case 6: Assembly(Mutations.Of(Images.Before, random), Images.After, Images.Consumer); break;
                case 7: Assembly(Images.Before, Images.After, Mutations.Of(Images.Consumer, random)); break;
                case 8 or 9:
                    byte[] real = Images.Real[random.Next(Images.Real.Count)];
                    Assembly(real, Mutations.Of(real, random), Images.Consumer);
                    break;
                case < 13: Assembly(Images.Before, RandomImage.Build(random), Images.Consumer); break;
                case 13: Archive(random); break;
                case 14: Texts(random); break;
                default: Assembly(RandomImage.Build(random), RandomImage.Build(random), Images.Consumer); break;
            }
            return null;
        }
        catch (Exception e)
        {
            return e.GetType().Name + ": " + e.Message.ReplaceLineEndings(" ") + string.Concat((e.StackTrace ?? "").Split('\n').Take(8).Select(x => " <- " + x.Trim().Split(" in ")[0]));
        }
    }

    /// <summary>As a door does it: what it says of a file that it cannot open, or else what the check says.</summary>
    public static string Assembly(byte[] before, byte[] after, byte[] consumer)
    {
        AssemblyImage was, now, app;
        IReadOnlyList<SymbolUse> uses;
        try
        {
            (was, now, app) = (Images.Open(before), Images.Open(after), Images.Open(consumer));
            uses = UseReader.Read(app, Images.World(was, app));
        }
        catch (BadImageFormatException e)
        {
            return (e is LimitException limit ? limit.Assembly + ": " : "") + e.Message;
        }
        var (worldBefore, worldAfter) = (Images.World(was, app), Images.World(now, app));
        var report = Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.0.0", "1.0.1", [was.Name])],
            Uses = uses,
            Before = new ApiSurface(worldBefore).Find,
            After = new ApiSurface(worldAfter),
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Consumer = app,
        });
        return string.Join(" | ", report.NotChecked.Select(x => x.Subject + ": " + x.Reason)) is { Length: > 0 } said ? said : "checked";
    }

    private static void Texts(Random random)
    {
        BaselineText.Parse(Mutations.Of(Baseline, random));
        AcceptedText.Parse(Mutations.Of(Accepted, random));
        try
        {
            Packages.Nuspec.Read(new MemoryStream(Encoding.UTF8.GetBytes(Mutations.Of(Nuspec, random))), FrameworkName.Parse("net10.0"));
        }
        catch (System.Xml.XmlException)
        {
        }
    }

    /// <summary>What the tool does with an archive, which NuGet's own reader opens for it.</summary>
    private static void Archive(Random random)
    {
        byte[] archive = Pack(random);
        for (int changes = random.Next(4); changes > 0; changes--) archive[random.Next(archive.Length)] = (byte)random.Next(256);
        string path = Path.Combine(Path.GetTempPath(), $"semverguard-fuzz-{Environment.ProcessId}.nupkg");
        File.WriteAllBytes(path, archive);
        using var files = new Tool.Files();
        try
        {
            Tool.PackageSource.Open(path, null, files);
        }
        catch (Exception e) when (Tool.CompareCommand.IsUnreadable(e))
        {
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Pack(Random random)
    {
        string[] names = ["lib/net8.0/Lib.dll", "lib/net8.0/Lib.dll", "ref/net8.0/Lib.dll", "build/Lib.targets", "tools/a.ps1", "tools/a.ps1", "runtimes/win/native/a.dll", "../x", "lib/net8.0/../../y.dll", "LIB/net8.0/Lib.dll", ".signature.p7s", "LICENSE.txt"];
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "Lib.nuspec", Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Nuspec : Mutations.Of(Nuspec, random)));
            for (int i = random.Next(8); i > 0; i--)
            {
                string name = names[random.Next(names.Length)];
                Write(zip, name, name.EndsWith("Lib.dll", StringComparison.Ordinal) ? (random.Next(2) == 0 ? Images.After : Mutations.Of(Images.After, random)) : Encoding.UTF8.GetBytes(Mutations.Of("<Project><PropertyGroup /></Project>", random)));
            }
        }
        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
