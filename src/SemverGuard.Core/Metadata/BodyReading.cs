using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>What is asked of method bodies again and again.</summary>
internal static class BodyReading
{
    /// <summary>The methods of an assembly that have IL, with it.</summary>
    /// <exception cref="BadImageFormatException">A body is damaged.</exception>
    public static IEnumerable<(MethodDefinitionHandle Method, MethodBodyBlock Body)> Bodies(this AssemblyImage image)
    {
        foreach (var method in image.Reader.MethodDefinitions)
        {
            if (image.Body(image.Reader.GetMethodDefinition(method)) is { } body) yield return (method, body);
        }
    }

    /// <summary>The instructions from an offset on; none where a damaged body has no such place.</summary>
    public static IlReader From(this MethodBodyBlock body, int offset)
    {
        var code = body.GetILReader();
        code.Offset = offset >= 0 && offset <= code.Length ? offset : code.Length;
        return new IlReader(code);
    }

    /// <summary>Whether an instruction stands anywhere in a body.</summary>
    public static bool Has(this MethodBodyBlock body, ILOpCode code)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == code) return true;
        }
        return false;
    }
}
