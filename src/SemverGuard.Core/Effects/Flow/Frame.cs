namespace SemverGuard.Effects.Flow;

/// <summary>Where a path stands: an instruction, and the calls that led into it where methods are taken as part of their callers.</summary>
/// <param name="IsJoined">The values of several visits have met here, and what the instruction does is still to come.</param>
internal sealed record Point(Code Code, int At, bool IsJoined, Point? Caller);

/// <summary>A path through one body: the next instruction, and what is in the arguments, the locals and on the stack.</summary>
internal sealed class Frame(Code code, Term[] arguments, Term[] locals, Frame? caller)
{
    private int at;

    public Code Code => code;

    public Frame? Caller => caller;

    public int At
    {
        get => at;
        set => (at, IsJoined) = (value, IsJoined && value == at);
    }

    /// <summary>The values of several visits have met here; the path may go on.</summary>
    public bool IsJoined { get; set; }

    /// <summary>What is on top of the stack is thrown next, by what is called here.</summary>
    public bool IsThrowing { get; set; }

    /// <summary>What the last action left that both versions did: what is looked at before and after it need not be the same.</summary>
    public Term? Since { get; private set; } = caller?.Since;

    public void Pass(Term result)
    {
        for (var outer = this; outer is not null; outer = outer.Caller) outer.Since = result;
    }

    public Term[] Arguments => arguments;

    public Term[] Locals => locals;

    public List<Term> Stack { get; private set; } = [];

    /// <summary>How many values are known here, those of the callers included.</summary>
    public int Size => arguments.Length + locals.Length + Stack.Count + (caller?.Size ?? 0);

    public int Depth => caller is null ? 0 : caller.Depth + 1;

    public Point Point => new(code, at, IsJoined, caller?.Point);

    public Instruction Instruction => at < code.Instructions.Length ? code.Instructions[at]
        : throw new BadImageFormatException("A method body ends without returning.");

    public Frame Copy() =>
        new(code, [.. arguments], [.. locals], caller?.Copy()) { at = at, IsJoined = IsJoined, IsThrowing = IsThrowing,
            Stack = [.. Stack], Since = Since };

    /// <summary>At the beginning of a handler, where nothing is on the stack.</summary>
    public Frame In(int handler) => new(code, [.. arguments], [.. locals], caller?.Copy()) { at = handler };

    public void Push(Term value) => Stack.Add(value);

    public Term Pop()
    {
        var top = Top;
        Stack.RemoveAt(Stack.Count - 1);
        return top;
    }

    public Term[] Pop(int count)
    {
        var values = Peek(count);
        Stack.RemoveRange(Stack.Count - count, count);
        return values;
    }

    public Term[] Peek(int count)
    {
        if (count < 0) throw new BadImageFormatException("A method body constructs an object without a constructor.");
        if (count > Stack.Count) throw new BadImageFormatException("A method body takes more from the stack than is there.");
        var values = new Term[count];
        Stack.CopyTo(Stack.Count - count, values, 0, count);
        return values;
    }

    /// <summary>The value that was put there last.</summary>
    public Term Top => Stack.Count > 0 ? Stack[Stack.Count - 1]
        : throw new BadImageFormatException("A method body takes more from the stack than is there.");

    /// <summary>Puts another value on the stack in place of one that is there.</summary>
    /// <param name="depth">1 for the top.</param>
    public void Replace(Term value, int depth = 1)
    {
        if (depth < 1 || depth > Stack.Count) throw new BadImageFormatException("A method body takes more from the stack than is there.");
        Stack[Stack.Count - depth] = value;
    }

    /// <summary>The value of a local or argument, by its address.</summary>
    public Term Content(Term address) => Owner(address).Slot(address);

    /// <summary>Puts another value where an address leads to.</summary>
    public void Fill(Term address, Term value) => Owner(address).Slot(address) = value;

    private Frame Owner(Term address) => Code.Row(code.Handle) == address.Number >> 17 ? this
        : caller?.Owner(address) ?? throw new BadImageFormatException("An address outlives the call that it was taken in.");

    private ref Term Slot(Term address)
    {
        var slots = (address.Number & 1) == 1 ? locals : arguments;
        int index = (int)(address.Number >> 1) & 0xFFFF;
        if (index >= slots.Length) throw new BadImageFormatException("A method body names a local or an argument that is not there.");
        return ref slots[index];
    }

    /// <summary>All values that are known here, those of the callers included.</summary>
    public void CopyTo(Term[] values, ref int next)
    {
        arguments.CopyTo(values, next);
        locals.CopyTo(values, next + arguments.Length);
        Stack.CopyTo(values, next + arguments.Length + locals.Length);
        next += arguments.Length + locals.Length + Stack.Count;
        caller?.CopyTo(values, ref next);
    }

    /// <summary>Puts other values in their place, in the order of <see cref="CopyTo"/>.</summary>
    public void Set(Term[] values, ref int next)
    {
        for (int i = 0; i < arguments.Length; i++) arguments[i] = values[next++];
        for (int i = 0; i < locals.Length; i++) locals[i] = values[next++];
        for (int i = 0; i < Stack.Count; i++) Stack[i] = values[next++];
        caller?.Set(values, ref next);
    }
}
