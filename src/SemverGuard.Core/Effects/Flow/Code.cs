using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <param name="Code">Never a short form.</param>
/// <param name="Number">A constant, its bits for a floating one; the index of an argument or local.</param>
/// <param name="Targets">Of a jump, the indexes of the instructions that it may lead to; of a switch, all but the next.</param>
internal readonly record struct Instruction(ILOpCode Code, long Number, EntityHandle Entity, int UserString, int[] Targets);

/// <summary>A part of a body that is guarded, by the indexes of its instructions; ends are the first instruction behind.</summary>
/// <param name="Filter">Where a filter begins; negative without one.</param>
internal sealed record Region(ExceptionRegionKind Kind, int Start, int End, int Handler, int HandlerEnd, int Filter, EntityHandle CatchType)
{
    public bool Covers(int index) => Start <= index && index < End;
}

/// <summary>One method's body, decoded once.</summary>
internal sealed class Code
{
    private readonly string[] locals;
    private readonly string[] parameters;
    private readonly HashSet<int> joins = [];
    private readonly AssemblyImage image;

    /// <exception cref="BadImageFormatException">The body is damaged.</exception>
    public Code(Side side, MethodDefinitionHandle handle, MethodBodyBlock body)
    {
        Handle = handle;
        image = side.Image;
        var method = image.Reader.GetMethodDefinition(handle);
        Machine = StateMachine.Of(image, method);
        var signature = image.SignatureOf(method);
        IsInstance = (method.Attributes & MethodAttributes.Static) == 0;
        parameters = [.. IsInstance ? new[] { "" } : [], .. signature.ParameterTypes];
        // An "init" accessor's has a modifier.
        IsVoid = method.DecodeSignature(image.DocumentationText, GenericScope.Open).ReturnType == "System.Void";
        ReturnType = signature.ReturnType;
        locals = body.LocalSignature.IsNil
            ? []
            : [.. image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open)];
        Instructions = Decode(body, out var indexes);
        Regions = [.. body.ExceptionRegions.Select(x => new Region(x.Kind, At(x.TryOffset), At(x.TryOffset + x.TryLength),
            At(x.HandlerOffset), At(x.HandlerOffset + x.HandlerLength), x.Kind == ExceptionRegionKind.Filter ? At(x.FilterOffset) : -1,
            x.CatchType))];
        for (int i = 0; i < Instructions.Length; i++)
        {
            TakesAddresses |= Instructions[i].Code is ILOpCode.Ldarga;
            foreach (int target in Instructions[i].Targets)
            {
                if (target <= i) joins.Add(target);
            }
        }
        foreach (var region in Regions)
        {
            joins.Add(region.Handler);
            if (region.Filter >= 0) joins.Add(region.Filter);
        }

        int At(int offset) => indexes.TryGetValue(offset, out int index) ? index
            : throw new BadImageFormatException($"A method body leads to {offset:x}, where no instruction begins.");
    }

    /// <summary>What decoding took, in steps; many methods may share one long list of locals.</summary>
    public long Cost => Instructions.Length / 2 + locals.Concat(parameters).Sum(x => 16L + x.Length) / 16 + (Machine?.Names.Count ?? 0);

    public MethodDefinitionHandle Handle { get; }

    /// <summary>Where the method is a part of one; null for an ordinary method.</summary>
    public StateMachine? Machine { get; }

    public Instruction[] Instructions { get; }

    /// <summary>The inner ones first, as the runtime wants them.</summary>
    public Region[] Regions { get; }

    public bool IsInstance { get; }

    public bool IsVoid { get; }

    public int Arguments => parameters.Length;

    public int Locals => locals.Length;

    /// <summary>Locals, and behind them the fields that are some.</summary>
    public int Slots => locals.Length + (Machine?.Names.Count ?? 0);

    /// <summary>Of arguments: what is done to them may be done to the caller's.</summary>
    public bool TakesAddresses { get; }

    public static int Row(MethodDefinitionHandle method) => MetadataTokens.GetRowNumber(method);

    /// <summary>Whether values of several visits meet at an instruction: a loop begins there, or a handler.</summary>
    public bool IsJoin(int index) => joins.Contains(index);

    /// <summary>Whether a handler or filter begins at an instruction, with the exception on the stack.</summary>
    public bool IsCatch(int index) => Array.Exists(Regions, x =>
        (x.Handler == index && x.Kind is (ExceptionRegionKind.Catch or ExceptionRegionKind.Filter))
            || (x.Filter >= 0 && x.Filter == index));

    public bool IsFloatArgument(int index) => index < parameters.Length && IsFloat(parameters[index]);

    /// <param name="index">Of a parameter, <c>this</c> not counted.</param>
    public string TypeOf(int index) => index + (IsInstance ? 1 : 0) is var place && place < parameters.Length ? parameters[place] : "";

    public string ReturnType { get; }

    public bool IsFloatLocal(int index) => index < locals.Length && IsFloat(locals[index]);

    /// <summary>A type parameter that stands for nothing but references, whose values a box leaves as they are.</summary>
    public bool IsReference(EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification) return false;
        var blob = image.Reader.GetBlobReader(image.Reader.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        var code = (SignatureTypeCode)blob.ReadByte();
        if (code is not (SignatureTypeCode.GenericMethodParameter or SignatureTypeCode.GenericTypeParameter)) return false;
        int index = blob.ReadCompressedInteger();
        var method = image.Reader.GetMethodDefinition(Handle);
        var parameters = code == SignatureTypeCode.GenericMethodParameter ? method.GetGenericParameters()
            : image.Reader.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters();
        return index < parameters.Count
            && (image.Reader.GetGenericParameter(parameters[index]).Attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0;
    }

    public static bool IsFloat(string type) => type is "System.Double" or "System.Single";

    private static Instruction[] Decode(MethodBodyBlock body, out Dictionary<int, int> indexes)
    {
        var instructions = new List<Instruction>();
        indexes = [];
        var jumps = new List<int[]>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            indexes[il.Offset] = instructions.Count;
            jumps.Add(Offsets(il));
            var (code, number) = il.Long;
            instructions.Add(new Instruction(
                code, number, code is ILOpCode.Ldstr ? default : il.Entity, code is ILOpCode.Ldstr ? il.Token & 0xFFFFFF : 0, []));
        }
        for (int i = 0; i < jumps.Count; i++)
        {
            if (jumps[i].Length == 0) continue;
            int[] targets = new int[jumps[i].Length];
            for (int j = 0; j < targets.Length; j++)
            {
                if (!indexes.TryGetValue(jumps[i][j], out targets[j]))
                    throw new BadImageFormatException("A method body jumps to where no instruction begins.");
            }
            instructions[i] = instructions[i] with { Targets = targets };
        }
        indexes[il.Next] = instructions.Count;
        return [.. instructions];
    }

    private static int[] Offsets(IlReader il) => il.OpCode switch
    {
        ILOpCode.Switch => il.SwitchTargets(),
        >= ILOpCode.Br_s and <= ILOpCode.Blt_un or ILOpCode.Leave or ILOpCode.Leave_s => [il.Next + (int)il.Integer],
        _ => [],
    };
}
