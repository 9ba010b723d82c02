using System.Globalization;
using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Makes terms, each once, in the simplest form: constants folded, operands of commutative operators in one order.</summary>
internal sealed class TermPool(Allowance allowance)
{
    /// <summary>Terms are gone through from their outside to their inside, whatever is in them twice.</summary>
    private const int LargestTerm = 10_000, DeepestTerm = 300, MostTerms = 500_000;

    public const string Equal = "==", Less = "<", LessUnsigned = "<.un", SameText = "text==", HashOfText = "hash", Length = "length",
        Char = "char", Span = "span", Duration = "ticks", Remainder = "%", DivideUnsigned = "/.un", RemainderUnsigned = "%.un";

    private readonly Dictionary<(TermKind Kind, string Name, long Number, int First, int Second, string More), Term> known = [];

    /// <summary>There are too many terms, or one is too large, to go on.</summary>
    public bool IsExhausted { get; private set; }

    public Term Zero => Number(0);

    public Term Number(long value) => Make(TermKind.Number, "", value);

    public Term Real(long bits) => Make(TermKind.Real, "", bits, isFloat: true);

    public Term Text(string value) => Make(TermKind.Text, value, 0);

    /// <param name="index">-1 for <c>this</c>.</param>
    public Term Argument(int index, bool isFloat) => Make(TermKind.Argument, "", index, isFloat: isFloat);

    /// <summary>The object that a method is called on, which no compiler lets be null.</summary>
    public static bool IsThis(Term term) => term is { Kind: TermKind.Argument, Number: -1 };

    public Term Result(int node, bool isFloat) => Make(TermKind.Result, "", node, isFloat: isFloat);

    /// <summary>What an action made, which is there.</summary>
    public Term Made(int node) => Make(TermKind.Result, MadeName, node);

    private const string MadeName = "made";

    /// <summary>What nobody need ask whether it is null: the object that a method is called on, and what was made.</summary>
    public static bool IsThere(Term term) => IsThis(term) || term is { Kind: TermKind.Result, Name: MadeName };

    public Term Unknown(int node, int number, bool isFloat) =>
        Make(TermKind.Unknown, node.ToString(CultureInfo.InvariantCulture), number, isFloat: isFloat);

    public Term Function(int number) => Make(TermKind.Function, "", number);

    public Term Address(string side, long number) => Make(TermKind.Address, side, number);

    public Term Operation(string name, params Term[] operands)
    {
        bool areNumbers = Array.TrueForAll(operands, x => x.Kind == TermKind.Number);
        if (operands.Length == 2)
        {
            if (areNumbers && Folded(name, operands[0].Number, operands[1].Number) is { } number) return Number(number);
            if (IsCommutative(name) && operands[0].Id > operands[1].Id) operands = [operands[1], operands[0]];
            if (name == Equal && operands[0] == operands[1] && !operands[0].IsFloat) return Number(1);
            if (PowerOfTwo(operands[1]) is { } bits && name is DivideUnsigned or RemainderUnsigned)
                return name == DivideUnsigned ? Operation(nameof(ILOpCode.Shr_un), operands[0], Number(bits))
                    : Operation("&", operands[0], Number(operands[1].Number - 1));
            if (name == Equal && Array.Exists(operands, x => x.IsNumber(0)) && Array.Find(operands, IsOfBits) is { } rest)
                return Operation(Equal, Operation("&", rest.Operands[0], Number(rest.Operands[1].Number - 1)), Zero);
            if (name is "&" or "|" && Array.Exists(operands, x => x.IsNumber(0)))
                return name == "&" ? Zero : operands[0].IsNumber(0) ? operands[1] : operands[0];
        }
        else if (operands.Length == 1 && areNumbers)
        {
            if (name == "neg") return Number(-operands[0].Number);
            if (name.StartsWith("Conv", StringComparison.Ordinal) && operands[0].Number is >= 0 and <= sbyte.MaxValue) return operands[0];
        }
        bool isFloat = name is "conv.r4" or "conv.r8" or "conv.r.un" || (IsArithmetic(name) && Array.Exists(operands, x => x.IsFloat));
        return Make(TermKind.Operation, name, 0, operands, isFloat);
    }

