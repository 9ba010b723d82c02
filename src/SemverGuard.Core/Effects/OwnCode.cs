using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What an assembly's own methods do, and those that they call.</summary>
internal static class OwnCode
{
    private const int DeepestHelper = 2;

    /// <summary>Whether an instruction is the one that is looked for.</summary>
    private delegate bool Sought(IlReader il);

    /// <summary>Whether a method, or one of its assembly that it calls, has such a call or construction.</summary>
    public static bool Calls(Side side, MethodDefinitionHandle method, Func<ILOpCode, Operand, bool> what) =>
        Has(side, method, Call(side, what));

    /// <summary>The same, with those that may answer a virtual call.</summary>
    /// <param name="levels">How many calls further it is looked for.</param>
    public static bool CallsOrAnswers(Side side, MethodDefinitionHandle method, Func<ILOpCode, Operand, bool> what, int levels) =>
        Has(side, Answering(side, method), Call(side, what), levels, Answering);

    private static Sought Call(Side side, Func<ILOpCode, Operand, bool> what) =>
        il => IsCall(il.OpCode) && what(il.OpCode, side.Operands[il.Entity]);

    /// <summary>Whether a text stands in a method, or in one of its assembly that it calls.</summary>
    public static bool Says(Side side, MethodDefinitionHandle method, string text) =>
        Has(side, method, il => il.OpCode == ILOpCode.Ldstr && side.Image.UserString(il.Token) == text);

    /// <summary>Whether a type is asked for in a method, or in one of its assembly that it calls, in whatever way.</summary>
    public static bool AsksFor(Side side, MethodDefinitionHandle method, string type) => Has(side, method, il =>
        il.OpCode is ILOpCode.Isinst or ILOpCode.Castclass or ILOpCode.Unbox or ILOpCode.Unbox_any or ILOpCode.Ldtoken
        && il.Entity.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification
        && side.Operands[il.Entity].Type == type);

    /// <summary>The same for a number.</summary>
    public static bool HasNumber(Side side, MethodDefinitionHandle method, int number) =>
        Has(side, method, il => il.Long == (ILOpCode.Ldc_i4, number));

    /// <summary>Whether one of the steps calls a method of the assembly that reads such a field.</summary>
    public static bool Read(Side side, List<Step> steps, Func<Operand, bool> field) => steps.Exists(
        x => x is { Kind: StepKind.Call, Target: { OwnMethod.IsNil: false } called }
            && Has(side, called.OwnMethod, il => il.OpCode is ILOpCode.Ldfld or ILOpCode.Ldflda && field(side.Operands[il.Entity])));

    /// <summary>The first such static field that a method reads, or one of its assembly that it calls, in a lambda too.</summary>
    public static Operand? StaticField(Side side, MethodDefinitionHandle method, Func<Operand, bool> which)
    {
        Operand? found = null;
        return Has(side, method, il => il.OpCode == ILOpCode.Ldsfld && which(found = side.Operands[il.Entity])) ? found : null;
    }

    /// <summary>Whether an instruction of the method itself names such a member.</summary>
    public static bool Names(Side side, MethodDefinitionHandle method, Func<ILOpCode, Operand, bool> what) => HasItself(side, method,
        il => il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Ldftn or ILOpCode.Stfld or ILOpCode.Ldflda
            && what(il.OpCode, side.Operands[il.Entity]));

    /// <summary>Whether the method itself sets a field.</summary>
    public static bool Stores(Side side, MethodDefinitionHandle method, Operand field) => HasItself(side, method,
        il => il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld && side.Operands[il.Entity].Symbol == field.Symbol);

    /// <summary>Whether a lambda of a method answers with what it is given.</summary>
    public static bool HandsBack(Side side, MethodDefinitionHandle method) => Names(side, method, (code, made) =>
        code == ILOpCode.Ldftn && made is { IsGenerated: true, OwnMethod.IsNil: false }
        && side.Image.Body(side.Image.Reader.GetMethodDefinition(made.OwnMethod)) is { } body
        && body.GetILBytes() is [(byte)ILOpCode.Ldarg_0 or (byte)ILOpCode.Ldarg_1, (byte)ILOpCode.Ret]);

