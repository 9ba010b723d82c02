using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Calls that compilers and target frameworks write differently for the same meaning; whether they are there says nothing.
/// </summary>
internal static class ShapeCalls
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Threading.Monitor", "System.Threading.Lock", "System.Threading.Lock.Scope", "System.Nullable`1", "System.Object",
        "System.Delegate",
        "System.Span`1", "System.ReadOnlySpan`1", "System.Memory`1", "System.ReadOnlyMemory`1", "System.MemoryExtensions", "System.Buffer",
        "System.Runtime.InteropServices.CollectionsMarshal", "System.Runtime.InteropServices.MemoryMarshal", "System.ValueTuple`2",
        "System.Index", "System.Range",
        "System.Threading.Interlocked", "System.Threading.Volatile", "System.GC", "System.HashCode", "System.IDisposable",
        "System.IAsyncDisposable",
        "System.Collections.IEnumerator", "System.Math", "System.Char", "System.Int32", "System.IntPtr",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.Array.Empty", "System.Type.GetTypeFromHandle", "System.String.get_Length", "System.String.get_Chars",
        "System.String.op_Equality", "System.String.Equals",
        "System.String.op_Inequality", "System.String.op_Implicit", "System.Threading.Tasks.Task.GetAwaiter",
        "System.Threading.Tasks.Task`1.GetAwaiter",
        "System.Threading.Tasks.ValueTask.GetAwaiter", "System.Threading.Tasks.ValueTask`1.GetAwaiter", "System.Array.get_Length",
        "System.Environment.get_CurrentManagedThreadId", "System.Threading.Thread.get_CurrentThread",
        "System.Threading.Thread.get_ManagedThreadId",
    };

    /// <summary>A text or an array as a span, which compilers write in two ways: to whoever gets it, it is what it was.</summary>
    public static bool IsSpanOf(Operand call) =>
        call is { Pops: 1, Type: "System.String", Name: "op_Implicit" } or { Pops: 1, Type: "System.MemoryExtensions", Name: "AsSpan" };

    /// <summary>Joining text: the parts are looked at, the way is not.</summary>
    public static bool JoinsText(Operand call) =>
        call.Type is "System.Text.StringBuilder" or "System.FormattableString"
            or "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler"
        || (call.Type == "System.String" && call.Name is "Concat" or "Format" or "Join");

    public static bool Is(Operand call) =>
        call.IsDelegateConstructor || Types.Contains(call.Type) && !Rounds(call) && !Parses(call) && !Reflected.Is(call)
        || Members.Contains(call.Symbol) || call.Starts("System.Runtime.CompilerServices.")
        || call.Starts("<PrivateImplementationDetails>")
        || (call.Starts("System.Collections.")
            && call.Name is "GetEnumerator" or "MoveNext" or "get_Current" or "get_Count" or "get_Length")
        || JoinsText(call);

    /// <summary>The rest of <c>Math</c> is arithmetic, which compilers and people write in many ways.</summary>
    private static bool Rounds(Operand call) => call.Type == "System.Math" && call.Name is "Round" or "Floor" or "Ceiling" or "Truncate";

    /// <summary>What text becomes a number says how it is read.</summary>
    private static bool Parses(Operand call) => call.Type == "System.Int32" && call.Name is "Parse" or "TryParse";

    /// <summary><c>string.Equals</c> with a comparison that <c>==</c> does not have.</summary>
    public static bool ComparesOtherwise(Operand call, Value[] arguments) =>
        call.Is("System.String", "Equals") && arguments.Length == 3 && arguments[2].Number is not (null or Ordinal);

    /// <summary>Asks whether two texts are equal, in whatever form.</summary>
    public static bool ComparesTexts(Operand call) =>
        call.Type == "System.String" && call.Name is "Equals" or "op_Equality" or "op_Inequality";

    /// <summary>Its last argument says how.</summary>
    public static bool TakesComparison(Operand call) =>
        call.Type == "System.String"
        && call.Name is "Equals" or "Compare" or "StartsWith" or "EndsWith" or "Contains" or "Replace" or "IndexOf" or "LastIndexOf"
        && Literals.ParameterTypes(call) is [.., "System.StringComparison"];

    /// <summary>The <c>StringComparison</c> of such a call; null where it is not known.</summary>
    public static long? Comparison(Value[] arguments) => arguments.Length < 3 ? Ordinal : arguments[2].Number;

    public const long Ordinal = 4;

    /// <summary>Takes a lock of whatever kind, or does without by an interlocked instruction; entering one is enough to know.</summary>
    public static bool Locks(Operand call) => call.Type switch
    {
        "System.Threading.Monitor" => call.Name is "Enter" or "TryEnter",
        "System.Threading.Lock" => call.Name is "Enter" or "EnterScope" or "TryEnter",
        "System.Threading.Interlocked" or "System.Threading.SpinLock" or "System.Threading.ReaderWriterLockSlim"
            or "System.Threading.SemaphoreSlim" or "System.Threading.Mutex" => true,
        _ => false,
    };

    /// <summary>Waits for a task where it stands; in a state machine the same call takes the result of a task that is there.</summary>
    public static bool Waits(Operand call) => call.Type switch
    {
        "System.Threading.Tasks.Task" => call.Name == "Wait",
        "System.Threading.Tasks.Task`1" => call.Name is "get_Result" or "Wait",
        "System.Runtime.CompilerServices.TaskAwaiter" or "System.Runtime.CompilerServices.TaskAwaiter`1" => call.Name == "GetResult",
        _ =>
            call.Name == "GetResult" && call.Starts("System.Runtime.CompilerServices.Configured")
                && call.Type.IndexOf("Task", StringComparison.Ordinal) > 0,
    };

    /// <summary>One name for what is there for spans, for arrays and for sequences.</summary>
    public static string Symbol(Operand call) =>
        call.Type is "System.Linq.Enumerable" or "System.Array" or "System.MemoryExtensions" ? "Sequence." + call.Name : call.Symbol;
}
