using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Values and conditions of one side as a person would write them; null for what has no name that anybody knows.</summary>
/// <param name="code">The method that is compared, for the names of its parameters.</param>
/// <param name="actions">By what they left.</param>
internal sealed class TermText(Side side, Code code, IReadOnlyDictionary<Term, Stop.Action> actions)
{
    /// <summary>Operators within operators beyond which nobody follows.</summary>
    private const int Deepest = 3, LongestText = 40;

    /// <summary>Names that many values have.</summary>
    private const string Element = "the element", Character = "the character";

    private const string TypeToken = nameof(ILOpCode.Ldtoken) + " ";

    /// <summary>The numbers by which the terms call the method's parameters; null where each is called by its own.</summary>
    public IReadOnlyList<int>? Places { get; init; }

    /// <summary>Which of the method's parameters a term is.</summary>
    public int Index(Term argument) => Places is null ? (int)argument.Number
        : Enumerable.Range(0, Places.Count).FirstOrDefault(x => Places[x] == argument.Number);

    /// <param name="type">What it is used as, for numbers: an enum, a truth value; empty where that is not known.</param>
    public string? Of(Term term, string type = "", int depth = 0) => term.Kind switch
    {
        TermKind.Number => Number(term.Number, type),
        TermKind.Real => ConstantText.Of(BitConverter.Int64BitsToDouble(term.Number)),
        TermKind.Text => ConstantText.Of(term.Name.Length > LongestText ? term.Name.Substring(0, LongestText) + "…" : term.Name),
        TermKind.Argument => term.Number < 0 ? "this" : Members.ParameterName(side, code.Handle, Index(term)),
        TermKind.Result or TermKind.Operation when actions.TryGetValue(term, out var action) =>
            depth < Deepest ? Result(action, depth + 1) : null,
        TermKind.Operation when depth < Deepest => Operation(term, depth + 1),
        _ => null,
    };

    /// <summary>What left a value; null where it is none of an action.</summary>
    public Stop.Action? ActionOf(Term term) => actions.TryGetValue(term, out var action) ? action : null;

    /// <summary>The field or the property that a value was read from, or the method that gave it.</summary>
    public Operand? Read(Term term) => ActionOf(term) is { } action ? Target(action) : null;

    public string? PropertyOf(Operand read) =>
        read.Name.StartsWith("get_", StringComparison.Ordinal) ? read.MemberName : Members.PropertyOf(side, read);

    public bool IsComparison(Term term) => Read(term) is { } target
        && Array.Exists(Comparisons, x => x.Name == target.Name);

    /// <summary>Those that are named within a term and have the same name as others: what comes next in a loop.</summary>
    public IEnumerable<Term> Namesakes(Term term)
    {
        var seen = new HashSet<Term> { term };
        List<Term> level = [term];
        for (int depth = 0; depth <= Deepest && level.Count > 0; depth++)
        {
            foreach (var one in level.Where(IsNamesake)) yield return one;
            level = [.. level.Where(x => !IsNamesake(x)).SelectMany(x => x.Operands.Concat(ActionOf(x)?.Arguments ?? [])).Where(seen.Add)];
        }
    }

    private bool IsNamesake(Term term) => term is { Kind: TermKind.Operation, Name: TermPool.Char } && !IsOfPlace(term)
        || Read(term) is { } read && IsElement(read);

    /// <summary>What a loop's enumerator gives.</summary>
    private static bool IsElement(Operand read) => read.MemberName == "Current" && read.Starts("System.Collections.");

    /// <summary>A character at a place that has a number.</summary>
    private static bool IsOfPlace(Term letter) => letter.Operands[1].Kind == TermKind.Number;

    public string Number(long number, string type)
    {
        string text = Literals.Text(Value.From(number), type, side);
        return number == 0 && text == "0" && type.Length > 0 && !Literals.IsNumber(type) ? "null" : text;
    }

    private string? Operation(Term term, int depth)
    {
        string name = term.Name;
        if (name.StartsWith("Isinst ", StringComparison.Ordinal) || name.StartsWith("Box ", StringComparison.Ordinal)
            || name.StartsWith("Conv", StringComparison.OrdinalIgnoreCase))
            return Of(term.Operands[0], "", depth);
        if (StateMachine.NameOf(term) is { } parameter) return parameter;
        if (name.StartsWith("delegate ", StringComparison.Ordinal)) return "a delegate";
        if (name.StartsWith("default ", StringComparison.Ordinal)) return "default";
        if (name == TermPool.Duration) return new TimeSpan(term.Operands[0].Number).ToString();
        if (name == TermPool.Span) return Of(term.Operands[0], "", depth);
        if (name == TermPool.Char)
            return IsOfPlace(term) && Of(term.Operands[0], "", depth) is { } letters
                ? $"{letters}[{term.Operands[1].Number}]" : Character;
        if (name == TermPool.Length) return Of(term.Operands[0], "", depth) is { } text ? text + ".Length" : null;
        if (Denied(term) is { } denied) return Of(denied, "", depth - 1) is { } denial ? OperatorWords.Turned(denied.Name, denial) : null;
        if (term.Operands.Length != 2 || OperatorWords.Of(name) is not { } word) return null;
        if (Operand(term, 0, word, depth) is not { } one || Operand(term, 1, word, depth) is not { } other || one == other) return null;
        // A person writes the number last.
        return word == TermPool.Less && term.Operands[0].IsLiteral ? $"{other} > {one}" : $"{one} {word} {other}";
    }

