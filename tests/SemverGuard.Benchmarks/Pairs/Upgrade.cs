namespace SemverGuard.Benchmarks.Pairs;

/// <summary>Two versions of a real package, and somebody who uses the first.</summary>
/// <param name="Consumer">A dll compiled against <see cref="Before"/>: another package's, or one compiled here.</param>
public sealed record Upgrade(string Id, string BeforeVersion, string AfterVersion, string Before, string After, Func<string> Consumer)
{
    public static IReadOnlyList<Upgrade> All { get; } =
    [
        Of("Castle.Core", "4.4.0", "5.0.0", "lib/netstandard1.5", "lib/netstandard2.1",
            Package("NSubstitute", "4.0.0", "lib/netstandard2.0")),
        Of("Humanizer.Core", "2.8.26", "2.14.1", "lib/netstandard2.0", "lib/net6.0", Compiled(Consumers.Humanizer), "Humanizer"),
        Of("Markdig", "1.5.0", "1.5.1", "lib/net10.0", "lib/net10.0", Compiled(Consumers.Markdig)),
        Of("Microsoft.IdentityModel.Tokens", "7.7.3", "8.16.0", "lib/net8.0", "lib/net10.0",
            Package("Microsoft.IdentityModel.JsonWebTokens", "7.7.3", "lib/net8.0")),
        Of("Microsoft.OpenApi", "1.2.3", "2.12.1", "lib/netstandard2.0", "lib/net8.0",
            Package("Swashbuckle.AspNetCore.SwaggerGen", "6.2.3", "lib/net6.0")),
        Of("Newtonsoft.Json", "12.0.3", "13.0.1", "lib/netstandard2.0", "lib/netstandard2.0",
            Package("Newtonsoft.Json.Schema", "3.0.14", "lib/netstandard2.0")),
        Of("OpenTelemetry", "1.20.0", "1.20.1", "lib/net10.0", "lib/net10.0",
            Package("OpenTelemetry.Exporter.OpenTelemetryProtocol", "1.20.0", "lib/net10.0")),
        Of("StackExchange.Redis", "2.7.27", "2.13.17", "lib/net6.0", "lib/net10.0", Compiled(Consumers.Redis)),
    ];

    public override string ToString() => $"{Id} {BeforeVersion} -> {AfterVersion}";

    private static Upgrade Of(string id, string before, string after, string folderBefore, string folderAfter,
        Func<string, string, string> consumer, string? assembly = null)
    {
        string file = (assembly ?? id) + ".dll";
        string pathBefore = Places.Package(id, before, folderBefore + "/" + file);
        return new Upgrade(
            id, before, after, pathBefore, Places.Package(id, after, folderAfter + "/" + file), () => consumer(id, pathBefore));
    }

    private static Func<string, string, string> Package(string id, string version, string folder) =>
        (_, _) => Places.Package(id, version, folder + "/" + id + ".dll");

    private static Func<string, string, string> Compiled(string source) =>
        (id, package) => Consumers.Compile(id + ".Consumer", source, package);
}
