using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>Finds the places where a type is named in a method that asks for its attributes or, of an enum, its names.</summary>
internal sealed class ReflectionReads
{
    /// <summary>Of <c>System.Reflection.BindingFlags</c>.</summary>
    private const int NonPublic = 0x20;

    private readonly AssemblyImage image;
    private readonly AssemblySet world;
    private readonly SourceMap? sources;
    private readonly Func<string, bool> isAsked;
    private readonly MethodDefinitionHandle method;
    private readonly List<ReflectionRead> found = [];
    private readonly List<(TypeHome Type, int Offset)> named = [];
    private readonly List<string> attributes = [];
    private readonly AskedText asked;
    private TypeHome? boxed, constrained;
    private bool readsAttributes;

    /// <summary>
    /// Where the type that was named last is asked something, right behind its name. What a type of the project's own says of itself, the
    /// one that it inherits from does not say.
    /// </summary>
    private int itself = -1;

    /// <summary>The first of the named types that belongs to the statement.</summary>
    private int statement;

    /// <summary>One of its types was asked for its assembly.</summary>
    private TypeHome assembly;

    private ReflectionReads(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked,
        MethodDefinitionHandle method)
    {
        (this.image, this.world, this.sources, this.isAsked, this.method) = (image, world, sources, isAsked, method);
        asked = new AskedText(image);
    }

    /// <param name="isAsked">Whether anything is to be known of an assembly's types.</param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<ReflectionRead> In(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked) =>
        image.Bodies().SelectMany(x => new ReflectionReads(image, world, sources, isAsked, x.Item1).Read(x.Item2));

