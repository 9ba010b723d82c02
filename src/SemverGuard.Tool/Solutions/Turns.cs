namespace SemverGuard.Tool.Solutions;

/// <summary>Lets so many work at one time; of those who wait, the one with the highest turn is next.</summary>
internal sealed class Turns(int most)
{
    private readonly PriorityQueue<TaskCompletionSource, int> waiting = new();

    private int free = most;

    /// <summary>Somebody waits.</summary>
    public bool AreAllTaken
    {
        get { lock (waiting) return waiting.Count > 0; }
    }

    public async Task<T> Take<T>(int turn, Func<T> work)
    {
        await Free(turn);
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            Give();
        }
    }

    private Task Free(int turn)
    {
        lock (waiting)
        {
            if (free > 0)
            {
                free--;
                return Task.CompletedTask;
            }
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(next, -turn);
            return next.Task;
        }
    }

    private void Give()
    {
        lock (waiting)
        {
            if (waiting.TryDequeue(out var next, out _)) next.SetResult();
            else free++;
        }
    }
}
