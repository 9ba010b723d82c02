using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>The calls by which the framework compares objects, and throws where these cannot be compared.</summary>
internal sealed class ComparingCalls(AssemblyImage image)
{
    /// <summary>What compares the objects that it is given later.</summary>
    private static readonly HashSet<string> Holders =
        new(StringComparer.Ordinal) { "SortedSet", "SortedDictionary", "SortedList", "PriorityQueue", "Comparer" };

    private static readonly HashSet<string> HolderInterfaces =
        new(StringComparer.Ordinal) { "ISet", "ICollection", "IDictionary", "IComparer" };

    private static readonly HashSet<string> Giving = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "set_Item", "UnionWith", "Enqueue", "EnqueueRange", "EnqueueDequeue", "Compare",
    };

    private static readonly string[] OfEverything = ["System.Object", "System.Exception", "System.SystemException"];

    private static readonly string[] OfSorting = [.. OfEverything, "System.InvalidOperationException"];

    private static readonly string[] OfComparing = [.. OfEverything, "System.ArgumentException"];

    private HashSet<string>? given;

    /// <summary>Whether what a call asks for is needed for certain, and that it is not there is caught by nobody around it.</summary>
    /// <param name="call">One that looks for <see cref="IComparable"/>.</param>
    public bool IsCertain(MethodBodyBlock body, in IlReader call)
    {
        if (Reference(call.Entity) is not { } reference) return false;
        string owner = AskedInterfaces.Simple(image.NameOf(reference.Parent)), name = image.Reader.GetString(reference.Name);
        if (owner == "Queryable") return false; // who translates the query compares nothing
        // A sequence is compared at once.
        bool isHolder = Holders.Contains(owner) && IsWithoutObjects(reference);
        return isHolder
            ? AskedInterfaces.ComparedBy(image, call.Entity, reference, owner) is { } type && (given ??= Given()).Contains(type)
            : !Handlers.Take(image, body, call.Offset, Thrown(name));
    }

    private bool IsWithoutObjects(MemberReference reference) =>
        image.SignatureOf(reference).ParameterTypes.All(x => x == "System.Int32");

    /// <summary>
    /// A sort says of what a comparer throws that the operation is not valid. A query, or who is made of a sequence, sorts or compares.
    /// </summary>
    private static string[] Thrown(string name) => name switch
    {
        "Sort" or "BinarySearch" => OfSorting,
        ".ctor" => OfEverything,
        _ when name.StartsWith("Order", StringComparison.Ordinal) || name.StartsWith("ThenBy", StringComparison.Ordinal) => OfEverything,
        _ => OfComparing,
    };

    /// <summary>
    /// The names of the types of which objects are given to what may compare them, where nobody catches what comes of that.
    /// </summary>
    private HashSet<string> Given()
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, body) in image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && GivenBy(il.Entity) is { } type && !types.Contains(type)
                    && !Handlers.Take(image, body, il.Offset, OfComparing))
                    types.Add(type);
            }
        }
        return types;
    }

    private string? GivenBy(EntityHandle call)
    {
        if (Reference(call) is not { Parent.Kind: HandleKind.TypeSpecification } reference
            || !Giving.Contains(image.Reader.GetString(reference.Name)))
            return null;
        string owner = AskedInterfaces.Simple(image.NameOf(reference.Parent));
        return Holders.Contains(owner) || HolderInterfaces.Contains(owner)
            ? AskedInterfaces.ComparedBy(image, call, reference, owner)
            : null;
    }

    private MemberReference? Reference(EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodSpecification)
            method = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).Method;
        return method.Kind == HandleKind.MemberReference ? image.Reader.GetMemberReference((MemberReferenceHandle)method) : null;
    }
}
