using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// What the framework's guards do, as somebody writes it himself: <c>if (argument is null) throw new ArgumentNullException(name)</c>.
/// </summary>
internal sealed class Guards(TermPool pool)
{
    private const string Null = "System.ArgumentNullException", Range = "System.ArgumentOutOfRangeException";

    private delegate Term Condition(TermPool pool, Term value, Term other);

    private static readonly Dictionary<string, Condition> ofRange = new(StringComparer.Ordinal)
    {
        ["ThrowIfNegative"] = (pool, x, _) => pool.Operation(TermPool.Less, x, pool.Zero),
        ["ThrowIfZero"] = (pool, x, _) => pool.Operation(TermPool.Equal, x, pool.Zero),
        ["ThrowIfNegativeOrZero"] = (pool, x, _) => pool.Operation(TermPool.Less, x, pool.Number(1)),
        ["ThrowIfGreaterThan"] = (pool, x, y) => pool.Operation(TermPool.Less, y, x),
        ["ThrowIfGreaterThanOrEqual"] = (pool, x, y) => pool.Not(pool.Operation(TermPool.Less, x, y)),
        ["ThrowIfLessThan"] = (pool, x, y) => pool.Operation(TermPool.Less, x, y),
        ["ThrowIfLessThanOrEqual"] = (pool, x, y) => pool.Not(pool.Operation(TermPool.Less, y, x)),
        ["ThrowIfEqual"] = (pool, x, y) => pool.Operation(TermPool.Equal, x, y),
        ["ThrowIfNotEqual"] = (pool, x, y) => pool.Not(pool.Operation(TermPool.Equal, x, y)),
    };

    /// <returns>The conditions under which it throws, in turn, and what; null for a call that is no guard, or not one of these.</returns>
    public IReadOnlyList<(Test Test, string Exception)>? Of(Operand call, Term[] arguments)
    {
        if (call.Is(Null, "ThrowIfNull") && arguments.Length == 2) return [(Test.Is(arguments[0], 0), Null)];
        if (call.Is("System.ArgumentException", "ThrowIfNullOrEmpty"))
            return [(Test.Is(arguments[0], 0), Null), (Test.Is(pool.Operation(TermPool.Length, arguments[0]), 0), call.Type)];
        return call.Type == Range && ofRange.TryGetValue(call.Name, out var condition) && IsOfNumbers(call)
            && !arguments[0].IsFloat && !arguments[1].IsFloat
                ? [(Test.Of(condition(pool, arguments[0], arguments[1])), Range)] : null;
    }

    /// <summary>Of whole numbers with a sign, which compare as the language does.</summary>
    private static bool IsOfNumbers(Operand call) => call is { Instantiation: { IsNil: false } handle, Image: { } image }
        && image.Reader.GetMethodSpecification(handle).DecodeSignature(image.DocumentationText, GenericScope.Open)
            is ["System.Int32" or "System.Int64" or "System.Int16" or "System.Byte" or "System.SByte"];

    /// <summary>The exception as it would be constructed by hand.</summary>
    public static string Constructor(string exception) => exception + "..ctor(System.String) : System.Void";
}
