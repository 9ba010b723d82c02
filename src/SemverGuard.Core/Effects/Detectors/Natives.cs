using System.Reflection;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method calls native code that it did not, or no longer does.</summary>
internal static class Natives
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call))
        {
            var side = direction > 0 ? pair.AfterSide : pair.BeforeSide;
            if (step.Target is not { OwnMethod.IsNil: false } call) continue;
            var method = side.Image.Reader.GetMethodDefinition(call.OwnMethod);
            if ((method.Attributes & MethodAttributes.PinvokeImpl) == 0) continue;
            var import = method.GetImport();
            string module = import.Module.IsNil
                ? ""
                : " of " + side.Image.Reader.GetString(side.Image.Reader.GetModuleReference(import.Module).Name);
            yield return new Effect(EffectKind.Native, call.Name,
                $"{(direction > 0 ? "now" : "no longer")} calls the native function {call.Name}{module}",
                Weight.Plain) { Direction = direction };
        }
    }
}
