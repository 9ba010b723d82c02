using System.Reflection;
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
        foreach (var (symbol, method) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(symbol, out var old)) continue;
            var (module, function) = Named(before.Image, old);
            var (newModule, newFunction) = Named(after.Image, method);
            if (!Plain(module).Equals(Plain(newModule), StringComparison.OrdinalIgnoreCase))
                yield return (method, Fact($"now calls {newFunction} of {newModule} (was {function} of {module})"));
            else if (function != newFunction) yield return (method, Fact($"now calls {newFunction} of {module} (was {function})"));
        }
    }

    private static Effect Fact(string text) => new(EffectKind.Native, text, text, Weight.Plain);

    private static Dictionary<string, MethodDefinitionHandle> Of(AssemblyImage image)
    {
        var found = new Dictionary<string, MethodDefinitionHandle>(StringComparer.Ordinal);
        if (!image.NativeImports().Any()) return found;
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0 && !method.GetImport().Module.IsNil)
                found[NormalBody.Symbol(image, handle)] = handle;
        }
        return found;
    }

    /// <summary>The ending is the loader's affair.</summary>
    private static string Plain(string module) =>
        module.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? module.Substring(0, module.Length - 4) : module;

    private static (string Module, string Function) Named(AssemblyImage image, MethodDefinitionHandle handle)
    {
        var import = image.Reader.GetMethodDefinition(handle).GetImport();
        return (image.Reader.GetString(image.Reader.GetModuleReference(import.Module).Name), image.Reader.GetString(import.Name));
    }
}