    /// <summary>The comparison that a term says not to hold; null where it says something else.</summary>
    public static Term? Denied(Term term) =>
        term is { Kind: TermKind.Operation, Name: TermPool.Equal } && Array.Exists(term.Operands, x => x.IsNumber(0))
            ? Array.Find(term.Operands, TermPool.IsComparison) : null;

    /// <summary>In parentheses where the operator around it would take only a part of it.</summary>
    private string? Operand(Term operation, int index, string word, int depth)
    {
        if (Of(operation.Operands[index], "", depth) is not { } text) return null;
        return OperatorWords.NeedParentheses(word, operation.Operands[index], isSecond: index == 1) ? $"({text})" : text;
    }

    /// <summary>Full name of the exception that is constructed; null for anything else.</summary>
    public string? Exception(Stop.Action action) => action.Symbol is { } known ? TypeOf(known)
        : action.Name == nameof(ILOpCode.Newobj) && Target(action) is { IsConstructor: true } made && ExceptionTypes.IsName(made.Type)
            ? made.Type
            : null;

    /// <param name="constructor">Its symbol.</param>
    private static string TypeOf(string constructor) =>
        constructor.Substring(0, constructor.IndexOf(".ctor", StringComparison.Ordinal) - 1);

    /// <summary>What somebody does, as the rest of a sentence about the method; null for the compiler's own work.</summary>
    public string? Verb(Stop.Action action)
    {
        if (action.Name == nameof(ILOpCode.Newarr)) return "creates an array";
        if (action.Name is nameof(ILOpCode.Div) or nameof(ILOpCode.Div_un)) return "divides";
        if (action.Name is nameof(ILOpCode.Rem) or nameof(ILOpCode.Rem_un)) return "takes a remainder";
        if (action.Symbol is { } made) return "throws " + DisplayName.Type(TypeOf(made));
        if (Target(action) is not { } target) return null;
        bool isOfBase = target.IsConstructor && action.Name != nameof(ILOpCode.Newobj);
        if (isOfBase || IsOperator(target)) return null;
        if (IsReturn(target)) return Returns;
        if (IsNext(action)) return "goes on to the next element";
        string member = target.ShownIn(side.Operands[code.Handle].Symbol);
        return action.Name switch
        {
            nameof(ILOpCode.Newobj) => "creates " + DisplayName.Type(target.Type),
            nameof(ILOpCode.Ldfld) or nameof(ILOpCode.Ldsfld) or nameof(ILOpCode.Ldflda) or nameof(ILOpCode.Ldsflda) => "reads " + member,
            nameof(ILOpCode.Stfld) or nameof(ILOpCode.Stsfld) => "sets " + member,
            nameof(ILOpCode.Castclass) or nameof(ILOpCode.Unbox_any) or nameof(ILOpCode.Unbox) =>
                "casts to " + DisplayName.Type(target.Type),
            _ when action.Name.StartsWith(nameof(ILOpCode.Call), StringComparison.Ordinal) => target.Verb + " " + member,
            _ => null,
        };
    }

    /// <summary>It asks a loop's enumerator for what comes next.</summary>
    public bool IsNext(Stop.Action action) => Target(action) is { Name: "MoveNext" } target && target.Starts("System.Collections.");

    /// <summary>What an <c>async</c> method returns, it gives to what the compiler made for it.</summary>
    private static bool IsReturn(Operand target) => target.Name == "SetResult" && target.Starts("System.Runtime.CompilerServices.");

    public const string Returns = "returns";

    /// <summary>It makes an exception or a log, and what it is given are words.</summary>
    public bool IsForPeople(Stop.Action action) => Target(action) is { } target && Logging.IsForPeople(target);

    /// <summary>It is there for how the code is written, or joins texts.</summary>
    public bool IsOfShape(Stop.Action action) => Target(action) is { } target && ShapeCalls.Is(target);

    public bool IsOfText(Stop.Action action) => Target(action) is { Type: "System.String" };

