using System.Text;
using System.Text.RegularExpressions;

namespace SemverGuard.Metadata;

/// <summary>Short names for messages: no namespaces, C# keywords, angle brackets.</summary>
public static class DisplayName
{
    /// <summary><c>Queue.Publish(string, int)</c> for <c>M:Lib.Queue.Publish(System.String,System.Int32)</c>.</summary>
    public static string Of(string id, GenericNames generics = default) => SafeText.OneLine(Text(id, generics));

    private static string Text(string id, GenericNames generics)
    {
        if (id.Length < 2 || id[1] != ':') return id;
        if (Generated(id) is { } generated) return generated;
        string text = id.Substring(2);
        if (id[0] == 'T') return Type(text, generics);
        int conversion = text.LastIndexOf('~');
        string result = conversion < 0 ? "" : Type(text.Substring(conversion + 1), generics);
        if (conversion >= 0) text = text.Substring(0, conversion);
        int open = text.EndsWith(")", StringComparison.Ordinal) ? text.IndexOf('(') : -1;
        string types = open < 0 ? "" : Types(text.Substring(open + 1, text.Length - open - 2), generics);
        string path = open < 0 ? text : text.Substring(0, open);
        return Member(path, id[0], result, id[0] == 'M' || open >= 0 ? "(" + types + ")" : "");
    }

    /// <summary>
    /// The same without the parameter list, for sentences in which it does not matter; an accessor is its property or event.
    /// </summary>
    public static string Short(string id)
    {
        if (id.Length > 2 && id[0] == 'M' && Generated(id) is null)
        {
            int open = id.IndexOf('('), dot = id.LastIndexOf('.', open < 0 ? id.Length - 1 : open);
            string name = open < 0 ? id.Substring(dot + 1) : id.Substring(dot + 1, open - dot - 1);
            int own = name.LastIndexOf('#') + 1; // behind the interface of an explicit implementation
            if (Accessor(name.Substring(own)) is { } accessor)
                id = "P:" + id.Substring(2, dot - 1) + name.Substring(0, own) + name.Substring(own + accessor.Length + 1);
        }
        string full = Of(id);
        int end = full.IndexOf('(');
        return end < 0 ? full : full.Substring(0, end).TrimEnd();
    }

    /// <param name="path">The type's and the member's name.</param>
    /// <param name="result">What a conversion makes.</param>
    /// <param name="parameters">In parentheses; empty for a member that has none.</param>
    internal static string Member(string path, char kind, string result, string parameters)
    {
        int dot = path.LastIndexOf('.');
        string type = dot < 0 ? "" : Type(path.Substring(0, dot));
        string name = WithoutArity(path.Substring(dot + 1));
        if (name == Copy) return Possessive(type) + " copy method (with)";
        int own = name.Length == 0 || name[0] == '#' ? -1 : name.LastIndexOf('#');
        if (own > 0)
        {
            // An explicit implementation has the interface's name in front.
            type += "." + Type(name.Substring(0, own).Replace('#', '.'));
            name = name.Substring(own + 1);
        }
        if (kind == 'M' && Accessor(name) is { } accessor)
            return type + OfAccessor(name.Substring(accessor.Length + 1), accessor, parameters);
        return name switch
        {
            "#ctor" => Possessive(type) + Constructor(parameters),
            "#cctor" => Possessive(type) + " static constructor",
            "Item" when kind == 'P' && parameters.Length > 0 => type + Indexer(parameters),
            "op_Implicit" or "op_Explicit" or "op_CheckedExplicit" =>
                $"{type}.{(name == "op_Implicit" ? "implicit" : "explicit")} operator {result}{parameters}",
            _ when Operators.TryGetValue(name, out string? symbol) => $"{type}.operator {symbol}{parameters}",
            _ => type + "." + Explicit(name) + parameters,
        };
    }

    /// <summary>Code that the compiler has taken out of a member is named by that.</summary>
    private static string? Generated(string id)
    {
        if (id.EndsWith(Copy, StringComparison.Ordinal) || UserMethod.OwnerOf(id) is not { } owner) return null;
        return UserMethod.Of(id) is var member && member != id ? UserMethod.Part(id) + Short(member) : "code in " + Type(owner);
    }

    private static string? Accessor(string name) =>
        Array.Find(Accessors, x => name.Length > x.Length + 1 && name[x.Length] == '_' && name.StartsWith(x, StringComparison.Ordinal));

    /// <summary>As the compiler has it in its errors: <c>Row[int].get</c>, <c>Row.Name.set</c>.</summary>
    private static string OfAccessor(string name, string accessor, string parameters)
    {
        if (name != "Item" || parameters == "()") return "." + Explicit(name) + "." + accessor;
        int last = parameters.LastIndexOf(", ", StringComparison.Ordinal);
        return Indexer(accessor == "set" && last > 0 ? parameters.Substring(0, last) + ")" : parameters) + "." + accessor;
    }

    private static string Indexer(string parameters) => "[" + parameters.Substring(1, parameters.Length - 2) + "]";

    /// <summary><c>List&lt;string&gt;</c> for <c>System.Collections.Generic.List{System.String}</c>.</summary>
    public static string Type(string text, GenericNames generics = default) => SafeText.OneLine(TypeText(text, generics));

