using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Whether the type arguments of a generic method escape to code that may make an object of them: <c>Activator</c>, <c>typeof</c>, a
/// container, code that is not followed. A method that only tests for its type, casts to it or keeps arrays of it makes none.
/// </summary>
/// <param name="isFollowed">Whether an assembly's bodies can be read; null stands for one that was not found.</param>
internal sealed class EscapingTypes(AssemblySet world, Func<AssemblyImage?, bool> isFollowed)
{
    private readonly Dictionary<(AssemblyImage, EntityHandle), bool> known = [];

    public bool Escape(MemberHome method)
    {
        if (!method.IsFound || method.Member.Kind != HandleKind.MethodDefinition) return true;
        if (!isFollowed(method.Image)) return !MakesNone(method.Type.Name);
        var key = (method.Image, method.Member);
        if (known.TryGetValue(key, out bool answer)) return answer;
        known[key] = true; // while it is read: methods that call each other in a circle are not followed
        return known[key] = MayMake(method.Image, method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member));
    }

    /// <summary>
    /// Whether the arguments of a generic type do: where its code is followed, any of its members may make one; of the framework's types
    /// few do.
    /// </summary>
    public bool Escape(TypeHome type) =>
        type.IsFound && (isFollowed(type.Image) || type.Name is "System.Lazy`1" or "System.Threading.ThreadLocal`1");

    /// <summary>Types of the framework whose generic methods only move values about: state machines, LINQ, tasks.</summary>
    private static bool MakesNone(string type) =>
        type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
        || type is "System.Linq.Enumerable" or "System.Threading.Tasks.Task" or "System.Array" or "System.Threading.Interlocked"
            or "System.Threading.Volatile";

    private bool MayMake(AssemblyImage image, MethodDefinition method)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        // What overrides it may do anything.
        bool isOverridable = (method.Attributes & MethodAttributes.Virtual) != 0 && (method.Attributes & MethodAttributes.Final) == 0;
        if (isOverridable || image.Body(method) is not { } body) return true;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
            if (MayMake(image, il.Entity, il.OpCode)) return true;
        }
        return false;
    }

    private bool MayMake(AssemblyImage image, EntityHandle operand, ILOpCode code)
    {
        switch (operand.Kind)
        {
            case HandleKind.MethodSpecification:
                var called = image.Reader.GetMethodSpecification((MethodSpecificationHandle)operand);
                return MayMake(image, called.Method, code)
                    || NamesParameter(image, x => called.DecodeSignature(x, GenericScope.Open))
                    && Escape(world.ResolveMember(image, called.Method));
            case HandleKind.TypeSpecification when code == ILOpCode.Ldtoken:
                return NamesParameter(image, (TypeSpecificationHandle)operand);
            case HandleKind.MemberReference
                when image.Reader.GetMemberReference((MemberReferenceHandle)operand).Parent is { Kind: HandleKind.TypeSpecification } type:
                return NamesParameter(image, (TypeSpecificationHandle)type) && Escape(world.Resolve(image, type));
            default:
                return false;
        }
    }

    private static bool NamesParameter(AssemblyImage image, TypeSpecificationHandle type) =>
        NamesParameter(image, x => image.Reader.GetTypeSpecification(type).DecodeSignature(x, GenericScope.Open));

    private static bool NamesParameter(AssemblyImage image, Action<MentionedTypes> decode)
    {
        var mentioned = new MentionedTypes(image);
        decode(mentioned);
        return mentioned.HasMethodParameter;
    }
}
