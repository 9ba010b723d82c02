using System.Text;

namespace SemverGuard.Metadata;

/// <summary>Short names for messages: no namespaces, C# keywords, angle brackets.</summary>
public static class DisplayName
{
    /// <summary><c>Queue.Publish(string, int)</c> for <c>M:Lib.Queue.Publish(System.String,System.Int32)</c>.</summary>
    public static string Of(string id)
    {
        if (id.Length < 2 || id[1] != ':') return id;
        string text = id.Substring(2);
        if (id[0] == 'T') return Type(text);
        int conversion = text.LastIndexOf('~');
        if (conversion >= 0) text = text.Substring(0, conversion);
        int open = text.IndexOf('(');
        string parameters = open < 0 ? (id[0] == 'M' ? "()" : "") : "(" + Types(text.Substring(open + 1, text.Length - open - 2)) + ")";
        string path = open < 0 ? text : text.Substring(0, open);
        int dot = path.LastIndexOf('.');
        string type = dot < 0 ? "" : Type(path.Substring(0, dot));
        string name = WithoutArity(path.Substring(dot + 1));
        return name switch
        {
            "#ctor" => type + Constructor(parameters),
            "#cctor" => type + "'s static constructor",
            "Item" when id[0] == 'P' && open >= 0 => type + "[" + parameters.Substring(1, parameters.Length - 2) + "]",
            _ => type + "." + Explicit(name) + parameters,
        };
    }

    /// <summary>The same without the parameter list, for sentences in which it does not matter.</summary>
    public static string Short(string id)
    {
        string full = Of(id);
        int open = full.IndexOf('(');
        return open < 0 ? full : full.Substring(0, open).TrimEnd();
    }

    /// <summary><c>List&lt;string&gt;</c> for <c>System.Collections.Generic.List{System.String}</c>.</summary>
    public static string Type(string text)
    {
        var result = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('{' or '}' or ',' or '[' or '@' or '*' or '|' or '!' or '(' or ')')) continue;
            if (i > start) result.Append(Simple(text.Substring(start, i - start)));
            if (i < text.Length)
            {
                result.Append(text[i] switch { '{' => "<", '}' => ">", ',' => ", ", '@' => "&", var c => c.ToString() });
                if (text[i] is '|' or '!') while (i + 1 < text.Length && text[i + 1] is not ('{' or '}' or ',' or '[' or '@' or '*' or '(' or ')')) i++;
            }
            start = i + 1;
        }
        return result.Replace("|", "").Replace("!", "").Replace("0:", "").ToString();
    }

    private static string Constructor(string parameters) => "'s constructor" + (parameters == "()" ? "" : " " + parameters);

    private static string Types(string list) => list.Length == 0 ? "" : Type(list);

    private static string Explicit(string name) => name.Replace('#', '.').Replace('{', '<').Replace('}', '>');

    private static string WithoutArity(string name)
    {
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }

    private static string Simple(string fullName)
    {
        if (fullName.Length > 0 && fullName[0] == '`') return TypeParameter(fullName.TrimStart('`'));
        if (Keywords.TryGetValue(fullName, out var keyword)) return keyword;
        string name = WithoutArity(fullName.Substring(fullName.LastIndexOf('.') + 1));
        return name;
    }

    /// <summary>Ids have no names of type parameters, only places.</summary>
    private static string TypeParameter(string place) => place == "0" ? "T" : "T" + place;

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Int16"] = "short", ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int", ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Single"] = "float",
        ["System.Double"] = "double", ["System.Decimal"] = "decimal", ["System.Char"] = "char", ["System.String"] = "string",
        ["System.Object"] = "object", ["System.Void"] = "void", ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint",
    };
}
