using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace SemverGuard.Recording;

/// <summary>Delegates that tell of each call, and then do what another does.</summary>
internal static class TellingDelegates
{
    private static readonly ConcurrentDictionary<Type, Func<Delegate, Action, Delegate>?> Makers = new();

    /// <returns>The same delegate where none can stand for it.</returns>
    public static Delegate Of(Delegate made, Action tell)
    {
        try
        {
            return Makers.GetOrAdd(made.GetType(), Maker) is { } maker ? maker(made, tell) : made;
        }
        catch (Exception)
        {
            return made; // a runtime that compiles nothing while it runs
        }
    }

    private static Func<Delegate, Action, Delegate>? Maker(Type type)
    {
        var parameters = type.GetMethod("Invoke")!.GetParameters();
        if (parameters.Any(x => x.ParameterType.IsByRef || x.ParameterType.IsPointer || IsByRefLike(x.ParameterType))) return null;
        ParameterExpression made = Expression.Parameter(typeof(Delegate)), tell = Expression.Parameter(typeof(Action));
        var given = Array.ConvertAll(parameters, x => Expression.Parameter(x.ParameterType));
        var body = Expression.Block(Expression.Invoke(tell), Expression.Invoke(Expression.Convert(made, type), given));
        var telling = Expression.Convert(Expression.Lambda(type, body, given), typeof(Delegate));
        return Expression.Lambda<Func<Delegate, Action, Delegate>>(telling, made, tell).Compile();
    }

    private static bool IsByRefLike(Type type) =>
        type.IsValueType && type.CustomAttributes.Any(x => x.AttributeType.Name == "IsByRefLikeAttribute");
}
