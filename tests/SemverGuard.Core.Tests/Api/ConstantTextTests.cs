using SemverGuard.Compiling;

namespace SemverGuard.Api;

public sealed class ConstantTextTests
{
    [Theory]
    [InlineData("int", "-5", "-5")]
    [InlineData("byte", "255", "255")]
    [InlineData("ulong", "18446744073709551615", "18446744073709551615")]
    [InlineData("bool", "true", "true")]
    [InlineData("char", "'\\''", "'\\''")]
    [InlineData("char", "'\\ud800'", "'\\ud800'")]
    [InlineData("string", "\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\u000a\"")]
    [InlineData("string", "\"\"", "\"\"")]
    [InlineData("string", "\"äß\"", "\"äß\"")]
    [InlineData("string?", "null", "null")]
    [InlineData("float", "1.5f", "1.5f")]
    [InlineData("double", "0.1", "0.1d")]
    [InlineData("double", "double.NaN", "NaNd")]
    [InlineData("decimal", "1.50m", "1.50m")]
    [InlineData("decimal", "-79228162514264337593543950335m", "-79228162514264337593543950335m")]
    [InlineData("System.DayOfWeek", "System.DayOfWeek.Friday", "5")]
    public void A_const_and_a_default_argument_read_alike(string type, string expression, string expected)
    {
        var c = Type($"public class C {{ public const {type} Value = {expression}; public void M({type} argument = {expression}) {{ }} }}");
        Assert.Equal(expected, c.Member("F:C.Value")!.Value);
        Assert.Equal(expected, c.Members.Single(x => x.Name == "M").Parameters[0].Default);
    }

    [Theory]
    [InlineData("int? argument = null", "null")]
    [InlineData("int? argument = 3", "3")]
    [InlineData("System.DateTime argument = default", "null")]
    [InlineData("System.Threading.CancellationToken argument = default", "null")]
    [InlineData("[System.Runtime.InteropServices.Optional] int argument", "default")]
    [InlineData("[System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(5)] System.DateTime argument",
        "5 ticks")]
    [InlineData("int argument", null)]
    public void Defaults_of_arguments(string parameter, string? expected) =>
        Assert.Equal(expected, Type($"public class C {{ public void M({parameter}) {{ }} }}").Members
            .Single(x => x.Name == "M").Parameters[0].Default);

    private static ApiType Type(string source) =>
        ApiReader.Read(World.Open(TestCompiler.Compile(source, new CompileSettings("Lib"))), "T:C")!;
}
