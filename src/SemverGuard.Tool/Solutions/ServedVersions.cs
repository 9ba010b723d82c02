using System.Collections.Concurrent;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// The versions that the solution's own sources list, asked for once each. Those that nobody should get any more are none: no search
/// of ours brings what its caller did not name.
/// </summary>
/// <param name="folder">Where <c>nuget.config</c> is looked for, as NuGet does.</param>
/// <param name="takesWithdrawn">The caller asked for them all the same.</param>
internal sealed class ServedVersions(string folder, bool takesWithdrawn, CancellationToken cancellation) : IDisposable
{
    /// <summary>Questions at one time.</summary>
    private const int Most = 8;

    private readonly SourceCacheContext cache = new();
    private readonly SemaphoreSlim gate = new(Most);
    private readonly IReadOnlyList<SourceRepository> sources =
        [.. new SourceRepositoryProvider(
            new PackageSourceProvider(Settings.LoadDefaultSettings(folder)), Repository.Provider.GetCoreV3()).GetRepositories()];

    private readonly ConcurrentBag<(string Id, NuGetVersion Version, string Reason)> withheld = [];

    /// <summary>What was left out of the answers, above a version.</summary>
    public IReadOnlyList<(string Id, string Version, string Reason)> Withheld(string id, NuGetVersion above) =>
    [
        .. withheld.Where(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && x.Version > above
            && (above.IsPrerelease || !x.Version.IsPrerelease))
            .OrderBy(x => x.Version).Select(x => (id, x.Version.ToNormalizedString(), x.Reason)),
    ];

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
            var refused = new SortedDictionary<NuGetVersion, string>();
            foreach (var source in sources)
            {
                foreach (var (version, reason) in await Of(source, id))
                {
                    versions.Add(version);
                    if (reason is not null && !takesWithdrawn) refused[version] = reason;
                }
            }
            // What one source warns of is not brought from another.
            foreach (var (version, reason) in refused) withheld.Add((id, version, reason));
            versions.ExceptWith(refused.Keys);
            return [.. versions];
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<IEnumerable<(NuGetVersion Version, string? Reason)>> Of(SourceRepository source, string id)
    {
        try
        {
            var metadata = await source.GetResourceAsync<PackageMetadataResource>(cancellation);
            if (metadata is null) return [];
            var listed = await metadata.GetMetadataAsync(
                id, includePrerelease: true, includeUnlisted: false, cache, NullLogger.Instance, cancellation);
            return await Task.WhenAll(listed.Select(async x => (x.Identity.Version, await Reason(x))));
        }
        catch (FatalProtocolException)
        {
            return []; // a source that does not answer, or does not have it
        }
    }

    private static async Task<string?> Reason(IPackageSearchMetadata version)
    {
        if (version.Vulnerabilities?.Any() == true) return WithdrawnVersions.Vulnerable;
        var deprecation = await version.GetDeprecationMetadataAsync();
        return deprecation?.Reasons.Contains("CriticalBugs", StringComparer.OrdinalIgnoreCase) == true ? WithdrawnVersions.Critical : null;
    }
}
