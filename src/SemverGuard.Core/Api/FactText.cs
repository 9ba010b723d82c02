using System.Text;

namespace SemverGuard.Api;

/// <summary>Types and members as one line of text, and back. The baseline file is made of these lines.</summary>
/// <remarks>
/// <c>public class sealed base=Lib.Base implements=System.IDisposable</c>,
/// <c>public method static type=System.Void parameter=to:System.String parameter=retries:System.Int32:default=3</c>.
/// Spaces and the separators are percent-encoded inside a value, so that a line splits at spaces.
/// </remarks>
internal static class FactText
{
    public static string Of(ApiType type)
    {
        var line = new Line(type.Access, type.Kind.ToString(), type.Traits);
        line.Add("base", type.Base);
        line.Add("implements", type.Interfaces);
        line.Add("underlying", type.Underlying);
        foreach (var parameter in type.TypeParameters) line.Add(parameter);
        line.Add("marks", type.Marks);
        line.Add(type.Obsolete, type.ObsoleteMessage);
        return line.ToString();
    }

    public static string Of(ApiMember member)
    {
        var line = new Line(member.Access, member.Kind.ToString(), member.Traits);
        line.Add("type", member.Type);
        foreach (var parameter in member.TypeParameters) line.Add(parameter);
        foreach (var parameter in member.Parameters) line.Add(parameter);
        if (member.Value is not null) line.Add("value", member.Value, always: true);
        if (member.Get is { } get) line.Add("get", Keyword(get));
        if (member.Set is { } set) line.Add("set", Keyword(set));
        line.Add("marks", member.Marks);
        line.Add(member.Obsolete, member.ObsoleteMessage);
        return line.ToString();
    }

    /// <summary>Reads a type without its members; null when the text is not a type's facts.</summary>
    public static ApiType? ParseType(string id, string facts)
    {
        if (Tokens.Read(facts) is not { } tokens || !Enum.TryParse(tokens.Kind, ignoreCase: true, out TypeKind kind)) return null;
        return new ApiType
        {
            Id = id,
            Kind = kind,
            Access = tokens.Access,
            Traits = tokens.Traits,
            Base = tokens.One("base") ?? "",
            Interfaces = tokens.List("implements"),
            Underlying = tokens.One("underlying") ?? "",
            TypeParameters = tokens.TypeParameters,
            Marks = tokens.List("marks"),
            Obsolete = tokens.Obsolete,
            ObsoleteMessage = tokens.ObsoleteMessage,
        };
    }

    /// <summary>Reads a member; null when the text is not a member's facts.</summary>
    public static ApiMember? ParseMember(string id, string facts)
    {
        if (Tokens.Read(facts) is not { } tokens || !Enum.TryParse(tokens.Kind, ignoreCase: true, out MemberKind kind)) return null;
        if (tokens.Parameters is not { } parameters) return null;
        return new ApiMember
        {
            Id = id,
            Name = NameOf(id),
            Kind = kind,
            Access = tokens.Access,
            Traits = tokens.Traits,
            Type = tokens.One("type") ?? "",
            TypeParameters = tokens.TypeParameters,
            Parameters = parameters,
            Value = tokens.One("value"),
            Get = ParseAccess(tokens.One("get")),
            Set = ParseAccess(tokens.One("set")),
            Marks = tokens.List("marks"),
            Obsolete = tokens.Obsolete,
            ObsoleteMessage = tokens.ObsoleteMessage,
        };
    }

    /// <summary>The metadata name at the end of a member's documentation id.</summary>
    private static string NameOf(string id)
    {
        int end = id.IndexOf('(');
        if (end < 0) end = id.IndexOf('~');
        if (end < 0) end = id.Length;
        string name = id.Substring(0, end);
        name = name.Substring(name.LastIndexOf('.') + 1);
        int tick = name.IndexOf("``", StringComparison.Ordinal);
        if (tick >= 0) name = name.Substring(0, tick);
        return name.Replace('#', '.').Replace('{', '<').Replace('}', '>');
    }

    private static string Keyword(Access access) => access.Keyword().Replace(' ', '-');

    private static Access? ParseAccess(string? keyword) => keyword switch
    {
        "private" => Access.Private,
        "private-protected" => Access.PrivateProtected,
        "internal" => Access.Internal,
        "protected" => Access.Protected,
        "protected-internal" => Access.ProtectedInternal,
        "public" => Access.Public,
        _ => null,
    };

    private sealed class Line
    {
        private readonly StringBuilder text = new();

