using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>What of a type somebody asks for at run time.</summary>
public enum ReflectedPart
{
    /// <summary>Its attributes, and those of its members.</summary>
    Attributes,

    /// <summary>The names of an enum's members.</summary>
    Names,

    /// <summary>All of them, so that a new one is seen.</summary>
    AllNames,

    /// <summary>Its base types and interfaces.</summary>
    Ancestry,

    /// <summary>All of its members of some kind.</summary>
    Members,

    /// <summary>One thing that is true of it or is not, such as whether it is sealed.</summary>
    Facet,

    /// <summary>The version of its assembly.</summary>
    Version,

    /// <summary>All types of its assembly.</summary>
    Types,
}

/// <summary>A place in a project's code that reads something of a type which metadata does not name.</summary>
/// <param name="Attributes">Full names of the attributes that are asked for; empty when all may be.</param>
/// <param name="Method">Documentation comment id.</param>
public sealed record ReflectionRead(ReflectedPart Part, TypeHome Type, IReadOnlyList<string> Attributes, string Method, SourceSite? Site)
{
    /// <summary>The method of <c>System.Type</c> that lists members or tells what the type is.</summary>
    internal string Reader { get; init; } = "";

    /// <summary>Members that are not public are listed, too.</summary>
    internal bool IsHidden { get; init; }

    /// <summary>The one name or number of an enum that is asked for; null where that cannot be told.</summary>
    internal string? Asked { get; init; }
}

/// <summary>Finds the places where a type is named in a method that asks for its attributes or, of an enum, its names.</summary>
internal static class ReflectionReads
{
    private static readonly HashSet<string> AttributeReaders = new(
        StringComparer.Ordinal) { "GetCustomAttribute", "GetCustomAttributes", "GetCustomAttributesData", "IsDefined",
            "get_CustomAttributes" };

    private static readonly HashSet<string> NameReaders =
        new(StringComparer.Ordinal) { "Parse", "TryParse", "GetName", "GetNames", "GetValues", "IsDefined", "ToString", "Format" };

    private static readonly HashSet<string> AncestryReaders = new(
        StringComparer.Ordinal) { "get_BaseType", "IsAssignableFrom", "IsAssignableTo", "IsSubclassOf", "IsInstanceOfType", "GetInterfaces",
            "GetInterface" };

    private static readonly HashSet<string> MemberReaders = new(
        StringComparer.Ordinal) { "GetProperties", "GetFields", "GetMethods", "GetMembers", "GetEvents", "GetConstructors",
            "GetNestedTypes" };

    /// <summary>Of <c>System.Reflection.BindingFlags</c>.</summary>
    private const int NonPublic = 0x20;

    /// <summary>Who asks these sees a new member, too.</summary>
    private static readonly HashSet<string> AllNameReaders =
        new(StringComparer.Ordinal) { "GetNames", "GetValues", "Parse", "TryParse", "IsDefined" };

    private static readonly HashSet<string> OtherAssemblies =
        new(StringComparer.Ordinal) { "GetExecutingAssembly", "GetEntryAssembly", "GetCallingAssembly", "Load", "LoadFrom", "GetAssembly",
            "GetReferencedAssemblies", "GetAssemblyName" };

    private static readonly HashSet<string> TypeListers =
        new(StringComparer.Ordinal) { "GetExportedTypes", "get_ExportedTypes", "GetTypes", "get_DefinedTypes" };

    /// <summary>Take an object and write its name.</summary>
    private static readonly HashSet<string> Writers =
        new(StringComparer.Ordinal) { "Concat", "Format", "Write", "WriteLine", "Append", "AppendFormat" };

    /// <param name="isAsked">Whether anything is to be known of an assembly's types.</param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<ReflectionRead> In(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked)
    {
        foreach (var (handle, body) in image.Bodies())
        {
            foreach (var read in Method(image, world, sources, isAsked, handle, body)) yield return read;
        }
    }

