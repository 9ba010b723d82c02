using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>An event, delegate or member that the package's user provides is called where it was not, no longer, or only under another condition.</summary>
internal static class Callbacks
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Calls(pair.Before, pair.BeforeSide);
        var now = Calls(pair.After, pair.AfterSide);
        foreach (string callee in was.Keys.Union(now.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            bool wasCalled = was.TryGetValue(callee, out var old), isCalled = now.TryGetValue(callee, out var @new);
            var (guards, concerns, member, times) = isCalled ? @new : old;
            string shown = DisplayName.Short("P:" + callee);
            if (wasCalled && isCalled)
            {
                string? text = guards > old.Guards ? $"now calls {shown} in fewer cases" : guards < old.Guards ? $"now calls {shown} in more cases"
                    : times > old.Times ? $"now calls {shown} in one more place" : times < old.Times ? $"now calls {shown} in fewer places"
                    : pair.IsReordered ? $"now calls {shown} in another order" : null;
                if (text is null) continue;
                yield return new Effect(EffectKind.Callback, callee, text, Weight.Faint) { Concerns = concerns, Member = member };
                continue;
            }
            yield return new Effect(EffectKind.Callback, callee, $"{(isCalled ? "now" : "no longer")} calls {shown}", Weight.Faint)
            {
                Direction = isCalled ? 1 : -1, Concerns = concerns, Member = member,
            };
        }
    }

    private static Dictionary<string, (int Guards, string Concerns, string Member, int Times)> Calls(Script script, Side side)
    {
        var calls = new Dictionary<string, (int, string, string, int)>(StringComparer.Ordinal);
        Operand? field = null;
        foreach (var step in script.Steps)
        {
            if (step.Kind == StepKind.Load) field = step.Target;
            if (step.Kind != StepKind.Call || step.Target is not { } call) continue;
            if (call.Name == "Invoke" && field is not null && !call.IsConstructor && IsEvent(side, field)) Add(field.Symbol, step.Guards, field.Type, "E:" + field.Symbol);
            else if (!call.OwnMethod.IsNil && IsForUsers(side, call.OwnMethod)) Add(call.Symbol, step.Guards, call.Type, DocumentationId.Method(side.Image, call.OwnMethod));
        }
        return calls;

        void Add(string callee, int guards, string concerns, string member)
        {
            // Of several places, the one that most ways lead to.
            bool isKnown = calls.TryGetValue(callee, out var known);
            if (!isKnown || known.Item1 > guards) calls[callee] = (guards, concerns, member, 1);
            else if (known.Item1 == guards) calls[callee] = (guards, concerns, member, known.Item4 + 1);
        }
    }

    private static bool IsEvent(Side side, Operand field)
    {
        var type = side.Image.FindType(field.Type);
        return !type.IsNil && side.Image.Reader.GetTypeDefinition(type).GetMethods().Any(x => side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMethodDefinition(x).Name, "add_" + field.Name));
    }

    /// <summary>A public member that a type of somebody else's can fill.</summary>
    private static bool IsForUsers(Side side, MethodDefinitionHandle handle)
    {
        var method = side.Image.Reader.GetMethodDefinition(handle);
        if ((method.Attributes & MethodAttributes.Virtual) == 0 || (method.Attributes & MethodAttributes.Final) != 0) return false;
        var type = side.Image.Reader.GetTypeDefinition(method.GetDeclaringType());
        return (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic
            && (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem
            && (type.Attributes & TypeAttributes.Sealed) == 0;
    }
}
