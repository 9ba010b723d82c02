using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// Whether a compiler sees the same in two versions of an assembly. Most patches change bodies and nothing else; then no source can mean
/// anything else, and need not be compiled to know it.
/// </summary>
/// <remarks>
/// Everything counts that the compilers read of a reference: what others may name or must implement, with every attribute, default and
/// constant; of a struct all fields, by which definite assignment is judged. A difference too many costs a compilation, one too few a finding.
/// </remarks>
public static class SameDeclarations
{
    /// <summary>Made by the package's own compiler, or about the package as a whole.</summary>
    private static readonly HashSet<string> Meaningless = new(
        [
            .. Named("System.Runtime.CompilerServices", "AsyncStateMachine", "IteratorStateMachine", "AsyncIteratorStateMachine", "CompilerGenerated",
                "CompilationRelaxations", "RuntimeCompatibility", "InternalsVisibleTo"),
            .. Named("System.Diagnostics", "Debuggable", "DebuggerHidden", "DebuggerStepThrough", "DebuggerNonUserCode", "DebuggerDisplay", "DebuggerBrowsable"),
            .. Named("System.Reflection", "AssemblyFileVersion", "AssemblyInformationalVersion", "AssemblyMetadata", "AssemblyConfiguration", "AssemblyCompany",
                "AssemblyCopyright", "AssemblyDescription", "AssemblyProduct", "AssemblyTitle", "AssemblyTrademark"),
            .. Named("System.Runtime.Versioning", "TargetFramework"),
        ],
        StringComparer.Ordinal);

    private const MethodAttributes MethodFacts = MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.Final | MethodAttributes.Virtual
        | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Abstract | MethodAttributes.SpecialName;

    /// <param name="consumer">Simple name of the assembly that is compiled: to a friend everything is visible.</param>
    /// <param name="cache">Answers of this build.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static bool Are(AssemblyImage before, AssemblyImage after, string consumer, DeclarationCache cache)
    {
        if (before.Mvid == after.Mvid) return true;
        if (before.IsFriend(consumer) || after.IsFriend(consumer) || before.KeyToken != after.KeyToken) return false;
        return cache.AreSame(before.Mvid, after.Mvid, () => new Declarations(before).Lines().SequenceEqual(new Declarations(after).Lines(), StringComparer.Ordinal));
    }

    private static IEnumerable<string> Named(string @namespace, params string[] names) => names.Select(x => $"{@namespace}.{x}Attribute");

    /// <summary>The declarations of one assembly, a line each, in an order that the source has no part in.</summary>
    private sealed class Declarations(AssemblyImage image)
    {
        private readonly MetadataReader reader = image.Reader;
        private readonly List<string> lines = [];

        public List<string> Lines()
        {
            lines.Add(Attributes(reader.GetAssemblyDefinition().GetCustomAttributes()));
            lines.Add(Attributes(reader.GetModuleDefinition().GetCustomAttributes()));
            lines.AddRange(reader.ExportedTypes.Select(reader.GetExportedType).Select(x => $"forward {reader.GetString(x.Namespace)}.{reader.GetString(x.Name)}"));
            foreach (var handle in reader.TypeDefinitions)
            {
                if (ApiReader.EffectiveAccess(reader, handle).IsVisible()) Add(handle);
            }
            lines.Sort(StringComparer.Ordinal);
            return lines;
        }

        private void Add(TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            string name = image.NameOf(handle), baseName = type.BaseType.IsNil ? "" : image.NameOf(type.BaseType);
            var interfaces = type.GetInterfaceImplementations().Select(x => image.NameOf(reader.GetInterfaceImplementation(x).Interface));
            lines.Add($"{name} {type.Attributes & ~TypeAttributes.BeforeFieldInit} : {baseName} {Sorted(interfaces)} "
                + TypeParameters(type.GetGenericParameters()) + Attributes(type.GetCustomAttributes()));
            AddFields(type, name, isStruct: baseName == "System.ValueType");

            var seen = new HashSet<MethodDefinitionHandle>(type.GetMethods().Where(IsSeen));
            lines.AddRange(seen.Select(x => $"{name}.{Method(reader.GetMethodDefinition(x))}"));
            // An interface's default body for another's member: who inherits two of them has to choose.
            lines.AddRange(type.GetMethodImplementations().Select(x => $"{name} implements {NormalBody.Symbol(image, reader.GetMethodImplementation(x).MethodDeclaration)}"));
            lines.AddRange(type.GetProperties().Select(reader.GetPropertyDefinition).Select(x => Property(x, seen)).Where(x => x.Length > 0).Select(x => $"{name}.{x}"));
            lines.AddRange(type.GetEvents().Select(reader.GetEventDefinition).Where(x => seen.Contains(x.GetAccessors().Adder))
                .Select(x => $"{name}.{reader.GetString(x.Name)} event {image.NameOf(x.Type)} {Attributes(x.GetCustomAttributes())}"));
        }

