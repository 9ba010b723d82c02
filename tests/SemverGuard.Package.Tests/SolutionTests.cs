using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Projects that reference one another, with the packages and the layout that applications have.</summary>
public sealed class SolutionTests
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>EF Core's assemblies carry the package's version, and a context's base class shows through a project reference.</summary>
    [Fact]
    public void A_patch_of_a_package_whose_types_show_through_a_project_reference()
    {
        using var shop = Shop();
        shop.Build().ShouldSucceed().ShouldNotWarn();
        // The baselines that the first build wrote are no reason to compile anything again.
        Assert.Equal(3, Count(shop.Build("-v:d").ShouldSucceed().Output, "Skipping target \"CoreCompile\""));
        shop.Version(EntityFramework, "10.0.15").Version("CsvHelper", "33.1.0").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Data"));
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Api"));
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Tests"));
        Assert.Contains("package CsvHelper 33.1.0 ", shop.Baseline("Api"));
    }

    /// <summary>On a build server nothing of the build before is there, so the data project is compiled today and never before.</summary>
    [Fact]
    public void The_same_where_only_one_project_is_built()
    {
        using var shop = Shop();
        shop.Build().ShouldSucceed().ShouldNotWarn();
        shop.Version(EntityFramework, "10.0.15");
        SwitchOff(shop, "Data");
        shop.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Api"));
    }

    /// <summary>
    /// Every package has another version and the same content: linkage, behavior and both compilations are run, which the same content
    /// alone would be no reason for, and there is nothing to say.
    /// </summary>
    [Fact]
    public void A_solution_compared_with_itself_is_silent()
    {
        using var shop = Shop();
        shop.Build().ShouldSucceed().ShouldNotWarn();
        string[] projects = ["Data", "Api", "Tests"];
        foreach (string project in projects) Twins.Pretend(shop, project);
        var build = shop.Build("-v:n", "-p:SemverGuardRecompile=always").ShouldSucceed();
        Assert.All(projects, x => Assert.True(File.Exists(shop.PathOf($"{x}/obj/Debug/net10.0/SemverGuard/before/{x}.dll")), x));
        Assert.Empty(build.Diagnostics.Where(x => x.Code.StartsWith("SG")).Select(x => x.Code + " " + x.Message));
        Assert.DoesNotContain("-twin", shop.Baseline("Api"));
    }

    /// <summary>
    /// One of three upgrades has a finding: it waits, the others move on, and the next build says the same without looking again.
    /// </summary>
    [Fact]
    public void Only_what_somebody_has_to_look_at_waits()
    {
        RecompilationTests.Limits();
        using var solution = new ConsumerSolution()
            .Version("SgTest.Limits", "1.0.0").Version("Newtonsoft.Json", "13.0.2").Version("CsvHelper", "33.0.1")
            .Project("Lib", "<ItemGroup><PackageReference Include=\"Newtonsoft.Json\" /></ItemGroup>")
            .With("Lib/Lib.cs", "namespace Lib; public static class Text { "
                + "public static string Of(object x) => Newtonsoft.Json.JsonConvert.SerializeObject(x); }")
            .Project("Log", "<ItemGroup><PackageReference Include=\"CsvHelper\" /></ItemGroup>")
            .With("Log/Log.cs", "namespace Log; public static class Out { "
                + "public static void Write(string x) => new CsvHelper.CsvWriter(System.Console.Out, "
                + "System.Globalization.CultureInfo.InvariantCulture).WriteField(x); }")
            .Project("App", """
                <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
                <ItemGroup><PackageReference Include="SgTest.Limits" /><ProjectReference Include="../Lib/Lib.csproj" /><ProjectReference Include="../Log/Log.csproj" /></ItemGroup>
                """)
            .With("App/Program.cs", "Log.Out.Write(Lib.Text.Of(SgTest.Limits.Most));");
        solution.Build().ShouldSucceed().ShouldNotWarn();

        string[] expected =
        [
            "warning SG1000 at Directory.Packages.props: <PackageVersion Include=\"SgTest.Limits\"",
            "warning SG2001 at Program.cs: Log.Out.Write(Lib.Text.Of(SgTest.Limits.Most));",
        ];
        solution.Version("SgTest.Limits", "1.0.1").Version("Newtonsoft.Json", "13.0.3").Version("CsvHelper", "33.1.0");
        solution.Build().ShouldSucceed().ShouldWarn(expected);
        Assert.Contains("package SgTest.Limits 1.0.0 ", solution.Baseline("App"));
        Assert.Contains("package Newtonsoft.Json 13.0.3 ", solution.Baseline("App"));
        Assert.Contains("package CsvHelper 33.1.0 ", solution.Baseline("App"));

        string compiled = solution.PathOf("App/obj/Debug/net10.0/SemverGuard/before/App.dll");
        File.Delete(compiled);
        solution.Build().ShouldSucceed().ShouldWarn(expected);
        Assert.False(File.Exists(compiled));

        // The source changed, so it is looked at again.
        solution.Write("App/Program.cs", "Log.Out.Write(Lib.Text.Of(5));");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package SgTest.Limits 1.0.1 ", solution.Baseline("App"));
    }

    /// <summary>
    /// Both frameworks name one constant; one alone leaves an argument out, and the other alone uses the second package. A data project
    /// sees the first through its reference.
    /// </summary>
    [Fact]
    public void A_project_with_two_frameworks_is_told_once_for_each_that_is_harmed()
    {
        RecompilationTests.Limits();
        ChoicePackage.Pack();
        using var solution = new ConsumerSolution().WithProperty("TreatWarningsAsErrors", "true")
            .Version("SgTest.Limits", "1.0.0").Version(ChoicePackage.Id, "1.0.0").Version(EntityFramework, "10.0.10")
            .Project("Contracts", $"""
                <PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
                {ChoicePackage.Reference}<ItemGroup><PackageReference Include="SgTest.Limits" /></ItemGroup>
                """)
            .With("Contracts/Order.cs", """
                namespace Contracts;
                public class Order
                {
                    public int Id { get; set; }
                    public static int Most() => SgTest.Limits.Most;
                #if NET
                    public static void Wait() => SgTest.Limits.Wait();
                #else
                    public static int Chosen() => Choice.Most;
                #endif
                }
                """)
            .Project("Data", $"<ItemGroup><PackageReference Include=\"{EntityFramework}\" />"
                + "<ProjectReference Include=\"../Contracts/Contracts.csproj\" /></ItemGroup>")
            .With("Data/Shop.cs", """
                using Microsoft.EntityFrameworkCore;
                namespace Data;
                public class Shop(DbContextOptions<Shop> options) : DbContext(options)
                {
                    public DbSet<Contracts.Order> Orders => Set<Contracts.Order>();
                }
                """);
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-baseline 1 net10.0 Contracts.csproj\n", Baseline("net10.0"));
        Assert.StartsWith("semverguard-baseline 1 netstandard2.0 Contracts.csproj\n", Baseline("netstandard2.0"));
        Assert.Contains("M:SgTest.Limits.Wait(System.Int32) ", Baseline("net10.0"));
        Assert.DoesNotContain("M:SgTest.Limits.Wait(System.Int32) ", Baseline("netstandard2.0"));

        var build = solution.Version("SgTest.Limits", "1.0.1").Version(ChoicePackage.Id, "1.0.2").Build().ShouldFail().ShouldWarn(
            "error SG1000 at Directory.Packages.props: <PackageVersion Include=\"SgTest.Limits\"",
            "error SG1000 at Directory.Packages.props: <PackageVersion Include=\"SgTest.Limits\"",
            $"error SG1000 at Directory.Packages.props: <PackageVersion Include=\"{ChoicePackage.Id}\"",
            "error SG2001 at Order.cs: SgTest.Limits.Most;", "error SG2001 at Order.cs: SgTest.Limits.Most;",
            "error SG2001 at Order.cs: Choice.Most;", "error SG2003 at Order.cs: SgTest.Limits.Wait();");
        Assert.Equal(["SG1000 SgTest.Limits", "SG2001 SgTest.Limits", "SG2003 SgTest.Limits"], Told("net10.0"));
        Assert.Equal(
            [$"SG1000 {ChoicePackage.Id}", "SG1000 SgTest.Limits", $"SG2001 {ChoicePackage.Id}", "SG2001 SgTest.Limits"],
            Told("netstandard2.0"));
        // What one framework does not use waits there for the other; the data project uses nothing of either.
        Assert.Contains($"package {ChoicePackage.Id} 1.0.0 ", Baseline("net10.0"));
        Assert.Contains($"package {ChoicePackage.Id} 1.0.0 ", Baseline("netstandard2.0"));
        Assert.Contains("package SgTest.Limits 1.0.0 ", Baseline("net10.0"));
        Assert.Contains("package SgTest.Limits 1.0.0 ", Baseline("netstandard2.0"));
        Assert.Contains("package SgTest.Limits 1.0.1 ", solution.Baseline("Data"));

        // Code and package of what the builds of one framework say; a summary says it all again.
        string[] Told(string framework) =>
        [
            .. build.Output.Split('\n').TakeWhile(x => !x.StartsWith("Build FAILED"))
                .Where(x => x.EndsWith($"::TargetFramework={framework}]"))
                .Select(x => string.Join(" ", x.Split(": error ")[1].Split(' ').Take(2)).Replace(":", ""))
                .Order(StringComparer.Ordinal),
        ];

        string Baseline(string framework) => solution.Read($"Contracts/SemverGuard.{framework}.baseline");
    }

    [Fact]
    public void What_the_source_already_needs_holds_up_nothing_else()
    {
        RecompilationTests.Limits();
        using var solution = new ConsumerSolution().WithProperty("TreatWarningsAsErrors", "true")
            .Version("SgTest.Limits", "1.0.0").Version("Newtonsoft.Json", "13.0.2")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><PackageReference "
                + "Include=\"SgTest.Limits\" /><PackageReference Include=\"Newtonsoft.Json\" /></ItemGroup>")
            .With("App/Program.cs", "SgTest.Limits.Wait(1);\nSystem.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(1));");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        solution.Write("App/Program.cs",
            "SgTest.Limits.Wait(1);\nSgTest.Limits.Rest();\nSystem.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(1));");
        var build = solution.Version("SgTest.Limits", "1.0.1").Version("Newtonsoft.Json", "13.0.3").Build().ShouldSucceed()
            .ShouldWarn("warning SG9005 at Directory.Packages.props: <PackageVersion Include=\"SgTest.Limits\"");
        Assert.Equal(
            "Not checked: the source already needs the upgrade, so what it meant before was not compared (Program.cs(2,15) CS0117 "
                + "'Limits' does not contain a definition for 'Rest'): SgTest.Limits 1.0.0 -> 1.0.1. Accept it: "
                + "dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=SgTest.Limits",
            build.Message("SG9005"));
        Assert.Contains("package SgTest.Limits 1.0.0 ", solution.Baseline("App"));
        Assert.Contains("package Newtonsoft.Json 13.0.3 ", solution.Baseline("App"));
    }

    /// <summary>
    /// A type moved to another namespace, and a package that hands it out with it: its former version finds no such type in the upgrade
    /// that the source cannot do without. What has nothing to do with them is compared.
    /// </summary>
    [Fact]
    public void Who_was_built_for_what_the_source_left_behind_stays_with_the_upgrade()
    {
        RecompilationTests.Limits();
        foreach (var (version, space) in new[] { ("1.0.0", "SgOld"), ("2.0.0", "SgNew") })
        {
            MadePackage.Pack("SgTest.Moved", version, ("Lib.cs", $"namespace {space}; public class Doc {{ }}"));
            MadePackage.PackOn("SgTest.Host", version,
                $"public static class Host {{ public static void Take(System.Action<{space}.Doc> take) {{ }} }}",
                $"<PackageReference Include=\"SgTest.Moved\" Version=\"{version}\" />");
        }
        using var app = new ConsumerProject().Referencing("SgTest.Host", "1.0.0").Referencing("SgTest.Limits", "1.0.0")
            .With("Program.cs", "Host.Take(x => { SgOld.Doc doc = x; });\nSgTest.Limits.Wait();\n");
        app.Build().ShouldSucceed().ShouldNotWarn();

        app.With("Program.cs", "Host.Take(x => { SgNew.Doc doc = x; });\nSgTest.Limits.Wait();\n");
        var build = app.Bump("SgTest.Host", "2.0.0").Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed();
        Assert.StartsWith("SgTest.Limits 1.0.1: Program.Main now passes seconds = 5 (was 3) to Limits.Wait. ", build.Message("SG2003"));
        string[] notChecked = [.. build.Diagnostics.Where(x => x.Code == "SG9005").Select(x => x.Message)];
        Assert.Equal(2, notChecked.Length);
        Assert.Contains(notChecked, x => x.Contains(": SgTest.Moved 1.0.0 -> 2.0.0. "));
        Assert.Contains("Not checked: the source already needs the upgrade of SgTest.Moved, for which its former version was not built, "
            + "so what it meant before was not compared: SgTest.Host 1.0.0 -> 2.0.0. Accept it: "
            + "dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=SgTest.Host", notChecked);
    }

    /// <summary>The compiler says of what type it cannot await, and not by which member the source got it.</summary>
    [Fact]
    public void What_is_awaited_by_now_holds_up_the_package_that_returns_it()
    {
        RecompilationTests.Limits();
        MadePackage.Pack("SgTest.Later", "1.0.0", ("Lib.cs", "public static class Later { public static string Make() => \"a\"; }"));
        MadePackage.Pack("SgTest.Later", "2.0.0", ("Lib.cs", "public static class Later { public static "
            + "System.Threading.Tasks.Task<string> Make() => System.Threading.Tasks.Task.FromResult(\"a\"); }"));
        using var app = new ConsumerProject().Referencing("SgTest.Later", "1.0.0").Referencing("SgTest.Limits", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(Later.Make());\nSgTest.Limits.Wait();\n");
        app.Build().ShouldSucceed().ShouldNotWarn();

        app.With("Program.cs", "System.Console.WriteLine(await Later.Make());\nSgTest.Limits.Wait();\n");
        var build = app.Bump("SgTest.Later", "2.0.0").Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed();
        Assert.Contains(" now passes seconds = 5 (was 3) to Limits.Wait. ", build.Message("SG2003"));
        Assert.StartsWith("Not checked: the source already needs the upgrade, so what it meant before was not compared (Program.cs(1,26) "
            + "CS1061 'string' does not contain a definition for 'GetAwaiter'", build.Message("SG9005"));
        Assert.Contains(": SgTest.Later 1.0.0 -> 2.0.0. ", build.Message("SG9005"));
    }

    /// <summary>
    /// System.Text.Json 9.0.0 and 9.0.5 are older than what net9.0 brings, and 9.0.23 is newer: what is deployed is another assembly each
    /// time.
    /// </summary>
    [Fact]
    public void A_package_that_loses_to_the_framework_is_not_deployed()
    {
        using var app = new ConsumerProject().Targeting("net9.0").Referencing("System.Text.Json", "9.0.0")
            .Referencing("CsvHelper", "33.0.1").With("Program.cs", """
            using var csv = new CsvHelper.CsvReader(new StringReader("a"), System.Globalization.CultureInfo.InvariantCulture);
            System.Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(csv.Read()));
            """);
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.DoesNotContain("package System.Text.Json", app.Read("SemverGuard.net9.0.baseline"));
        app.Bump("System.Text.Json", "9.0.23").Bump("CsvHelper", "33.1.0").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package System.Text.Json 9.0.23", app.Read("SemverGuard.net9.0.baseline"));
        app.Bump("System.Text.Json", "8.0.5").Build("-p:NoWarn=NU1903").ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>
    /// Neither net8.0 nor the package that the application chose has the System.Text.Json that its library was compiled against.
    /// </summary>
    [Fact]
    public void An_assembly_that_is_deployed_in_too_low_a_version_does_not_load()
    {
        const string Json = "<PropertyGroup><TargetFramework>net8.0</TargetFramework><UseAppHost>false</UseAppHost></PropertyGroup>\n"
            + "<ItemGroup>\n<PackageReference Include=\"System.Text.Json\" />\n</ItemGroup>\n";
        const string App = Json + "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
            + "<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup>";
        using var solution = new ConsumerSolution().Version("System.Text.Json", "9.0.23").Project("Lib", Json).Project("App", App)
            .With("Lib/Lib.cs",
                "public static class Lib { public static string Of(object x) => System.Text.Json.JsonSerializer.Serialize(x); }\n")
            .With("App/Program.cs", "Console.WriteLine(Lib.Of(1));\n");
        solution.Build().ShouldSucceed().ShouldNotWarn();

        solution.Project("App", App.Replace("Json\" />", "Json\" VersionOverride=\"8.0.5\" NoWarn=\"NU1605;NU1903\" />"));
        var build = solution.Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at App.csproj: <PackageReference Include=\"System.Text.Json\"",
            "warning SG3005 at Program.cs: Console.WriteLine(Lib.Of(1));");
        Assert.Equal(
            "The framework has System.Text.Json.dll with assembly version 8.0.0.0, lower than the 9.0.0.0 that Lib was compiled against. "
                + "Lib depends on it: Program.Main calls Lib.Of. That fails with FileNotFoundException. Safe: System.Text.Json 9.0.23.",
            build.Message("SG3005"));
    }

    [Fact]
    public void What_is_only_compiled_against_says_so()
    {
        using var app = new ConsumerProject().WithProperty("OutputType", "Library")
            .Referencing("Newtonsoft.Json", "13.0.2", "ExcludeAssets=\"runtime\"")
            .With("Plugin.cs", "public static class Plugin { public static string Of(object x) => "
                + "Newtonsoft.Json.JsonConvert.SerializeObject(x); }");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Newtonsoft.Json", "13.0.3").Build("-p:SemverGuardVerbosity=detailed").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(
            "Not compared: the implementation of Newtonsoft.Json 13.0.2 -> 13.0.3: the project is compiled against it and deploys nothing "
                + "of it.",
            build.Message("SG9005"));
        Assert.DoesNotContain(build.Diagnostics, x => x.Code == "SG4099");
    }

    /// <summary>What a library of the solution does is done by the application, whose build alone looks at it here.</summary>
    [Fact]
    public void A_default_that_the_application_gets_through_a_project_of_its_own()
    {
        foreach (var (version, retries) in new[] { ("1.0.0", 3), ("1.0.1", 5) })
        {
            MadePackage.Pack("SgTest.Defaults", version, ("Client.cs", $$"""
                namespace SgTest
                {
                    public sealed class ClientOptions { public int Retries { get; set; } = {{retries}}; }
                    public static class Client { public static void Send(ClientOptions options) { for (int i = 0; i < options.Retries; i++) System.Console.WriteLine(i); } }
                }
                """));
        }
        using var solution = new ConsumerSolution().Version("SgTest.Defaults", "1.0.0")
            .Project("Lib", "<ItemGroup><PackageReference Include=\"SgTest.Defaults\" /></ItemGroup>")
            .With("Lib/Mail.cs", """
                namespace Lib;
                public static class Mail
                {
                    public static void Send() => SgTest.Client.Send(new SgTest.ClientOptions());
                    public static void Unused() => SgTest.Client.Send(null!);
                }
                """)
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><ProjectReference "
                + "Include=\"../Lib/Lib.csproj\" /></ItemGroup>")
            .With("App/Program.cs", "Lib.Mail.Send();");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        // From now on, whatever its earlier builds left behind.
        SwitchOff(solution, "Lib");
        var build = solution.Version("SgTest.Defaults", "1.0.1").Build().ShouldSucceed();
        var told = Assert.Single(build.Diagnostics, x => x.Code == "SG4001");
        Assert.Equal(("warning", "Mail.cs", 4), (told.Severity, Path.GetFileName(told.File), told.Line));
        Assert.Equal("SgTest.Defaults 1.0.1: `ClientOptions..ctor` now sets Retries = 5 (was 3). Reached by `Program.Main` "
            + "(Mail.cs(4,34)). Safe: SgTest.Defaults 1.0.0.", told.Message);
    }

    private static void SwitchOff(ConsumerSolution solution, string project) => solution.Write(project + "/Directory.Build.props", """
        <Project>
          <Import Project="../Directory.Build.props" />
          <PropertyGroup><SemverGuardEnabled>false</SemverGuardEnabled></PropertyGroup>
        </Project>
        """);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>A web API over a data project, and tests of it: the standard layout.</summary>
    private static ConsumerSolution Shop() => new ConsumerSolution()
        .WithProperty("TreatWarningsAsErrors", "true")
        .Version(EntityFramework, "10.0.10").Version("CsvHelper", "33.0.1")
        .Version("Microsoft.NET.Test.Sdk", "17.14.1").Version("xunit", "2.9.3").Version("xunit.runner.visualstudio", "3.1.5")
        .Project(
        "Data", $"<ItemGroup><PackageReference Include=\"{EntityFramework}\" /><PackageReference Include=\"CsvHelper\" /></ItemGroup>")
        .With("Data/ShopContext.cs", """
            using Microsoft.EntityFrameworkCore;
            namespace Data;
            public sealed class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
            {
                public DbSet<Order> Orders => Set<Order>();
                public static CsvHelper.CsvWriter Log { get; } = new(Console.Out, System.Globalization.CultureInfo.InvariantCulture);
            }
            """)
        .Project("Api", "<ItemGroup><ProjectReference Include=\"../Data/Data.csproj\" /></ItemGroup>", "Microsoft.NET.Sdk.Web")
        .With("Api/Program.cs", """
            using System.Text.RegularExpressions;
            using Data;
            using Microsoft.EntityFrameworkCore;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<ShopContext>(x => x.UseSqlite("Data Source=shop.db"));
            var app = builder.Build();
            app.MapGet("/orders/{name}", async (string name, ShopContext context) =>
                Names.Valid().IsMatch(name) ? await context.Orders.Where(x => x.Name == name).ToListAsync() : []);
            ShopContext.Log.WriteField("started");
            app.Run();

            internal static partial class Names
            {
                [GeneratedRegex("^[a-z]+$")]
                internal static partial Regex Valid();
            }
            """)
        .Project("Tests", """
            <ItemGroup>
              <PackageReference Include="Microsoft.NET.Test.Sdk" /><PackageReference Include="xunit" /><PackageReference Include="xunit.runner.visualstudio" />
              <ProjectReference Include="../Api/Api.csproj" />
            </ItemGroup>
            """)
        .With("Tests/OrderTests.cs", """
            using Data;
            using Microsoft.EntityFrameworkCore;
            using Xunit;
            namespace Tests;
            public class OrderTests
            {
                [Fact]
                public void Stores()
                {
                    using var context = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite("Data Source=:memory:").Options);
                    context.Database.OpenConnection();
                    context.Database.EnsureCreated();
                    context.Orders.Add(new Order { Name = "a" });
                    Assert.Equal(1, context.SaveChanges());
                }
            }
            """);
}
