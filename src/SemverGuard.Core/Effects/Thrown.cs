using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What is thrown, and the words that go with it.</summary>
internal static class Thrown
{
    private const int DeepestFactory = 3;

    /// <summary>What is constructed; of a factory, what is handed to it or what it constructs.</summary>
    public static string? TypeOf(Step? made, ScriptReader scripts, int level = 0)
    {
        if (made?.Target is not { } target || level > DeepestFactory) return null;
        if (target.IsConstructor) return target.Type;
        if (made.Arguments.Select(x => TypeOf(x.Source, scripts, level + 1)).FirstOrDefault(x => x is not null && ExceptionTypes.IsName(x)) is { } handed) return handed;
        return target.OwnMethod.IsNil ? null : scripts.Constructed(target.OwnMethod);
    }

    /// <summary>By the type of the local that holds it; null where that says nothing.</summary>
    public static string? TypeOf(AssemblyImage image, MethodBodyBlock body, int? local)
    {
        if (local is not { } index || body.LocalSignature.IsNil) return null;
        var types = image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open);
        string? type = index < types.Length ? types[index] : null;
        return type is not null && type != "System.Exception" && ExceptionTypes.IsName(type) ? type : null;
    }

    public static void MarkMessages(Value[] values)
    {
        foreach (var value in values)
        {
            if (value.Source is not { IsMessage: false } source || source.IsConstruction) continue;
            source.IsMessage = ShapeCalls.JoinsText(source.Target!) || source.Target!.Type.EndsWith("SR", StringComparison.Ordinal) || source.Target.Type.EndsWith("Resources", StringComparison.Ordinal);
            MarkMessages(source.Arguments);
        }
    }
}
