using System.Reflection.Metadata;
using SemverGuard.Api;

namespace SemverGuard.Effects;

/// <summary>Limits that a method holds something against before it throws, and that the version before did not have.</summary>
internal static class NewLimits
{
    /// <summary>
    /// Of those that such an exception is thrown by, one of which it is known what it is as long as nobody sets it; nothing without one.
    /// </summary>
    public static string Text(MethodPair pair, string exception)
    {
        // Of two that are held against each other, the one without a value or from zero on is what is measured.
        foreach (var limit in pair.After.Steps.Where(x => x.Kind == StepKind.Throw && x.Symbol == exception).SelectMany(x => x.Bounds))
        {
            if (IsNew(pair, limit) && Default(pair.AfterSide, limit) is { } value && value != "0" && !IsMoved(pair.AfterSide, limit))
                return $", by the new limit {limit.Shown} ({value} by default)";
        }
        return "";
    }

    /// <summary>A member that its type did not have.</summary>
    public static bool IsNew(MethodPair pair, Operand limit) => !pair.BeforeSide.Image.FindType(limit.Type).IsNil
        && !Members.Exists(pair.BeforeSide, limit.Type, limit.MemberName);

    /// <summary>A field that methods of its type set as they go along is where something stands, and no limit that is kept.</summary>
    private static bool IsMoved(Side side, Operand limit)
    {
        var reader = side.Image.Reader;
        if (side.Image.FindType(limit.Type) is not { IsNil: false } type || limit.Name.StartsWith("get_", StringComparison.Ordinal))
            return false;
        var definition = reader.GetTypeDefinition(type);
        return definition.GetNestedTypes().Select(reader.GetTypeDefinition).Append(definition).SelectMany(x => x.GetMethods())
            .Any(x => !IsForMaking(reader.GetMethodDefinition(x).Name) && OwnCode.Stores(side, x, limit));

        bool IsForMaking(StringHandle name) =>
            reader.StringComparer.StartsWith(name, ".c") || reader.StringComparer.StartsWith(name, "set_");
    }

    /// <summary>The one number that constructors leave in it, or give each other for it; null without one, and with more.</summary>
    private static string? Default(Side side, Operand limit)
    {
        var reader = side.Image.Reader;
        if (Members.Constant(side, limit.Type, limit.MemberName) is { } constant) return constant.Text;
        if (side.Image.FindType(limit.Type) is not { IsNil: false } type) return null;
        var scripts = new ScriptReader(side.Image, side.Operands, _ => false);
        var found = new List<Value>();
        var handed = new List<(MethodDefinitionHandle Constructor, int Position)>();
        var constructors = reader.GetTypeDefinition(type).GetMethods()
            .Where(x => reader.StringComparer.StartsWith(reader.GetMethodDefinition(x).Name, ".c")).ToArray();
        foreach (var constructor in constructors)
        {
            var stores = scripts.Read(constructor).Steps
                .Where(x => x is { Kind: StepKind.Store, Target: { } field } && Members.IsBehind(side, field, limit));
            foreach (var value in stores.Select(x => x.Arguments[^1]))
            {
                found.AddRange(value.Literals);
                if (value.Position is { } position) handed.Add((constructor, position));
            }
        }
        foreach (var (constructor, position) in handed)
        {
            found.AddRange(constructors.SelectMany(x => scripts.Read(x).Calls)
                .Where(x => x.Target?.OwnMethod == constructor && x.Arguments.Length > position + 1)
                .SelectMany(x => x.Arguments[position + 1].Literals));
            foreach (var parameter in reader.GetMethodDefinition(constructor).GetParameters().Select(reader.GetParameter))
            {
                if (parameter.SequenceNumber == position + 1 && ConstantText.Number(side.Image, parameter.GetDefaultValue()) is { } number)
                    found.Add(Value.From(number));
            }
        }
        string[] values = [.. found.Where(x => x.Number is not null).Select(x => x.Text).Distinct()];
        return values is [var one] ? one : null;
    }
}
