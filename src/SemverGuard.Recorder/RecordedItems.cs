using System.Collections;

namespace SemverGuard.Recording;

/// <summary>
/// Items that a package makes while somebody asks for them: what came, as far as it was asked for, and what was thrown on the way.
/// </summary>
internal sealed class RecordedItems<T>(IEnumerable<T> items, Crossing crossing) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator()
    {
        var seen = new SeenItems(crossing);
        return new Enumerator(seen.Run(items.GetEnumerator), seen);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string? ToString() => items.ToString();

    public override bool Equals(object? obj) => items.Equals(obj is RecordedItems<T> other ? other.Items : obj);

    public override int GetHashCode() => items.GetHashCode();

    private IEnumerable<T> Items => items;

    private sealed class Enumerator(IEnumerator<T> enumerator, SeenItems seen) : IEnumerator<T>
    {
        public T Current => seen.Run(() => enumerator.Current);

        object? IEnumerator.Current => Current;

        public bool MoveNext() => seen.Run(enumerator.MoveNext) && seen.Add(enumerator) || seen.End();

        public void Reset() => seen.Run(() =>
        {
            enumerator.Reset();
            return true;
        });

        public void Dispose()
        {
            seen.Run(() =>
            {
                enumerator.Dispose();
                return true;
            });
            seen.End();
        }
    }
}

/// <summary>One time that somebody asked for them.</summary>
internal sealed class SeenItems(Crossing crossing)
{
    private const int Most = 12;

    private readonly List<string> items = [];

    private int count;

    private string? failure;

    private bool ended;

    /// <returns>That there is one.</returns>
    public bool Add<T>(IEnumerator<T> enumerator) => Add(() => enumerator.Current);

    /// <inheritdoc cref="Add{T}(IEnumerator{T})"/>
    public bool Add<T>(Func<T> current)
    {
        if (count++ < Most) items.Add(Summary.Of(Run(current), crossing.ResultName));
        return true;
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

    /// <returns>That there are no more.</returns>
    public bool End()
    {
        if (ended) return false;
        ended = true;
        if (count > Most) items.Add($"... {count} items");
        string after = count > 0 ? $" after {count} items" : "";
        crossing.EndItems(failure is null ? "[" + string.Join(", ", items) + "]" : RecordingFormat.Exception + failure + after);
        return false;
    }
}

#if NETSTANDARD2_1
/// <inheritdoc cref="RecordedItems{T}"/>
internal sealed class RecordedItemsLater<T>(IAsyncEnumerable<T> items, Crossing crossing) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var seen = new SeenItems(crossing);
        return new Enumerator(seen.Run(() => items.GetAsyncEnumerator(cancellationToken)), seen);
    }

    public override string? ToString() => items.ToString();

    private sealed class Enumerator(IAsyncEnumerator<T> enumerator, SeenItems seen) : IAsyncEnumerator<T>
    {
        public T Current => seen.Run(() => enumerator.Current);

        public async ValueTask<bool> MoveNextAsync()
        {
            if (!await seen.RunAsync(enumerator.MoveNextAsync).ConfigureAwait(false)) return seen.End();
            return seen.Add(() => enumerator.Current);
        }

        public async ValueTask DisposeAsync()
        {
            await seen.RunAsync(async () =>
            {
                await enumerator.DisposeAsync().ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            seen.End();
        }
    }
}
#endif
