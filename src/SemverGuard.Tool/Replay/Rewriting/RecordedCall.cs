using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// The body of a method that stands before another, hands its arguments on, and records them, what comes of them, and what is thrown. Where
/// the recorder wants none of it, the call is all that happens.
/// </summary>
internal sealed class RecordedCall(BorderMethods border, MethodDefinition method)
{
    private readonly ILProcessor code = method.Body.GetILProcessor();

    private readonly VariableDefinition crossing = new(border.Crossing);

    /// <param name="begin">Leaves a crossing, or null, on the stack.</param>
    /// <param name="call">Leaves the result on the stack.</param>
    /// <param name="arguments">Those that are worth recording, with their names.</param>
    public void Write(
        Action<ILProcessor> begin, Action<ILProcessor> call,
        IReadOnlyList<(ParameterDefinition Parameter, string Name, bool IsOut)> arguments)
    {
        var body = method.Body;
        body.InitLocals = true;
        body.Variables.Add(crossing);
        var returned = Signature.Bare(method.ReturnType);
        var result = returned.FullName == "System.Void" ? null : new VariableDefinition(returned);
        if (result is not null) body.Variables.Add(result);
        begin(code);
        code.Emit(OpCodes.Stloc, crossing);
        var recorded = code.Create(OpCodes.Nop);
        code.Emit(OpCodes.Ldloc, crossing);
        code.Emit(OpCodes.Brtrue, recorded);
        call(code);
        code.Emit(OpCodes.Ret);
        code.Append(recorded);
        foreach (var (parameter, name, _) in arguments.Where(x => !x.IsOut)) Argument(parameter, name);
        Call(border.Go);
        var end = code.Create(OpCodes.Nop);
        Guarded(call, result, end);
        code.Append(end);
        foreach (var (parameter, name, _) in arguments) HandedBack(parameter, name);
        Return(result);
    }

    /// <summary>
    /// Nothing is caught, so that filters further out run before what is further in is unwound (ECMA-335 I.12.4.2.5), and nobody is told of
    /// a second exception: a filter that wants none looks at it, and what runs on the way out ends the crossing.
    /// </summary>
    private void Guarded(Action<ILProcessor> call, VariableDefinition? result, Instruction end)
    {
        var exception = new VariableDefinition(border.Exception);
        method.Body.Variables.Add(exception);
        var start = code.Create(OpCodes.Nop);
        code.Append(start);
        call(code);
        if (result is not null) code.Emit(OpCodes.Stloc, result);
        code.Emit(OpCodes.Leave, end);
        var filter = code.Create(OpCodes.Isinst, border.Exception);
        code.Append(filter);
        code.Emit(OpCodes.Stloc, exception);
        code.Emit(OpCodes.Ldloc, crossing);
        code.Emit(OpCodes.Ldloc, exception);
        code.Emit(OpCodes.Callvirt, border.Threw);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Endfilter);
        var never = code.Create(OpCodes.Rethrow);
        code.Append(never);
        var fault = code.Create(OpCodes.Ldloc, crossing);
        code.Append(fault);
        code.Emit(OpCodes.Callvirt, border.Unwound);
        code.Emit(OpCodes.Endfinally);
        method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Filter)
        {
            TryStart = start, TryEnd = filter, FilterStart = filter, HandlerStart = never, HandlerEnd = fault,
        });
        method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Fault)
        {
            TryStart = start, TryEnd = fault, HandlerStart = fault, HandlerEnd = end,
        });
    }

    private void Argument(ParameterDefinition parameter, string name)
    {
        var bare = Signature.Bare(parameter.ParameterType);
        var type = bare is ByReferenceType reference ? Signature.Bare(reference.ElementType) : bare;
        if (border.SpanArgument(bare) is { } span)
        {
            Record(parameter, bare, name, span);
            return;
        }
        if (Signature.IsUnseen(type))
        {
            code.Emit(OpCodes.Ldloc, crossing);
            code.Emit(OpCodes.Ldstr, type.Name.Split('`')[0]);
            code.Emit(OpCodes.Callvirt, border.Unseen);
            return;
        }
        Record(parameter, type, name, border.Argument(type));
    }

    private void HandedBack(ParameterDefinition parameter, string name)
    {
        var bare = Signature.Bare(parameter.ParameterType);
        if (border.SpanHandedBack(bare) is { } span) Record(parameter, bare, name, span);
        if (bare is not ByReferenceType reference) return;
        var type = Signature.Bare(reference.ElementType);
        if (Signature.IsUnseen(type) || parameter.IsIn) return;
        Record(parameter, type, name, border.HandedBack(type));
    }

    private void Return(VariableDefinition? result)
    {
        code.Emit(OpCodes.Ldloc, crossing);
        if (result is null)
        {
            code.Emit(OpCodes.Callvirt, border.ReturnVoid);
        }
        else if (border.ReturnSpan(result.VariableType) is { } span)
        {
            code.Emit(OpCodes.Ldloc, result);
            code.Emit(OpCodes.Callvirt, span);
            code.Emit(OpCodes.Ldloc, result);
        }
        else if (Signature.IsUnseen(result.VariableType))
        {
            code.Emit(OpCodes.Ldstr, result.VariableType.Name.Split('`')[0]);
            code.Emit(OpCodes.Callvirt, border.ReturnUnseen);
            code.Emit(OpCodes.Ldloc, result);
        }
        else
        {
            code.Emit(OpCodes.Ldloc, result);
            code.Emit(OpCodes.Callvirt, border.Return(result.VariableType));
        }
        code.Emit(OpCodes.Ret);
    }

    private void Record(ParameterDefinition parameter, TypeReference type, string name, MethodReference record)
    {
        var after = code.Create(OpCodes.Nop);
        bool isReference = Signature.Bare(parameter.ParameterType) is ByReferenceType;
        if (isReference)
        {
            // A reference to nothing is allowed where nobody follows it.
            code.Emit(OpCodes.Ldarg, parameter);
            code.Emit(OpCodes.Conv_U);
            code.Emit(OpCodes.Brfalse, after);
        }
        code.Emit(OpCodes.Ldloc, crossing);
        code.Emit(OpCodes.Ldarg, parameter);
        if (isReference) code.Emit(OpCodes.Ldobj, type);
        code.Emit(OpCodes.Ldstr, name);
        code.Emit(OpCodes.Callvirt, record);
        code.Append(after);
    }

    private void Call(MethodReference member)
    {
        code.Emit(OpCodes.Ldloc, crossing);
        code.Emit(OpCodes.Callvirt, member);
    }
}