    /// <summary>
    /// Two types that are not the same, in words that are not the same either: where the short names say nothing, with the namespaces.
    /// </summary>
    internal static (string Was, string Now) Types(string was, string now, GenericNames generics = default)
    {
        var @short = (Was: Type(was, generics), Now: Type(now, generics));
        return @short.Was == @short.Now && was != now ? (Full(was), Full(now)) : @short;

        static string Full(string text) => SafeText.OneLine(text.Replace('{', '<').Replace('}', '>').Replace('@', '&').Replace(",", ", "));
    }

    private static string TypeText(string text, GenericNames generics)
    {
        text = FunctionPointers.AsWritten(text);
        var result = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('{' or '}' or ',' or '[' or '@' or '*' or '|' or '!' or '(' or ')')) continue;
            if (i > start)
            {
                // A type within a generic one is named by it.
                if (text[start] == '.') result.Append('.');
                result.Append(Simple(text.Substring(start, i - start), generics));
            }
            if (i < text.Length)
            {
                result.Append(text[i] switch { '{' => "<", '}' => ">", ',' => ", ", '@' => "&", var c => c.ToString() });
                if (text[i] is '|' or '!')
                    while (i + 1 < text.Length && text[i + 1] is not ('{' or '}' or ',' or '[' or '@' or '*' or '(' or ')')) i++;
            }
            start = i + 1;
        }
        return Nullable.Replace(result.Replace("|", "").Replace("!", "").Replace("0:", "").ToString(), "${type}?");
    }

    private static string Constructor(string parameters) => " constructor" + (parameters == "()" ? "" : " " + parameters);

    private static string Possessive(string name) => name + (name.EndsWith("s", StringComparison.Ordinal) ? "'" : "'s");

    private static string Types(string list, GenericNames generics) => list.Length == 0 ? "" : Type(list, generics);

    private static string Explicit(string name) => name.Replace('#', '.').Replace('{', '<').Replace('}', '>');

    private static string WithoutArity(string name)
    {
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }

    private static string Simple(string fullName, GenericNames generics)
    {
        if (fullName.Length > 0 && fullName[0] == '`') return generics.At(fullName);
        if (Keywords.TryGetValue(fullName, out var keyword)) return keyword;
        int dot = fullName.LastIndexOf('.');
        string name = WithoutArity(fullName.Substring(dot + 1));
        // A class within another that is called _ is known by that.
        if (dot > 0 && name.Length > 0 && name.All(x => x == '_')) return Simple(fullName.Substring(0, dot), generics) + "." + name;
        int file = name.Length > 0 && name[0] == '<' ? name.IndexOf("__", StringComparison.Ordinal) : -1;
        return file < 0 ? name : name.Substring(file + 2); // <File>F0123__Name is file-local
    }

    private static readonly Regex Nullable = new(@"\bNullable<(?<type>[^<>]+(<[^<>]*>)?)>", RegexOptions.CultureInvariant);

    /// <summary>What <c>with</c> calls on a record.</summary>
    private const string Copy = "{Clone}$";

    private static readonly string[] Accessors = ["get", "set", "add", "remove"];

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_CheckedAddition"] = "checked +", ["op_CheckedSubtraction"] = "checked -", ["op_CheckedMultiply"] = "checked *",
        ["op_CheckedDivision"] = "checked /",
        ["op_UnaryPlus"] = "+", ["op_UnaryNegation"] = "-", ["op_CheckedUnaryNegation"] = "checked -", ["op_LogicalNot"] = "!",
        ["op_OnesComplement"] = "~",
        ["op_Increment"] = "++", ["op_Decrement"] = "--", ["op_CheckedIncrement"] = "checked ++", ["op_CheckedDecrement"] = "checked --",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_UnsignedRightShift"] = ">>>",
        ["op_True"] = "true", ["op_False"] = "false",
        ["op_AdditionAssignment"] = "+=", ["op_SubtractionAssignment"] = "-=", ["op_MultiplicationAssignment"] = "*=",
        ["op_DivisionAssignment"] = "/=", ["op_ModulusAssignment"] = "%=", ["op_BitwiseAndAssignment"] = "&=",
        ["op_BitwiseOrAssignment"] = "|=", ["op_ExclusiveOrAssignment"] = "^=", ["op_LeftShiftAssignment"] = "<<=",
        ["op_RightShiftAssignment"] = ">>=", ["op_UnsignedRightShiftAssignment"] = ">>>=",
        ["op_CheckedAdditionAssignment"] = "checked +=", ["op_CheckedSubtractionAssignment"] = "checked -=",
        ["op_CheckedMultiplicationAssignment"] = "checked *=", ["op_CheckedDivisionAssignment"] = "checked /=",
        ["op_IncrementAssignment"] = "++", ["op_DecrementAssignment"] = "--",
        ["op_CheckedIncrementAssignment"] = "checked ++", ["op_CheckedDecrementAssignment"] = "checked --",
    };

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int", ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double", ["System.Decimal"] = "decimal", ["System.Char"] = "char", ["System.String"] = "string",
        ["System.Object"] = "object", ["System.Void"] = "void", ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint",
    };
}