        public Line(Access access, string kind, Traits traits)
        {
            text.Append(Keyword(access)).Append(' ').Append(kind.ToLowerInvariant());
            if (traits == Traits.None) return;
            foreach (string trait in traits.ToString().Split([", "], StringSplitOptions.None))
                text.Append(' ').Append(trait.ToLowerInvariant());
        }

        public void Add(string key, string value, bool always = false)
        {
            if (value.Length > 0 || always) text.Append(' ').Append(key).Append('=').Append(Escape(value));
        }

        public void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0) text.Append(' ').Append(key).Append('=').Append(string.Join(";", values.Select(Escape)));
        }

        public void Add(ApiTypeParameter parameter) =>
            text.Append(" typeparameter=").Append(Escape(parameter.Name)).Append(':').Append(parameter.Variance)
                .Append(':').Append(string.Join(";", parameter.Constraints.Select(Escape)));

        public void Add(ApiParameter parameter)
        {
            text.Append(" parameter=").Append(Escape(parameter.Name)).Append(':').Append(Escape(parameter.Type));
            if (parameter.RefKind != RefKind.Value) text.Append(':').Append(parameter.RefKind.ToString().ToLowerInvariant());
            if (parameter.IsParams) text.Append(":params");
            if (parameter.Default is { } value) text.Append(":default=").Append(Escape(value));
        }

        public void Add(ObsoleteLevel level, string? message)
        {
            if (level == ObsoleteLevel.None) return;
            text.Append(" obsolete=").Append(level.ToString().ToLowerInvariant());
            if (message is not null) Add("message", message, always: true);
        }

        public override string ToString() => text.ToString();
    }

    private sealed class Tokens(Access access, string kind, Traits traits, List<(string Key, string Value)> values)
    {
        public Access Access => access;

        public string Kind => kind;

        public Traits Traits => traits;

        public static Tokens? Read(string facts)
        {
            string[] words = facts.Split(' ');
            if (words.Length < 2 || ParseAccess(words[0]) is not { } access || words[1].Contains('=')) return null;
            var traits = Traits.None;
            var values = new List<(string, string)>();
            foreach (string word in words.Skip(2))
            {
                int equals = word.IndexOf('=');
                if (equals > 0) values.Add((word.Substring(0, equals), word.Substring(equals + 1)));
                else if (Enum.TryParse(word, ignoreCase: true, out Traits trait) && !char.IsDigit(word[0])) traits |= trait;
                else return null;
            }
            return new Tokens(access, words[1], traits, values);
        }

        public string? One(string key) => Raw(key).Select(Unescape).FirstOrDefault();

        public IReadOnlyList<string> List(string key) =>
            Raw(key).FirstOrDefault() is { } list ? list.Split(';').Select(Unescape).ToArray() : [];

        public ObsoleteLevel Obsolete =>
            Enum.TryParse(One("obsolete"), ignoreCase: true, out ObsoleteLevel level) ? level : ObsoleteLevel.None;

        public string? ObsoleteMessage => One("message");

        public IReadOnlyList<ApiTypeParameter> TypeParameters =>
            Raw("typeparameter").Select(x => x.Split(':')).Select(x => new ApiTypeParameter(
            Unescape(x[0]), x.ElementAtOrDefault(1) ?? "",
            x.ElementAtOrDefault(2) is { Length: > 0 } list ? list.Split(';').Select(Unescape).ToArray() : [])).ToArray();

        /// <summary>Null when one of them is malformed.</summary>
        public IReadOnlyList<ApiParameter>? Parameters
        {
            get
            {
                var parameters = new List<ApiParameter>();
                foreach (string[] parts in Raw("parameter").Select(x => x.Split(':')))
                {
                    if (parts.Length < 2) return null;
                    var parameter = new ApiParameter(Unescape(parts[1]), Unescape(parts[0]));
                    foreach (string part in parts.Skip(2))
                    {
                        if (part == "params") parameter = parameter with { IsParams = true };
                        else if (part.StartsWith("default=", StringComparison.Ordinal))
                            parameter = parameter with { Default = Unescape(part.Substring(8)) };
                        else if (Enum.TryParse(part, ignoreCase: true, out RefKind refKind))
                            parameter = parameter with { RefKind = refKind };
                        else return null;
                    }
                    parameters.Add(parameter);
                }
                return parameters;
            }
        }

        private IEnumerable<string> Raw(string key) => values.Where(x => x.Key == key).Select(x => x.Value);
    }

    private static string Escape(string value) => PercentEncoding.Escape(value, ";:=");

    private static string Unescape(string value) => PercentEncoding.Unescape(value);
}
