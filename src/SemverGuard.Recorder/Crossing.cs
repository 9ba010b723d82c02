using System.Collections;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>One call over the border, from its arguments to how it ended.</summary>
public sealed class Crossing
{
    private readonly Recorder recorder;
    private readonly Frame? outer;
    private readonly StringBuilder arguments = new();
    private readonly StringBuilder handedBack = new();
    private readonly string place, assembly;
    private readonly CrossingKind kind;
    private readonly SecretNames names;

    /// <summary>Objects, collections and buffers that the other side may fill, with what they were.</summary>
    private List<(object Value, string Name, string Was)>? given;

    private string test;
    private string? failure;
    private long order;
    private Task? awaited;

    /// <summary>Those on this thread that an exception is on its way out of.</summary>
    [ThreadStatic]
    private static List<Crossing>? failing;

    /// <summary>Longer lists of arguments are cut.</summary>
    private const int MostText = 2000;

    private Crossing(Recorder recorder, string place, string assembly, CrossingKind kind, Frame? outer)
    {
        this.recorder = recorder;
        this.place = place;
        this.assembly = assembly;
        this.kind = kind;
        this.outer = outer;
        names = new SecretNames(place);
        test = outer?.Test ?? "";
    }

    internal static Crossing Begin(Recorder recorder, string place, string assembly, CrossingKind kind) =>
        new(recorder, place, assembly, kind, Frame.Current);

    /// <param name="name">Of the test, without what it is given.</param>
    internal static Crossing Begin(Recorder recorder, string place, string name) =>
        new(recorder, place, "", CrossingKind.Test, Frame.Current) { test = name };

    /// <param name="name">Of the parameter: it may say that the value is secret.</param>
    public void Argument<T>(T value, string name)
    {
        name = names.OfArgument(name, value);
        string text = Summary.Of(value, name);
        Add(arguments, text);
        if (kind == CrossingKind.Call && value is object item && Summary.MayBeFilled(item, text)) (given ??= []).Add((item, name, text));
    }

    /// <summary>An argument of a kind that cannot be kept, such as a span.</summary>
    public void Unseen(string type) => Add(arguments, "<" + type + ">");

    /// <summary>What an <c>out</c> or <c>ref</c> argument is afterwards.</summary>
    public void HandedBack<T>(T value, string name) => Add(handedBack, name + " = " + Summary.Of(value, name));

    /// <summary>All arguments are there: from here on the other side runs.</summary>
    public void Go()
    {
        if (kind == CrossingKind.Test && arguments.Length > 0) test += "(" + arguments + ")";
        order = recorder.Next();
        Frame.Current = new Frame(test, kind == CrossingKind.Call ? assembly : null);
    }

    /// <summary>It ended without a value.</summary>
    public void Return() => End("");

    /// <summary>It ended with a value, or with one that comes later.</summary>
    /// <returns>What the caller gets: the same.</returns>
    public T Return<T>(T value)
    {
        Leave();
        if (kind == CrossingKind.Call) recorder.Returned(value, assembly);
        if (value is Task task) Await(task);
        else Add(Summary.Of(value, names.OfResult()));
        return value;
    }

    /// <summary>As <see cref="Return{T}"/>, of a value that can only be looked at by its type.</summary>
    public void ReturnUnseen(string type) => End("<" + type + ">");

    /// <summary>As <see cref="Return{T}"/>; items that do not exist yet are recorded as they are asked for.</summary>
    public IEnumerable<T> ReturnItems<T>(IEnumerable<T> value)
    {
        if (value is null || !Shapes.IsOnlySequence(value.GetType(), typeof(T))) return Return(value!);
        End("<items>");
        return new RecordedItems<T>(value, this);
    }

    /// <summary>Of what comes back: it may say that it is secret.</summary>
    internal string ResultName => names.OfResult();

    /// <summary>The package's code runs again for this call.</summary>
    internal Frame? Resume()
    {
        var outside = Frame.Current;
        Frame.Current = new Frame(test, assembly);
        return outside;
    }

    /// <summary>As far as they were asked for.</summary>
    internal void EndItems(string outcome)
    {
        string all = arguments.Length == 0 ? "<items>" : arguments + ", <items>";
        recorder.Add(kind, test, place, new(assembly, all, outcome, ""), order);
    }

#if NETSTANDARD2_1
    /// <summary>As <see cref="Argument{T}"/>.</summary>
    public void ReadOnlySpanArgument<T>(ReadOnlySpan<T> value, string name) =>
        Add(arguments, Summary.OfSpan(value, names.OfArgument<object?>(name, null)));

