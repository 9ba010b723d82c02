using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>
/// Whether null is allowed, as the compiler writes it down: 0 not said, 1 no, 2 yes. Of a type made of others, the outermost.
/// </summary>
internal static class NullableFacts
{
    /// <summary>What holds for everything in a type that does not say.</summary>
    public static char ContextOf(AssemblyImage image, TypeDefinitionHandle handle)
    {
        for (int depth = 0; !handle.IsNil && depth < 64; depth++)
        {
            var type = image.Reader.GetTypeDefinition(handle);
            if (Flag(image, type.GetCustomAttributes(), "NullableContextAttribute") is { } flag) return flag;
            handle = type.GetDeclaringType();
        }
        return '0';
    }

    /// <summary>Of a field, a property or an event.</summary>
    public static char Of(AssemblyImage image, CustomAttributeHandleCollection attributes, char context) =>
        Flag(image, attributes, "NullableAttribute") ?? context;

    /// <summary>Of what a method returns, and of its parameters.</summary>
    public static char[] Of(AssemblyImage image, MethodDefinition method, int parameters, char typeContext)
    {
        char context = Flag(image, method.GetCustomAttributes(), "NullableContextAttribute") ?? typeContext;
        var flags = new char[parameters + 1];
        for (int i = 0; i < flags.Length; i++) flags[i] = context;
        foreach (var handle in method.GetParameters())
        {
            var parameter = image.Reader.GetParameter(handle);
            if (parameter.SequenceNumber < flags.Length)
                flags[parameter.SequenceNumber] = Of(image, parameter.GetCustomAttributes(), context);
        }
        return flags;
    }

    /// <param name="flags">Of the value, then of the parameters. The context speaks of numbers too, which it cannot mean: these become
    /// 0.</param>
    /// <returns>The marks with one more, where there is anything to say.</returns>
    public static IReadOnlyList<string> With(
        IReadOnlyList<string> marks, char[] flags, string type, ImmutableArray<string> parameters = default)
    {
        bool saysSomething = false;
        for (int i = 0; i < flags.Length; i++)
        {
            if (flags[i] != '0' && NeverNull.Contains(i == 0 ? type : parameters[i - 1])) flags[i] = '0';
            saysSomething |= flags[i] != '0';
        }
        if (!saysSomething) return marks;
        string mark = "null:" + new string(flags);
        return marks.Count == 0 ? [mark] : [.. marks.Append(mark).OrderBy(x => x, StringComparer.Ordinal)];
    }

    private static readonly HashSet<string> NeverNull =
        new(new[] { "Void", "Boolean", "Char", "Byte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal", "DateTime", "TimeSpan",
            "Guid" }.Select(x => "System." + x), StringComparer.Ordinal);

    private static char? Flag(AssemblyImage image, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in CustomAttributes.Named(image, attributes, "System.Runtime.CompilerServices." + name))
        {
            // One byte, or a counted array of them (ECMA-335 II.23.3); nearly every member has one, so it is read without a decoder.
            var blob = image.Reader.GetBlobReader(attribute.Value);
            const int Prolog = 2, Count = 4, One = 5;
            if (blob.Length < One) continue;
            blob.Offset = blob.Length == One ? Prolog : Prolog + Count;
            if (blob.RemainingBytes > 0) return (char)('0' + blob.ReadByte());
        }
        return null;
    }
}
