using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A member or constructor that a project asks a type for at run time.</summary>
/// <param name="Reader">The method of <c>System.Type</c>, <c>System.Activator</c> or the binder of <c>dynamic</c> that is asked.</param>
/// <param name="Name">Of the member; empty for a constructor.</param>
/// <param name="Type">Where it is asked for; not found where the name is all that is known.</param>
/// <param name="IsSimple">By name alone, so that public members are meant, and only one may be there.</param>
/// <param name="Method">Documentation comment id.</param>
public sealed record NamedRead(string Reader, string Name, TypeHome Type, bool IsSimple, string Method, SourceSite? Site)
{
    /// <summary>What becomes of the answer.</summary>
    internal AnswerUse Answer { get; init; }

    /// <summary>What the member is asked to do, such as <c>SetValue</c>, and the type that its value is unboxed to.</summary>
    internal string Asked { get; init; } = "";

    internal string Unboxed { get; init; } = "";

    /// <summary>Somebody catches that there are several.</summary>
    internal bool IsCaught { get; init; }

    /// <summary>The member is looked up by the binder of <c>dynamic</c>.</summary>
    internal bool IsDynamic { get; init; }
}

/// <summary>What becomes of the answer to who asks for a member by name.</summary>
internal enum AnswerUse
{
    Unknown,

    /// <summary>It is used, and nobody looks whether it is null; or who does throws.</summary>
    Needed,

    /// <summary>Somebody looks whether it is null, and goes on.</summary>
    Tested,
}

/// <summary>
/// Finds <c>typeof(P).GetMethod("X")</c> and its like: the type and the name stand before the call, and nothing between them.
/// </summary>
internal static class NamedReads
{
    /// <summary>Finds a type by a text.</summary>
    public const string GetTypeByName = "GetType";

    /// <summary>Makes a delegate of a method by its name, public or not.</summary>
    public const string DelegateByName = "CreateDelegate";

    /// <summary>Takes the member as an argument, and none that is null.</summary>
    private const string Nullability = "System.Reflection.NullabilityInfoContext";

    private const string Binder = "Microsoft.CSharp.RuntimeBinder.Binder";

    private static readonly HashSet<string> Readers =
        new(StringComparer.Ordinal) { "GetMethod", "GetProperty", "GetField", "GetEvent", "GetMember" };

    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<NamedRead> In(AssemblyImage image, AssemblySet world, SourceMap? sources)
    {
        foreach (var (handle, body) in image.Bodies())
        {
            foreach (var read in Method(image, world, sources, handle, body)) yield return read;
        }
    }

