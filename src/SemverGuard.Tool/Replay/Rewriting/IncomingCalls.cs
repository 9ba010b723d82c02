using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// Puts a recording method in front of each of the project's own that a package or a test runner may call: it takes over name, attributes
/// and place in the class, and the body moves to a private method beside it.
/// </summary>
internal sealed class IncomingCalls(BorderMethods border, IReadOnlySet<string> own, IReadOnlySet<string> moved)
{
    public void Rewrite(ModuleDefinition module, IEnumerable<MethodDefinition> methods)
    {
        var all = methods.ToArray();
        var pointed = all.SelectMany(x => x.Body.Instructions).Where(x => x.OpCode.Code == Code.Ldftn)
            .Select(x => Definition((MethodReference)x.Operand)).ToHashSet();
        var tests = new TestClasses(all.Select(x => x.DeclaringType).Distinct());
        foreach (var method in all.Where(tests.IsConstructor)) Construct(method, Place.Of(Name(method), method, null));
        foreach (var method in all.Where(x => !x.IsConstructor && !IsStateMachine(x.DeclaringType) && CanMove(x)))
        {
            var assembly = Declaration(method);
            if (method == module.EntryPoint) Begin(method, border.Begin, At(""), []);
            else if (TestClasses.IsTest(method)) Begin(method, border.Begin, At(Name(method)), Arguments(method));
            else if (tests.IsSetUp(method) && !moved.Contains(assembly ?? "")) Begin(method, border.Prepare, At(Name(method)), []);
            else if (assembly is not null) Enter(moved.Contains(assembly) ? assembly : "");
            else if (pointed.Contains(method)) Enter("");

            void Enter(string caller) => Wrap(method, border.Enter, At(Resolution.IdOf(method)), caller);

            string At(string name) => Place.Of(name, method, null);
        }
    }

    /// <summary>
    /// Whether the body does the same in another method: it does not ask who calls, nor where it is, nor counts on an empty stack; its
    /// arguments can be handed on, and no runtime makes a task of what it returns (CorMethodImpl miAsync).
    /// </summary>
    private static bool CanMove(MethodDefinition method)
    {
        const MethodImplAttributes Async = (MethodImplAttributes)0x2000;
        return method.CallingConvention != MethodCallingConvention.VarArg && (method.ImplAttributes & Async) == 0
            && !method.Body.Instructions.Any(
                x => x.OpCode.Code == Code.Tail || x.Operand is MethodReference member && LooksAtStack(member));
    }

    private static bool LooksAtStack(MethodReference member) => (member.DeclaringType.FullName, member.Name) is
        ("System.Reflection.MethodBase", "GetCurrentMethod") or ("System.Reflection.Assembly", "GetCallingAssembly")
        or ("System.Diagnostics.StackTrace" or "System.Diagnostics.StackFrame", ".ctor");

    private static MethodDefinition? Definition(MethodReference method) =>
        method.GetElementMethod() as MethodDefinition ?? Resolution.Of(method);

    private static bool IsStateMachine(TypeDefinition type) =>
        type.Interfaces.Any(x => x.InterfaceType.Name == "IAsyncStateMachine") || type.Name.Contains(">d__", StringComparison.Ordinal);

    private static string Name(MethodDefinition method) =>
        method.DeclaringType.FullName.Replace('/', '.') + "." + method.Name.Replace('.', '#');

    /// <returns>The assembly of the member of others that it overrides or implements; null when there is none.</returns>
    private string? Declaration(MethodDefinition method)
    {
        if (!method.IsVirtual) return null;
        if (method.Overrides.FirstOrDefault() is { } implemented) return Foreign(implemented.DeclaringType);
        var seen = new HashSet<string>();
        var open = new Queue<TypeReference>();
        Follow(method.DeclaringType);
        while (open.Count > 0)
        {
            var type = open.Dequeue();
            if (type.FullName is "System.Object" or "System.ValueType" || !seen.Add(type.FullName)) continue;
            if (Resolution.Of(type) is not { } definition) continue;
            bool declares = definition.Methods.Any(
                x => x.IsVirtual && x.Name == method.Name && x.Parameters.Count == method.Parameters.Count);
            if (declares && Foreign(type) is { } assembly && !IsOfObject(method)) return assembly;
            Follow(definition);
        }
        return null;

        void Follow(TypeDefinition type)
        {
            if (type.BaseType is not null) open.Enqueue(type.BaseType);
            foreach (var implementation in type.Interfaces) open.Enqueue(implementation.InterfaceType);
        }
    }

