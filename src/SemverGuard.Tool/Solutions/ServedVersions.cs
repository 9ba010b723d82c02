using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace SemverGuard.Tool.Solutions;

/// <summary>The versions that the solution's own sources list, asked for once each.</summary>
/// <param name="folder">Where <c>nuget.config</c> is looked for, as NuGet does.</param>
internal sealed class ServedVersions(string folder, CancellationToken cancellation) : IDisposable
{
    /// <summary>Questions at one time.</summary>
    private const int Most = 8;

    private readonly SourceCacheContext cache = new();
    private readonly SemaphoreSlim gate = new(Most);
    private readonly IReadOnlyList<SourceRepository> sources =
        [.. new SourceRepositoryProvider(new PackageSourceProvider(Settings.LoadDefaultSettings(folder)), Repository.Provider.GetCoreV3()).GetRepositories()];

    /// <returns>By id: listed versions, the lowest first; none where no source answers.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<NuGetVersion>>> Of(IEnumerable<string> ids)
    {
        var asked = ids.Select(async x => (Id: x, Versions: await Of(x)));
        return (await Task.WhenAll(asked)).ToDictionary(x => x.Id, x => x.Versions, StringComparer.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        cache.Dispose();
        gate.Dispose();
    }

    private async Task<IReadOnlyList<NuGetVersion>> Of(string id)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var versions = new SortedSet<NuGetVersion>();
            foreach (var source in sources) versions.UnionWith(await Of(source, id));
            return [.. versions];
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<IEnumerable<NuGetVersion>> Of(SourceRepository source, string id)
    {
        try
        {
            var metadata = await source.GetResourceAsync<MetadataResource>(cancellation);
            return metadata is null ? [] : await metadata.GetVersions(id, includePrerelease: true, includeUnlisted: false, cache, NullLogger.Instance, cancellation);
        }
        catch (FatalProtocolException)
        {
            return []; // a source that does not answer, or does not have it
        }
    }
}
