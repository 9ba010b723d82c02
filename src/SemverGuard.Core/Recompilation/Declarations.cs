using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>The declarations of one assembly, in an order that the source has no part in.</summary>
/// <remarks>
/// Everything counts that the compilers read of a reference: what others may name or must implement, with every attribute, default and
/// constant; of a struct all fields, by which definite assignment is judged. A difference too many costs a compilation, one too few a
/// finding.
/// </remarks>
internal sealed class Declarations
{
    /// <summary>Made by the package's own compiler, or about the package as a whole.</summary>
    private static readonly HashSet<string> Meaningless = new(
        [
            .. Named("System.Runtime.CompilerServices", "AsyncStateMachine", "IteratorStateMachine", "AsyncIteratorStateMachine",
                "CompilerGenerated",
                "CompilationRelaxations", "RuntimeCompatibility", "InternalsVisibleTo", "SkipLocalsInit", "ReferenceAssembly"),
            .. Named("System.Security", "UnverifiableCode", "AllowPartiallyTrustedCallers", "SecurityRules", "SecurityTransparent"),
            .. Named("System.Resources", "NeutralResourcesLanguage"),
            .. Named("System.Diagnostics", "Debuggable", "DebuggerHidden", "DebuggerStepThrough", "DebuggerNonUserCode", "DebuggerDisplay",
                "DebuggerBrowsable", "DebuggerTypeProxy"),
            .. Named("System.Runtime.InteropServices", "DefaultDllImportSearchPaths"),
            .. Named("System.Reflection.Metadata", "MetadataUpdateHandler"),
            .. Named("System.Reflection", "AssemblyFileVersion", "AssemblyInformationalVersion", "AssemblyMetadata",
                "AssemblyConfiguration", "AssemblyCompany",
                "AssemblyCopyright", "AssemblyDescription", "AssemblyProduct", "AssemblyTitle", "AssemblyTrademark"),
            .. Named("System.Runtime.Versioning", "TargetFramework"),
        ],
        StringComparer.Ordinal);

    /// <summary>Nothing but warnings is made of them, by the compiler or by analyzers.</summary>
    private static readonly HashSet<string> Warnings = new(
        [
            .. Named("System.Runtime.CompilerServices", "Nullable", "NullableContext", "NullablePublicOnly"),
            .. Named("System.Diagnostics.CodeAnalysis", "AllowNull", "DisallowNull", "MaybeNull", "MaybeNullWhen", "NotNull", "NotNullWhen",
                "NotNullIfNotNull",
                "DoesNotReturn", "DoesNotReturnIf", "MemberNotNull", "MemberNotNullWhen", "RequiresUnreferencedCode", "RequiresDynamicCode",
                "RequiresAssemblyFiles", "DynamicallyAccessedMembers", "DynamicDependency", "UnconditionalSuppressMessage",
                "SuppressMessage",
                "ExcludeFromCodeCoverage", "StringSyntax", "ConstantExpected"),
            .. Named("System.Runtime.Versioning", "SupportedOSPlatform", "UnsupportedOSPlatform"),
            .. Named("System.ComponentModel", "EditorBrowsable"),
            .. Named("System.CodeDom.Compiler", "GeneratedCode"),
        ],
        StringComparer.Ordinal);

    private const MethodAttributes MethodFacts =
        MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.Final | MethodAttributes.Virtual
        | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Abstract | MethodAttributes.SpecialName;

    /// <summary>The rules for what a reference may outlive, and the words without which a source has no use for them.</summary>
    private const string RefSafety = "[System.Runtime.CompilerServices.RefSafetyRulesAttribute ";

    private static readonly string[] SaidWithReferences = ["ref", "scoped", "Span", "ReadOnlySpan"];

    /// <summary>That some method is an extension is a fact of that method.</summary>
    private const string HasExtensions = "[System.Runtime.CompilerServices.ExtensionAttribute .01..00..00..00.]";

    private const TypeAttributes Static = TypeAttributes.Abstract | TypeAttributes.Sealed;

    private readonly AssemblyImage image;
    private readonly MetadataReader reader;
    private readonly bool readsWarnings;
    private readonly bool readsFields;
    private readonly List<Declaration> all = [];

    private Declarations(AssemblyImage image, bool readsWarnings, bool readsFields) =>
        (this.image, reader, this.readsWarnings, this.readsFields) = (image, image.Reader, readsWarnings, readsFields);

