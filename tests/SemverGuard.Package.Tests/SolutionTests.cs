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
        shop.Version(EntityFramework, "10.0.15").Version("Serilog", "4.3.1").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Data"));
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Api"));
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Tests"));
        Assert.Contains("package Serilog 4.3.1 ", shop.Baseline("Api"));
    }

    /// <summary>On a build server nothing of the build before is there, so the data project is compiled today and never before.</summary>
    [Fact]
    public void The_same_where_only_one_project_is_built()
    {
        using var shop = Shop();
        shop.Build().ShouldSucceed().ShouldNotWarn();
        shop.Version(EntityFramework, "10.0.15");
        shop.Write("Data/Directory.Build.props", "<Project><Import Project=\"../Directory.Build.props\" /><PropertyGroup><SemverGuardEnabled>false</SemverGuardEnabled></PropertyGroup></Project>");
        shop.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Microsoft.EntityFrameworkCore 10.0.15 ", shop.Baseline("Api"));
    }

    /// <summary>Every package has another version and the same content: both compilations, linkage and behavior are run, and there is nothing to say.</summary>
    [Fact]
    public void A_solution_compared_with_itself_is_silent()
    {
        using var shop = Shop();
        shop.Build().ShouldSucceed().ShouldNotWarn();
        foreach (string project in new[] { "Data", "Api", "Tests" }) Twins.Pretend(shop, project);
        var build = shop.Build("-v:n").ShouldSucceed();
        Assert.Empty(build.Diagnostics.Where(x => x.Code.StartsWith("SG")).Select(x => x.Code + " " + x.Message));
        Assert.DoesNotContain("-twin", shop.Baseline("Api"));
    }

    /// <summary>A web API over a data project, and tests of it: the standard layout.</summary>
    private static ConsumerSolution Shop() => new ConsumerSolution()
        .WithProperty("TreatWarningsAsErrors", "true")
        .Version(EntityFramework, "10.0.10").Version("Serilog", "4.3.0")
        .Version("Microsoft.NET.Test.Sdk", "17.14.1").Version("xunit", "2.9.3").Version("xunit.runner.visualstudio", "3.1.5")
        .Project("Data", $"<ItemGroup><PackageReference Include=\"{EntityFramework}\" /><PackageReference Include=\"Serilog\" /></ItemGroup>")
        .With("Data/ShopContext.cs", """
            using Microsoft.EntityFrameworkCore;
            namespace Data;
            public sealed class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
            {
                public DbSet<Order> Orders => Set<Order>();
                public static Serilog.ILogger Log { get; } = new Serilog.LoggerConfiguration().CreateLogger();
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
            ShopContext.Log.Information("started {Name}", "shop");
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