    private List<ReflectionRead> Read(MethodBodyBlock body)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (EndsStatement(il)) statement = named.Count;
            long flags = asked.Number;
            var call = il.OpCode is ILOpCode.Call or ILOpCode.Callvirt ? ReflectionCall.Of(image, il.Entity) : null;
            asked.Next(il, call);
            if (NamesType(il)) Name(il);
            else if (call is { } known) Call(il, known, flags);
        }
        if (readsAttributes)
        {
            string[] of = [.. attributes.Distinct()];
            found.AddRange(named.Select(x => New(ReflectedPart.Attributes, x.Type, x.Offset) with { Attributes = of }));
        }
        return found;
    }

    private static bool EndsStatement(in IlReader il) =>
        il.OpCode is ILOpCode.Pop or ILOpCode.Ret or (>= ILOpCode.Br_s and <= ILOpCode.Switch) || il.Long.Item1 == ILOpCode.Stloc;

    private static bool NamesType(in IlReader il) =>
        il.OpCode is ILOpCode.Ldtoken or ILOpCode.Box or ILOpCode.Constrained && il.Token != 0
        && il.Entity.Kind is HandleKind.TypeReference or HandleKind.TypeDefinition;

    private void Name(in IlReader il)
    {
        if (il.OpCode != ILOpCode.Ldtoken)
        {
            if (Asked(il.Entity) is not { } value) return;
            if (il.OpCode == ILOpCode.Box) boxed = value;
            else constrained = value;
            return;
        }
        if (image.NameOf(il.Entity) is var name && name.EndsWith("Attribute", StringComparison.Ordinal)) attributes.Add(name);
        if (AskedOrBase(il.Entity) is not { } type) return;
        if (world.Resolve(image, il.Entity).Image != image) itself = il.Next;
        named.Add((type, il.Offset));
    }

    private void Call(in IlReader il, ReflectionCall call, long flags)
    {
        int offset = il.Offset;
        // typeof
        if (call.Name == "GetTypeFromHandle" && itself == offset) itself = il.Next;
        TypeHome? self = itself == offset ? named[^1].Type : null;
        var arguments = Arguments(il.Entity);
        ReadAttributes(call, arguments);
        ReadType(call, self, flags, offset);
        ReadAssembly(call, self, offset);
        if (call is { Type: "System.Runtime.CompilerServices.RuntimeHelpers", Name: FacetReaders.References })
            found.AddRange(arguments.Select(Asked).OfType<TypeHome>()
                .Select(x => New(ReflectedPart.Facet, x, offset) with { Reader = call.Name }));
        if (call is { IsOfEnum: true, Name: "GetUnderlyingType" } && self is { } type)
            found.Add(New(ReflectedPart.Facet, type, offset) with { Reader = FacetReaders.Underlying });
        ReadNames(call, arguments, offset);
        (boxed, constrained) = (null, null);
    }

    private void ReadAttributes(ReflectionCall call, IReadOnlyList<EntityHandle> arguments)
    {
        bool isOfGuid = call is { IsOfType: true, Name: "get_GUID" };
        if (call.ReadsAttributes) attributes.AddRange(arguments.Select(x => image.NameOf(x)));
        if (isOfGuid) attributes.Add("System.Runtime.InteropServices.GuidAttribute");
        readsAttributes |= call.ReadsAttributes || isOfGuid;
    }

    /// <param name="self">The type that is asked itself.</param>
    private void ReadType(ReflectionCall call, TypeHome? self, long flags, int offset)
    {
        if (!call.IsOfType || statement >= named.Count) return;
        if (call.ReadsAncestry)
            found.AddRange(named.Skip(statement).Select(x => New(ReflectedPart.Ancestry, x.Type, x.Offset)));
        else if (call.ReadsMembers)
            found.Add(New(ReflectedPart.Members, named[^1].Type, offset)
                with { Reader = call.Name, IsHidden = (flags & NonPublic) != 0 });
        else if (FacetReaders.Has(call.Name) && self is { } type)
            found.Add(New(ReflectedPart.Facet, type, offset) with { Reader = call.Name });
        else if (call.Name == "get_AssemblyQualifiedName" && self is { } qualified)
            found.Add(New(ReflectedPart.Version, qualified, offset));
    }

    private void ReadAssembly(ReflectionCall call, TypeHome? self, int offset)
    {
        // Any assembly that is asked for later is another one.
        if (call is { IsOfType: true, Name: "get_Assembly" }) assembly = self ?? default;
        else if (call.GivesOtherAssembly) assembly = default;
        if (!assembly.IsFound) return;
        if (call.ReadsVersion) found.Add(New(ReflectedPart.Version, assembly, offset));
        if (call.ListsTypes) found.Add(New(ReflectedPart.Types, assembly, offset));
    }

    private void ReadNames(ReflectionCall call, IReadOnlyList<EntityHandle> arguments, int offset)
    {
        if (call.ReadsNames)
        {
            var part = call.ReadsAllNames ? ReflectedPart.AllNames : ReflectedPart.Names;
            string? given = asked.Of(call.Name);
            foreach (var argument in arguments) Add(Asked(argument), part, given);
            if (arguments.Count == 0 && named.Count > 0) Add(named[^1].Type, part, given);
            Add(boxed);
        }
        else if (call.Name == "ToString" && constrained is not null) Add(constrained);
        else if (call.Name == "AppendFormatted") foreach (var argument in arguments) Add(Asked(argument));
        else if (call.Writes) Add(boxed);

        void Add(TypeHome? type, ReflectedPart part = ReflectedPart.Names, string? given = null)
        {
            if (type is { IsEnum: true } home) found.Add(New(part, home, offset) with { Asked = given });
        }
    }

    private TypeHome? Asked(EntityHandle type)
    {
        var home = world.Resolve(image, type);
        return home.IsFound && isAsked(home.Image!.Name) ? home : null;
    }

    /// <summary>Who asks about a type of the project's own asks about what it inherits, too.</summary>
    private TypeHome? AskedOrBase(EntityHandle type)
    {
        var home = world.Resolve(image, type);
        if (!home.IsFound || home.Image != image) return Asked(type);
        var inherited = world.MemberScopes(home).Select(x => x.Type).FirstOrDefault(x => x.IsFound && x.Image != image);
        return inherited.IsFound && isAsked(inherited.Image!.Name) ? inherited : null;
    }

    private ReflectionRead New(ReflectedPart part, TypeHome type, int offset) =>
        new(part, type, [], UserMethod.Place(DocumentationId.Method(image, method)), sources?.Locate(method, offset));

    /// <summary>The types that a generic method is called with.</summary>
    private IReadOnlyList<EntityHandle> Arguments(EntityHandle called)
    {
        if (called.Kind != HandleKind.MethodSpecification) return [];
        var mentioned = new MentionedTypes(image);
        image.Reader.GetMethodSpecification((MethodSpecificationHandle)called).DecodeSignature(mentioned, GenericScope.Open);
        var all = new List<EntityHandle>();
        for (int i = 0; i < mentioned.Seen.Count; i++) all.Add(mentioned.Seen[i]);
        return all;
    }
}
