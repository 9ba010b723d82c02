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
        if (made.Arguments.Select(x => TypeOf(x.Source, scripts, level + 1))
            .FirstOrDefault(x => x is not null && ExceptionTypes.IsName(x)) is { } handed)
            return handed;
        return MadeBy(target, scripts);
    }

    /// <summary>
    /// The constructor of an exception that is made to be thrown by somebody else, in a helper or on another thread; null where none is.
    /// </summary>
    public static Operand? KeptFor(Operand call, Value[] arguments) =>
        call is { Type: "System.Runtime.ExceptionServices.ExceptionDispatchInfo", Name: "Capture" or "Throw" }
            && arguments is [{ Source: { IsConstruction: true, Target: { } made } }] && ExceptionTypes.IsName(made.Type) ? made : null;

    /// <summary>What a factory constructs, or says that it returns.</summary>
    public static string? MadeBy(Operand factory, ScriptReader scripts)
    {
        string? type = factory.OwnMethod.IsNil ? null : scripts.Constructed(factory.OwnMethod);
        return type
            ?? (Returned(factory, scripts.Image) is { } returned && ExceptionTypes.IsName(returned) && returned != "System.Exception"
                ? returned
                : null);
    }

    /// <summary>By the signature; of a task that is waited for, what it brings.</summary>
    private static string Returned(Operand call, AssemblyImage image)
    {
        bool isAwaited = call.Name is "GetResult" or "get_Result" && call.Starts("System.")
            && call.Handle.Kind == HandleKind.MemberReference;
        if (!isAwaited) return Literals.ReturnType(call);
        var parent = image.Reader.GetMemberReference((MemberReferenceHandle)call.Handle).Parent;
        if (parent.Kind != HandleKind.TypeSpecification) return "";
        string awaiter = image.Reader.GetTypeSpecification((TypeSpecificationHandle)parent)
            .DecodeSignature(image.DocumentationText, GenericScope.Open);
        int open = awaiter.LastIndexOf('{');
        return open < 0 ? "" : awaiter.Substring(open + 1).TrimEnd('}');
    }

    /// <summary>By the type of the local that holds it; null where that says nothing.</summary>
    public static string? TypeOf(IReadOnlyList<string> locals, int? local)
    {
        string? type = local is { } index && index < locals.Count ? locals[index] : null;
        return type is not null && type != "System.Exception" && ExceptionTypes.IsName(type) ? type : null;
    }

    /// <summary>What shapes the words of an exception or a log is a message.</summary>
    /// <remarks>Each once: a value may be made of one value twice, and that of another twice.</remarks>
    /// <param name="last">What was done before: a text that it makes is made for these words, as a rule.</param>
    public static void MarkMessages(Value[] values, Step? last = null)
    {
        if (!Array.Exists(values, x => x.Source is not null)) return;
        var seen = new HashSet<Value[]> { values };
        var open = new Stack<Value[]>(seen);
        while (open.Count > 0)
        {
            foreach (var value in open.Pop())
            {
                if (value.Source is not { IsMessage: false } source || source.IsConstruction) continue;
                source.IsMessage = ShapeCalls.JoinsText(source.Target!) || Logging.IsResource(source.Target!)
                    || (source.Target is { IsFramework: true, Type: "System.String" } && ReferenceEquals(source, last));
                if (source.Arguments.Length > 0 && seen.Add(source.Arguments)) open.Push(source.Arguments);
            }
        }
    }
}
