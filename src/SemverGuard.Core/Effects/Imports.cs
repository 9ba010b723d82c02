using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>Methods whose code is a native function: they have no body, and which function that is stands beside them.</summary>
internal static class Imports
{
    /// <summary>Those that both versions have, and that stand for another function by now.</summary>
    public static IEnumerable<(MethodDefinitionHandle Method, Effect Fact)> Changed(Side before, Side after)
    {
        var now = Of(after.Image);
        if (now.Count == 0) yield break;
        var was = Of(before.Image);
        foreach (var (symbol, native) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(symbol, out var old)) continue;
            var ((_, module, function, wasWide), (method, newModule, newFunction, isWide)) = (old, native);
            if (!Plain(module).Equals(Plain(newModule), StringComparison.OrdinalIgnoreCase))
                yield return (method, Fact($"now calls {newFunction} of {newModule} (was {function} of {module})"));
            else if (function != newFunction) yield return (method, Fact($"now calls {newFunction} of {module} (was {function})"));
            else if (wasWide != isWide && Texts(after.Image, method))
                yield return (method, Fact($"{(isWide ? "now gives" : "no longer gives")} {function} its texts as UTF-16"));
        }
    }

    /// <summary>Texts go in or come out that do not say themselves how.</summary>
    private static bool Texts(AssemblyImage image, MethodDefinitionHandle method)
    {
        var definition = image.Reader.GetMethodDefinition(method);
        var signature = image.SignatureOf(definition);
        HashSet<int> marked = [.. definition.GetParameters().Select(image.Reader.GetParameter)
            .Where(x => !x.GetMarshallingDescriptor().IsNil).Select(x => x.SequenceNumber)];
        return signature.ParameterTypes.Prepend(signature.ReturnType).Where((_, i) => !marked.Contains(i)).Any(
            x => x.TrimEnd('@', '&', '[', ']') is "System.String" or "System.Char" or "System.Text.StringBuilder");
    }

    private static Effect Fact(string text) => new(EffectKind.Native, text, text, Weight.Plain);

    private static Dictionary<string, (MethodDefinitionHandle Method, string Module, string Function, bool IsWide)> Of(AssemblyImage image)
    {
        var found = new Dictionary<string, (MethodDefinitionHandle, string, string, bool)>(StringComparer.Ordinal);
        foreach (var native in image.NativeImports()) found[NormalBody.Symbol(image, native.Method)] = native;
        return found;
    }

    /// <summary>The ending is the loader's affair.</summary>
    private static string Plain(string module) =>
        module.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? module.Substring(0, module.Length - 4) : module;
}
