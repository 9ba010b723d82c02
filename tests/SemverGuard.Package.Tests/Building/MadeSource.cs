using System.Net;
using System.Text.Json;

namespace SemverGuard.Package.Tests.Building;

/// <summary>A NuGet source of our own making (V3 protocol), which says of its versions what no real one would say of a test's.</summary>
internal sealed class MadeSource : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    public MadeSource()
    {
        // Any port that is free.
        for (int port = Random.Shared.Next(20000, 60000); ; port++)
        {
            Root = new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri.ToString();
            listener.Prefixes.Clear();
            listener.Prefixes.Add(Root);
            try { listener.Start(); }
            catch (HttpListenerException) { continue; }
            break;
        }
        _ = Task.Run(ServeAsync);
    }

    private string Root { get; }

    /// <summary>Every package file that was asked for.</summary>
    public List<string> Downloads { get; } = [];

    /// <summary>To write into a nuget.config.</summary>
    public string Line => $"<add key=\"made\" value=\"{Root}index.json\" protocolVersion=\"3\" allowInsecureConnections=\"true\" />";

    public void Add(string id, string version, byte[] package, bool isListed = true, string deprecation = "", bool isVulnerable = false) =>
        entries[id.ToLowerInvariant() + "/" + version] = new(id, version, package, isListed, deprecation, isVulnerable);

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await listener.GetContextAsync(); }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { return; }
            string path = context.Request.Url!.AbsolutePath.TrimStart('/');
            byte[]? answer = path.EndsWith(".nupkg", StringComparison.Ordinal) ? Package(path)
                : Answer(path) is { } json ? JsonSerializer.SerializeToUtf8Bytes(json)
                : null;
            context.Response.StatusCode = answer is null ? 404 : 200;
            if (answer is not null && !path.EndsWith(".nupkg", StringComparison.Ordinal)) context.Response.ContentType = "application/json";
            try
            {
                if (answer is not null) await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
            catch (HttpListenerException) { } // who asked is gone
        }
    }

    private byte[]? Package(string path)
    {
        string[] parts = path.Split('/'); // flat/id/version/id.version.nupkg
        lock (Downloads) Downloads.Add(parts[^1]);
        return entries.GetValueOrDefault(parts[1] + "/" + parts[2])?.Package;
    }

    private object? Answer(string path)
    {
        string[] parts = path.Split('/');
        return parts[0] switch
        {
            "index.json" =>
                new { version = "3.0.0", resources = new[] { Resource("flat/", "PackageBaseAddress/3.0.0"),
                    Resource("registration/", "RegistrationsBaseUrl/3.6.0"),
                    Resource("vulnerability/index.json", "VulnerabilityInfo/6.7.0"), Resource("query", "SearchQueryService/3.5.0") } },
            "flat" => Of(parts[1]) is { Length: > 0 } own ? new { versions = own.Select(x => x.Version) } : null,
            "registration" => Of(parts[1]) is { Length: > 0 } own ? Registration(parts[1], own) : null,
            "vulnerability" when parts[1] == "index.json" =>
                new[] { new Dictionary<string, object> { ["@name"] = "base", ["@id"] = Root + "vulnerability/base.json",
                    ["@updated"] = "2026-01-01T00:00:00Z", ["comment"] = "all" } },
            "vulnerability" => entries.Values.Where(x => x.IsVulnerable).GroupBy(x => x.Id.ToLowerInvariant())
                .ToDictionary(x => x.Key, x => x.Select(y => new { url = Root + "advisory", severity = 3, versions = $"[{y.Version}]" })),
            "query" => new { totalHits = 0, data = Array.Empty<object>() },
            _ => null,
        };
    }

    private Dictionary<string, object> Resource(string path, string type) => new() { ["@id"] = Root + path, ["@type"] = type };

    private Entry[] Of(string id) =>
        [.. entries.Values.Where(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).OrderBy(x => x.Version, StringComparer.Ordinal)];

    private Dictionary<string, object> Registration(string id, Entry[] own)
    {
        var page = new Dictionary<string, object>
        {
            ["@id"] = Root + $"registration/{id}/index.json#page", ["count"] = own.Length, ["lower"] = own[0].Version,
            ["upper"] = own[^1].Version,
            ["items"] = own.Select(x => new Dictionary<string, object>
            {
                ["@id"] = Root + $"registration/{id}/{x.Version}.json",
                ["packageContent"] = Root + $"flat/{id}/{x.Version}/{id}.{x.Version}.nupkg", ["catalogEntry"] = Catalogue(x),
            }),
        };
        return new() { ["count"] = 1, ["items"] = new[] { page } };
    }

    private Dictionary<string, object> Catalogue(Entry entry)
    {
        var facts = new Dictionary<string, object>
        {
            ["@id"] = Root + "catalogue", ["id"] = entry.Id, ["version"] = entry.Version, ["listed"] = entry.IsListed,
            ["description"] = "x", ["authors"] = "x",
            ["published"] = entry.IsListed ? "2026-01-01T00:00:00Z" : "1900-01-01T00:00:00Z",
        };
        if (entry.Deprecation.Length > 0) facts["deprecation"] = new { message = "x", reasons = new[] { entry.Deprecation } };
        if (entry.IsVulnerable) facts["vulnerabilities"] = new[] { new { advisoryUrl = Root + "advisory", severity = "3" } };
        return facts;
    }

    private sealed record Entry(string Id, string Version, byte[] Package, bool IsListed, string Deprecation, bool IsVulnerable);
}
