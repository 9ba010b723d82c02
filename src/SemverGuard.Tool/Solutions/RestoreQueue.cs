namespace SemverGuard.Tool.Solutions;

/// <summary>
/// Lets NuGet restore upgrades as they come, those that wait together: its process takes longer to start than to resolve one.
/// </summary>
/// <param name="folder">For the projects.</param>
/// <param name="isBusy">Whether there is enough to do for every processor: then it waits for more to come.</param>
internal sealed class RestoreQueue(CandidateRestore restore, string folder, Func<bool> isBusy, CancellationToken cancellation)
{
    /// <summary>Not more, so that there is something to compare soon; not fewer while others have something to do.</summary>
    private const int MostAtOnce = 8, FewestAtOnce = 4;

    private readonly List<Waiting> open = [];

    private bool isRunning;

    /// <param name="projects">Those of the solution that it may move.</param>
    /// <returns>Ends when NuGet has been there; how it went stands beside each project.</returns>
    public Task Run(Candidate candidate, IEnumerable<string> projects)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (open)
        {
            open.Add(new Waiting(candidate, projects, done));
            if (!isRunning) _ = Task.Run(RunAll, CancellationToken.None);
            isRunning = true;
        }
        return done.Task;
    }

    private void RunAll()
    {
        while (Next() is { Length: > 0 } batch)
        {
            try
            {
                restore.Run([.. batch.Select(x => (x.Candidate, x.Projects))], folder, cancellation);
                foreach (var one in batch) one.Done.SetResult();
            }
            catch (Exception e)
            {
                foreach (var one in batch) one.Done.SetException(e);
            }
        }
    }

    /// <returns>None when nobody waits any more.</returns>
    private Waiting[] Next()
    {
        while (IsEarly()) Thread.Sleep(20);
        lock (open)
        {
            Waiting[] batch = [.. open.Take(MostAtOnce)];
            open.RemoveRange(0, batch.Length);
            isRunning = batch.Length > 0;
            return batch;
        }
    }

    private bool IsEarly()
    {
        lock (open) return open.Count is > 0 and < FewestAtOnce && isBusy() && !cancellation.IsCancellationRequested;
    }

    private sealed record Waiting(Candidate Candidate, IEnumerable<string> Projects, TaskCompletionSource Done);
}
