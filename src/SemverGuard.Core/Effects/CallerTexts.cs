using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Arguments that the compiler writes from how or where the call stands in the source (<c>[CallerArgumentExpression]</c>,
/// <c>[CallerFilePath]</c>): they name a local or a folder, and nothing that a program does depends on them.
/// </summary>
internal sealed class CallerTexts(AssemblyImage image)
{
    private readonly Dictionary<MethodDefinitionHandle, int[]> known = [];

    /// <param name="arguments">Of a call, <c>this</c> included; those that the compiler wrote are unknown afterwards.</param>
    public void Forget(Operand call, Value[] arguments)
    {
        if (call.OwnMethod.IsNil || !Array.Exists(arguments, x => x.Kind == ValueKind.Literal)) return;
        if (!known.TryGetValue(call.OwnMethod, out int[] places)) known[call.OwnMethod] = places = [.. Places(call.OwnMethod)];
        foreach (int place in places)
        {
            if (place < arguments.Length) arguments[place] = Value.Unknown;
        }
    }

    private IEnumerable<int> Places(MethodDefinitionHandle handle)
    {
        var method = image.Reader.GetMethodDefinition(handle);
        int first = (method.Attributes & MethodAttributes.Static) != 0 ? 0 : 1;
        foreach (var parameter in method.GetParameters().Select(image.Reader.GetParameter))
        {
            if ((parameter.Attributes & ParameterAttributes.Optional) == 0) continue;
            var attributes = parameter.GetCustomAttributes();
            if (Array.Exists(Written, x => CustomAttributes.Has(image, attributes, x))) yield return parameter.SequenceNumber - 1 + first;
        }
    }

    public const string ArgumentExpression = "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute";

    private static readonly string[] Written =
    [
        ArgumentExpression, "System.Runtime.CompilerServices.CallerFilePathAttribute",
        "System.Runtime.CompilerServices.CallerLineNumberAttribute",
    ];
}
