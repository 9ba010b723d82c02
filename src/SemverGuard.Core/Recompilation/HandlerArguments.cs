using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>With which arguments the compiler makes the handler of an interpolated string.</summary>
internal sealed class HandlerArguments(Build before, Build after, RebindPlaces places)
{
    /// <summary>
    /// The same is done with the same values, and an attribute says which of the arguments an interpolated string is made with.
    /// </summary>
    public IEnumerable<Rebind> Of(Difference difference)
    {
        if (difference.After.IsNil) yield break;
        foreach (var call in NormalBody.Read(after.Output, difference.After).Where(x => x.IsCall))
        {
            var home = after.World.ResolveMember(after.Output, call.Handle);
            if (!home.IsFound || home.Image.IsFramework || home.Member.Kind != HandleKind.MethodDefinition
                || Given(after.World, home) is not { Length: > 0 } now)
                continue;
            var previous = places.Before(difference, call);
            if (!previous.IsFound || previous.Member.Kind != HandleKind.MethodDefinition) continue;
            string was = Given(before.World, previous);
            if (was != now)
                yield return places.New(RebindKind.Other, Id(home), $"makes a text for {Shown(home)} with {now} (was {was})", difference)
                    with { IsUnseen = true };
        }
    }

    /// <summary>What the parameters of a method say about the handlers of interpolated strings.</summary>
    private static string Given(AssemblySet world, MemberHome method)
    {
        var reader = method.Image.Reader;
        return string.Join(", ", reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetParameters()
            .SelectMany(x => CustomAttributes.Named(method.Image, reader.GetParameter(x).GetCustomAttributes(),
                "System.Runtime.CompilerServices.InterpolatedStringHandlerArgumentAttribute"))
            .Select(x => AttributeText.Of(method.Image, x, world)));
    }
}
