using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Compiling;

namespace SemverGuard.Metadata;

public sealed class IlReaderTests
{
    public static TheoryData<string> OpCodeNames => [.. All().Select(x => x.Name!)];

    [Theory]
    [MemberData(nameof(OpCodeNames))]
    public void Every_instruction_is_as_long_as_the_framework_says(string name)
    {
        var code = All().Single(x => x.Name == name);
        const int Targets = 3;
        byte[] operand = code.OperandType switch
        {
            OperandType.InlineSwitch => [Targets, 0, 0, 0, .. new byte[4 * Targets]],
            var type => new byte[OperandSize(type)],
        };
        byte[] body = [.. code.Size == 2 ? [0xFE, (byte)code.Value] : new[] { (byte)code.Value }, .. operand, (byte)ILOpCode.Ret];
        var read = Read(body);
        Assert.Equal([(0, (ILOpCode)(ushort)code.Value), (body.Length - 1, ILOpCode.Ret)], read);
    }

    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void Every_body_is_read_to_its_exact_end(string name)
    {
        var image = World.Open(RealAssemblies.Paths[name]);
        int bodies = 0;
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            if (image.Body(image.Reader.GetMethodDefinition(handle)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.Token != 0)
                    AssertExists(
                        image.Reader, MetadataTokens.Handle(il.Token), $"{DocumentationId.Method(image, handle)} at {il.Offset:x4}");
            }
            bodies++;
        }
        Assert.NotEqual(0, bodies);
    }

    /// <summary>A reader out of step soon takes arbitrary bytes for a token.</summary>
    private static void AssertExists(MetadataReader reader, Handle handle, string place)
    {
        if (handle.Kind == HandleKind.UserString) reader.GetUserString((UserStringHandle)handle);
        else if (!MetadataTokens.TryGetTableIndex(handle.Kind, out var table)
            || MetadataTokens.GetRowNumber((EntityHandle)handle) > reader.GetTableRowCount(table))
                 Assert.Fail(place);
    }

    private static unsafe List<(int, ILOpCode)> Read(byte[] body)
    {
        fixed (byte* start = body)
        {
            var read = new List<(int, ILOpCode)>();
            var il = new IlReader(new BlobReader(start, body.Length));
            while (il.MoveNext()) read.Add((il.Offset, il.OpCode));
            return read;
        }
    }

    // The prefixes that only the runtime's own tables know (prefix1 .. prefixref) never stand in a body.
    private static IEnumerable<OpCode> All() => typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(x => (OpCode)x.GetValue(null)!).Where(x => x.OpCodeType != OpCodeType.Nternal);

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
