using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>How well one method answers the calls of another one that is gone.</summary>
internal enum Succession
{
    None,

    /// <summary>What has to be given is the same; what may be left out is not, or stands in other places.</summary>
    Reordered,

    /// <summary>It takes the same, and more that may be left out.</summary>
    Grown,

    /// <summary>It takes the same, and gives another type.</summary>
    Returning,
}

/// <summary>How a method is called: what has to be given to it, and what may be left out.</summary>
internal sealed class CallShape
{
    private readonly AssemblyImage image;
    private readonly string name;
    private readonly bool isStatic;
    private readonly int arity;
    private readonly IReadOnlyList<string> names;
    private readonly IReadOnlyList<string> types;

    public CallShape(AssemblyImage image, MethodDefinitionHandle handle)
    {
        this.image = image;
        Handle = handle;
        var (reader, method) = (image.Reader, image.Reader.GetMethodDefinition(handle));
        var signature = method.DecodeSignature(image.DocumentationText, GenericScope.Open);
        name = reader.GetString(method.Name);
        isStatic = (method.Attributes & MethodAttributes.Static) != 0;
        arity = signature.GenericParameterCount;
        types = signature.ParameterTypes;
        var parameters = method.GetParameters().Select(reader.GetParameter).Where(x => x.SequenceNumber > 0)
            .GroupBy(x => (int)x.SequenceNumber).ToDictionary(x => x.Key, x => reader.GetString(x.First().Name));
        names = [.. Enumerable.Range(1, types.Count).Select(x => parameters.TryGetValue(x, out string? name) ? name : "")];
        Optional = OptionalParameters.AtEnd(reader, method);
    }

    public MethodDefinitionHandle Handle { get; }

    /// <summary>The parameters at its end that a caller may leave out.</summary>
    public IReadOnlyList<Parameter> Optional { get; }

    public int Count => types.Count;

    /// <summary>The parameters before those.</summary>
    public int Required => Math.Max(0, types.Count - Optional.Count);

    /// <summary>What a conversion is named for is what it gives.</summary>
    private bool IsConversion => name is "op_Implicit" or "op_Explicit";

    /// <summary>Whether a call of this one, which is gone, means the other once it is compiled again.</summary>
    public Succession By(CallShape other)
    {
        if (name != other.name || isStatic != other.isStatic || arity != other.arity) return Succession.None;
        if (Count == other.Count && types.SequenceEqual(other.types)) return IsConversion ? Succession.None : Succession.Returning;
        if (Count >= other.Required && Count < other.Count && IsTaken(other, Count)) return Succession.Grown;
        return other.Required <= Required && other.Count >= Required && IsTaken(other, Required) ? Succession.Reordered : Succession.None;
    }

    private bool IsTaken(CallShape other, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!IsTaken(types[i], other.types[i])) return false;
        }
        return true;
    }

    /// <summary>A value of the one type is one of the other as well.</summary>
    private static bool IsTaken(string type, string other) => type == other || other == "System.Nullable{" + type + "}";

    /// <summary>The one of several that a call of this one, which is gone, means by now; null where there is none, or more than
    /// one.</summary>
    public CallShape? Successor(IEnumerable<CallShape> others)
    {
        var best = others.GroupBy(By).Where(x => x.Key != Succession.None).OrderByDescending(x => x.Key).FirstOrDefault();
        return best?.ToArray() is [var one] ? one : null;
    }

    /// <summary>
    /// For each parameter of this one its place among those of a successor: by its name, else by its type; negative for none.
    /// </summary>
    public int[] PlacesIn(CallShape other)
    {
        return Places(other, By(other) == Succession.Reordered ? Required : Math.Min(Count, other.Count));
    }

    /// <summary>The same for one that is called in another way.</summary>
    public int[] PlacesByName(CallShape other) => Places(other, 0);

    private int[] Places(CallShape other, int fixedPlaces)
    {
        int[] places = [.. Enumerable.Repeat(-1, Count)];
        for (int i = 0; i < fixedPlaces; i++) places[i] = i;
        var free = new HashSet<int>(Enumerable.Range(0, other.Count).Where(x => x >= fixedPlaces));
        Place((i, j) => names[i] == other.names[j] && IsTaken(types[i], other.types[j]));
        Place((i, j) => types[i] == other.types[j] && types.Count(x => x == types[i]) == 1);
        return places;

        void Place(Func<int, int, bool> isOne)
        {
            for (int i = fixedPlaces; i < Count; i++)
            {
                if (places[i] >= 0 || free.Where(x => isOne(i, x)).ToArray() is not [var place]) continue;
                places[i] = place;
                free.Remove(place);
            }
        }
    }

    /// <summary>The method of a type that a call of another one, which is gone from it, means by now.</summary>
    public static MemberHome? Successor(MemberHome gone, TypeHome type)
    {
        if (!gone.IsFound || gone.Member.Kind != HandleKind.MethodDefinition || !type.IsFound) return null;
        var was = new CallShape(gone.Image, (MethodDefinitionHandle)gone.Member);
        var reader = type.Image!.Reader;
        CallShape[] others = [.. type.Definition.GetMethods()
            .Where(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, was.name))
            .Select(x => new CallShape(type.Image, x))];
        // An overload that was there already, and was not meant, is meant where it takes the same alone.
        var kept = gone.Type.Definition.GetMethods()
            .Where(x => gone.Image.Reader.StringComparer.Equals(gone.Image.Reader.GetMethodDefinition(x).Name, was.name))
            .Select(x => new CallShape(gone.Image, x)).ToArray();
        return was.Successor(others.Where(x => was.By(x) != Succession.Reordered || !Array.Exists(kept, y => y.IsSameAs(x)))) is { } one
            ? new MemberHome(Outcome.Found, type, one.Handle)
            : null;
    }

    private bool IsSameAs(CallShape other) =>
        isStatic == other.isStatic && arity == other.arity && types.SequenceEqual(other.types)
        && image.SignatureOf(image.Reader.GetMethodDefinition(Handle)).ReturnType
            == other.image.SignatureOf(other.image.Reader.GetMethodDefinition(other.Handle)).ReturnType;
}
