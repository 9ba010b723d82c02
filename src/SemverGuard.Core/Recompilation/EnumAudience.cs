using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Who gets to see the numbers that a project uses of an enum.</summary>
/// <remarks>
/// The old build goes on with the old numbers. As long as it gives them to nobody and nobody gives it any, it agrees with itself, and so
/// does the next one.
/// </remarks>
internal sealed class EnumAudience(Build build)
{
    private readonly AssemblyImage image = build.Output;
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <summary>Whether the numbers get out of the project's code: into a package, a text, an object, or what may be stored.</summary>
    /// <param name="type">The enum's full name.</param>
    public bool IsWide(string type)
    {
        if (!known.TryGetValue(type, out bool isWide))
            known[type] = isWide = IsInPackages(type) || IsInTypes(type) || image.Reader.MethodDefinitions.Any(x => IsIn(x, type));
        return isWide;
    }

    /// <summary>Whether the constant that ends a stretch of code is used as a member of the enum, and not as a number.</summary>
    public bool IsMember(Difference difference, string type)
    {
        if (difference.After.IsNil || difference.Now.Count == 0) return false;
        var body = NormalBody.Read(image, difference.After);
        int place = body.ToList().FindIndex(x => x.Offset == difference.Now[difference.Now.Count - 1].Offset);
        if (place < 0 || place + 1 >= body.Count) return false;
        var next = body[place + 1];
        if (next.Operand.Contains(type)) return true;
        var method = image.Reader.GetMethodDefinition(difference.After);
        var signature = image.SignatureOf(method);
        if (next.Code == ILOpCode.Ret) return signature.ReturnType == type;
        return IsComparison(next.Code) ? place > 0 && IsLoaded(body[place - 1], signature, type)
            : difference.Next is { } call && call.Operand.Contains(type);
    }

    private static bool IsComparison(ILOpCode code) =>
        code is ILOpCode.Ceq or ILOpCode.Clt or ILOpCode.Cgt or >= ILOpCode.Beq and <= ILOpCode.Blt_un;

    private static bool IsLoaded(NormalInstruction x, MethodSignature<string> signature, string type)
    {
        if (x.Code != ILOpCode.Ldarg) return x.Operand.Contains(type);
        int index = int.Parse(x.Operand, System.Globalization.CultureInfo.InvariantCulture) - (signature.Header.IsInstance ? 1 : 0);
        return index >= 0 && index < signature.ParameterTypes.Length && signature.ParameterTypes[index] == type;
    }

    /// <summary>A member of a package takes or gives it, or a generic one is made for it.</summary>
    private bool IsInPackages(string type)
    {
        var reader = image.Reader;
        return reader.MemberReferences.Any(x => IsForeign(x) && NormalBody.Symbol(image, x).Contains(type))
            || Enumerable.Range(1, reader.GetTableRowCount(TableIndex.MethodSpec))
                .Select(MetadataTokens.MethodSpecificationHandle)
                .Any(x => reader.GetMethodSpecification(x).DecodeSignature(image.LinkText, GenericScope.Open).Any(y => y.Contains(type)));
    }

    private bool IsForeign(MemberReferenceHandle member)
    {
        var parent = image.Reader.GetMemberReference(member).Parent;
        return parent.Kind is HandleKind.TypeReference or HandleKind.TypeSpecification
            && build.World.Resolve(image, parent) is not { IsFound: true, Image.IsFramework: true };
    }

    /// <summary>Who stores an object writes its properties and public fields.</summary>
    private bool IsInTypes(string type)
    {
        var reader = image.Reader;
        return reader.TypeDefinitions.SelectMany(x => reader.GetTypeDefinition(x).GetProperties())
                .Any(x => reader.GetPropertyDefinition(x).DecodeSignature(image.LinkText, GenericScope.Open).ReturnType.Contains(type))
            || reader.FieldDefinitions.Select(reader.GetFieldDefinition).Any(x =>
                (x.Attributes & (FieldAttributes.FieldAccessMask | FieldAttributes.Static)) == FieldAttributes.Public
                && x.DecodeSignature(image.LinkText, GenericScope.Open).Contains(type));
    }

    /// <summary>A package may call a method by its slot; what is boxed may be printed.</summary>
    private bool IsIn(MethodDefinitionHandle handle, string type)
    {
        var method = image.Reader.GetMethodDefinition(handle);
        if ((method.Attributes & MethodAttributes.Virtual) != 0 && NormalBody.Symbol(image, handle).Contains(type)) return true;
        if (image.Body(method) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Box or ILOpCode.Constrained && image.NameOf(il.Entity).Contains(type)) return true;
        }
        return false;
    }
}
