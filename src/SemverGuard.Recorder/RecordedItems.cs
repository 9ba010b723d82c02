using System.Collections;

namespace SemverGuard.Recording;

/// <summary>Items that a package makes while somebody asks for them: what came, as far as it was asked for, and what was thrown on the way.</summary>
internal sealed class RecordedItems<T>(IEnumerable<T> items, Crossing crossing) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator()
    {
        var seen = new SeenItems(crossing);
        using var enumerator = seen.Run(items.GetEnumerator);
        try
        {
            while (seen.Run(enumerator.MoveNext))
            {
                var item = seen.Run(() => enumerator.Current);
                seen.Add(item);
                yield return item;
            }
        }
        finally
        {
            seen.End();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One time that somebody asked for them.</summary>
internal sealed class SeenItems(Crossing crossing)
{
    private const int Most = 12;

    private readonly List<string> items = [];

    private int count;

    private string? failure;

    public void Add<T>(T item)
    {
        if (count++ < Most) items.Add(Summary.Of(item, ""));
    }

    /// <summary>The package's code, on behalf of the project.</summary>
    public TResult Run<TResult>(Func<TResult> step)
    {
        var outer = crossing.Resume();
        try
        {
            return step();
        }
        catch (Exception e)
        {
            failure = Summary.Of(e);
            throw;
        }
        finally
        {
            Frame.Current = outer;
        }
    }

#if NETSTANDARD2_1
    /// <inheritdoc cref="Run"/>
    public async ValueTask<TResult> RunAsync<TResult>(Func<ValueTask<TResult>> step)
    {
        var outer = crossing.Resume();
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = Summary.Of(e);
            throw;
        }
        finally
        {
            Frame.Current = outer;
        }
    }
#endif

    public void End()
    {
        if (count > Most) items.Add($"... {count} items");
        crossing.EndItems(failure is null ? "[" + string.Join(", ", items) + "]" : "!" + failure + (count > 0 ? $" after {count} items" : ""));
    }
}

#if NETSTANDARD2_1
/// <inheritdoc cref="RecordedItems{T}"/>
internal sealed class RecordedItemsLater<T>(IAsyncEnumerable<T> items, Crossing crossing) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var seen = new SeenItems(crossing);
        var enumerator = seen.Run(() => items.GetAsyncEnumerator(cancellationToken));
        try
        {
            while (await seen.RunAsync(enumerator.MoveNextAsync).ConfigureAwait(false))
            {
                var item = seen.Run(() => enumerator.Current);
                seen.Add(item);
                yield return item;
            }
        }
        finally
        {
            seen.End();
            await enumerator.DisposeAsync().ConfigureAwait(false);
        }
    }
}
#endif
