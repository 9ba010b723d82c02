using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Everybody who asks gets an object of his own, or all get the same one: what one changes, the others see.</summary>
internal static class Instances
{
    public static Effect? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.IsConstructor || Given(pair.BeforeSide, pair.WasHandle) is not { } was
            || Given(pair.AfterSide, pair.IsHandle) is not { } now || was.IsNew == now.IsNew)
            return null;
        string type = was.IsNew ? was.Type : now.Type;
        bool isSelf = was.Type == Self || now.Type == Self;
        // Of what changed itself, whether the copy can be changed is nothing.
        var side = was.IsNew != isSelf ? pair.BeforeSide : pair.AfterSide;
        if (!IsChanged(side, type)) return null;
        string text = isSelf ? now.IsNew
                ? $"now returns a new {DisplayName.Type(type)} (was the object itself)"
                : $"now returns the object itself (was a new {DisplayName.Type(type)})"
            : now.IsNew
            ? $"now returns a new {DisplayName.Type(type)} each time (was the same one)"
            : $"now returns the same {DisplayName.Type(type)} each time (was a new one)";
        return Effect.OfWork("instance", text);
    }

    private const string Self = "this";

    /// <summary>Whether all that it returns is made there, or all is kept in fields or the object itself; null where neither.</summary>
    private static (bool IsNew, string Type)? Given(Side side, MethodDefinitionHandle method)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return null;
        (bool IsNew, string Type)? given = null;
        (ILOpCode Code, EntityHandle Entity) last = default;
        (ILOpCode Code, EntityHandle Entity) made = default;
        var beforeLast = ILOpCode.Nop;
        var targets = new HashSet<int>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode.IsBranch()) targets.Add(il.Next + (int)il.Integer);
            if (il.OpCode == ILOpCode.Dup && last.Code == ILOpCode.Newobj) made = last;
            if (il.OpCode == ILOpCode.Ret)
            {
                // Made, and filled before it is returned.
                if (made.Code != ILOpCode.Nop && IsFilled(side, last.Code, last.Entity)) last = made;
                // Another value may come from elsewhere, unless it is the one that was kept: field ??= new().
                bool isOther = targets.Contains(il.Offset) && last.Code is not (ILOpCode.Stfld or ILOpCode.Stsfld);
                // A field of another object is as new as that.
                if (isOther || last.Code == ILOpCode.Ldfld && beforeLast != ILOpCode.Ldarg_0) return null;
                bool isSelf = last.Code == ILOpCode.Ldarg_0 && IsOfObject(side, method);
                if ((isSelf ? (false, Self) : Of(side, last.Code, last.Entity)) is not { } one
                    || given is { } other && other.IsNew != one.IsNew) return null;
                given = one;
            }
            beforeLast = last.Code;
            last = (il.OpCode, il.OpCode is ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt ? il.Entity : default);
        }
        return given;
    }

    private static bool IsFilled(Side side, ILOpCode code, EntityHandle entity) =>
        code == ILOpCode.Stfld || code is ILOpCode.Call or ILOpCode.Callvirt && side.Operands[entity] is { Pushes: false };

    private static bool IsOfObject(Side side, MethodDefinitionHandle method) =>
        (side.Image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Static) == 0;

    private static (bool IsNew, string Type)? Of(Side side, ILOpCode code, EntityHandle entity) => code switch
    {
        ILOpCode.Newobj => side.Image.DeclaringTypeName(entity) is { } type ? (true, type) : null,
        // Made once, and put away as it is returned.
        ILOpCode.Ldfld or ILOpCode.Ldsfld or ILOpCode.Stfld or ILOpCode.Stsfld => (false, ""),
        ILOpCode.Call or ILOpCode.Callvirt when side.Operands[entity] is { Name: "get_Value" } call && call.Starts("System.Lazy") =>
            (false, ""),
        _ => null,
    };

    /// <summary>A class whose objects can be changed, as far as its fields tell.</summary>
    public static bool IsChanged(Side side, string type)
    {
        if (type.StartsWith("System.Collections.Generic.", StringComparison.Ordinal) || type == "System.Text.StringBuilder") return true;
        if (side.Find(type) is not { IsFound: true, Image: { IsFramework: false } image } home || Linkage.ReferenceCheck.IsValue(home))
            return false;
        return home.Definition.GetFields().Select(image.Reader.GetFieldDefinition)
            .Any(x => (x.Attributes & (FieldAttributes.Static | FieldAttributes.InitOnly)) == 0);
    }
}
