using System.IO.Compression;
using System.Text;
using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Tool;
using SemverGuard.Uses;

namespace SemverGuard.Fuzz;

/// <summary>Input number so and so of a seed, and what becomes of it.</summary>
internal static class Inputs
{
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
                case < 12: Assembly(Images.Before, RandomImage.Build(random), Images.Consumer); break;
                case < 14: Archives(random); break;
                case 14: Text(random); break;
                default: Assembly(RandomImage.Build(random), RandomImage.Build(random), Images.Consumer); break;
            }
            return null;
        }
        catch (Exception e)
        {
            return e.GetType().Name + ": " + e.Message.ReplaceLineEndings(" ")
                + string.Concat((e.StackTrace ?? "").Split('\n').Take(8).Select(x => " <- " + x.Trim().Split(" in ")[0]));
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
        return Said(Guard.Check(Input(was, now, app, uses)));
    }

    /// <summary>Of three assemblies, as the tool lays them out.</summary>
    public static GuardInput Input(AssemblyImage was, AssemblyImage now, AssemblyImage app, IReadOnlyList<SymbolUse>? uses = null)
    {
        var (worldBefore, worldAfter) = (Images.World(was, app), Images.World(now, app));
        return new GuardInput
        {
            Bumps = [new Bump("Lib", "1.0.0", "1.0.1", [was.Name])],
            Uses = uses ?? UseReader.Read(app, worldBefore),
            Before = new ApiSurface(worldBefore).Find,
            After = new ApiSurface(worldAfter),
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Consumer = app,
        };
    }

    private static string Said(GuardReport report) =>
        string.Join(" | ", report.NotChecked.Select(x => x.Subject + ": " + x.Reason)) is { Length: > 0 } said ? said : "checked";

    private static void Text(Random random)
    {
        var (text, read) = Texts.Kinds.Values.ElementAt(random.Next(Texts.Kinds.Count));
        read(Mutations.Of(text.Value, random));
    }

    private static readonly SharedFramework Framework = new(new Files());

    /// <summary>What the tool does with two archives: a whole one, and one that is not.</summary>
    private static void Archives(Random random)
    {
        byte[] after = Pack(random);
        for (int changes = random.Next(4); changes > 0; changes--) after[random.Next(after.Length)] = (byte)random.Next(256);
        try
        {
            Compare(Whole.Value, after);
        }
        catch (Exception e) when (CompareCommand.IsUnreadable(e))
        {
        }
    }

    /// <summary>As <c>compare</c> does it with two files.</summary>
    public static string Compare(byte[] before, byte[] after)
    {
        string path = Path.Combine(Path.GetTempPath(), $"semverguard-fuzz-{Environment.ProcessId}.nupkg");
        using var files = new Files();
        try
        {
            var (was, now) = (Open(before), Open(after));
            var app = new ApplicationSource(new(Images.Open(Images.Consumer), null), null, null, [], Framework);
            return Said(Guard.Check(Comparison.Of(was, now, app, isRebuilt: false)));
        }
        finally
        {
            File.Delete(path);
        }

        PackageSource Open(byte[] archive)
        {
            File.WriteAllBytes(path, archive);
            return PackageSource.Open(path, null, files);
        }
    }

    /// <summary>With all that is compared of a package besides its assemblies.</summary>
    public static readonly Lazy<byte[]> Whole = new(() => Packed(
    [
        ("Lib.nuspec", Encoding.UTF8.GetBytes(Texts.Nuspec.Replace("1.0.1", "1.0.0"))), ("lib/net8.0/Lib.dll", Images.Before),
            ("build/Lib.targets", Encoding.UTF8.GetBytes("<Project><PropertyGroup /></Project>")),
        ("tools/a.ps1", Encoding.UTF8.GetBytes("exit 1")), ("runtimes/win/native/a.dll", [0x4d, 0x5a]),
            ("analyzers/dotnet/cs/Lib.Rules.dll", Images.Before),
    ]));

    private static byte[] Pack(Random random)
    {
        string[] names = ["lib/net8.0/Lib.dll", "lib/net8.0/Lib.dll", "ref/net8.0/Lib.dll", "build/Lib.targets", "tools/a.ps1",
            "tools/a.ps1", "runtimes/win/native/a.dll", "analyzers/dotnet/cs/Lib.Rules.dll", "../x", "lib/net8.0/../../y.dll",
            "LIB/net8.0/Lib.dll", ".signature.p7s", "LICENSE.txt"];
        var entries = new List<(string, byte[])> { ("Lib.nuspec",
            Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Texts.Nuspec : Mutations.Of(Texts.Nuspec, random))) };
        if (random.Next(3) > 0) entries.Add(("lib/net8.0/Lib.dll", Images.After));
        for (int i = random.Next(8); i > 0; i--)
        {
            string name = names[random.Next(names.Length)];
            bool isAssembly = name.EndsWith(".dll", StringComparison.Ordinal);
            entries.Add((name, isAssembly ? (random.Next(2) == 0 ? Images.After : Mutations.Of(Images.After, random))
                : Encoding.UTF8.GetBytes(Mutations.Of("<Project><PropertyGroup /></Project>", random))));
        }
        return Packed(entries);
    }

    public static byte[] Packed(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
