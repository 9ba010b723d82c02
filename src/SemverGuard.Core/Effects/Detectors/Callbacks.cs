using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// An event, delegate or member that the package's user provides is called where it was not, no longer, or only under another condition.
/// </summary>
internal static class Callbacks
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Calls(pair.Before, pair.BeforeSide);
        var now = Calls(pair.After, pair.AfterSide);
        Join(was, now, pair);
        foreach (string callee in was.Keys.Union(now.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            bool wasCalled = was.TryGetValue(callee, out var old), isCalled = now.TryGetValue(callee, out var @new);
            var (guards, concerns, member, times, isOnItself, target, _) = isCalled ? @new : old;
            string name = target is not null && callee == pair.Symbol ? target.ShownIn(callee)
                : DisplayName.Short(member[0] == 'M' ? "P:" + callee : member);
            string shown = (target?.Verb ?? "calls") + " " + name;
            if (wasCalled && isCalled)
            {
                // Conditions of a helper that others call too may be about those, and are met or not by what this one gives.
                if (guards != old.Guards
                    && (pair.BeforeSide.IsCalledByMany(old.Helper) || pair.AfterSide.IsCalledByMany(@new.Helper))) continue;
                string? text = guards > old.Guards ? $"now {shown} in fewer cases"
                    : guards < old.Guards ? $"now {shown} in more cases"
                    : times > old.Times ? $"now {shown} in one more place" : times < old.Times ? $"now {shown} in fewer places"
                    : pair.IsReordered ? $"now {shown} in another order" : null;
                if (text is null) continue;
                yield return new Effect(EffectKind.Callback, callee, text, Weight.Faint)
                {
                    Concerns = concerns, Member = member, IsOnItself = isOnItself, Asked = guards > old.Guards ? Asked(pair) : [],
                };
                continue;
            }
            yield return new Effect(EffectKind.Callback, callee, $"{(isCalled ? "now" : "no longer")} {shown}", Weight.Faint)
            {
                Direction = isCalled ? 1 : -1, Concerns = concerns, Member = member, IsOnItself = isOnItself,
            };
        }
    }

    /// <summary>What of the package's own types something is newly asked for: others are called as they were.</summary>
    private static string[] Asked(MethodPair pair) =>
        [.. pair.Come.Where(x => x is { Kind: StepKind.Test, Target.IsOwn: true } && x.Symbol == Step.Asked(x.Target.Type))
            .Select(x => x.Target!.Type)];

    private static Dictionary<string, Called> Calls(Script script, Side side)
    {
        var calls = new Dictionary<string, Called>(StringComparer.Ordinal);
        Operand? field = null;
        foreach (var step in script.Steps)
        {
            if (step.Kind == StepKind.Load) field = step.Target;
            if (step.Kind != StepKind.Call || step.Target is not { } call) continue;
            // An event is asked whether it has handlers as a rule, and a list of them is not.
            if (call.Name == "Invoke" && field is not null && !call.IsConstructor && Members.EventOf(side, field) is { } raised)
                Add(field.Type + "." + raised, new Called(step.Guards, field.Type, "E:" + field.Type + "." + raised, 1, true));
            else if (!call.OwnMethod.IsNil && IsForUsers(side, call.OwnMethod) && !IsOnPackagesObject(side, step))
            {
                // What an interface has to say, most classes inherit; what a class says, who overrides it says himself.
                string member = IsOfInterface(side, call.OwnMethod)
                    ? DocumentationId.Method(side.Image, call.OwnMethod) : DocumentationId.Used(side.Image, call.OwnMethod);
                Add(call.Symbol, new Called(step.Conditions, call.Type, member, 1, IsOnThis(step), call, step.Helper));
            }
        }
        return calls;

        void Add(string callee, Called call)
        {
            // Of several places, the one that most ways lead to.
            bool isKnown = calls.TryGetValue(callee, out var known);
            if (!isKnown || known.Guards > call.Guards) calls[callee] = call;
            else if (known.Guards == call.Guards) calls[callee] = known with { Times = known.Times + 1 };
        }
    }

    private static bool IsOfInterface(Side side, MethodDefinitionHandle method)
    {
        var type = side.Image.Reader.GetTypeDefinition(side.Image.Reader.GetMethodDefinition(method).GetDeclaringType());
        return (type.Attributes & TypeAttributes.Interface) != 0;
    }

    private static bool IsOnThis(Step call) => call.Arguments.Length > 0 && call.Arguments[0].Kind == ValueKind.This;

    /// <summary>The object was made here, or is one that the package keeps for good: nobody else wrote its type.</summary>
    private static bool IsOnPackagesObject(Side side, Step call)
    {
        if (call.Arguments.Length == 0) return false;
        if (call.Arguments[0].Source is { IsConstruction: true }) return true;
        return call.Arguments[0].Of is { Own: { Kind: HandleKind.FieldDefinition } own }
            && side.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)own).Attributes is var attributes
            && (attributes & FieldAttributes.Static) != 0 && (attributes & FieldAttributes.InitOnly) != 0;
    }

    /// <param name="Guards">Conditions that lead around it.</param>
    /// <param name="Concerns">The type that declares it.</param>
    /// <param name="Member">Documentation comment id.</param>
    /// <param name="Times">Places with as many conditions.</param>
    /// <param name="IsOnItself">Of the object itself.</param>
    /// <param name="Target">What is called, which may be one of several methods of a name; null for an event.</param>
    /// <param name="Helper">Of one version alone, in which it stands.</param>
    private readonly record struct Called(
        int Guards, string Concerns, string Member, int Times, bool IsOnItself, Operand? Target = null,
        MethodDefinitionHandle Helper = default);

    /// <summary>
    /// A member that moved to a base type or interface, or is called through one that inherits it, is the same member. An event of which it
    /// is not seen any more where its handlers are kept may be raised all the same.
    /// </summary>
    private static void Join(Dictionary<string, Called> was, Dictionary<string, Called> now, MethodPair pair)
    {
        foreach (string callee in was.Keys.Where(x => !now.ContainsKey(x)).ToArray())
        {
            string name = callee.Substring(callee.LastIndexOf('.'));
            var old = was[callee];
            string? moved = now.Keys.FirstOrDefault(
                x => !was.ContainsKey(x) && x.EndsWith(name, StringComparison.Ordinal) && x.LastIndexOf('.') == x.Length - name.Length
                && AreKin(pair, old.Concerns, now[x].Concerns));
            if (moved is not null)
            {
                now[callee] = now[moved] with { Concerns = old.Concerns, Member = old.Member };
                now.Remove(moved);
            }
            else if (old.Member[0] == 'E' && Members.KeepsHandlersElsewhere(pair.AfterSide, old.Concerns, name.Substring(1)))
            {
                was.Remove(callee);
            }
        }
        foreach (string callee in now.Keys.Where(x => !was.ContainsKey(x) && now[x].Member[0] == 'E').ToArray())
        {
            if (Members.KeepsHandlersElsewhere(pair.BeforeSide, now[callee].Concerns, callee.Substring(callee.LastIndexOf('.') + 1)))
                now.Remove(callee);
        }
    }

    /// <summary>One of them is a base type or interface of the other, in either version.</summary>
    private static bool AreKin(MethodPair pair, string one, string other) =>
        Members.Inherits(pair.AfterSide, one, other) || Members.Inherits(pair.AfterSide, other, one)
        || Members.Inherits(pair.BeforeSide, one, other) || Members.Inherits(pair.BeforeSide, other, one);

    /// <summary>A public member that a type of somebody else's can fill.</summary>
    private static bool IsForUsers(Side side, MethodDefinitionHandle handle)
    {
        var method = side.Image.Reader.GetMethodDefinition(handle);
        if ((method.Attributes & MethodAttributes.Virtual) == 0 || (method.Attributes & MethodAttributes.Final) != 0) return false;
        var type = side.Image.Reader.GetTypeDefinition(method.GetDeclaringType());
        return (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic
            && (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family
                or MethodAttributes.FamORAssem
            && (type.Attributes & TypeAttributes.Sealed) == 0;
    }
}
