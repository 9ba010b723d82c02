using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Methods that an assembly's code names by text and has called by the framework: <c>typeof(Job).GetMethod("Run")</c>,
/// <c>Expression.Call(job, "Run", null)</c>. Of the second the type is not known; what is meant is a member to implement, as a rule.
/// </summary>
internal sealed class NamedMethods
{
    /// <summary>Texts of one body that may be the name; of more, nobody knows which.</summary>
    private const int MostTexts = 32;

    private readonly AssemblyImage image;

    private readonly HashSet<EntityHandle> byType = [], byExpression = [];

    private readonly List<int> texts = [];

    private EntityHandle type;

    private ILookup<string, MethodDefinitionHandle>? members;

    public NamedMethods(AssemblyImage image)
    {
        this.image = image;
        var reader = image.Reader;
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            bool isCall = reader.StringComparer.Equals(member.Name, "Call");
            if (!isCall && !reader.StringComparer.Equals(member.Name, "GetMethod")) continue;
            string declaring = image.NameOf(member.Parent);
            if (isCall && declaring == "System.Linq.Expressions.Expression") byExpression.Add(handle);
            if (!isCall && declaring == "System.Type") byType.Add(handle);
        }
    }

    /// <summary>Whether the assembly names any; else there is nothing to look for in its bodies.</summary>
    public bool Any => byType.Count + byExpression.Count > 0;

    public void Begin()
    {
        texts.Clear();
        type = default;
    }

    /// <summary>The methods that an instruction has found, of those that stand in the same body in their order.</summary>
    public IEnumerable<MethodDefinitionHandle> At(IlReader il)
    {
        if (il.OpCode == ILOpCode.Ldstr && texts.Count < MostTexts) texts.Add(il.Token);
        if (il.OpCode == ILOpCode.Ldtoken) type = il.Entity;
        if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt) || texts.Count == 0) return [];
        if (byType.Contains(il.Entity)) return type.Kind == HandleKind.TypeDefinition ? Of((TypeDefinitionHandle)type) : [];
        return byExpression.Contains(il.Entity) ? texts.SelectMany(x => Members[image.UserString(x)]) : [];
    }

    private IEnumerable<MethodDefinitionHandle> Of(TypeDefinitionHandle declaring)
    {
        string name = image.UserString(texts[texts.Count - 1]);
        return image.Reader.GetTypeDefinition(declaring).GetMethods()
            .Where(x => image.Reader.StringComparer.Equals(image.Reader.GetMethodDefinition(x).Name, name));
    }

    /// <summary>By name, the members that somebody has to implement.</summary>
    private ILookup<string, MethodDefinitionHandle> Members => members ??= image.Reader.MethodDefinitions
        .Where(x => (image.Reader.GetMethodDefinition(x).Attributes & MethodAttributes.Abstract) != 0)
        .ToLookup(x => image.Reader.GetString(image.Reader.GetMethodDefinition(x).Name), StringComparer.Ordinal);
}

/// <summary>Those of every assembly that is asked for.</summary>
internal sealed class NamedMethodsOfAll
{
    private readonly Dictionary<AssemblyImage, NamedMethods> known = [];

    /// <returns>Null for an assembly that names none.</returns>
    public NamedMethods? In(AssemblyImage image)
    {
        if (!known.TryGetValue(image, out var methods)) known[image] = methods = new NamedMethods(image);
        return methods.Any ? methods : null;
    }
}