    private static List<NamedRead> Method(AssemblyImage image, AssemblySet world, SourceMap? sources,
        MethodDefinitionHandle handle, MethodBodyBlock body)
    {
        var found = new List<NamedRead>();
        var objects = new KnownObjects(image, world, body);
        TypeHome type = default;
        string? name = null, last = null;
        bool isValue = false;
        Loaded before = default;
        var answer = new OpenAnswer();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldtoken) (type, name) = (world.Resolve(image, il.Entity), null);
            else if (il.OpCode == ILOpCode.Ldstr) name = last = Text(image, il.Token);
            else if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && Called(image, il.Entity) is { } call)
                Add(call, il.OpCode, il.Offset, before);
            else if (answer.Next(il, before) is { } use) Answered(use);
            if (isValue && il.OpCode == ILOpCode.Unbox_any)
                found[found.Count - 1] = found[found.Count - 1] with { Unboxed = image.NameOf(il.Entity) };
            isValue &= il.OpCode is ILOpCode.Call or ILOpCode.Callvirt;
            before = Loaded.By(il);
        }
        return found;

        void Add((string Type, string Name, int Parameters) call, ILOpCode code, int offset, Loaded self)
        {
            if (call is ("System.Type", "GetTypeFromHandle", _)) return;
            if (call is ("System.Object", GetTypeByName, 0)) (type, name) = (objects.Of(self), null);
            var asks = call.Type == Nullability ? ILOpCode.Callvirt : code;
            if (call.Type.StartsWith("System.Reflection.", StringComparison.Ordinal) && answer.Called(call.Name, asks) is { } use)
            {
                Answered(use);
                isValue = use == AnswerUse.Needed;
                if (isValue) found[found.Count - 1] = found[found.Count - 1] with { Asked = call.Name };
            }
            bool isAsked = (call.Type == "System.Type" && Readers.Contains(call.Name)) || call is ("System.Delegate", DelegateByName, _);
            if (isAsked && type.IsFound && name is { } asked) New(call.Name, asked, type, call.Parameters == 1);
            else if (call is ("System.Activator", "CreateInstance", 1 or 2) && type.IsFound)
                New(call.Name, "", type, call.Parameters == 1);
            else if (call.Type == Binder && last is { } bound) New(call.Name, bound, objects.Only, true);
            else if (call is { Type: "System.Type", Name: GetTypeByName, Parameters: > 0 } && last is { } text)
                New(call.Name, text, default, true);
            if (isAsked) (type, name) = (default, null);

            void New(string reader, string member, TypeHome of, bool isSimple)
            {
                string caller = UserMethod.Of(DocumentationId.Method(image, handle));
                found.Add(new NamedRead(reader, member, of, isSimple, caller, sources?.Locate(handle, offset))
                {
                    IsDynamic = call.Type == Binder,
                    IsCaught = Handlers.Take(image, body, offset, reader == "CreateInstance" ? Missing : Ambiguous),
                });
                answer = new OpenAnswer { IsOpen = true };
            }
        }

        void Answered(AnswerUse use) => found[found.Count - 1] = found[found.Count - 1] with { Answer = use };
    }

    private static readonly string[] Ambiguous =
        ["System.Object", "System.Exception", "System.SystemException", "System.Reflection.AmbiguousMatchException"];

    /// <summary>What is thrown where no constructor fits.</summary>
    private static readonly string[] Missing =
        ["System.Object", "System.Exception", "System.SystemException", "System.MemberAccessException", "System.MissingMemberException",
            "System.MissingMethodException"];

    /// <summary>Follows the answer to the last question until somebody looks at it.</summary>
    private struct OpenAnswer
    {
        /// <summary>Nobody has looked at it.</summary>
        public bool IsOpen { get; init; }

        private bool isClosed, isCompared, isTested, isFar;
        private long local = -1;

        public OpenAnswer()
        {
        }

        /// <summary>What a call by reflection tells, which may be of the answer.</summary>
        public AnswerUse? Called(string name, ILOpCode code)
        {
            if (!IsOpen || isClosed) return null;
            if (name is "op_Equality" or "op_Inequality") isCompared = true;
            else if (!isTested && !isFar && code == ILOpCode.Callvirt) return Close(AnswerUse.Needed);
            return null;
        }

        /// <summary>What another instruction tells.</summary>
        public AnswerUse? Next(in IlReader il, Loaded before)
        {
            if (!IsOpen || isClosed) return null;
            if (local < 0 && il.Long is (ILOpCode.Stloc, var stored)) local = stored;
            bool isAnswer = before.Code == ILOpCode.Dup || before.Code == ILOpCode.Ldloc && before.Number == local;
            switch (il.OpCode)
            {
                // Where it is null the program fails all the same: with words of its own.
                case ILOpCode.Throw: return Close(isTested ? AnswerUse.Needed : AnswerUse.Unknown);
                case ILOpCode.Ceq or ILOpCode.Cgt_un or ILOpCode.Isinst: isCompared = true; return null;
                case ILOpCode.Ret or ILOpCode.Stfld or ILOpCode.Stsfld:
                    return Close(isTested || isCompared ? AnswerUse.Tested : AnswerUse.Unknown);
                case >= ILOpCode.Br_s and <= ILOpCode.Blt_un:
                    if (isTested) return Close(AnswerUse.Tested);
                    isTested = isCompared || isAnswer;
                    isFar = true; // what is called behind a branch may be called on something else
                    return null;
                default: return null;
            }
        }

        private AnswerUse Close(AnswerUse use)
        {
            isClosed = true;
            return use;
        }
    }

    private static string Text(AssemblyImage image, int token) =>
        image.UserString(token);

    private static (string Type, string Name, int Parameters)? Called(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodSpecification)
            method = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).Method;
        if (method.Kind != HandleKind.MemberReference) return null;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        if (reference.Parent.Kind != HandleKind.TypeReference || reference.GetKind() != MemberReferenceKind.Method) return null;
        int parameters = image.SignatureOf(reference).ParameterTypes.Length;
        return (image.NameOf(reference.Parent), image.Reader.GetString(reference.Name), parameters);
    }
}
