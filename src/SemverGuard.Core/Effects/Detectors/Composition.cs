using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method puts other objects together: one type of a family in place of another, one more in a chain, or one less.</summary>
internal static class Composition
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var (was, now) = (Made(pair.Before), Made(pair.After));
        string[] gone = [.. was.Except(now)], come = [.. now.Except(was)];
        if (gone.Length + come.Length == 0) yield break;
        if (gone is [var old] && come is [var @new] && IsThere(pair.AfterSide, old)
            && Family(pair.AfterSide, @new).Overlaps(Family(pair.BeforeSide, old)))
        {
            string before = DisplayName.Type(old), after = DisplayName.Type(@new);
            // A class of the package's own that derives from the one before is that one, as a rule.
            var weight = !IsPublic(pair.AfterSide, @new) && Family(pair.AfterSide, @new).Contains(old) ? Weight.Faint : Weight.Strong;
            if (before != after) yield return new Effect(EffectKind.Composition, old, $"now creates {after} (was {before})", weight);
            yield break;
        }
        if (come.Length > 0 && gone.Count(x => !IsThere(pair.AfterSide, x)) >= come.Length) yield break; // renamed
        HashSet<string> wasKept = Kept(pair.Before, pair.BeforeSide, pair.Type), isKept = Kept(pair.After, pair.AfterSide, pair.Type);
        bool isByName = AsksForMore(pair);
        // Beside what is handed on, what is called may hand on the others: one link of a chain each.
        string[] below = come.Length == 0 ? [] : [.. now.Concat(MadeBelow(pair.AfterSide, pair.After))];
        var handed = new HashSet<string>(
            pair.After.Calls.SelectMany(x => x.Arguments).Select(x => x.Source).OfType<Step>().Where(IsNew).Select(x => x.Target!.Type));
        foreach (string type in come.Where(
            x => !isKept.Contains(x) && HasSiblings(pair.AfterSide, x, handed.Contains(x) ? below : now)))
        {
            var fact = Fact(pair.AfterSide, type, 1, pair.BeforeSide);
            if (IsMadeBelow(pair.BeforeSide, pair.Before, type)) fact = fact with { Weight = Weight.Faint };
            yield return isByName ? fact with { Kind = EffectKind.Work } : fact;
        }
        foreach (string type in gone.Where(x => !wasKept.Contains(x) && IsThere(pair.AfterSide, x) && HasSiblings(pair.BeforeSide, x, was)))
            yield return Fact(pair.BeforeSide, type, -1, pair.AfterSide);
    }

    /// <summary>One more name is compared with: what is new is made for that name, as a rule, and for the others what was.</summary>
    private static bool AsksForMore(MethodPair pair) => pair.Come.Exists(
        x => x is { Kind: StepKind.Call, Target: { Type: "System.String", Name: "op_Equality" or "Equals" } }
            && Array.Exists(x.Arguments, y => y.String is not null));

    /// <remarks>What the other version creates somewhere else may have come from there.</remarks>
    private static Effect Fact(Side side, string type, int direction, Side other)
    {
        var weight = !IsPublic(side, type) ? Weight.Faint : other.Created.Contains(type) ? Weight.Plain : Weight.Strong;
        string text = (direction > 0 ? "now creates " : "no longer creates ") + DisplayName.Type(type);
        return new(EffectKind.Composition, type, text, weight) { Direction = direction };
    }

    /// <summary>What the method calls makes such an object already: a constructor that no longer does, a helper.</summary>
    private static bool IsMadeBelow(Side side, Script script, string type) => script.Calls.Any(
        x => x.Target is { OwnMethod.IsNil: false } called
            && OwnCode.Calls(side, called.OwnMethod, (code, made) => code == ILOpCode.Newobj && made.Type == type));

    /// <summary>Types of the objects that methods of the package make which are called here.</summary>
    private static IEnumerable<string> MadeBelow(Side side, Script script)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var called in script.Calls.Select(x => x.Target!).Where(x => !x.IsConstructor && !x.OwnMethod.IsNil).Distinct())
        {
            if (side.Image.Body(side.Image.Reader.GetMethodDefinition(called.OwnMethod)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Newobj && side.Image.DeclaringTypeName(il.Entity) is { } type && !Tells(type)) made.Add(type);
            }
        }
        return made;
    }

    private static HashSet<string> Made(Script script) =>
        new(script.Calls.Where(x => IsNew(x) && !Tells(x.Target!.Type)).Select(x => x.Target!.Type), StringComparer.Ordinal);

    /// <summary>Types of the objects that a field or property gets: parts of what somebody keeps, and no links of a chain.</summary>
    /// <param name="owner">Its fields may be set by a property of its own.</param>
    private static HashSet<string> Kept(Script script, Side side, string owner)
    {
        var stores = script.Steps.Where(x => x.Kind == StepKind.Store || x.Target?.SetProperty is not null);
        var stored = stores.SelectMany(x => x.Arguments).Select(x => x.Source).OfType<Step>().Where(IsNew).Select(x => x.Target!.Type);
        return new(stored.Concat(FieldTypes(side, owner)), StringComparer.Ordinal);
    }

    private static IEnumerable<string> FieldTypes(Side side, string owner)
    {
        if (side.Image.FindType(owner) is not { IsNil: false } handle) return [];
        var reader = side.Image.Reader;
        return reader.GetTypeDefinition(handle).GetFields()
            .Select(x => reader.GetFieldDefinition(x).DecodeSignature(side.Image.DocumentationText, GenericScope.Open));
    }

    /// <summary>Its objects tell somebody what happened: an exception, an event.</summary>
    private static bool Tells(string type)
    {
        string name = DisplayName.Type(type);
        return ExceptionTypes.IsName(type) || Array.Exists(Events, x => name.EndsWith(x, StringComparison.Ordinal));
    }

    private static readonly string[] Events = ["EventArgs", "EventData", "EventDefinition"];

    /// <summary>Not the constructor of a base class, which is called on an object that is there.</summary>
    private static bool IsNew(Step step) => step.IsConstruction && step.Arguments.Length < step.Target!.Pops;

    /// <summary>Others of the family are made beside it.</summary>
    private static bool HasSiblings(Side side, string type, IEnumerable<string> others)
    {
        var family = Family(side, type);
        return family.Count > 0 && others.Any(x => x != type && Family(side, x).Overlaps(family));
    }

    /// <summary>
    /// The classes and interfaces that objects of a type are taken for; without those that say nothing about what it does.
    /// </summary>
    private static HashSet<string> Family(Side side, string type)
    {
        var family = new HashSet<string>(StringComparer.Ordinal);
        if (side.Find(type) is not { IsFound: true } home) return family;
        var bases = side.World.MemberScopes(home).Select(x => x.Type).Concat(side.World.Interfaces(home).Select(x => x.Type));
        foreach (string name in bases.Where(x => x.IsFound).Select(x => x.Name))
        {
            if (name.StartsWith("System.Security.Cryptography.", StringComparison.Ordinal)) return []; // another way to the same result
            if (name != type && !SaysNothing(name)) family.Add(name);
        }
        return family;
    }

    private static bool SaysNothing(string type) =>
        Array.IndexOf(Common, type) >= 0 || Array.Exists(CommonBeginnings, x => type.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] Common =
    [
        "System.Object", "System.ValueType", "System.MarshalByRefObject", "System.Attribute", "System.EventArgs", "System.Exception",
        "System.IDisposable",
        "System.IAsyncDisposable", "System.ICloneable", "System.IConvertible", "System.IFormattable", "System.ISpanFormattable",
        "System.IUtf8SpanFormattable",
        "System.IServiceProvider", "System.IO.Stream", "System.IO.TextWriter", "System.IO.TextReader",
    ];

    private static readonly string[] CommonBeginnings =
        ["System.Collections.", "System.IEquatable", "System.IComparable", "System.IParsable", "System.ISpanParsable", "System.Linq.",
            "System.Runtime."];

    private static bool IsThere(Side side, string type) => side.Find(type).IsFound;

    private static bool IsPublic(Side side, string type) => side.Find(type) is { IsFound: true, Image: { } image } home
        && (image.Reader.GetTypeDefinition(home.Handle).Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public
            or TypeAttributes.NestedPublic;
}
