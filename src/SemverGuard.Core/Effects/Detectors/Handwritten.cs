using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A record's own text is written by hand by now, or is the compiler's again.</summary>
internal static class Handwritten
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.Name != "ToString") return null;
        bool was = IsOfCompiler(pair.BeforeSide, pair.WasHandle), now = IsOfCompiler(pair.AfterSide, pair.IsHandle);
        return was == now ? null : now ? "now prints as records do" : "no longer prints as records do";
    }

    public static bool IsOfCompiler(Side side, MethodDefinitionHandle method) => CustomAttributes.Has(side.Image,
        side.Image.Reader.GetMethodDefinition(method).GetCustomAttributes(),
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute");
}