        private void AddFields(TypeDefinition type, string name, bool isStruct)
        {
            int order = 0; // of a struct's own fields
            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
            {
                string fieldType = field.DecodeSignature(image.LinkText, GenericScope.Open);
                if (IsVisible((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)))
                    lines.Add($"{name}.{reader.GetString(field.Name)} {field.Attributes} {fieldType}{Constant(field.GetDefaultValue())} {Attributes(field.GetCustomAttributes())}");
                else if (isStruct && (field.Attributes & FieldAttributes.Static) == 0)
                    lines.Add(FormattableString.Invariant($"{name} field {order++} {fieldType}"));
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
            var signature = method.DecodeSignature(image.LinkText, GenericScope.Open);
            var parameters = method.GetParameters().Select(reader.GetParameter).OrderBy(x => x.SequenceNumber).Select(Parameter);
            return $"{reader.GetString(method.Name)} {method.Attributes & MethodFacts} {signature.Header} {string.Join(",", signature.ParameterTypes)} "
                + $"{signature.ReturnType} {TypeParameters(method.GetGenericParameters())} ({string.Join(", ", parameters)}) {Attributes(method.GetCustomAttributes())}";
        }

        private string Parameter(Parameter parameter) => FormattableString.Invariant(
            $"{parameter.SequenceNumber} {parameter.Attributes} {reader.GetString(parameter.Name)}{Constant(parameter.GetDefaultValue())}")
            + Attributes(parameter.GetCustomAttributes());

        private string Property(PropertyDefinition property, HashSet<MethodDefinitionHandle> seen)
        {
            var accessors = property.GetAccessors();
            string offered = (seen.Contains(accessors.Getter) ? "get " : "") + (seen.Contains(accessors.Setter) ? "set " : "");
            if (offered.Length == 0) return "";
            var signature = property.DecodeSignature(image.LinkText, GenericScope.Open);
            return $"{reader.GetString(property.Name)} property {offered}{string.Join(",", signature.ParameterTypes)} {signature.ReturnType} "
                + Attributes(property.GetCustomAttributes());
        }

        private string TypeParameters(GenericParameterHandleCollection parameters) =>
            parameters.Count == 0 ? "" : string.Join(", ", parameters.Select(reader.GetGenericParameter).Select(x =>
            {
                var constraints = x.GetConstraints().Select(y => image.NameOf(reader.GetGenericParameterConstraint(y).Type));
                return $"{x.Attributes} {reader.GetString(x.Name)} {Sorted(constraints)}{Attributes(x.GetCustomAttributes())}";
            }));

        private string Constant(ConstantHandle handle)
        {
            if (handle.IsNil) return "";
            var constant = reader.GetConstant(handle);
            return $" = {constant.TypeCode} {Convert.ToBase64String(reader.GetBlobBytes(constant.Value))}";
        }

        private string Attributes(CustomAttributeHandleCollection attributes)
        {
            if (attributes.Count == 0) return "";
            return Sorted(attributes.Select(reader.GetCustomAttribute).Select(x => (Type: CustomAttributes.TypeName(image, x), x.Value))
                .Where(x => !Meaningless.Contains(x.Type)).Select(x => $"[{x.Type} {Convert.ToBase64String(reader.GetBlobBytes(x.Value))}]"));
        }

        private static string Sorted(IEnumerable<string> texts) => string.Join(" ", texts.OrderBy(x => x, StringComparer.Ordinal));

        private static bool IsVisible(MethodAttributes access) => access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
    }
}