    /// <summary>As <see cref="Argument{T}"/>; the other side may fill it.</summary>
    public void SpanArgument<T>(Span<T> value, string name)
    {
        name = names.OfArgument<object?>(name, null);
        string text = Summary.OfSpan<T>(value, name);
        Add(arguments, text);
        (spans ??= []).Add(text);
    }

    /// <summary>What a span holds afterwards, in the order in which they were given.</summary>
    public void SpanHandedBack<T>(Span<T> value, string name)
    {
        string was = spans![spansBack++], text = Summary.OfSpan<T>(value, name);
        if (text != was) Add(handedBack, name + " = " + text);
    }

    /// <summary>As <see cref="Return{T}"/>.</summary>
    public void ReturnReadOnlySpan<T>(ReadOnlySpan<T> value) => End(Summary.OfSpan(value, names.OfResult()));

    /// <summary>As <see cref="Return{T}"/>.</summary>
    public void ReturnSpan<T>(Span<T> value) => ReturnReadOnlySpan<T>(value);

    private List<string>? spans;

    private int spansBack;

    /// <summary>As <see cref="ReturnItems{T}"/>.</summary>
    public IAsyncEnumerable<T> ReturnItemsLater<T>(IAsyncEnumerable<T> value)
    {
        if (value is null || !Shapes.IsOnlySequence(value.GetType(), typeof(T))) return Return(value!);
        End("<items>");
        return new RecordedItemsLater<T>(value, this);
    }

    /// <summary>
    /// As <see cref="Return{T}"/>; it may be awaited once, so that the caller gets another that stands for the same task.
    /// </summary>
    public ValueTask<T> ReturnLater<T>(ValueTask<T> value)
    {
        var task = value.AsTask();
        Return(task);
        return new ValueTask<T>(task);
    }

    /// <summary>As <see cref="ReturnLater{T}"/>.</summary>
    public ValueTask ReturnLater(ValueTask value)
    {
        var task = value.AsTask();
        Return(task);
        return new ValueTask(task);
    }
#endif

    /// <summary>
    /// An exception looks for somebody who catches it: nothing has ended yet, and what runs next may still catch another.
    /// </summary>
    public void Threw(Exception? exception)
    {
        if (failure is null) (failing ??= []).Add(this);
        failure = RecordingFormat.Exception + (exception is null ? "" : Summary.Of(exception));
    }

    /// <summary>It ended with an exception.</summary>
    public void Unwound() => End(failure ?? RecordingFormat.Exception.ToString());

    /// <summary>Nobody catches the exception that this thread told of last: the process ends without a way out of what it is in.</summary>
    internal static void EndFailing()
    {
        foreach (var crossing in failing ?? []) crossing.Add(crossing.failure!);
    }

    private void Await(Task task)
    {
        if (task.IsCompleted)
        {
            Complete(task);
            return;
        }
        awaited = task;
        recorder.Open(this);
        task.ContinueWith(Complete, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Complete(Task task)
    {
        Add(Outcome(task));
        recorder.Close(this);
    }

    private string Outcome(Task task) =>
        task.IsCanceled ? RecordingFormat.Exception + "System.Threading.Tasks.TaskCanceledException"
        : task.IsFaulted
            ? RecordingFormat.Exception + (TaskFailure.Of(task) is { } thrown ? Summary.Of(thrown) : "System.AggregateException")
        : Summary.OfResult(task, names.OfResult());

    private void End(string value)
    {
        Leave();
        Add(value);
    }

    private void Leave()
    {
        if (failure is not null) failing?.Remove(this);
        Frame.Current = outer;
    }

    /// <summary>As it is while nobody was told of its task's end: that may be there all the same, at the end of a process.</summary>
    internal (CrossingKind Kind, string Test, string Place, Recorder.Contents Contents, long Order) Unended() =>
        (kind, test, place, Contents(awaited is { IsCompleted: true } task ? Outcome(task) : RecordingFormat.NotEnded), order);

    private void Add(string outcome)
    {
        foreach (var (value, name, was) in given ?? [])
        {
            string text = Summary.Of(value, name);
            if (text != was) Add(handedBack, name + " = " + text);
        }
        recorder.Add(kind, test, place, Contents(outcome), order);
    }

    private Recorder.Contents Contents(string outcome) => new(assembly, arguments.ToString(), outcome, handedBack.ToString());

    private static void Add(StringBuilder text, string value)
    {
        if (text.Length > MostText) return;
        if (text.Length > 0) text.Append(", ");
        text.Append(value);
    }
}
