using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Effects.Sheets;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>One side of a comparison: an assembly in its world.</summary>
internal sealed record Side(AssemblySet World, AssemblyImage Image, OperandTable Operands)
{
    private readonly Dictionary<string, TypeHome> homes = new(StringComparer.Ordinal);
    private StaticValues? statics;

    public StaticValues Statics => statics ??= new StaticValues(this);

    private MadeObjects? made;

    public MadeObjects Made => made ??= new MadeObjects(Image, Operands);

    private readonly Dictionary<AssemblyImage, Side> others = [];

    /// <summary>Another assembly of the same world.</summary>
    public Side Of(AssemblyImage other)
    {
        if (other == Image) return this;
        if (!others.TryGetValue(other, out var side)) others[other] = side = new Side(World, other, new OperandTable(other));
        return side;
    }

    private ILookup<(TypeDefinitionHandle Type, string Name), (MethodDefinitionHandle Method, string Name)>? named;

    /// <summary>The methods of a type that have a name, or implement one of that name explicitly.</summary>
    public IEnumerable<MethodDefinitionHandle> Named(TypeDefinitionHandle type, string name)
    {
        named ??= Image.Reader.MethodDefinitions.Select(x => (Method: x, Definition: Image.Reader.GetMethodDefinition(x)))
            .Select(x => (x.Method, Type: x.Definition.GetDeclaringType(), Name: Image.Reader.GetString(x.Definition.Name)))
            .ToLookup(x => (x.Type, SimpleName(x.Name)), x => (x.Method, x.Name));
        string simple = SimpleName(name);
        return named[(type, simple)].Where(x => simple == name || x.Name == name || x.Name.EndsWith("." + name, StringComparison.Ordinal))
            .Select(x => x.Method);
    }

    private static string SimpleName(string name) => name.LastIndexOf('.') is > 0 and var dot ? name.Substring(dot + 1) : name;

    /// <summary>By field the property that shows it, where it was looked for.</summary>
    public Dictionary<FieldDefinitionHandle, string?> Properties { get; } = [];

    /// <summary>By method and exception whether it is thrown there, where it was looked for.</summary>
    public Dictionary<(MethodDefinitionHandle Method, string Exception), bool> Throws { get; } = [];

    /// <summary>By method the bodies that <see cref="WrittenBodies"/> has found of it.</summary>
    public Dictionary<MethodDefinitionHandle, IReadOnlyList<MethodDefinitionHandle>> Written { get; } = [];

    private HashSet<string>? created;

    /// <summary>Full names of the types of which the assembly creates objects anywhere.</summary>
    public HashSet<string> Created => created ??= ReadCreated();

    private HashSet<string> ReadCreated()
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, body) in Image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Newobj) types.Add(Operands[il.Entity].Type);
            }
        }
        return types;
    }

    private Dictionary<string, List<TypeDefinitionHandle>>? createdAs;

    /// <summary>
    /// Names of the types that it hands on as type arguments of a call: who registers one in a container gets objects of it.
    /// </summary>
    private IEnumerable<string> Handed() =>
        from row in Enumerable.Range(1, Image.Reader.GetTableRowCount(TableIndex.MethodSpec))
        let call = Image.Reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row))
        from argument in call.DecodeSignature(Image.DocumentationText, GenericScope.Open)
        select argument;

    /// <summary>The assembly's own types that are a type, of those of which it creates objects; else the one that it hands on.</summary>
    /// <param name="type">Full name of a class or interface of whatever assembly.</param>
    public IReadOnlyList<TypeDefinitionHandle> CreatedAs(string type)
    {
        if ((createdAs ??= ByAncestor(Created)).TryGetValue(type, out var made)) return made;
        // Of several registered for one interface nobody knows which one answers.
        return (handedAs ??= ByAncestor(Handed())).TryGetValue(type, out var handed) && handed.Count == 1 ? handed : [];
    }

    private Dictionary<string, List<TypeDefinitionHandle>>? handedAs;

    private Dictionary<string, List<TypeDefinitionHandle>> ByAncestor(IEnumerable<string> names)
    {
        var types = new Dictionary<string, List<TypeDefinitionHandle>>(StringComparer.Ordinal);
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (Image.FindType(name) is not { IsNil: false } handle
                || (Image.Reader.GetTypeDefinition(handle).Attributes & TypeAttributes.Abstract) != 0) // an interface is, too
                continue;
            foreach (string ancestor in Members.Ancestors(this, name).Prepend(name).Distinct(StringComparer.Ordinal))
            {
                if (!types.TryGetValue(ancestor, out var all)) types[ancestor] = all = [];
                all.Add(handle);
            }
        }
        return types;
    }

    private Dictionary<MethodDefinitionHandle, int>? callers;

    /// <summary>Whether more than one method of the assembly calls one of its methods.</summary>
    public bool IsCalledByMany(MethodDefinitionHandle method) =>
        !method.IsNil && (callers ??= ReadCallers()).TryGetValue(method, out int times) && times > 1;

    private Dictionary<MethodDefinitionHandle, int> ReadCallers()
    {
        var times = new Dictionary<MethodDefinitionHandle, int>();
        var called = new HashSet<MethodDefinitionHandle>();
        foreach (var (_, body) in Image.Bodies())
        {
            called.Clear();
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                bool isCall = il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn;
                if (isCall && Operands[il.Entity].OwnMethod is { IsNil: false } own && called.Add(own))
                    times[own] = times.TryGetValue(own, out int known) ? known + 1 : 1;
            }
        }
        return times;
    }

    private Dictionary<string, string>? setToThrow;

    /// <summary>By static field, such as an event's id, the member of an enum by which the assembly makes an exception of it.</summary>
    public Dictionary<string, string> SetToThrow => setToThrow ??= ReadSetToThrow();

    private Dictionary<string, string> ReadSetToThrow()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, body) in Image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            string? field = null;
            long? chosen = null;
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Ldsfld) (field, chosen) = (Operands[il.Entity].Symbol, null);
                else if (field is not null && chosen is null && il.Long is (ILOpCode.Ldc_i4, var number)) chosen = number;
                else
                {
                    if (field is not null && chosen is { } value && il.OpCode is ILOpCode.Call or ILOpCode.Callvirt
                        && Literals.ParameterTypes(Operands[il.Entity]) is [.., { } type]
                        && Literals.EnumMember(type, value, this) is { } member && member.EndsWith(".Throw", StringComparison.Ordinal))
                        found[field] = member;
                    (field, chosen) = (null, null);
                }
            }
        }
        return found;
    }

    private HashSet<string>? texts;

    /// <summary>The texts that stand anywhere in the assembly's code.</summary>
    public HashSet<string> Texts => texts ??= ReadTexts();

    private HashSet<string> ReadTexts()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var reader = Image.Reader;
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = reader.GetNextHandle(at)) found.Add(reader.GetUserString(at));
        return found;
    }

    private WorldScripts? scripts;

    /// <summary>For objects that are worked out in this world.</summary>
    public WorldScripts Scripts => scripts ??= new WorldScripts(World);

    /// <summary>A type by its full name, wherever the assembly finds it.</summary>
    public TypeHome Find(string type)
    {
        if (!homes.TryGetValue(type, out var home)) homes[type] = home = World.FindNamed(Image, type);
        return home;
    }
}
