namespace SemverGuard.Metadata;

public sealed class ReflectionNameTests
{
    [Theory]
    [InlineData("Lib.Box", "Lib.Box")]
    [InlineData("Lib.Box, Lib, Version=3.44.1.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35", "Lib.Box")]
    [InlineData("Lib.Outer+Inner, Lib", "Lib.Outer.Inner")]
    [InlineData("Lib.Box`1[[System.Int32, System.Runtime, Version=10.0.0.0]], Lib", "Lib.Box<System.Int32>")]
    [InlineData("Lib.Box`1[System.Int32]", "Lib.Box<System.Int32>")]
    [InlineData("Lib.Map`2[[System.String, A, Version=1.0],[Lib.Box`1[[System.Int32[], A]], B]][], C",
        "Lib.Map<System.String, Lib.Box<System.Int32[]>>[]")]
    [InlineData("Lib.Box`1[[", "Lib.Box<>")]
    [InlineData("Lib.Box[,]", "Lib.Box[,]")]
    [InlineData("Lib.Box[,", "Lib.Box[,")]
    [InlineData("", "")]
    public void A_type_is_named_without_the_assembly_that_it_lives_in(string name, string expected) =>
    Assert.Equal(expected, ReflectionName.WithoutAssemblies(name));

    [Fact]
    public void Endless_brackets_end() => Assert.NotEmpty(ReflectionName.WithoutAssemblies("A" + new string('[', 100_000)));
}