    /// <param name="readsWarnings">What only warnings are made of counts.</param>
    /// <param name="readsFields">
    /// The private fields of structs count. A reference assembly has others in their place, by which a source is judged alike.
    /// </param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IReadOnlyList<Declaration> Of(AssemblyImage image, bool readsWarnings, bool readsFields = true) =>
        new Declarations(image, readsWarnings, readsFields).Read();

    private List<Declaration> Read()
    {
        var whole = reader.GetAssemblyDefinition().GetCustomAttributes();
        foreach (string attribute in AttributeList(whole).Concat(AttributeList(reader.GetModuleDefinition().GetCustomAttributes())))
        {
            if (attribute.StartsWith(RefSafety, StringComparison.Ordinal))
                all.AddRange(SaidWithReferences.Select(x => new Declaration("", x, attribute)));
            else if (attribute != HasExtensions) all.Add(new("", "", attribute));
        }
        var forwards = reader.ExportedTypes.Select(reader.GetExportedType);
        all.AddRange(forwards.Select(x => new Declaration("", "", $"forward {reader.GetString(x.Namespace)}.{reader.GetString(x.Name)}")));
        var visible = reader.TypeDefinitions.Where(x => ApiReader.EffectiveAccess(reader, x).IsVisible()).ToList();
        var namespaces = visible.Select(x => reader.GetString(reader.GetTypeDefinition(x).Namespace)).Distinct(StringComparer.Ordinal);
        all.AddRange(namespaces.SelectMany(WithParents).Distinct(StringComparer.Ordinal)
            .Select(x => new Declaration("", LastPart(x), "namespace " + x)));
        foreach (var handle in visible) Add(handle);
        all.Sort();
        return all;
    }

    private void Add(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        string name = image.NameOf(handle), baseName = type.BaseType.IsNil ? "" : image.NameOf(type.BaseType);
        bool isStatic = (type.Attributes & Static) == Static;
        var interfaces = type.GetInterfaceImplementations().Select(x => image.NameOf(reader.GetInterfaceImplementation(x).Interface));
        string attributes = Number((int)(type.Attributes & ~TypeAttributes.BeforeFieldInit));
        all.Add(new(name, "", $"{name} {attributes} : {baseName} {Sorted(interfaces)} "
            + TypeParameters(type.GetGenericParameters()) + Attributes(type.GetCustomAttributes())));
        AddFields(type, name, isStruct: baseName == "System.ValueType", isStatic);

        var seen = new HashSet<MethodDefinitionHandle>(type.GetMethods().Where(IsSeen));
        foreach (var method in seen.Select(reader.GetMethodDefinition))
            AddMember(reader.GetString(method.Name), Method(method), (method.Attributes & MethodAttributes.Abstract) != 0);
        // An interface's default body for another's member: who inherits two of them has to choose.
        foreach (var body in type.GetMethodImplementations().Select(reader.GetMethodImplementation))
            AddMember("", "implements " + NormalBody.Symbol(image, body.MethodDeclaration), isImplied: true);
        foreach (var property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            if (Property(property, seen) is { Length: > 0 } text) AddMember(reader.GetString(property.Name), text);
        }
        foreach (var x in type.GetEvents().Select(reader.GetEventDefinition).Where(x => seen.Contains(x.GetAccessors().Adder)))
            AddMember(reader.GetString(x.Name), $"event {image.NameOf(x.Type)} {Attributes(x.GetCustomAttributes())}");

        void AddMember(string member, string text, bool isImplied = false) => all.Add(
            new(name, SaidName(member), $"{name}.{member} {text}") { IsImplied = isImplied || ImpliedNames.Contain(member),
                IsOfStaticClass = isStatic });
    }