    private static List<ReflectionRead> Method(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked,
        MethodDefinitionHandle handle, MethodBodyBlock body)
    {
        var found = new List<ReflectionRead>();
        var named = new List<(TypeHome Type, int Offset)>();
        var attributes = new List<string>();
        (TypeHome Type, int Offset)? boxed = null, constrained = null;
        bool readsAttributes = false;
        // Where the type that was named last is asked something, right behind its name. What a type of the project's own says of itself,
        // the one that it inherits from does not say.
        int itself = -1;
        int statement = 0; // the first of the named types that belongs to it
        TypeHome assembly = default;
        var asked = new AskedText(image);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (EndsStatement(il)) statement = named.Count;
            long flags = asked.Number;
            asked.Next(il);
            if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
            if (il.OpCode is ILOpCode.Ldtoken or ILOpCode.Box or ILOpCode.Constrained
                && il.Entity.Kind is HandleKind.TypeReference or HandleKind.TypeDefinition)
            {
                var type = il.OpCode == ILOpCode.Ldtoken ? AskedOrBase(il.Entity) : Asked(il.Entity);
                if (il.OpCode == ILOpCode.Ldtoken && image.NameOf(il.Entity) is var name
                    && name.EndsWith("Attribute", StringComparison.Ordinal))
                    attributes.Add(name);
                if (il.OpCode == ILOpCode.Ldtoken && type is not null && world.Resolve(image, il.Entity).Image != image) itself = il.Next;
                if (type is not { } home) continue;
                if (il.OpCode == ILOpCode.Ldtoken) named.Add((home, il.Offset));
                else if (il.OpCode == ILOpCode.Box) boxed = (home, il.Offset);
                else constrained = (home, il.Offset);
                continue;
            }
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt) || Called(image, il.Entity) is not { } call) continue;
            // typeof
            if (call.Name == "GetTypeFromHandle" && itself == il.Offset) itself = il.Next;
            bool isAskedItself = itself == il.Offset;
            var arguments = Arguments(il.Entity);
            if (IsAttributeReader(call) && call.Type != "System.Enum")
            {
                readsAttributes = true;
                attributes.AddRange(arguments.Select(x => image.NameOf(x)));
            }
            if (call.Type == "System.Type" && statement < named.Count)
            {
                if (AncestryReaders.Contains(call.Name))
                    found.AddRange(named.Skip(statement).Select(x => New(ReflectedPart.Ancestry, x.Type, [], x.Offset)));
                else if (MemberReaders.Contains(call.Name))
                    found.Add(New(ReflectedPart.Members, named[named.Count - 1].Type, [], il.Offset)
                        with { Reader = call.Name, IsHidden = (flags & NonPublic) != 0 });
                else if (FacetReaders.Has(call.Name) && isAskedItself)
                    found.Add(New(ReflectedPart.Facet, named[^1].Type, [], il.Offset) with { Reader = call.Name });
                else if (call.Name == "get_AssemblyQualifiedName" && isAskedItself)
                    found.Add(New(ReflectedPart.Version, named[^1].Type, [], il.Offset));
            }
            // Any assembly that is asked for later is another one.
            if (call is { Type: "System.Type", Name: "get_Assembly" })
                assembly = isAskedItself ? named[^1].Type : default;
            else if (IsOtherAssembly(call)) assembly = default;
            if (assembly.IsFound && IsVersion(call)) found.Add(New(ReflectedPart.Version, assembly, [], il.Offset));
            if (assembly.IsFound && call.Type == "System.Reflection.Assembly" && TypeListers.Contains(call.Name))
                found.Add(New(ReflectedPart.Types, assembly, [], il.Offset));
            if (call is { Type: "System.Runtime.CompilerServices.RuntimeHelpers", Name: FacetReaders.References })
            {
                int offset = il.Offset;
                found.AddRange(arguments.Select(Asked).OfType<TypeHome>()
                    .Select(x => New(ReflectedPart.Facet, x, [], offset) with { Reader = call.Name }));
            }
            if (call is { Type: "System.Type", Name: "get_GUID" })
            {
                readsAttributes = true;
                attributes.Add("System.Runtime.InteropServices.GuidAttribute");
            }
            if (call is { Type: "System.Enum", Name: "GetUnderlyingType" } && isAskedItself)
                found.Add(New(ReflectedPart.Facet, named[^1].Type, [], il.Offset) with { Reader = FacetReaders.Underlying });
            if (call.Type == "System.Enum" && NameReaders.Contains(call.Name))
            {
                var part = AllNameReaders.Contains(call.Name) ? ReflectedPart.AllNames : ReflectedPart.Names;
                string? given = asked.Of(call.Name);
                foreach (var argument in arguments) Add(Asked(argument), il.Offset, part, given);
                if (arguments.Count == 0 && named.Count > 0) Add(named[named.Count - 1].Type, il.Offset, part, given);
                if (boxed is { } value) Add(value.Type, il.Offset);
            }
            else if (call.Name == "ToString" && constrained is { } self) Add(self.Type, il.Offset);
            else if (call.Name == "AppendFormatted") foreach (var argument in arguments) Add(Asked(argument), il.Offset);
            else if (call.Type.StartsWith("System.", StringComparison.Ordinal) && Writers.Contains(call.Name) && boxed is { } written)
                Add(written.Type, il.Offset);
            (boxed, constrained) = (null, null);
        }
        if (readsAttributes)
        {
            foreach (var (type, offset) in named) found.Add(New(ReflectedPart.Attributes, type, [.. attributes.Distinct()], offset));
        }
        return found;

        TypeHome? Asked(EntityHandle type)
        {
            var home = world.Resolve(image, type);
            return home.IsFound && isAsked(home.Image!.Name) ? home : null;
        }

        // Who asks about a type of the project's own asks about what it inherits, too.
        TypeHome? AskedOrBase(EntityHandle type)
        {
            var home = world.Resolve(image, type);
            if (!home.IsFound || home.Image != image) return Asked(type);
            var inherited = world.MemberScopes(home).Select(x => x.Type).FirstOrDefault(x => x.IsFound && x.Image != image);
            return inherited.IsFound && isAsked(inherited.Image!.Name) ? inherited : null;
        }

        void Add(TypeHome? type, int offset, ReflectedPart part = ReflectedPart.Names, string? given = null)
        {
            if (type is { IsEnum: true } home)
                found.Add(New(part, home, [], offset) with { Asked = given });
        }

        ReflectionRead New(ReflectedPart part, TypeHome type, IReadOnlyList<string> asked, int offset) =>
            new(part, type, asked, UserMethod.Place(DocumentationId.Method(image, handle)), sources?.Locate(handle, offset));

        IReadOnlyList<EntityHandle> Arguments(EntityHandle method)
        {
            if (method.Kind != HandleKind.MethodSpecification) return [];
            var mentioned = new MentionedTypes(image);
            image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).DecodeSignature(mentioned, GenericScope.Open);
            var all = new List<EntityHandle>();
            for (int i = 0; i < mentioned.Seen.Count; i++) all.Add(mentioned.Seen[i]);
            return all;
        }
    }

    private static bool EndsStatement(in IlReader il) =>
        il.OpCode is ILOpCode.Pop or ILOpCode.Ret or (>= ILOpCode.Br_s and <= ILOpCode.Switch) || il.Long.Item1 == ILOpCode.Stloc;

    private static bool IsOtherAssembly((string Type, string Name) call) =>
        call.Type is "System.AppDomain" or "System.Runtime.Loader.AssemblyLoadContext"
        || call.Type.StartsWith("System.Reflection.Assembly", StringComparison.Ordinal) && OtherAssemblies.Contains(call.Name);

    private static bool IsVersion((string Type, string Name) call) => call.Type switch
    {
        "System.Reflection.AssemblyName" => call.Name is "get_Version" or "get_FullName",
        "System.Reflection.Assembly" => call.Name == "get_FullName",
        _ => false,
    };

    private static bool IsAttributeReader((string Type, string Name) call) =>
        call.Type == "System.ComponentModel.TypeDescriptor"
        || (AttributeReaders.Contains(call.Name) && call.Type.StartsWith("System.", StringComparison.Ordinal));

    private static (string Type, string Name)? Called(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodSpecification)
            method = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).Method;
        if (method.Kind != HandleKind.MemberReference) return null;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        return reference.Parent.Kind == HandleKind.TypeReference
            ? (image.NameOf(reference.Parent), image.Reader.GetString(reference.Name))
            : null;
    }

    /// <summary>The one name or number that a call of <c>System.Enum</c> is given; null where it may be given any.</summary>
    private struct AskedText(AssemblyImage image)
    {
        private readonly HashSet<int> targets = [];
        private string? text, number;

        /// <summary>The number that stands right before the call; none is 0.</summary>
        public readonly long Number => number is null ? 0 : long.Parse(number, CultureInfo.InvariantCulture);

        /// <param name="reader">The method that is called.</param>
        public readonly string? Of(string reader) => reader switch
        {
            "Parse" or "TryParse" => text,
            "IsDefined" => text ?? number,
            _ => null,
        };

        public void Next(in IlReader il)
        {
            // What one of two ways brings is one of two.
            if (targets.Contains(il.Offset)) text = number = null;
            if (il.Long.Code is >= ILOpCode.Br and <= ILOpCode.Blt_un) targets.Add(il.Next + (int)il.Integer);
            if (il.OpCode == ILOpCode.Ldstr) text = image.UserString(il.Token);
            else if (il.Long is (ILOpCode.Ldc_i4, var constant)) number = constant.ToString(CultureInfo.InvariantCulture);
            else if (!IsBeside(il)) text = number = null;
        }

        /// <summary>The type, and where the answer goes.</summary>
        private readonly bool IsBeside(in IlReader il) =>
            il.OpCode is ILOpCode.Ldloca or ILOpCode.Ldloca_s or ILOpCode.Box or ILOpCode.Ldtoken
            || il.OpCode == ILOpCode.Call && Called(image, il.Entity) is ("System.Enum" or "System.Type", _);
    }
}