    /// <summary>It joins texts, which may come to the one that the other version has there.</summary>
    public bool Joins(Stop.Action action) => Target(action) is { Type: "System.String", Name: "Concat" };

    /// <summary>The types of what an action is given, the object that a member belongs to included as an empty one.</summary>
    public IReadOnlyList<string> ParameterTypes(Stop.Action action)
    {
        if (Target(action) is not { } target) return [];
        if (action.Name is nameof(ILOpCode.Stfld) or nameof(ILOpCode.Stsfld))
            return [.. action.Name == nameof(ILOpCode.Stfld) ? [""] : Array.Empty<string>(), Literals.FieldType(target)];
        bool isCall = action.Name == nameof(ILOpCode.Newobj) || action.Name.StartsWith(nameof(ILOpCode.Call), StringComparison.Ordinal);
        var types = isCall ? Literals.ParameterTypes(target) : [];
        return types.Count < action.Arguments.Length ? ["", .. types] : types;
    }

    public string Member(Stop.Action action) => Target(action) is { } target ? target.Shown : "";

    private string? Result(Stop.Action action, int depth)
    {
        if (Target(action) is not { } target || action.Name == nameof(ILOpCode.Newobj)) return null;
        if (IsOperator(target)) return Comparison(target, action.Arguments, depth);
        bool isRead = action.Name.StartsWith("Ld", StringComparison.Ordinal) || target.Name.StartsWith("get_", StringComparison.Ordinal);
        if (isRead) return IsElement(target) ? Element : target.MemberName == "Current" ? null : target.MemberName;
        return action.Name.StartsWith(nameof(ILOpCode.Call), StringComparison.Ordinal) ? Called(target, action, depth) : null;
    }

    private string? Called(Operand target, Stop.Action call, int depth)
    {
        if (target.Name == "GetTypeFromHandle" && call.Arguments is [{ Kind: TermKind.Operation, Name: var token }]
            && token.StartsWith(TypeToken, StringComparison.Ordinal))
            return $"typeof({DisplayName.Type(token.Substring(TypeToken.Length))})";
        var types = Literals.ParameterTypes(target);
        // A null test, in many words.
        if (target.Name == "Equals" && Array.Exists(call.Arguments, x => x.IsNumber(0))) return null;
        string?[] given = [.. call.Arguments.Skip(call.Arguments.Length - types.Count).Select((x, i) => Of(x, types[i], depth))];
        string text = $"{target.Name}({string.Join(", ", given)})";
        bool isKnown = target.Pops == call.Arguments.Length && Array.TrueForAll(given, x => x is not null);
        return isKnown && (types.Count > 0 || call.Arguments.Length <= 1) && text.Length <= LongestText ? text : target.Name + "(…)";
    }

    private string? Comparison(Operand target, Term[] operands, int depth) =>
        Array.Find(Comparisons, x => x.Name == target.Name).Sign is { } sign && operands is [var one, var other]
        && Of(one, "", depth) is { } left && Of(other, "", depth) is { } right && left != right
            ? $"{left} {sign} {right}"
            : null;

    private static readonly (string Name, string Sign)[] Comparisons =
    [
        ("op_Equality", "=="), ("op_Inequality", "!="), ("op_LessThan", "<"), ("op_GreaterThan", ">"), ("op_LessThanOrEqual", "<="),
        ("op_GreaterThanOrEqual", ">="),
    ];

    public Operand? Target(Stop.Action action) =>
        action.Entity.IsNil || action.Entity.Kind == HandleKind.StandaloneSignature
            || side.Operands[action.Entity] is not { IsGenerated: false } target ? null : target;

    /// <summary>Who writes one does not know its name.</summary>
    private static bool IsOperator(Operand target) => target.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsObject(Term term) =>
        term.Name.StartsWith("Box ", StringComparison.Ordinal) || term.Name.StartsWith("delegate ", StringComparison.Ordinal);

    private string CommonType(Term operation) =>
        TypeOf(operation.Operands[0]) is var type && type == TypeOf(operation.Operands[1]) ? type : "";

    public string TypeOf(Term term) => term.Kind switch
    {
        TermKind.Argument when term.Number >= 0 => code.TypeOf(Index(term)),
        TermKind.Result or TermKind.Operation when actions.TryGetValue(term, out var action) && Target(action) is { } target =>
            action.Name.StartsWith("Ld", StringComparison.Ordinal)
            ? Literals.FieldType(target) : Literals.ReturnType(target),
        TermKind.Operation when IsObject(term) => "System.Object",
        TermKind.Operation when StateMachine.NameOf(term) is { } parameter => code.Machine?.TypeOf(parameter) ?? "",
        TermKind.Operation when term.Name == TermPool.Char => "System.Char",
        TermKind.Operation when term.Name is "&" or "|" or "^" => CommonType(term),
        _ => "",
    };
}