    private void AddFields(TypeDefinition type, string name, bool isStruct, bool isStatic)
    {
        int order = 0; // of a struct's own fields
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            string fieldName = reader.GetString(field.Name), fieldType = field.DecodeSignature(image.LinkText, GenericScope.Open);
            if (IsVisible((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)))
            {
                string text = $"{name}.{fieldName} {Number((int)field.Attributes)} {fieldType}{Constant(field.GetDefaultValue())} "
                    + $"{Attributes(field.GetCustomAttributes())}";
                all.Add(new(name, fieldName, text) { IsImplied = isStruct, IsOfStaticClass = isStatic });
            }
            else if (isStruct && readsFields && (field.Attributes & FieldAttributes.Static) == 0)
            {
                all.Add(new(name, "", FormattableString.Invariant($"{name} field {order++} {fieldType}")) { IsImplied = true });
            }
        }
    }

    /// <summary>Others may call or override it, or have to.</summary>
    private bool IsSeen(MethodDefinitionHandle handle)
    {
        var attributes = reader.GetMethodDefinition(handle).Attributes;
        return IsVisible(attributes & MethodAttributes.MemberAccessMask) || (attributes & MethodAttributes.Abstract) != 0;
    }

    private string Method(MethodDefinition method)
    {
        var signature = image.SignatureOf(method);
        var parameters = method.GetParameters().Select(reader.GetParameter).OrderBy(x => x.SequenceNumber).Select(Parameter)
            .Where(x => x != Result);
        return $"{Number((int)(method.Attributes & MethodFacts))} {Number(signature.Header.RawValue)} "
            + $"{string.Join(",", signature.ParameterTypes)} {signature.ReturnType} "
            + $"{TypeParameters(method.GetGenericParameters())} ({string.Join(", ", parameters)}) "
            + $"{Attributes(method.GetCustomAttributes())}";
    }

    /// <summary>The result has no name, and a row for attributes alone.</summary>
    private const string Result = "0 0 ";

    private string Parameter(Parameter parameter) => FormattableString.Invariant(
        $"{parameter.SequenceNumber} {(int)parameter.Attributes} {reader.GetString(parameter.Name)}{Constant(parameter.GetDefaultValue())}")
        + Attributes(parameter.GetCustomAttributes());

    private string Property(PropertyDefinition property, HashSet<MethodDefinitionHandle> seen)
    {
        var accessors = property.GetAccessors();
        string offered = (seen.Contains(accessors.Getter) ? "get " : "") + (seen.Contains(accessors.Setter) ? "set " : "");
        if (offered.Length == 0) return "";
        var signature = property.DecodeSignature(image.LinkText, GenericScope.Open);
        return $"property {offered}{string.Join(",", signature.ParameterTypes)} {signature.ReturnType} "
            + Attributes(property.GetCustomAttributes());
    }

    private string TypeParameters(GenericParameterHandleCollection parameters) =>
        parameters.Count == 0 ? "" : string.Join(", ", parameters.Select(reader.GetGenericParameter).Select(x =>
        {
            var constraints = x.GetConstraints().Select(y => image.NameOf(reader.GetGenericParameterConstraint(y).Type));
            return $"{Number((int)x.Attributes)} {reader.GetString(x.Name)} {Sorted(constraints)}{Attributes(x.GetCustomAttributes())}";
        }));

    /// <summary>A set of flags, whose names would be looked up for each of thousands.</summary>
    private static string Number(int flags) => flags.ToString(CultureInfo.InvariantCulture);

    private string Constant(ConstantHandle handle)
    {
        if (handle.IsNil) return "";
        var constant = reader.GetConstant(handle);
        return $" = {Number((int)constant.TypeCode)} {Convert.ToBase64String(reader.GetBlobBytes(constant.Value))}";
    }

    private string Attributes(CustomAttributeHandleCollection attributes) => attributes.Count == 0 ? "" : Sorted(AttributeList(attributes));

    private IEnumerable<string> AttributeList(CustomAttributeHandleCollection attributes) =>
        from attribute in attributes.Select(reader.GetCustomAttribute)
        let type = CustomAttributes.TypeName(image, attribute)
        where !Meaningless.Contains(type) && (readsWarnings || !Warnings.Contains(type))
        select $"[{type} {Readable(reader.GetBlobBytes(attribute.Value))}]";

    /// <summary>The bytes of an attribute, with the names of types and members in it to be read: a builder, a converter.</summary>
    private static string Readable(byte[] blob)
    {
        var text = new StringBuilder(blob.Length);
        foreach (byte x in blob)
        {
            if (x is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_')
                text.Append((char)x);
            else text.Append('.').Append(x.ToString("X2", CultureInfo.InvariantCulture)).Append('.');
        }
        return text.ToString();
    }

    /// <summary>As source says it: a property is named, and its accessor never.</summary>
    public static string SaidName(string member)
    {
        string[] accessors = ["get_", "set_", "add_", "remove_"];
        return Array.Find(accessors, x => member.StartsWith(x, StringComparison.Ordinal)) is { } prefix
            ? member.Substring(prefix.Length)
            : member;
    }

    private static IEnumerable<string> WithParents(string @namespace)
    {
        for (string x = @namespace; x.Length > 0; x = x.Substring(0, Math.Max(0, x.LastIndexOf('.')))) yield return x;
    }

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('.') + 1);

    private static IEnumerable<string> Named(string @namespace, params string[] names) => names.Select(x => $"{@namespace}.{x}Attribute");

    private static string Sorted(IEnumerable<string> texts) => string.Join(" ", texts.OrderBy(x => x, StringComparer.Ordinal));

    private static bool IsVisible(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
