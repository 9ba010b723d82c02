using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Reads a method into a <see cref="Script"/>, by following its values from instruction to instruction, in the order they stand.
/// </summary>
/// <remarks>Where ways meet, a value that differs is unknown; nothing is guessed.</remarks>
/// <param name="isOverload">Of those, the ones beside an overload that both versions have: who calls another overload by now calls the same
/// method.</param>
/// <param name="isInlined">Own methods whose code counts as their caller's: helpers that only this version has.</param>
internal sealed class ScriptReader(AssemblyImage image, OperandTable operands, Func<MethodDefinitionHandle, bool> isInlined,
    Func<MethodDefinitionHandle, bool>? isOverload = null)
{
    /// <summary>Helpers of helpers; deeper ones are no outlining.</summary>
    public const int DeepestHelper = 3;

    /// <summary>Bytes of helpers that are read again; who calls more of them writes a table.</summary>
    private const int MostRepeated = 20_000;

    private const int MostAnswers = 64;

    private readonly Dictionary<MethodDefinitionHandle, Script> throwing = [];

    private Notes notes = new("", false);

    public AssemblyImage Image => image;

    public OperandTable Operands => operands;

    public CallerTexts CallerTexts { get; } = new(image);

    public GeneratedRegexes Regexes { get; } = new(image);

    /// <param name="given">What it is called with, <c>this</c> included; left out, nothing is known of it.</param>
    /// <param name="keepsOverloads">A new overload of it counts as a call: the other version's method calls another one.</param>
    /// <exception cref="BadImageFormatException">The body is damaged.</exception>
    public Script Read(MethodDefinitionHandle method, Value[]? given = null, bool keepsOverloads = false)
    {
        var steps = new List<Step>();
        var seen = new HashSet<MethodDefinitionHandle>();
        var (outer, own) = (notes, new Notes(operands[method].Symbol, keepsOverloads));
        notes = own;
        if (given is null) Add(method, steps, seen, depth: 0, isAgain: false);
        else AddAgain(method, steps, seen, depth: 0, given, isAgain: false);
        notes = outer;
        var attributes = image.Reader.GetMethodDefinition(method).GetCustomAttributes();
        if (operands[method].IsConstructor) steps = DeadStores.Without(steps);
        return new Script(Merged(steps.FindAll(x => !x.IsCopy)))
        {
            Copies = steps.FindAll(x => x.IsCopy),
            MadeExceptions = steps.FindAll(x => !x.IsCopy && MakesException(x)),
            IsAsync = CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.AsyncStateMachineAttribute"),
            IsIterator = CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.IteratorStateMachineAttribute"),
            Limits = own.Limits,
            Comparisons = own.Comparisons,
            ComparedBy = own.ComparedBy,
            Answers = own.Answers,
            UnknownThrows = own.UnknownThrows,
            OnlyThrows = steps.Exists(x => x.Kind == StepKind.Throw) && !Returns(method),
        };
    }

    /// <summary>A body's steps, once for every method that leads to it.</summary>
    /// <param name="isAgain">In a helper that was read before.</param>
    public void Add(MethodDefinitionHandle method, List<Step> steps, HashSet<MethodDefinitionHandle> seen, int depth, bool isAgain)
    {
        if (!seen.Add(method))
        {
            if (isAgain && notes.Parts.TryGetValue(method, out var part) && (notes.Repeated += part.Length) <= MostRepeated)
                steps.AddRange(part);
            return;
        }
        var definition = image.Reader.GetMethodDefinition(method);
        if (image.Body(definition) is not { } body) return;
        int start = steps.Count;
        new BodyWalk(this, definition, body, steps, seen, depth, notes.Limits).Run();
        if (depth > 0)
            notes.Parts[method] = [.. steps.Skip(start).Where(x => x.Kind is StepKind.Call or StepKind.Store)
                .Select(x => x with { IsCopy = true })];
    }

    /// <summary>The steps of a helper, in each place that calls it.</summary>
    /// <param name="given">What it is called with, <c>this</c> included.</param>
    /// <param name="isAgain">In a helper that was read before, which leads to nothing new.</param>
    public void AddAgain(
        MethodDefinitionHandle helper, List<Step> steps, HashSet<MethodDefinitionHandle> seen, int depth, Value[] given, bool isAgain)
    {
        bool isFirst = !seen.Contains(helper);
        if (isFirst && isAgain) return;
        seen.Add(helper);
        var definition = image.Reader.GetMethodDefinition(helper);
        if (image.Body(definition) is not { } body) return;
        if (!isFirst && (notes.Repeated += body.GetILReader().Length) > MostRepeated || !notes.Open.Add(helper)) return;
        int start = steps.Count;
        new HelperWalk(this, definition, body, steps, seen, depth, notes.Limits) { Given = given, IsAgain = !isFirst }.Run();
        notes.Open.Remove(helper);
        if (!isFirst && steps.FindIndex(start, IsDeed) >= 0) Repeat(steps, start);
    }

    private static void Repeat(List<Step> steps, int start)
    {
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i].Kind == StepKind.Throw) steps[i] = steps[i] with { IsAgain = true };
        }
    }

    /// <summary>More than to ask something and to make the exception that is thrown.</summary>
    private static bool IsDeed(Step step) => step.Kind == StepKind.Store
        || step is { Kind: StepKind.Call, IsMessage: false, Target.IsAnswerOnly: false }
            && !MakesException(step);

    private static bool MakesException(Step step) => step.IsConstruction && ExceptionTypes.IsName(step.Target!.Type);

    /// <summary>Something is thrown of which no more is known than that it is an exception.</summary>
    public void ThrewUnknown() => notes.UnknownThrows++;

    /// <summary>Two texts are found equal, or not, in the method that is read; or it compares them in another way.</summary>
    public void Compared(Operand call, Value[] arguments)
    {
        if (ShapeCalls.ComparesTexts(call)) notes.Comparisons.Add(ShapeCalls.Comparison(arguments));
        if (ShapeCalls.TakesComparison(call)) notes.ComparedBy.UnionWith(arguments[^1].Literals.Select(x => x.Number ?? -1));
    }

    /// <summary>The method that is read returns what one of these does.</summary>
    public void Answered(IReadOnlyList<Operand> methods)
    {
        if (notes.Answers.Count < MostAnswers) notes.Answers.AddRange(methods);
    }

    /// <summary>What is gathered of the method that is read.</summary>
    /// <param name="symbol">One overload may be left that hands on to another.</param>
    private sealed class Notes(string symbol, bool keepsOverloads)
    {
        public string Symbol => symbol;

        public bool KeepsOverloads => keepsOverloads;

        public List<Limit> Limits { get; } = [];

        public List<long?> Comparisons { get; } = [];

        public HashSet<long> ComparedBy { get; } = [];

        public List<Operand> Answers { get; } = [];

        public int UnknownThrows { get; set; }

        /// <summary>Helpers that are being read.</summary>
        public HashSet<MethodDefinitionHandle> Open { get; } = [];

        public int Repeated { get; set; }

        /// <summary>What lambdas of helpers do.</summary>
        public Dictionary<MethodDefinitionHandle, Step[]> Parts { get; } = [];
    }

    /// <summary>A construction that is thrown is told by the throw; literals and calls that ended as words say nothing more.</summary>
    private static List<Step> Merged(List<Step> steps) =>
        steps.FindAll(x => !MakesException(x) && !x.IsMessage);

    /// <summary>What an own method throws, if it does nothing else.</summary>
    public Script Throwing(MethodDefinitionHandle method)
    {
        if (throwing.TryGetValue(method, out var known)) return known;
        throwing[method] = Script.Empty; // for helpers that call each other
        return throwing[method] = Returns(method) ? Script.Empty : Read(method);
    }

    private bool Returns(MethodDefinitionHandle method) =>
        image.Body(image.Reader.GetMethodDefinition(method))?.Has(ILOpCode.Ret) != false;

    /// <summary>Whether an own method counts as part of its callers.</summary>
    public bool IsPart(MethodDefinitionHandle method) => isInlined(method);

    /// <summary>A helper that the other version does not have.</summary>
    public bool IsOnlyHere(Operand call) =>
        !call.OwnMethod.IsNil && isInlined(call.OwnMethod) && !Logging.IsResource(call)
        && (call.Symbol == notes.Symbol ? !notes.KeepsOverloads : isOverload?.Invoke(call.OwnMethod) != true);

    /// <summary>Whether a method hands on to an overload of it that both versions have.</summary>
    public bool HandsOn(MethodDefinitionHandle method)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        string symbol = operands[method].Symbol;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && operands[il.Entity] is { OwnMethod.IsNil: false } called
                && called.Symbol == symbol && called.OwnMethod != method && !isInlined(called.OwnMethod))
                return true;
        }
        return false;
    }

    /// <summary>The first exception that a factory constructs, or another factory that it asks.</summary>
    public string? Constructed(MethodDefinitionHandle method) => Constructed(method, DeepestHelper);

    private string? Constructed(MethodDefinitionHandle method, int levels)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return null;
        var asked = new List<MethodDefinitionHandle>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt)) continue;
            var call = operands[il.Entity];
            if (il.OpCode == ILOpCode.Newobj && ExceptionTypes.IsName(call.Type)) return call.Type;
            if (levels > 0 && call.Pushes && !call.OwnMethod.IsNil && ExceptionTypes.IsName(Literals.ReturnType(call)))
                asked.Add(call.OwnMethod);
        }
        return asked.Select(x => Constructed(x, levels - 1)).FirstOrDefault(x => x is not null);
    }
}
