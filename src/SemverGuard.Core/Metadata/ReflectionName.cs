namespace SemverGuard.Metadata;

/// <summary>
/// A type as an attribute's argument has it, in reflection's notation: <c>Lib.Box`1[[System.Int32, System.Runtime, Version=10.0.0.0]],
/// Lib</c>. Where the type lives is no part of what a person wrote, and its version is another with every release.
/// </summary>
internal static class ReflectionName
{
    /// <summary>The full name without assemblies: <c>Lib.Box&lt;System.Int32&gt;</c>.</summary>
    public static string WithoutAssemblies(string name)
    {
        int position = 0;
        return Read(name, ref position, depth: 0);
    }

    /// <summary>Arguments in arguments; nobody writes more.</summary>
    private const int Deepest = 50;

    /// <summary>Reads one type and its assembly, up to the bracket that closes it where it is a type argument.</summary>
    private static string Read(string name, ref int position, int depth)
    {
        var text = new System.Text.StringBuilder();
        while (position < name.Length && name[position] != ',' && !(name[position] == ']' && depth > 0))
        {
            char next = name[position];
            bool hasArguments = depth < Deepest && next == '[' && position + 1 < name.Length
                && name[position + 1] is not (']' or ',' or '*');
            if (hasArguments)
            {
                text.Append(Arguments(name, ref position, depth));
            }
            else if (next == '[')
            {
                int close = name.IndexOf(']', position);
                int end = close < 0 ? name.Length : close + 1;
                text.Append(name, position, end - position);
                position = end;
            }
            else if (next == '`')
            {
                position++;
                while (position < name.Length && char.IsDigit(name[position])) position++;
            }
            else
            {
                if (next == '\\') position++; // what follows is a letter of the name
                if (position < name.Length) text.Append(name[position] == '+' && next != '\\' ? '.' : name[position]);
                position++;
            }
        }
        return text.ToString();
    }

    /// <summary>Type arguments; those with an assembly stand in brackets of their own.</summary>
    private static string Arguments(string name, ref int position, int depth)
    {
        var arguments = new List<string>();
        position++;
        while (position < name.Length && name[position] != ']')
        {
            bool isQualified = name[position] == '[';
            if (isQualified) position++;
            arguments.Add(Read(name, ref position, depth + 1));
            if (isQualified)
            {
                while (position < name.Length && name[position] != ']') position++; // the assembly
                position++;
            }
            while (position < name.Length && name[position] is ',' or ' ') position++;
        }
        position++;
        return "<" + string.Join(", ", arguments) + ">";
    }
}
