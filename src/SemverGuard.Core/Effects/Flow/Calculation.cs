using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>The values of instructions that do nothing else: constants, calculations, comparisons.</summary>
internal sealed class Calculation(Side side, TermPool pool, NamedMembers members, Allowance allowance)
{
    private readonly Dictionary<int, Term> texts = [];

    /// <summary>
    /// Lambdas and local functions as values, in the order in which they are met: two bodies that do the same meet them in the same order.
    /// </summary>
    private readonly List<MethodDefinitionHandle> functions = [];

    /// <returns>Null for an instruction that loads none.</returns>
    public Term? Constant(Instruction instruction) => instruction.Code switch
    {
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 => pool.Number(instruction.Number),
        ILOpCode.Ldc_r8 => pool.Real(instruction.Number),
        ILOpCode.Ldc_r4 => pool.Operation("conv.r4", pool.Real(instruction.Number)),
        ILOpCode.Ldnull => pool.Zero,
        ILOpCode.Ldstr => Text(instruction.UserString),
        ILOpCode.Ldtoken or ILOpCode.Sizeof => pool.Operation(instruction.Code + " " + members.Symbol(instruction.Entity)),
        ILOpCode.Ldftn => MethodOf(instruction.Entity),
        ILOpCode.Ldsfld when IsCache(side.Operands[instruction.Entity]) => pool.Zero,
        ILOpCode.Ldsfld when side.Operands[instruction.Entity].Is("System.String", "Empty") => pool.Text(""),
        _ => null,
    };

    private Term Text(int handle)
    {
        if (texts.TryGetValue(handle, out var known)) return known;
        string text = side.Image.Reader.GetUserString(MetadataTokens.UserStringHandle(handle));
        allowance.Take(text.Length / 16);
        return texts[handle] = pool.Text(side.Image.Stamps.Mask(text));
    }

    /// <summary>
    /// Where the compiler keeps a delegate, or the object behind those that capture nothing. Whether it is there already nobody can see.
    /// </summary>
    public static bool IsCache(Operand field) =>
        field.IsGenerated
        && (field.Name.StartsWith("<>9", StringComparison.Ordinal) || field.Type.EndsWith("<>O", StringComparison.Ordinal));

    private Term MethodOf(EntityHandle entity)
    {
        var operand = side.Operands[entity];
        if (!operand.IsGenerated || operand.OwnMethod.IsNil) return pool.Operation("method " + members.Symbol(entity));
        int number = functions.IndexOf(operand.OwnMethod);
        if (number < 0)
        {
            number = functions.Count;
            functions.Add(operand.OwnMethod);
        }
        return pool.Function(number);
    }

    /// <summary>The code of a lambda or local function that is a value; nil for one that this body has not met.</summary>
    public MethodDefinitionHandle FunctionOf(Term value) => value.Number < functions.Count ? functions[(int)value.Number] : default;

    public Term Calculated(Frame frame, Instruction instruction)
    {
        var code = instruction.Code;
        if (code == ILOpCode.Box && frame.Code.IsReference(instruction.Entity)) return frame.Pop();
        if (code is ILOpCode.Isinst or ILOpCode.Box) return pool.Operation(code + " " + members.Symbol(instruction.Entity), frame.Pop());
        if (code == ILOpCode.Ldvirtftn) return pool.Operation("virtual " + members.Symbol(instruction.Entity), frame.Pop());
        if (code is ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un)
        {
            var operands = frame.Pop(2);
            return Compared(code, operands[0], operands[1]);
        }
        return pool.Operation(Opcodes.NameOf(code), frame.Pop(Opcodes.IsUnary(code) ? 1 : 2));
    }

    /// <summary>What a division by a number leaves that cannot fail; null where it may, or the number is not known.</summary>
    public Term? Divided(Frame frame, ILOpCode code)
    {
        var operands = frame.Peek(2);
        return operands[1] is { Kind: TermKind.Number, Number: not (0 or -1) } ? pool.Operation(Opcodes.NameOf(code), operands) : null;
    }

    public Term Compared(ILOpCode code, Term one, Term other) => code switch
    {
        ILOpCode.Ceq => pool.Operation(TermPool.Equal, one, other),
        ILOpCode.Clt => pool.Operation(TermPool.Less, one, other),
        ILOpCode.Cgt => pool.Operation(TermPool.Less, other, one),
        ILOpCode.Clt_un => Unsigned(one, other),
        _ => Unsigned(other, one),
    };

    /// <summary>What is more than nothing is something: how compilers ask whether a reference is there.</summary>
    private Term Unsigned(Term less, Term more) =>
        less.IsNumber(0) && !more.IsFloat
            ? pool.Not(pool.Operation(TermPool.Equal, more, pool.Zero))
            : pool.Operation(TermPool.LessUnsigned, less, more);

    /// <summary>A delegate that is made, or the answer to what compilers ask by themselves; null for another call.</summary>
    public Term? OfCall(Frame frame, Instruction instruction, Operand call)
    {
        if (instruction.Code == ILOpCode.Newobj)
            return call.IsDelegateConstructor ? pool.Operation("delegate " + members.Symbol(instruction.Entity), frame.Pop(2)) : null;
        if (Duration(frame, call) is { } ticks)
        {
            frame.Pop(call.Pops);
            return pool.Operation(TermPool.Duration, pool.Number(ticks));
        }
        if (Question(call) is not { } question || frame.Stack.Count < call.Pops) return null;
        var asked = pool.Operation(question, frame.Pop(call.Pops));
        return call.Name == "op_Inequality" ? pool.Not(asked) : asked;
    }

    /// <summary>Of further parts, as overloads with a default have them, none is there.</summary>
    private static long? Duration(Frame frame, Operand call)
    {
        if (call is not { Type: "System.TimeSpan", Pops: > 0 } || frame.Stack.Count < call.Pops) return null;
        var given = frame.Peek(call.Pops);
        return given.Skip(1).All(x => x.IsNumber(0)) && Whole(given[0]) is { } number ? Durations.Ticks(call, number) : null;
    }

    private static long? Whole(Term term) => term.Kind switch
    {
        TermKind.Number => term.Number,
        TermKind.Real => Operators.Whole(term.Number),
        _ => null,
    };

    /// <summary>
    /// What compilers ask of a text in a <c>switch</c> or where a span is wanted, by themselves or in place of each other.
    /// </summary>
    private static string? Question(Operand call) => ShapeCalls.IsSpanOf(call) ? TermPool.Span : call.Type switch
    {
        "System.String" => (call.Name, call.Pops) switch
        {
            ("op_Equality" or "op_Inequality", 2) => TermPool.SameText,
            ("get_Length", 1) => TermPool.Length,
            ("get_Chars", 2) => TermPool.Char,
            _ => null,
        },
        "<PrivateImplementationDetails>" when call.Name == "ComputeStringHash" => TermPool.HashOfText,
        _ => null,
    };
}
