using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// What a method does only where an option is set that its former version did not have, and that nobody in the package sets.
/// </summary>
internal static class NewOptions
{
    /// <summary>The script of one who sets no such option. Who does knows what it is for.</summary>
    public static Script WithoutUnset(Script script, Side before, Side after)
    {
        if (!script.Steps.Any(x => x.Options.Count > 0)) return script;
        var unset = new HashSet<string>(script.Steps.SelectMany(x => x.Options).GroupBy(x => x.Symbol).Select(x => x.First())
            .Where(x => IsNew(x, before) && !IsSet(x, after)).Select(x => x.Symbol), StringComparer.Ordinal);
        return unset.Count == 0
            ? script
            : script with { Steps = [.. script.Steps.Where(x => !x.Options.Any(y => unset.Contains(y.Symbol)))] };
    }

    private static bool IsNew(Operand option, Side before) =>
        !before.Image.FindType(option.Type).IsNil && !Members.Exists(before, option.Type, option.MemberName);

    /// <summary>
    /// Some method calls the setter, or stores in the field behind the property. A property that only answers is what its answer is.
    /// </summary>
    private static bool IsSet(Operand option, Side after)
    {
        string name = option.MemberName, setter = "set_" + name;
        if (option.OwnMethod is { IsNil: false } && Members.Method(after, option.Type, setter).IsNil) return true;
        foreach (var handle in after.Image.Reader.MethodDefinitions)
        {
            var method = after.Image.Reader.GetMethodDefinition(handle);
            if (after.Image.Body(method) is not { } body) continue;
            bool isSetter = after.Image.Reader.StringComparer.Equals(method.Name, setter)
                && after.Image.NameOf(method.GetDeclaringType()) == option.Type;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && after.Operands[il.Entity] is { } call && call.Name == setter
                    && call.Type == option.Type)
                    return true;
                if (il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld && !isSetter && after.Operands[il.Entity] is { IsOwn: true } field
                    && field.Type == option.Type
                    && (field.Name == name || Members.PropertyOf(after, field) == name)) return true;
            }
        }
        return false;
    }
}
