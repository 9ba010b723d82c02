using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>One body in normal form.</summary>
internal sealed class NearCode(Side side, MethodDefinitionHandle method)
{
    private readonly IReadOnlyList<NormalInstruction> body = NormalBody.Read(side.Image, method);

    /// <summary>The compiler's own methods that are part of it.</summary>
    public IEnumerable<MethodDefinitionHandle> Generated =>
        body.Where(x => !x.Handle.IsNil).SelectMany(x => Effects.Generated.Bodies(side.Image, side.Operands[x.Handle]));

    public int Count => body.Count;

    public NormalInstruction this[int index] => body[index];

    public NormalInstruction[] Slice(int start, int end) => [.. body.Skip(start).Take(end - start)];

    public bool IsGenerated(int index) => !body[index].Handle.IsNil && side.Operands[body[index].Handle].IsGenerated;

    /// <summary>The type of a package's own that an instruction makes, where others can see it.</summary>
    public string? Made(NormalInstruction construction) =>
        side.Operands[construction.Handle] is { OwnMethod.IsNil: false, IsGenerated: false } call && Members.IsVisible(side, call.OwnMethod)
            ? call.Type : null;

    /// <summary>Calls a method of the package itself.</summary>
    public bool IsOwnCall(int index) => body[index].Code is ILOpCode.Call or ILOpCode.Callvirt
        && !side.Operands[body[index].Handle].OwnMethod.IsNil;

    /// <summary>Calls a method that has the name of this one: a shorter form hands on to it.</summary>
    public bool IsOverload(int index)
    {
        var definition = side.Image.Reader.GetMethodDefinition(method);
        var called = side.Operands[body[index].Handle];
        return called.OwnMethod != method && called.Name == side.Image.Reader.GetString(definition.Name)
            && called.Type == side.Image.NameOf(definition.GetDeclaringType());
    }

    /// <summary>Name and type of the parameter for which an argument is that has so many behind it; null where there is none.</summary>
    public (string Name, string Type)? Given(int call, int behind)
    {
        var called = side.Operands[body[call].Handle];
        var types = Literals.ParameterTypes(called);
        int place = types.Count - 1 - behind;
        return place < 0 ? null : (Members.ParameterName(side, called.OwnMethod, place), types[place]);
    }

    /// <summary>A method of the framework that an instruction calls; null for another instruction.</summary>
    public Operand? Framework(NormalInstruction call) =>
        call.Code is ILOpCode.Call or ILOpCode.Callvirt && side.Operands[call.Handle] is { IsFramework: true } target ? target : null;

    /// <summary>What an instruction names: an argument, a field, a member that is called; null for another instruction.</summary>
    public string? Name(int index) => body[index] switch
    {
        { Code: ILOpCode.Ldarg } => Argument(index),
        { Code: >= ILOpCode.Ldfld and <= ILOpCode.Stsfld or ILOpCode.Call or ILOpCode.Callvirt } named
            when !side.Operands[named.Handle].IsGenerated =>
            Plain(side.Operands[named.Handle].Name),
        _ => null,
    };

    private static string Plain(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            ? member.Substring(4)
            : member;

    /// <summary>The name of an argument that an instruction loads.</summary>
    public string Argument(int index)
    {
        var definition = side.Image.Reader.GetMethodDefinition(method);
        bool isStatic = (definition.Attributes & System.Reflection.MethodAttributes.Static) != 0;
        int number = int.Parse(body[index].Operand, CultureInfo.InvariantCulture) + (isStatic ? 1 : 0);
        return number == 0 ? "this" : Members.ParameterName(side, method, number - 1);
    }
}
