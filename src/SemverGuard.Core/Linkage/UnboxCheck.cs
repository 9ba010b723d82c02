using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>An enum that is made of another number than before.</summary>
internal sealed record ChangedEnum(string Name, string Assembly, string Was, string Now)
{
    /// <summary>Not only its sign is another.</summary>
    public bool IsResized => Size(Was) != Size(Now);

    private static int Size(string number) => number switch
    {
        "System.Byte" or "System.SByte" or "System.Boolean" => 1,
        "System.Int16" or "System.UInt16" or "System.Char" => 2,
        "System.Int64" or "System.UInt64" => 8,
        _ => 4,
    };

    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<ChangedEnum> In(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { IsFramework: false } now || now.IsSameAs(was))
            yield break;
        foreach (var old in was.Reader.TypeDefinitions.Select(x => new TypeHome(was, x)).Where(x => x.IsEnum))
        {
            if (after.FindType(assembly, old.Name) is not { IsFound: true, IsEnum: true } @new || Number(old) == Number(@new)) continue;
            yield return new ChangedEnum(old.Name, assembly, Number(old), Number(@new));
        }
    }

    /// <summary>The type of the one field that its objects have.</summary>
    private static string Number(TypeHome type)
    {
        var fields = type.Definition.GetFields().Select(type.Image!.Reader.GetFieldDefinition);
        return fields.Where(x => (x.Attributes & FieldAttributes.Static) == 0)
            .Select(x => x.DecodeSignature(type.Image.LinkText, GenericScope.Open)).FirstOrDefault() ?? "";
    }
}

/// <summary>
/// Boxed enums that are unboxed as the number they are made of, or the other way round, where that is another number by now
/// (ECMA-335 III.4.33).
/// </summary>
internal sealed class UnboxCheck(AssemblySet after, IReadOnlyDictionary<string, ChangedEnum> enums)
{
    public IEnumerable<PlacedProblem> In(AssemblyImage image)
    {
        if (enums.Count == 0) yield break;
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if (image.Body(method) is not { } body || !Unboxes(body)) continue;
            foreach (var (problem, offset) in Method(image, method, body)) yield return new PlacedProblem(problem, image, handle, offset);
        }
    }

    private static bool Unboxes(MethodBodyBlock body)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (IsUnboxing(il.OpCode)) return true;
        }
        return false;
    }

    private static bool IsUnboxing(ILOpCode code) => code is ILOpCode.Unbox_any or ILOpCode.Unbox;

    private List<(Problem, int)> Method(AssemblyImage image, MethodDefinition method, MethodBodyBlock body)
    {
        var found = new List<(Problem, int)>();
        var source = new ValueSource(after, image, method, body);
        TypeHome last = default;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (last.IsFound && IsUnboxing(il.OpCode) && Mismatch(image.NameOf(il.Entity), last.Name) is { } unfit)
                found.Add((unfit, il.Offset));
            last = il.OpCode == ILOpCode.Dup ? last : source.Of(il);
        }
        return found;
    }

    private Problem? Mismatch(string target, string boxed) =>
        enums.TryGetValue(boxed, out var given) && target == given.Was ? Problem(given, $"a boxed value is unboxed as {Short(target)}")
        : enums.TryGetValue(target, out var asked) && boxed == asked.Was ? Problem(asked, $"a boxed {Short(boxed)} is unboxed as one")
        : null;

    private static Problem Problem(ChangedEnum type, string use) => new("T:" + type.Name, type.Assembly, "InvalidCastException",
        $"has made '{DisplayName.Type(type.Name)}' of {Short(type.Now)}, and {use}") { IsLasting = true };

    private static string Short(string type) => DisplayName.Type(type);
}