    private static bool IsOfObject(MethodDefinition method) => method.Name is "ToString" or "Equals" or "GetHashCode" or "Finalize";

    private string? Foreign(TypeReference type) => Resolution.AssemblyOf(type) is var assembly && own.Contains(assembly) ? null : assembly;

    private static (ParameterDefinition, string, bool)[] Arguments(MethodDefinition method) =>
        [.. method.Parameters.Select(x => (x, x.Name, x.IsOut))];

    private void Wrap(MethodDefinition method, MethodReference begin, params string[] arguments) => Wrap(
        method,
        code =>
        {
            foreach (string argument in arguments) code.Emit(OpCodes.Ldstr, argument);
            code.Emit(OpCodes.Call, begin);
        },
        Arguments(method));

    /// <summary>What a runner calls is told by the class of the object too: a test that is inherited runs in each class.</summary>
    private void Begin(
        MethodDefinition method, MethodReference begin, string place, (ParameterDefinition, string, bool)[] arguments) => Wrap(
        method,
        code =>
        {
            code.Emit(OpCodes.Ldstr, place);
            if (method.HasThis && !method.DeclaringType.IsValueType) code.Emit(OpCodes.Ldarg, method.Body.ThisParameter);
            else code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Call, begin);
        },
        arguments);

    /// <summary>The body stays where it is: only a constructor calls another, and sets fields that are set once.</summary>
    private void Construct(MethodDefinition method, string place)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var code = body.GetILProcessor();
        var crossing = new VariableDefinition(border.Crossing);
        body.Variables.Add(crossing);
        var first = body.Instructions[0];
        code.InsertBefore(first, code.Create(OpCodes.Ldstr, place));
        code.InsertBefore(first, code.Create(OpCodes.Ldarg, body.ThisParameter));
        code.InsertBefore(first, code.Create(OpCodes.Call, border.Construct));
        code.InsertBefore(first, code.Create(OpCodes.Stloc, crossing));
        foreach (var end in body.Instructions.Where(x => x.OpCode.Code == Code.Ret).ToArray())
        {
            // What jumps there jumps to what comes before the end from now on.
            (end.OpCode, end.Operand) = (OpCodes.Ldloc, crossing);
            var call = code.Create(OpCodes.Call, border.Constructed);
            code.InsertAfter(end, call);
            code.InsertAfter(call, code.Create(OpCodes.Ret));
        }
        body.OptimizeMacros();
    }

    private void Wrap(MethodDefinition method, Action<ILProcessor> begin, (ParameterDefinition, string, bool)[] arguments)
    {
        var inner = Moved(method);
        new RecordedCall(border, method).Write(
            begin,
            code =>
            {
                if (method.HasThis) code.Emit(OpCodes.Ldarg, method.Body.ThisParameter);
                foreach (var parameter in method.Parameters) code.Emit(OpCodes.Ldarg, parameter);
                code.Emit(OpCodes.Call, Generics.Named(inner, method));
            },
            arguments);
    }

    /// <summary>The body, in a method of its own.</summary>
    private static MethodDefinition Moved(MethodDefinition method)
    {
        var kind = MethodAttributes.Private | MethodAttributes.HideBySig | (method.IsStatic ? MethodAttributes.Static : 0);
        var inner = new MethodDefinition("<body>" + method.Name, kind, method.ReturnType) { HasThis = method.HasThis };
        Generics.Copy(method, inner);
        foreach (var parameter in method.Parameters)
            inner.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        var points = method.DebugInformation.SequencePoints.ToArray();
        inner.Body = method.Body;
        foreach (var point in points) inner.DebugInformation.SequencePoints.Add(point);
        method.DebugInformation.SequencePoints.Clear();
        method.DebugInformation.Scope = null;
        method.Body = new MethodBody(method);
        method.DeclaringType.Methods.Add(inner);
        return inner;
    }
}
