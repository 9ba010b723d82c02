using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>Places where nothing but values differ: constants, defaults of parameters, numbers of enums.</summary>
internal sealed class ValueRebinds(Build before, Build after, ChangedValues values, NamedValues named, RebindPlaces places)
{
    private readonly EnumAudience audience = new(after);

    /// <summary>Only constants differ: says whose they are.</summary>
    public IEnumerable<Rebind>? Of(Difference difference)
    {
        var was = difference.Was.Where(IsValue).ToArray();
        var now = difference.Now.Where(IsValue).ToArray();
        if (was.Length != now.Length || was.Length == 0 || was.Length != difference.Was.Count || now.Length != difference.Now.Count)
            return null;
        return was.Zip(now, (x, y) => Value(x, y, difference)).SelectMany(x => x);

        static bool IsValue(NormalInstruction x) => x.IsConstant || IsStaticField(x);
    }

    private static bool IsStaticField(NormalInstruction x) => x.Code is ILOpCode.Ldsfld or ILOpCode.Ldsflda;

    /// <remarks>Several where one statement names several constants that changed in the same way.</remarks>
    private IEnumerable<Rebind> Value(NormalInstruction was, NormalInstruction now, Difference difference)
    {
        if (IsStaticField(was) || IsStaticField(now))
        {
            if (!now.IsConstant && was.IsConstant
                && values.InitialValue(after.World.ResolveMember(after.Output, now.Handle)) == was.Operand)
                return [];
            // A field became a constant, and this build has its value; unless nobody could make one of it.
            if (IsStaticField(was) && now.IsConstant)
            {
                var filled = before.World.ResolveMember(before.Output, was.Handle);
                return filled is { IsFound: true, Image.IsFramework: true }
                    ? [places.New(RebindKind.Other, places.MethodId(difference), $"uses {now.Constant} (was {Shown(filled)})", difference)]
                    : [];
            }
            var field = after.World.ResolveMember(after.Output, now.Handle);
            return field.IsFound
                ? [places.New(RebindKind.Const, Id(field),
                    $"reads {DisplayName.Of(Id(field))} at run time (was the constant "
                        + $"{values.Texts(field.Image.Name, FieldType(field), was.Operand, "").Was})", difference)]
                : [];
        }
        // Whatever is passed as one of several arguments may stand in such an array, too: only the span over it takes its length.
        if (difference is { EndsInCall: true, Next: { } call } && call.Operand.Contains("InlineArrayAs"))
            return [places.New(RebindKind.InlineArray, places.MethodId(difference),
                $"takes {now.Operand} elements of an inline array (was {was.Operand})", difference)];
        var called = difference.Next is { IsCall: true } next ? after.World.ResolveMember(after.Output, next.Handle) : default;
        if (values.Default(called, was.Operand, now.Operand) is { } parameter)
        {
            if (now.Code == ILOpCode.Ldnull && ChangedValues.Replaces(called, parameter.Parameter.Name, was.Operand)) return [];
            var (before, after) = values.Texts(called.Image.Name, parameter.Parameter.Type, Spell(was), Spell(now));
            // The default names the same member of an enum, whose number is another: who is not built again passes what has it now.
            if (before == after && values.Constants(was.Operand, now.Operand)
                .FirstOrDefault(x => x.IsEnum && DocumentationId.DeclaringType(x.Id) == "T:" + parameter.Parameter.Type) is { } member)
                return [Named(isEnum: true, member.Id, $"uses {ValueText.Changed(DisplayName.Of(member.Id), member.Now, member.Was)}",
                    difference)];
            string text = $"passes {ValueText.Changed(parameter.Parameter.Name, after, before)} to {DisplayName.Short(parameter.Method)}";
            var kind = parameter.IsCallerInfo ? RebindKind.CallerInfo : RebindKind.DefaultArgument;
            return [places.New(kind, parameter.Method, text, difference)];
        }
        if (values.NoLongerOfCaller(called, now.Operand) is { } left)
            return [places.New(RebindKind.CallerInfo, Id(called),
                $"passes {left} = {now.Constant} to {DisplayName.Short(Id(called))} (was filled in from the caller)", difference)];
        var meant = named.Meant(values.Constants(Spell(was), Spell(now)), places.Place(difference));
        return meant.Count == 0 ? [places.Other(difference)]
            : meant.Select(x => Named(x.IsEnum, x.Id, $"uses {ValueText.Changed(DisplayName.Of(x.Id), x.Now, x.Was)}", difference));
    }

    private Rebind Named(bool isEnum, string id, string text, Difference difference)
    {
        var rebind = places.New(isEnum ? RebindKind.EnumValue : RebindKind.Const, id, text, difference);
        if (!isEnum) return rebind;
        string type = DocumentationId.DeclaringType(id).Substring(2);
        bool isHandedOn = audience.IsWide(type);
        return rebind with { IsHandedOn = isHandedOn, IsUnseen = !isHandedOn && audience.IsMember(difference, type) };
    }

    private static string Spell(NormalInstruction constant) => constant.Code == ILOpCode.Ldnull ? "null" : constant.Operand;

    /// <summary>What was null and was asked for that is a <c>Nullable</c> without a value, which answers the same.</summary>
    public static bool IsStillEmpty(Difference difference)
    {
        return difference.Was.Any(x => x.Code == ILOpCode.Ldnull) && difference.Was.All(x => x.Code == ILOpCode.Ldnull || IsTest(x))
            && difference.Now.Any(x => x.Code == ILOpCode.Initobj)
            && difference.Now.All(x => (x.Code == ILOpCode.Initobj && IsNullable(x)) || IsTest(x) || IsQuestion(x));

        static bool IsTest(NormalInstruction x) =>
            x.Code is ILOpCode.Brtrue or ILOpCode.Brfalse or ILOpCode.Ceq or ILOpCode.Ldc_i4 or ILOpCode.Cgt_un;

        static bool IsQuestion(NormalInstruction x) => x.IsCall && IsNullable(x) && x.Operand.Contains(".get_HasValue(");
    }

    /// <summary>Empty, it says what null says of a class.</summary>
    public static bool IsNullable(NormalInstruction initialized) => initialized.Operand.Contains("System.Nullable");
}