    /// <summary>The same with what facts decide put in its place.</summary>
    public Term Reduced(Term term, Facts facts)
    {
        if (!term.HasComparison || facts == Facts.None) return term;
        var operands = new Term[term.Operands.Length];
        for (int i = 0; i < operands.Length; i++) operands[i] = Reduced(term.Operands[i], facts);
        var reduced = operands.AsSpan().SequenceEqual(term.Operands) ? term : Operation(term.Name, operands);
        return IsComparison(reduced) && facts.Holds(Test.Of(reduced)) is { } holds ? Number(holds ? 1 : 0) : reduced;
    }

    /// <summary>Null where a value is null, or of another type.</summary>
    public static bool IsTypeTest(Term term) =>
        term.Kind == TermKind.Operation && term.Name.StartsWith("Isinst ", StringComparison.Ordinal);

    public static bool IsComparison(Term term) => term.Kind == TermKind.Operation && IsComparison(term.Name);

    private static bool IsComparison(string name) => name is Equal or Less or LessUnsigned or SameText;

    public Term Not(Term condition) => Operation(Equal, condition, Zero);

    private Term Make(TermKind kind, string name, long number, Term[]? operands = null, bool isFloat = false)
    {
        operands ??= [];
        int first = operands.Length > 0 ? operands[0].Id : -1, second = operands.Length > 1 ? operands[1].Id : -1;
        string more = operands.Length <= 2
            ? ""
            : string.Join(",", operands.Skip(2).Select(x => x.Id.ToString(CultureInfo.InvariantCulture)));
        var key = (kind, name, number, first, second, more);
        allowance.Take(name.Length / 32);
        if (known.TryGetValue(key, out var term)) return term;
        int size = 1 + operands.Sum(x => x.Size), depth = operands.Length == 0 ? 0 : 1 + operands.Max(x => x.Depth);
        if (size > LargestTerm || depth > DeepestTerm || known.Count > MostTerms) IsExhausted = true;
        return known[key] = new Term(known.Count, kind, name, number, operands)
        {
            IsFloat = isFloat,
            Size = size,
            Depth = depth,
            IsOneSided = kind == TermKind.Address || Array.Exists(operands, x => x.IsOneSided),
            HasComparison = (kind == TermKind.Operation && IsComparison(name)) || Array.Exists(operands, x => x.HasComparison),
            HasFunction = kind == TermKind.Function || Array.Exists(operands, x => x.HasFunction),
        };
    }

    /// <summary>By which power; null for another number.</summary>
    private static int? PowerOfTwo(Term number)
    {
        if (number is not { Kind: TermKind.Number, Number: > 1 and <= 1L << 30 and var value } || (value & (value - 1)) != 0) return null;
        int power = 0;
        while (value >> power > 1) power++;
        return power;
    }

    /// <summary>A remainder of which the last bits say whether there is one, whatever the sign.</summary>
    private static bool IsOfBits(Term term) =>
        term is { Kind: TermKind.Operation, Name: Remainder, IsFloat: false } && PowerOfTwo(term.Operands[1]) is not null;

    private static bool IsArithmetic(string name) => name is "+" or "-" or "*" or "/" or "%" or "neg";

    private static bool IsCommutative(string name) => name is "+" or "*" or "&" or "|" or "^" or Equal or SameText;

    /// <summary>In 32 bits: what is larger was not folded by the compiler either.</summary>
    private static long? Folded(string name, long one, long other)
    {
        if (one != (int)one || other != (int)other) return null;
        int a = (int)one, b = (int)other;
        return name switch
        {
            Equal => a == b ? 1 : 0,
            Less => a < b ? 1 : 0,
            LessUnsigned => (uint)a < (uint)b ? 1 : 0,
            "+" => unchecked(a + b),
            "-" => unchecked(a - b),
            "&" => a & b,
            "|" => a | b,
            "^" => a ^ b,
            _ => null,
        };
    }
}
