using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>A problem that one instruction of one method has.</summary>
internal sealed record PlacedProblem(Problem Problem, AssemblyImage Image, MethodDefinitionHandle Method, int Offset);

/// <summary>Casts, tests and patterns against a base class or interface that a type lost or got.</summary>
/// <remarks>Where the type of the value is known, so is the outcome; where anything may come, it is an info.</remarks>
internal sealed class CastCheck(AssemblySet after, ChangedAncestors ancestors)
{
    public IEnumerable<PlacedProblem> In(AssemblyImage image)
    {
        if (ancestors.IsEmpty) return [];
        var suspects = new HashSet<string>(image.Reader.TypeReferences.Select(x => ChangedAncestors.Definition(image.NameOf(x)))
            .Where(ancestors.Concern), StringComparer.Ordinal);
        if (suspects.Count == 0) return [];
        var found = new List<PlacedProblem>();
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if (image.Body(method) is { } body) Method(image, handle, method, body, found);
        }
        return found;
    }

    private void Method(
        AssemblyImage image, MethodDefinitionHandle handle, MethodDefinition method, MethodBodyBlock body, List<PlacedProblem> found)
    {
        var tested = new HashSet<string>(StringComparer.Ordinal);
        foreach (var region in body.ExceptionRegions)
        {
            if (region.CatchType.IsNil) continue;
            string caught = image.NameOf(region.CatchType);
            if (Doubt(image, Name(image, region.CatchType), caught, tested, isCatch: true) is { } problem)
                found.Add(new PlacedProblem(problem, image, handle, region.HandlerOffset));
            tested.Add(caught);
        }
        tested.Clear();
        ValueSource? source = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && il.Entity.Kind == HandleKind.MethodSpecification
                && OfGeneric(image, (MethodSpecificationHandle)il.Entity, tested) is { } doubt)
                found.Add(new PlacedProblem(doubt, image, handle, il.Offset));
            if (il.OpCode == ILOpCode.Callvirt && Called(image, il.Entity) is { IsNil: false } @interface)
            {
                source ??= new ValueSource(after, image, method, body);
                var self = Before(source, body, il.Offset);
                if (self.IsFound && Unanswered(image, @interface, self) is { } problem)
                    found.Add(new PlacedProblem(problem, image, handle, il.Offset));
            }
            if (il.OpCode is ILOpCode.Castclass or ILOpCode.Isinst && ancestors.Concern(Name(image, il.Entity)))
            {
                source ??= new ValueSource(after, image, method, body);
                var last = Before(source, body, il.Offset);
                bool isArray = image.NameOf(il.Entity).EndsWith("[]", StringComparison.Ordinal);
                var problem = !isArray && last.IsFound && !ValueSource.IsAnything(last) ? Known(image, il.Entity, il.OpCode, last, tested)
                    : il.OpCode == ILOpCode.Isinst ? Doubt(image, Name(image, il.Entity), image.NameOf(il.Entity), tested, isCatch: false)
                    : null;
                if (problem is not null) found.Add(new PlacedProblem(problem, image, handle, il.Offset));
            }
            if (il.OpCode == ILOpCode.Isinst && !IsFilter(body, il.Offset)) tested.Add(image.NameOf(il.Entity));
        }
    }

    /// <summary>A filter begins with a test for what its clause catches, and takes nothing by that.</summary>
    private static bool IsFilter(MethodBodyBlock body, int offset) =>
        body.ExceptionRegions.Any(x => x.Kind == ExceptionRegionKind.Filter && x.FilterOffset == offset);

    /// <summary>The interface of a member without parameters, so that the instruction before tells on what it is called.</summary>
    private EntityHandle Called(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind != HandleKind.MemberReference) return default;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        bool isConcerned = reference.Parent.Kind is HandleKind.TypeReference or HandleKind.TypeSpecification
            // That is told of the interface.
            && ancestors.Concern(Name(image, reference.Parent)) && !ancestors.Varies(Name(image, reference.Parent));
        return isConcerned && image.SignatureOf(reference).ParameterTypes.IsEmpty
            ? reference.Parent
            : default;
    }

    /// <summary>
    /// A member of an interface that the type no longer has; of another interface, that this one no longer stands for it.
    /// </summary>
    private Problem? Unanswered(AssemblyImage image, EntityHandle @interface, TypeHome type)
    {
        string text = image.NameOf(@interface);
        if (ancestors.Compare(type, text) is not { Was: true } || !after.Resolve(image, @interface).IsFound
            || !after.Resolve(image, @interface).IsInterface)
            return null;
        var owner = Owner(type, Name(image, @interface));
        return new Problem("T:" + owner.Name, owner.Image!.Name, "EntryPointNotFoundException",
            $"has changed '{DisplayName.Type(owner.Name)}', which {Words(false, text)}") { Demand = text };
    }

    /// <summary>The type of what the instruction before leaves; a copy is of the one before it.</summary>
    private static TypeHome Before(ValueSource source, MethodBodyBlock body, int offset)
    {
        TypeHome last = default;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext() && il.Offset < offset) last = il.OpCode == ILOpCode.Dup ? last : source.Of(il);
        return last;
    }

    private Problem? Known(AssemblyImage image, EntityHandle target, ILOpCode code, TypeHome type, HashSet<string> tested)
    {
        string text = image.NameOf(target);
        if (ancestors.Compare(type, text) is not { } changed) return null;
        if (code == ILOpCode.Isinst && ancestors.IsTaken(type, tested)) return null;
        var owner = Owner(type, Name(image, target));
        string fact = $"has changed '{DisplayName.Type(owner.Name)}', which {Words(changed.Is, text)}";
        if (code == ILOpCode.Castclass)
            return changed.Was
                ? new Problem("T:" + owner.Name, owner.Image!.Name, "InvalidCastException", fact) { IsLasting = true }
                : null;
        return new Problem(
            "T:" + owner.Name, owner.Image!.Name, Problem.Silent, fact + " and so a type test has another result") { Demand = text };
    }

    /// <summary>
    /// <c>OfType&lt;T&gt;</c> and <c>Cast&lt;T&gt;</c> test whatever comes, and so may a generic method of the application's own.
    /// </summary>
    private Problem? OfGeneric(AssemblyImage image, MethodSpecificationHandle handle, HashSet<string> tested)
    {
        var specification = image.Reader.GetMethodSpecification(handle);
        var arguments = specification.DecodeSignature(image.LinkText, GenericScope.Open);
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = ChangedAncestors.Definition(arguments[i]);
            if (ancestors.Concern(name) && (IsOfSequence(image, specification.Method) || TestsFor(image, specification.Method, i))
                && Doubt(image, name, arguments[i], tested, isCatch: false) is { } doubt)
                return doubt;
        }
        return null;
    }

    private static bool IsOfSequence(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind != HandleKind.MemberReference) return false;
        var member = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        return image.Reader.GetString(member.Name) is "OfType" or "Cast"
            && image.NameOf(member.Parent) is "System.Linq.Enumerable" or "System.Linq.Queryable";
    }

    /// <summary>Whether a generic method casts to its type parameter or tests for it.</summary>
    private bool TestsFor(AssemblyImage image, EntityHandle method, int parameter)
    {
        var home = after.ResolveMember(image, method);
        if (!home.IsFound || home.Image.IsFramework || home.Member.Kind != HandleKind.MethodDefinition) return false;
        if (home.Image.Body(home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Isinst or ILOpCode.Castclass or ILOpCode.Unbox_any
                && home.Image.NameOf(il.Entity) == "``" + parameter)
                return true;
        }
        return false;
    }

    /// <summary>What may be of a type that lost or got an ancestor, where the assembly has to do with that type.</summary>
    private Problem? Doubt(AssemblyImage image, string name, string text, HashSet<string> tested, bool isCatch)
    {
        foreach (var type in ancestors.Of(name))
        {
            bool isException = after.MemberScopes(type).Any(x => x.Type.IsFound && x.Type.Name == "System.Exception");
            if (isCatch ? !isException : !image.Reader.TypeReferences.Any(x => image.NameOf(x) == type.Name)) continue;
            if (ancestors.IsTaken(type, tested) || ancestors.Compare(type, text) is not { } changed) continue;
            string consequence = isCatch
                ? "and so another catch clause catches it"
                : "and so a type test of such an object has another result";
            return new Problem("T:" + type.Name, type.Image!.Name, Problem.Silent,
                $"has changed '{DisplayName.Type(type.Name)}', which {Words(changed.Is, text)} {consequence}")
            {
                IsDoubtful = true,
                Demand = text,
            };
        }
        return null;
    }

    private string Words(bool @is, string ancestor)
    {
        bool isInterface = after.FindTypeAnywhere(ChangedAncestors.Definition(ancestor)) is { IsFound: true, IsInterface: true };
        string verb = isInterface ? @is ? "now implements" : "no longer implements" : @is ? "now derives from" : "no longer derives from";
        return verb + " " + DisplayName.Type(ancestor);
    }

    /// <summary>The type of the package that changed: the one itself, or the one it derives from.</summary>
    private TypeHome Owner(TypeHome type, string ancestor)
    {
        var changed = ancestors.Of(ancestor);
        foreach (var (below, _) in after.MemberScopes(type))
        {
            if (changed.Contains(below)) return below;
        }
        return type;
    }

    private static string Name(AssemblyImage image, EntityHandle target) => ChangedAncestors.Definition(image.NameOf(target));
}
