using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// The stretches of a body that run only where a value is of a type that was asked for: <c>x is T t ? t.Clone&lt;T&gt;() : ...</c> needs
/// an object of the type before it can make another.
/// </summary>
internal sealed class TestedStretches(MethodBodyBlock body)
{
    private readonly List<(EntityHandle Type, int Start, int End)> stretches = [];

    public bool Contains(EntityHandle type, int offset) => stretches.Exists(x => x.Type == type && x.Start <= offset && offset < x.End);

    /// <param name="test">At the test (<c>isinst</c>).</param>
    public void Note(IlReader test)
    {
        var type = test.Entity;
        while (test.MoveNext())
        {
            var code = test.Long.Code;
            if (code is ILOpCode.Dup or ILOpCode.Stloc or ILOpCode.Ldloc or ILOpCode.Ldnull or ILOpCode.Cgt_un) continue;
            int next = test.Next, target = next + (int)test.Integer;
            if (target <= next) return;
            if (code == ILOpCode.Brfalse) stretches.Add((type, next, target));
            else if (code == ILOpCode.Brtrue && EndOf(next, target) is { } end) stretches.Add((type, target, end));
            return;
        }
    }

    /// <summary>Where the other side of a choice ends whose first side is left by a jump, or by leaving the method.</summary>
    private int? EndOf(int first, int second)
    {
        var il = body.From(first);
        int? end = null;
        while (il.MoveNext() && il.Offset < second)
        {
            end = il.Long.Code switch
            {
                ILOpCode.Br => il.Next + (int)il.Integer,
                ILOpCode.Ret or ILOpCode.Throw => int.MaxValue,
                _ => null,
            };
        }
        return end > second ? end : null;
    }
}
