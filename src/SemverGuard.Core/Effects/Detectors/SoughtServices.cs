using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A container is asked for a service that it was not asked for: what it answers decides something now.</summary>
internal static class SoughtServices
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        string[] was = [.. Services(pair.Before, pair.BeforeSide)], now = [.. Services(pair.After, pair.AfterSide)];
        return now.Except(was).Select(x => Fact(x, 1)).Concat(was.Except(now).Select(x => Fact(x, -1)));
    }

    private static Effect Fact(string service, int direction)
    {
        string text = $"{(direction > 0 ? "now" : "no longer")} asks for the service {DisplayName.Type(service)}";
        return new Effect(EffectKind.Composition, service, text, Weight.Faint) { Direction = direction };
    }

    /// <returns>Full names.</returns>
    private static IEnumerable<string> Services(Script script, Side side) =>
        script.Calls.Where(x => x.Target is { } call && Array.IndexOf(Asking, call.Name) >= 0)
            .Select(x => OfTypeArgument(x.Target!, side) ?? OfArgument(x)).OfType<string>()
            // A type parameter has no namespace.
            .Where(x => x.IndexOf('.') > 0);

    private static readonly string[] Asking =
        ["GetService", "GetRequiredService", "GetServices", "GetKeyedService", "GetRequiredKeyedService"];

    private static string? OfTypeArgument(Operand call, Side side)
    {
        if (call.Instantiation.IsNil) return null;
        var arguments = side.Image.Reader.GetMethodSpecification(call.Instantiation)
            .DecodeSignature(side.Image.DocumentationText, GenericScope.Open);
        return arguments is [var service] && service.IndexOfAny(['`', '{']) < 0 ? service : null;
    }

    private static string? OfArgument(Step call) => call.Arguments.Select(Entries.NamedBy).FirstOrDefault(x => x is not null);
}
