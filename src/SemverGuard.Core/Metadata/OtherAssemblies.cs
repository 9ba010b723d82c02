using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Security.Cryptography;

namespace SemverGuard.Metadata;

/// <summary>What an assembly says of others: which it references, trusts and lets in.</summary>
internal sealed class OtherAssemblies(AssemblyImage image, MetadataReader reader)
{
    private string[]? names;
    private HashSet<string>? friends, withoutChecks;

    public IReadOnlyList<string> Names =>
        names ??= [.. reader.AssemblyReferences.Select(x => reader.GetString(reader.GetAssemblyReference(x).Name))];

    public HashSet<string> Friends => friends ??= SimpleNames("System.Runtime.CompilerServices.InternalsVisibleToAttribute");

    public HashSet<string> Unchecked =>
        withoutChecks ??= SimpleNames("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute");

    public IEnumerable<(string Name, string KeyToken)> Keys() =>
        from handle in reader.AssemblyReferences
        let reference = reader.GetAssemblyReference(handle)
        let key = reader.GetBlobBytes(reference.PublicKeyOrToken)
        select (reader.GetString(reference.Name), (reference.Flags & AssemblyFlags.PublicKey) != 0 && key.Length > 0
            ? TokenOf(key)
            : Digits(key));

    public IEnumerable<(MethodDefinitionHandle Method, string Module, string Function, bool IsWide)> NativeImports() =>
        from handle in reader.GetTableRowCount(TableIndex.ImplMap) == 0 ? [] : reader.MethodDefinitions.AsEnumerable()
        let method = reader.GetMethodDefinition(handle)
        where (method.Attributes & MethodAttributes.PinvokeImpl) != 0
        let import = method.GetImport()
        where !import.Module.IsNil
        select (handle, reader.GetString(reader.GetModuleReference(import.Module).Name), reader.GetString(import.Name),
            (import.Attributes & MethodImportAttributes.CharSetMask)
                is MethodImportAttributes.CharSetUnicode or MethodImportAttributes.CharSetAuto);

    public static string TokenOf(byte[] key)
    {
        using var hash = SHA1.Create();
        return Digits(hash.ComputeHash(key).Skip(12).Reverse());
    }

    private static string Digits(IEnumerable<byte> token) =>
        string.Concat(token.Select(x => x.ToString("x2", CultureInfo.InvariantCulture)));

    private HashSet<string> SimpleNames(string attribute)
    {
        var simple = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in CustomAttributes.Named(image, image.Reader.GetAssemblyDefinition().GetCustomAttributes(), attribute))
        {
            if (CustomAttributes.FirstString(image, value) is not { } friend) continue;
            int comma = friend.IndexOf(',');
            simple.Add((comma < 0 ? friend : friend.Substring(0, comma)).Trim());
        }
        return simple;
    }
}