    /// <summary>Whether a method calls another itself, and with a constant as the last argument each time.</summary>
    public static bool GivesConstants(Side side, MethodDefinitionHandle method, MethodDefinitionHandle called)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        bool isCalled = false, isConstant = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (IsCall(il.OpCode) && side.Operands[il.Entity].OwnMethod == called)
            {
                if (!isConstant) return false;
                isCalled = true;
            }
            isConstant = il.OpCode is ILOpCode.Ldstr or >= ILOpCode.Ldnull and <= ILOpCode.Ldc_r8;
        }
        return isCalled;
    }

    /// <summary>Whether a method, or one of its assembly that it calls, sets a field or property of that name.</summary>
    public static bool Sets(Side side, MethodDefinitionHandle method, string member) => Has(side, method, il =>
        il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld or ILOpCode.Call or ILOpCode.Callvirt && side.Operands[il.Entity] is var set
        && (set.Name == member || set.SetProperty == member
            || il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld && Effects.Members.PropertyOf(side, set) == member));

    /// <summary>The same as <see cref="Says"/> for those among the steps that call a method of the assembly.</summary>
    public static bool Say(Side side, List<Step> steps, string text) => steps.Exists(
        x => x is { Kind: StepKind.Call, Target: { OwnMethod.IsNil: false } called } && Says(side, called.OwnMethod, text));

    private static bool IsCall(ILOpCode code) => code is ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt;

    private static bool HasItself(Side side, MethodDefinitionHandle method, Sought what) => Has(side, [method], what, levels: 0, Called);

    private static bool Has(Side side, MethodDefinitionHandle method, Sought what) => Has(side, [method], what, DeepestHelper, Called);

    private static IEnumerable<MethodDefinitionHandle> Called(Side side, MethodDefinitionHandle method) => [method];

    /// <summary>Looks at the methods themselves, then at what they call, and so on.</summary>
    /// <param name="leadsTo">The methods that a call of one may run.</param>
    private static bool Has(Side side, IEnumerable<MethodDefinitionHandle> methods, Sought what, int levels,
        Func<Side, MethodDefinitionHandle, IEnumerable<MethodDefinitionHandle>> leadsTo)
    {
        var seen = new HashSet<MethodDefinitionHandle>();
        var called = new HashSet<MethodDefinitionHandle>();
        for (; levels >= 0; levels--)
        {
            foreach (var method in methods.Where(seen.Add))
            {
                if (Has(side, method, what, levels > 0 ? called : null)) return true;
            }
            methods = [.. called.SelectMany(x => leadsTo(side, x))];
            called.Clear();
        }
        return false;
    }

    /// <param name="called">Where the assembly's methods go that it calls; null where nobody asks.</param>
    private static bool Has(Side side, MethodDefinitionHandle method, Sought what, HashSet<MethodDefinitionHandle>? called)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (what(il)) return true;
            bool isNamed = called is not null && (IsCall(il.OpCode) || il.OpCode == ILOpCode.Ldftn);
            if (isNamed && side.Operands[il.Entity].OwnMethod is { IsNil: false } own) called!.Add(own);
        }
        return false;
    }

    /// <summary>What may answer a call of a method: itself, and those of its name in types of which the assembly creates objects.</summary>
    public static IEnumerable<MethodDefinitionHandle> Answering(Side side, MethodDefinitionHandle method)
    {
        yield return method;
        var reader = side.Image.Reader;
        var definition = reader.GetMethodDefinition(method);
        if ((definition.Attributes & System.Reflection.MethodAttributes.Virtual) == 0) yield break;
        string type = side.Image.NameOf(definition.GetDeclaringType());
        foreach (var answer in Members(side, type, reader.GetString(definition.Name))) yield return answer;
    }

    /// <summary>Methods of a name in the types that are a type, of those of which the assembly creates objects.</summary>
    public static IEnumerable<MethodDefinitionHandle> Members(Side side, string type, string name) =>
        side.CreatedAs(type).SelectMany(x => side.Named(x, name));
}
