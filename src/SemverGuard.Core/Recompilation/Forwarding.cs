using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>A method that does nothing but call another one.</summary>
/// <param name="Arguments">
/// What it hands on, <c>this</c> included: <c>arg 1</c>, a constant as <see cref="NormalInstruction"/> writes it, <c>default</c>.
/// </param>
internal sealed record Forwarding(MethodAt Target, IReadOnlyList<string> Arguments)
{
    private const string Default = "default", Function = "function";

    /// <summary>Null for a method that does more, or less.</summary>
    public static Forwarding? Of(MethodAt method)
    {
        var stack = new Stack<string>();
        var locals = new Dictionary<string, string>(StringComparer.Ordinal);
        Forwarding? call = null;
        NormalInstruction last = default;
        // Who catches does more. A finalizer calls that of its base at last, whatever comes.
        if (method.Image.Body(method.Definition)?.ExceptionRegions.Any(x => x.Kind != ExceptionRegionKind.Finally) == true) return null;
        foreach (var x in NormalBody.Read(method.Image, method.Handle))
        {
            if (x.Code is ILOpCode.Leave or ILOpCode.Endfinally) continue;
            var before = last;
            last = x;
            if (call is not null)
            {
                // What comes back is given on, perhaps for more than the other one says that it is.
                if (x.Code is ILOpCode.Ret or ILOpCode.Stloc or ILOpCode.Ldloc or ILOpCode.Br or ILOpCode.Pop or ILOpCode.Castclass)
                    continue;
                return null;
            }
            switch (x.Code)
            {
                case ILOpCode.Ldarg:
                    stack.Push("arg " + x.Operand);
                    break;
                case ILOpCode.Ldloca or ILOpCode.Br or ILOpCode.Box or ILOpCode.Castclass:
                    if (x.Code == ILOpCode.Ldloca) stack.Push("local " + x.Operand);
                    break;
                case ILOpCode.Conv_i8 or ILOpCode.Conv_u8 or ILOpCode.Conv_r4 or ILOpCode.Conv_r8 when IsWidened(method, before, x.Code):
                    break;
                case ILOpCode.Initobj when stack.Count > 0:
                    locals[stack.Pop()] = Default;
                    break;
                case ILOpCode.Ldloc when locals.TryGetValue("local " + x.Operand, out string? value):
                    stack.Push(value);
                    break;
                case ILOpCode.Dup when stack.Count > 0:
                    stack.Push(stack.Peek());
                    break;
                case ILOpCode.Ldftn or ILOpCode.Ldvirtftn when x.Operand.Contains(".Invoke("):
                    if (x.Code == ILOpCode.Ldvirtftn && stack.Count > 0) stack.Pop();
                    stack.Push(Function);
                    break;
                // One delegate made of another calls the same.
                case ILOpCode.Newobj when stack.Count > 1 && stack.Peek() == Function:
                    stack.Pop();
                    break;
                case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj:
                    if (method.Called(x.Handle) is not { } target) return null;
                    bool isOnObject = !target.IsStatic && x.Code != ILOpCode.Newobj;
                    int taken = target.Signature.ParameterTypes.Length + (isOnObject ? 1 : 0);
                    if (stack.Count != taken || stack.Contains(Function)) return null;
                    call = new Forwarding(target, [.. stack.Reverse()]);
                    break;
                default:
                    if (!x.IsConstant) return null;
                    stack.Push(Constant(x));
                    break;
            }
        }
        return call;
    }

    /// <summary>The argument becomes a wider number as the compiler makes one of it, wherever such a number is asked for.</summary>
    private static bool IsWidened(MethodAt method, NormalInstruction loaded, ILOpCode code)
    {
        if (loaded.Code != ILOpCode.Ldarg) return false;
        int index = int.Parse(loaded.Operand, CultureInfo.InvariantCulture) - (method.IsStatic ? 0 : 1);
        return index >= 0 && method.Signature.ParameterTypes[index] switch
        {
            "System.SByte" or "System.Int16" or "System.Int32" => code != ILOpCode.Conv_u8,
            "System.Byte" or "System.UInt16" or "System.Char" => code != ILOpCode.Conv_i8,
            "System.UInt32" => code == ILOpCode.Conv_u8,
            "System.Int64" or "System.Single" => code is ILOpCode.Conv_r4 or ILOpCode.Conv_r8,
            _ => false,
        };
    }

    /// <summary>Hands on its own arguments as they are, and for what is left the defaults of a method.</summary>
    /// <param name="declaring">The one it calls, in this version or another.</param>
    public bool PassesDefaults(int own, MethodAt declaring)
    {
        if (Arguments.Count < own) return false;
        for (int i = 0; i < Arguments.Count; i++)
        {
            if (i < own ? Arguments[i] != Argument(i) : !IsDefault(i, declaring)) return false;
        }
        return true;
    }

    private bool IsDefault(int index, MethodAt declaring)
    {
        int number = index + (declaring.IsStatic ? 1 : 0);
        var reader = declaring.Image.Reader;
        var handle = declaring.Definition.GetParameters().FirstOrDefault(x => reader.GetParameter(x).SequenceNumber == number);
        if (handle.IsNil) return false;
        var parameter = reader.GetParameter(handle);
        if ((parameter.Attributes & System.Reflection.ParameterAttributes.Optional) == 0) return false;
        string? value = Value(reader, parameter.GetDefaultValue());
        return value is null ? Arguments[index] is Default or "Ldnull " : Arguments[index] == value;
    }

    /// <summary>A default as an instruction loads it; null for null and for all zeroes.</summary>
    private static string? Value(MetadataReader reader, ConstantHandle handle)
    {
        if (handle.IsNil) return null;
        var constant = reader.GetConstant(handle);
        object? value = reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return value switch
        {
            null => null,
            string text => Constant(new NormalInstruction(ILOpCode.Ldstr, Api.ConstantText.Of(text), 0)),
            bool flag => Int32(flag ? 1 : 0),
            char letter => Int32(letter),
            sbyte or byte or short or ushort or int or uint => Int32(unchecked((int)Convert.ToInt64(value, CultureInfo.InvariantCulture))),
            _ => "?",
        };
    }

    private static string Int32(int value) =>
        Constant(new NormalInstruction(ILOpCode.Ldc_i4, value.ToString(CultureInfo.InvariantCulture), 0));

    private static string Constant(NormalInstruction x) => x.Code + " " + x.Operand;

    public static string Argument(int index) => "arg " + index.ToString(CultureInfo.InvariantCulture);
}
