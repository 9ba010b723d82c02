using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// What a property begins with, where that is an object of the package's own: it was of a type that another library does the work for, and
/// is of one that does it otherwise. Wherever it is set, everybody gets it who sets none.
/// </summary>
internal sealed class KeptObjects(Side before, Side after)
{
    /// <summary>The methods that set such a property, and what is to be told of them.</summary>
    public IEnumerable<(MethodDefinitionHandle Method, Effect Fact)> Find()
    {
        var now = Given(after);
        if (now.Count == 0) yield break;
        var was = Given(before);
        foreach (var (property, given) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(property, out var old) || One(old) is not { } gone || One(given) is not { } come || gone == come) continue;
            string name = property.MemberName;
            if (Members.TypeOf(before, property.Type, name) is not { } type || type != Members.TypeOf(after, property.Type, name)) continue;
            string[] left = [.. Libraries(before, gone).Except(Libraries(after, come))];
            string shown = DisplayName.Type(come), before1 = DisplayName.Type(gone);
            if (left.Length == 0 || shown == before1) continue;
            var fact = new Effect(EffectKind.Default, $"{property.Type}.{name}",
                $"now sets {name} = new {shown}() (was new {before1}(), which used {left[0]})", Weight.Strong)
            {
                Member = $"P:{property.Type}.{name}",
            };
            foreach (var method in given.Select(x => x.In).Distinct()) yield return (method, fact);
        }
    }

    private static string? One(List<(string Type, MethodDefinitionHandle In)> given) =>
        given.Select(x => x.Type).Distinct(StringComparer.Ordinal).ToArray() is [var one] ? one : null;

    /// <summary>By setter, the types of the own objects that it is given as they are made.</summary>
    private static Dictionary<Setter, List<(string Type, MethodDefinitionHandle In)>> Given(Side side)
    {
        var found = new Dictionary<Setter, List<(string, MethodDefinitionHandle)>>();
        foreach (var (method, body) in side.Image.Bodies())
        {
            string? made = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (made is not null && il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && il.Token != 0
                    && side.Operands[il.Entity] is { IsOwn: true, SetProperty: { } property } setter)
                {
                    var key = new Setter(setter.Type, property);
                    if (!found.TryGetValue(key, out var all)) found[key] = all = [];
                    all.Add((made, method));
                }
                made = il.OpCode == ILOpCode.Newobj && side.Operands[il.Entity] is { IsOwn: true, IsGenerated: false } type
                    ? type.Type
                    : null;
            }
        }
        return found;
    }

    private readonly record struct Setter(string Type, string MemberName);

    /// <summary>The first names of other assemblies than the framework's whose members a type's methods use.</summary>
    private static HashSet<string> Libraries(Side side, string type)
    {
        var libraries = new HashSet<string>(StringComparer.Ordinal);
        var handle = side.Image.FindType(type);
        if (handle.IsNil) return libraries;
        foreach (var method in side.Image.Reader.GetTypeDefinition(handle).GetMethods())
        {
            if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)
                    || side.Operands[il.Entity] is not { IsOwn: false, IsFramework: false } called)
                    continue;
                var home = side.Find(called.Type);
                if (home is { IsFound: true, Image: { IsFramework: false } image }) libraries.Add(image.Name);
            }
        }
        return libraries;
    }
}
