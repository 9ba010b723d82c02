using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>
/// Whether null is allowed, as the compiler writes it down: 0 not said, 1 no, 2 yes. Of a type made of others a digit for each, the
/// outermost first; one digit where all are alike.
/// </summary>
internal static class NullableFacts
{
    /// <summary>What holds for everything in a type that does not say.</summary>
    public static string ContextOf(AssemblyImage image, TypeDefinitionHandle handle)
    {
        for (int depth = 0; !handle.IsNil && depth < 64; depth++)
        {
            var type = image.Reader.GetTypeDefinition(handle);
            if (Flag(image, type.GetCustomAttributes(), "NullableContextAttribute") is { } flag) return flag;
            handle = type.GetDeclaringType();
        }
        return "0";
    }

    /// <summary>Of a field, a property or an event.</summary>
    public static string Of(AssemblyImage image, CustomAttributeHandleCollection attributes, string context) =>
        Flag(image, attributes, "NullableAttribute") ?? context;

    /// <summary>Of what a method returns, and of its parameters.</summary>
    public static string[] Of(AssemblyImage image, MethodDefinition method, int parameters, string typeContext)
    {
        string context = Flag(image, method.GetCustomAttributes(), "NullableContextAttribute") ?? typeContext;
        string[] flags = new string[parameters + 1];
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
        IReadOnlyList<string> marks, string[] flags, string type, ImmutableArray<string> parameters = default)
    {
        bool saysSomething = false;
        for (int i = 0; i < flags.Length; i++)
        {
            if (flags[i] != "0" && NeverNull.Contains(i == 0 ? type : parameters[i - 1])) flags[i] = "0";
            saysSomething |= flags[i] != "0";
        }
        if (!saysSomething) return marks;
        string mark = "null:" + string.Join(",", flags);
        return marks.Count == 0 ? [mark] : [.. marks.Append(mark).OrderBy(x => x, StringComparer.Ordinal)];
    }

    private static readonly HashSet<string> NeverNull =
        new(new[] { "Void", "Boolean", "Char", "Byte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal", "DateTime", "TimeSpan",
            "Guid" }.Select(x => "System." + x), StringComparer.Ordinal);

    private static string? Flag(AssemblyImage image, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in CustomAttributes.Named(image, attributes, "System.Runtime.CompilerServices." + name))
        {
            // One byte, or a counted array of them (ECMA-335 II.23.3); nearly every member has one, so it is read without a decoder.
            var blob = image.Reader.GetBlobReader(attribute.Value);
            const int Prolog = 2, Count = 4, One = 5, Most = 64;
            if (blob.Length < One) continue;
            blob.Offset = blob.Length == One ? Prolog : Prolog + Count;
            if (blob.RemainingBytes == 0) continue;
            byte first = blob.ReadByte();
            // Behind them two bytes say that the attribute has no properties.
            byte[] rest = blob.Length == One ? [] : blob.ReadBytes(Math.Min(Math.Max(blob.RemainingBytes - 2, 0), Most));
            return rest.All(x => x == first) ? Digit(first) : Digit(first) + string.Concat(rest.Select(Digit));
        }
        return null;

        static string Digit(byte flag) => flag switch { 0 => "0", 1 => "1", 2 => "2", _ => "?" };
    }
}
