using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>The one name or number that a call of <c>System.Enum</c> is given; null where it may be given any.</summary>
internal sealed class AskedText(AssemblyImage image)
{
    private readonly HashSet<int> targets = [];
    private string? text, number;

    /// <summary>The number that stands right before the call; none is 0.</summary>
    public long Number => number is null ? 0 : long.Parse(number, CultureInfo.InvariantCulture);

    /// <param name="reader">The method that is called.</param>
    public string? Of(string reader) => reader switch
    {
        "Parse" or "TryParse" => text,
        "IsDefined" => text ?? number,
        _ => null,
    };

    /// <param name="call">What the instruction calls, if it is one of these.</param>
    public void Next(in IlReader il, ReflectionCall? call)
    {
        // What one of two ways brings is one of two.
        if (targets.Contains(il.Offset)) text = number = null;
        if (il.Long.Code is >= ILOpCode.Br and <= ILOpCode.Blt_un) targets.Add(il.Next + (int)il.Integer);
        if (il.OpCode == ILOpCode.Ldstr) text = image.UserString(il.Token);
        else if (il.Long is (ILOpCode.Ldc_i4, var constant)) number = constant.ToString(CultureInfo.InvariantCulture);
        else if (!IsBeside(il.OpCode, call)) text = number = null;
    }

    /// <summary>The type, and where the answer goes.</summary>
    private static bool IsBeside(ILOpCode code, ReflectionCall? call) =>
        code is ILOpCode.Ldloca or ILOpCode.Ldloca_s or ILOpCode.Box or ILOpCode.Ldtoken
        || code == ILOpCode.Call && call is { IsOfEnum: true } or { IsOfType: true };
}
