using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>The words of an exception that is thrown are others. They are for people, and some programs read them.</summary>
/// <remarks>A method's script leaves them out, so that what the bodies have more than that are words.</remarks>
internal static class Messages
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || Concerned(pair) is not { } type) yield break;
        string[] was = [.. Loaded(pair.BeforeSide, pair.WasHandle)], now = [.. Loaded(pair.AfterSide, pair.IsHandle)];
        string[] gone = [.. was.Except(now)], come = [.. now.Except(was)];
        if (pair.Gone.Concat(pair.Come).SelectMany(x => x.Arguments).Any(x => gone.Contains(x.String) || come.Contains(x.String)))
            yield break;
        if (Text(pair, type, gone, come) is { } text)
            yield return Effect.OfWork(type + " message", text) with
            {
                Concerns = type, IsMessage = true, Kinds = ExceptionTypes.KindsOf(pair.AfterSide, type),
            };
    }

    private static string? Text(MethodPair pair, string type, string[] gone, string[] come)
    {
        if (gone is [var old] && come is [var @new]) return $"now throws {DisplayName.Type(type)} with {Texts.Changed(old, @new)}";
        // What an exception puts around the words that it is given.
        if (!IsException(pair) || gone.Length + come.Length == 0 || gone.Length > 0 && come.Length > 0) return null;
        return (gone.Length > 0 ? "no longer puts " : "now puts ") + Texts.Quote(string.Join("…", gone.Concat(come))) + " into its message";
    }

    private static bool IsException(MethodPair pair) => pair.Name == ".ctor" && ExceptionTypes.IsName(pair.Type);

    private static string? Concerned(MethodPair pair) => IsException(pair) ? pair.Type : Thrown(pair);

    /// <summary>The one type of exception that the method throws; null where there are several.</summary>
    private static string? Thrown(MethodPair pair) =>
        pair.After.Steps.Where(x => x.Kind == StepKind.Throw).Select(x => x.Symbol).Distinct().ToArray() is [var type] ? type : null;

    private static IEnumerable<string> Loaded(Side side, MethodDefinitionHandle method)
    {
        var found = new List<string>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldstr) found.Add(side.Image.UserString(il.Token));
        }
        return found;
    }

    /// <summary>What exceptions of a type are made with in a method's own body; of words that are put together, the first.</summary>
    public static List<string> Words(Side side, MethodDefinitionHandle method, string type)
    {
        var found = new List<string>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        string? first = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldstr && side.Image.UserString(il.Token) is var text && Names.IsWords(text)) first ??= text;
            if (il.OpCode == ILOpCode.Newobj && first is not null && side.Image.DeclaringTypeName(il.Entity) == type) found.Add(first);
            if (il.OpCode is ILOpCode.Newobj or ILOpCode.Throw or ILOpCode.Pop or ILOpCode.Stfld or ILOpCode.Ret) first = null;
        }
        return found;
    }
}
