using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Effects.Sheets;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A constructor leaves another literal in a field or property that was there before; a property answers with another literal.
/// </summary>
internal static class Defaults
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Name.StartsWith("get_", StringComparison.Ordinal)) return Answer(pair);
        return pair.IsConstructor ? Initial(pair).Select(x => x with { IsSetWhereMade = IsSetWhereMade(pair, x.Member) })
            : Construction.IsPart(pair) ? Initial(pair) : [];
    }

    private static bool IsSetWhereMade(MethodPair pair, string? member) => member is not null && !pair.WasHandle.IsNil
        && member.Substring(member.LastIndexOf('.') + 1) is var name
        && pair.BeforeSide.Made.AreAllSet(pair.WasHandle, name) && pair.AfterSide.Made.AreAllSet(pair.IsHandle, name);

    private static IEnumerable<Effect> Initial(MethodPair pair)
    {
        var was = Sets(pair.Before, pair.BeforeSide, pair.Type);
        var now = Sets(pair.After, pair.AfterSide, pair.Type);
        bool wasHandedOn = HandsOn(pair.BeforeSide, pair.WasHandle, pair.Type),
            isHandedOn = HandsOn(pair.AfterSide, pair.IsHandle, pair.Type);
        foreach (string member in was.Keys.Union(now.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            was.TryGetValue(member, out var old);
            now.TryGetValue(member, out var @new);
            var (target, type) = @new.Target is not null ? (@new.Target, @new.Type) : (old.Target!, old.Type);
            // Another constructor may set what this one does not.
            if (old.Target is null && wasHandedOn || @new.Target is null && isHandedOn) continue;
            // And so may a method that gets the field itself: Find(name, out index).
            if (old.Target is null && HandsOut(pair.BeforeSide, pair.WasHandle, member)
                || @new.Target is null && HandsOut(pair.AfterSide, pair.IsHandle, member))
                continue;
            // Of a method that constructors call, they may set it beside.
            if (!pair.IsConstructor && (old.Target is null || @new.Target is null) && Construction.Sets(pair, member)) continue;
            // A method that the constructor calls may set it: what it is then is worked out.
            bool isBelow = old.Target is null && OwnCode.Sets(pair.BeforeSide, pair.WasHandle, member)
                || @new.Target is null && OwnCode.Sets(pair.AfterSide, pair.IsHandle, member);
            // What is not stored any more may be what the property itself says, or a constant of that name.
            old.Value ??= Answered(pair.BeforeSide, target, member);
            @new.Value ??= Answered(pair.AfterSide, target, member);
            if (old.Value is { IsConstant: false } || @new.Value is { IsConstant: false })
            {
                if (MadeDefaults.Find(pair, target, member, old.Value, @new.Value) is { } made) yield return made;
                else if (ChosenDefaults.Find(pair, target, member, old.Value, @new.Value, type) is { } chosen) yield return chosen;
                else if (@new.Value is null && !isBelow && IsPlain(pair, target, member)
                    && LostDefaults.Find(pair, target, member, old.Value, type) is { } lost)
                    yield return lost;
                continue;
            }
            // Who sets nothing leaves what the type has; a constructor that is not the only one may leave it to another.
            string before = old.Value is null ? Literals.Default(type, pair.BeforeSide) : Literals.Text(old.Value, type, pair.BeforeSide);
            string after = @new.Value is null ? Literals.Default(type, pair.AfterSide) : Literals.Text(@new.Value, type, pair.AfterSide);
            if (before == after || Literals.AreSame(old.Value, before, @new.Value, after)
                || (old.Value is null && @new.Value is { IsDefault: true })
                || (@new.Value is null && old.Value is { IsDefault: true }))
                continue;
            if (!Exists(member, target, pair.BeforeSide) || !Exists(member, target, pair.AfterSide)) continue;
            // What holds another type of values has another way to say the same: -1 for null.
            if (Members.TypeOf(pair.BeforeSide, target.Type, member) != Members.TypeOf(pair.AfterSide, target.Type, member)) continue;
            // What the type had, each object may have by now, and the other way round.
            bool isOfOtherKind = old.Target is null ? BeginsThere(pair.BeforeSide, pair.WasHandle, target.Type, member, after)
                : @new.Target is null && BeginsThere(pair.AfterSide, pair.IsHandle, target.Type, member, before);
            if (isOfOtherKind) continue;
            bool areSet = old.Target?.Symbol == @new.Target?.Symbol && old.Type == @new.Type;
            bool isWorkedOut = isBelow || !IsPlain(pair, target, member);
            if (isWorkedOut && !IsAnswered(pair, target, member, ref before, ref after, areSet)) continue;
            // A member of another name took its place, and gets what it got.
            if (@new.Value is null && now.Any(x => !was.ContainsKey(x.Key) && x.Value.Value?.Text == old.Value!.Text)) continue;
            // The compiler leaves out what memory holds anyway, so that nobody can tell an initialiser that went from one that says false.
            string text = (areSet || !isWorkedOut ? "now sets " : "now begins with ") + ValueText.Changed(member, after, before);
            bool isInternal = !Members.IsPublic(pair.AfterSide, target, member);
            bool isWords = @new.Value?.String is { } words && !Names.IsName(words);
            bool isCount = type.Contains("Int") && old.Value is not { Number: null } && @new.Value is not { Number: null }
                && Counts.IsMoved(pair, target.Type, member, old.Value?.Number ?? 0, @new.Value?.Number ?? 0);
            var weight = isWords || isCount ? Weight.Faint : isInternal ? Weight.Plain : Weight.Strong;
            yield return new Effect(EffectKind.Default, target.Type + "." + member, text, weight)
            {
                Member = "P:" + target.Type + "." + member,
                Was = old.Value is null ? 0 : old.Value.Number,
            };
        }
    }

    /// <summary>
    /// Whether the constructors of objects, where the one of the type does not, or the one of the type, where they do not, set a member so.
    /// </summary>
    /// <param name="constructor">Of the other kind.</param>
    private static bool BeginsThere(Side side, MethodDefinitionHandle constructor, string type, string member, string text)
    {
        var reader = side.Image.Reader;
        var handle = side.Image.FindType(type);
        bool isStatic = (reader.GetMethodDefinition(constructor).Attributes & System.Reflection.MethodAttributes.Static) != 0;
        MethodDefinitionHandle[] others = handle.IsNil ? [] : [.. reader.GetTypeDefinition(handle).GetMethods()
            .Where(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, isStatic ? ".ctor" : ".cctor"))
            .Where(x => !HandsOn(side, x, type))];
        return others.Length > 0 && Array.TrueForAll(others, Begins);

        bool Begins(MethodDefinitionHandle other) =>
            Sets(new ScriptReader(side.Image, side.Operands, _ => false).Read(other), side, type).TryGetValue(member, out var set)
            && set.Value is { IsConstant: true } value && Literals.Text(value, set.Type, side) == text;
    }

    /// <summary>
    /// Whether a member is known to be another after the constructor: a property is what its getter answers, which may be more than its
    /// field.
    /// </summary>
    /// <param name="areSet">Both constructors set it, in the same way.</param>
    private static bool IsAnswered(MethodPair pair, Operand target, string member, ref string before, ref string after, bool areSet)
    {
        var (wasGetter, getter) =
            (Members.Method(pair.BeforeSide, target.Type, "get_" + member), Members.Method(pair.AfterSide, target.Type, "get_" + member));
        if (wasGetter.IsNil || getter.IsNil) return areSet;
        var (was, now) = (After(pair.BeforeSide, pair.WasHandle, wasGetter), After(pair.AfterSide, pair.IsHandle, getter));
        if (!was.IsKnown || !now.IsKnown) return areSet;
        (before, after) = (was.Text, now.Text);
        return !was.IsSame(now);
    }

    /// <summary>A field, or a property that gives what its field holds, in both versions.</summary>
    private static bool IsPlain(MethodPair pair, Operand target, string member)
    {
        var (wasGetter, getter) =
            (Members.Method(pair.BeforeSide, target.Type, "get_" + member), Members.Method(pair.AfterSide, target.Type, "get_" + member));
        return wasGetter.IsNil || getter.IsNil || IsPlain(pair.BeforeSide, wasGetter) && IsPlain(pair.AfterSide, getter);
    }

    private static bool IsPlain(Side side, MethodDefinitionHandle getter) =>
        Members.GivesField(side, getter) || Answered(side, getter) is not null;

    /// <summary>What a getter answers after a constructor, worked out.</summary>
    private static Defaulted After(Side side, MethodDefinitionHandle constructor, MethodDefinitionHandle getter)
    {
        TypeHome Home(MethodDefinitionHandle method) => new(side.Image, side.Image.Reader.GetMethodDefinition(method).GetDeclaringType());

        var state = new ObjectState(side.Scripts, Home(constructor));
        bool isStatic = (side.Image.Reader.GetMethodDefinition(constructor).Attributes & System.Reflection.MethodAttributes.Static) != 0;
        if (!isStatic) state.Construct(constructor); // a static one runs as soon as its type is asked for anything
        string type = side.Image.Reader.GetMethodDefinition(getter)
            .DecodeSignature(side.Image.DocumentationText, GenericScope.Open).ReturnType;
        return new Defaulted(state.Ask(Home(getter), getter), type, side);
    }

    /// <summary>A constructor that calls another one of its type: <c>: this(...)</c>.</summary>
    private static bool HandsOn(Side side, MethodDefinitionHandle constructor, string type)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(constructor)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Call && side.Operands[il.Entity] is { IsConstructor: true } called && called.Type == type)
                return true;
        }
        return false;
    }

    /// <summary>A constructor that takes the address of a field, or of the one behind a property.</summary>
    private static bool HandsOut(Side side, MethodDefinitionHandle constructor, string member)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(constructor)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldflda && side.Operands[il.Entity] is var field
                && (field.Name == member || Members.PropertyOf(side, field) == member))
                return true;
        }
        return false;
    }

    private static IEnumerable<Effect> Answer(MethodPair pair)
    {
        if (Only(pair.Before, pair.BeforeSide) is not { } was || Only(pair.After, pair.AfterSide) is not { } now) yield break;
        var signature = pair.AfterSide.Image.Reader.GetMethodDefinition(pair.IsHandle)
            .DecodeSignature(pair.AfterSide.Image.DocumentationText, GenericScope.Open);
        string before = Literals.Text(was, signature.ReturnType, pair.BeforeSide),
            after = Literals.Text(now, signature.ReturnType, pair.AfterSide);
        if (pair.AreOneStamp(before, after)) yield break;
        yield return new Effect(EffectKind.Default, pair.Type + "." + pair.Name, "now returns " + ValueText.Returned(after, before),
            Weight.Strong) { Member = "P:" + pair.Type + "." + pair.Name.Substring(4) };
    }

    private static Value? Answered(Side side, Operand target, string member) =>
        Members.Method(side, target.Type, "get_" + member) is { IsNil: false } getter
            ? Answered(side, getter)
            : Members.Constant(side, target.Type, member);

    private static Value? Answered(Side side, MethodDefinitionHandle getter) =>
        Only(new ScriptReader(side.Image, side.Operands, _ => false).Read(getter), side) is { IsConstant: true } value ? value : null;

    /// <summary>The one value that a method answers with: a literal, or what is in a static field for good.</summary>
    private static Value? Only(Script script, Side side) => script.Steps.Count != 1 ? null : script.Steps[0] switch
    {
        { Kind: StepKind.Return, Arguments: [var value] } => value,
        // A truth value or a number may be turned round or calculated with, which is no step.
        { Kind: StepKind.Load, Target: { } field } when side.Statics.Of(field) is { Number: null, IsConstant: true } value => value,
        _ => null,
    };

    /// <summary>The literals that end in members of the object or its type, one of each; conditional ones count like others.</summary>
    /// <param name="owner">The type whose constructor it is.</param>
    private static Dictionary<string, (Value? Value, Operand Target, string Type)> Sets(Script script, Side side, string owner)
    {
        var sets = new Dictionary<string, (Value?, Operand, string)>(StringComparer.Ordinal);
        foreach (var step in script.Steps.Where(x => x.IsOwn && x.Target is not null))
        {
            bool onThis = step.Arguments.Length == 1 || step.Arguments.Length == 2 && step.Arguments[0].Kind == ValueKind.This;
            if (!onThis || Overriding(step.Target!, owner, side) is not { } target) continue;
            if (step.Kind == StepKind.Store)
            {
                string type = Literals.FieldType(target);
                Set(step, target, Members.PropertyOf(side, target) ?? target.Name, step.Arguments[step.Arguments.Length - 1], type);
            }
            else if (step.Kind == StepKind.Call && target.SetProperty is { } property && step.Arguments.Length == 2)
            {
                Set(step, target, property, step.Arguments[1], Literals.ParameterTypes(target).LastOrDefault() ?? "");
            }
        }
        return sets;

        // What a condition sets to something else than an initialiser did is not known.
        void Set(Step step, Operand target, string member, Value value, string type) =>
            sets[member] = (step.Guards == 0 || !sets.TryGetValue(member, out var known) || known.Item1?.Text == value.Text
                ? value
                : Value.Unknown, target, type);
    }

    /// <summary>
    /// The compiler names the declaration that is overridden, and the override runs. Null for what stays the framework's.
    /// </summary>
    private static Operand? Overriding(Operand target, string owner, Side side) =>
        !target.IsFramework ? target
        : target.SetProperty is { } property && Members.Method(side, owner, "set_" + property) is { IsNil: false } setter
            ? side.Operands[setter]
        : null;

    private static bool Exists(string member, Operand target, Side side) => Members.Exists(side, target.Type, member);
}
