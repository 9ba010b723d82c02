using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The code of other methods that counts as a body's own: helpers, lambdas, local functions, state machines.</summary>
/// <param name="steps">Where their steps go.</param>
/// <param name="seen">Methods that were read, which are not read once more.</param>
/// <param name="depth">Of helpers; 0 for the method itself.</param>
internal sealed class HelperCode(
    ScriptReader owner, MethodBodyBlock body, List<Step> steps, HashSet<MethodDefinitionHandle> seen, int depth, PlacedSteps placed)
{
    private readonly AssemblyImage image = owner.Image;

    /// <summary>The body is that of a helper which was read before.</summary>
    public bool IsAgain { private get; set; }

    /// <summary>Whether a helper's code is read where it is called.</summary>
    public bool IsRead(Operand call) => depth < ScriptReader.DeepestHelper && owner.IsOnlyHere(call);

    /// <summary>The steps of a helper, at the place that calls it.</summary>
    /// <param name="given">What it is called with, which works again in each place; null for what is part of the method once.</param>
    public void AddHelper(MethodDefinitionHandle helper, Value[]? given, int position) => Add(helper, depth + 1, given, position);

    /// <summary>The code of a helper that the other version does not have is its caller's.</summary>
    /// <param name="arguments">Null where it is only handed on.</param>
    /// <returns>False where it is no such helper.</returns>
    public bool TryAdd(Operand call, Value[]? arguments, int position)
    {
        if (!owner.IsOnlyHere(call)) return false;
        if (depth < ScriptReader.DeepestHelper) AddHelper(call.OwnMethod, arguments is null ? null : [.. arguments], position);
        return true;
    }

    /// <summary>What the compiler made of a part of the method: a lambda, a local function, a state machine.</summary>
    /// <param name="arguments">Of a local function that is called.</param>
    /// <returns>Whether what is called may answer with null.</returns>
    public bool AddGenerated(Operand operand, Value[]? arguments, int position)
    {
        bool isCall = arguments is not null && !operand.OwnMethod.IsNil && !GeneratedNames.IsStateMachine(operand.Type);
        int start = steps.Count;
        foreach (var method in Generated.Bodies(image, operand)) Add(method, depth, isCall ? [.. arguments!] : null, position);
        if (isCall) return placed.TakeAnswers(start);
        KeepFrom(start, position);
        return false;
    }

    /// <summary>Marks the steps of a lambda that is only put away.</summary>
    public void KeepFrom(int start, int position)
    {
        if (steps.Count > start && KeptLambda.IsAt(position, body, image, owner.Operands)) placed.Keep(start);
    }

    /// <summary>What is done in another method is done where this one leads to it.</summary>
    private void Add(MethodDefinitionHandle called, int depth, Value[]? given, int position)
    {
        int start = steps.Count;
        if (given is null) owner.Add(called, steps, seen, depth, IsAgain);
        else owner.AddAgain(called, steps, seen, depth, given, IsAgain);
        placed.Adopt(start, called, position);
        if (body.ExceptionRegions.Length == 0) return;
        var method = image.Reader.GetMethodDefinition(called);
        if (GeneratedNames.IsStateMachine(image.NameOf(method.GetDeclaringType())) || image.Body(method) is not { } code) return;
        if (code.Has(ILOpCode.Call) || code.Has(ILOpCode.Callvirt)) placed.AddHelper(image.Reader.GetString(method.Name), position);
    }
}
