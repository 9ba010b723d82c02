using CsCheck;

namespace SemverGuard.Packages;

public sealed class PackageGrammarTests
{
    [Theory]
    [InlineData("Newtonsoft.Json", true)]
    [InlineData("runtime.native.System.IO", true)]
    [InlineData("a_b-c", true)]
    [InlineData("Ünï", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a..b", false)]
    [InlineData("a/b", false)]
    [InlineData(@"a\b", false)]
    [InlineData("a\n", false)]
    [InlineData("a;b", false)]
    [InlineData("$(HOME)", false)]
    public void Ids(string text, bool isOne) => Assert.Equal(isOne, PackageGrammar.IsId(text));

    [Theory]
    [InlineData("1.0.0", true)]
    [InlineData("1.0.0.4-rc.1+abc", true)]
    [InlineData("", false)]
    [InlineData("1.0.0/..", false)]
    [InlineData("../../evil", false)]
    [InlineData("1.0.0;2.0.0", false)]
    [InlineData("1.0.0\n", false)]
    public void Versions(string text, bool isOne) => Assert.Equal(isOne, PackageGrammar.IsVersion(text));

    [Theory]
    [InlineData("lib/net10.0/A.dll", true)]
    [InlineData("lib/net45/_._", true)]
    [InlineData("lib/portable-net45+win8/A b.dll", true)]
    [InlineData("", false)]
    [InlineData("/lib/A.dll", false)]
    [InlineData("lib/../A.dll", false)]
    [InlineData("lib/.. /A.dll", false)]
    [InlineData("lib/.../A.dll", false)]
    [InlineData(@"lib\A.dll", false)]
    [InlineData("c:/A.dll", false)]
    [InlineData("A.dll:stream", false)]
    [InlineData("lib/", false)]
    [InlineData("lib/a\0.dll", false)]
    public void Paths(string text, bool isOne) => Assert.Equal(isOne, PackageGrammar.IsPath(text));

    /// <summary>Whatever passes stays below the folder it is put behind.</summary>
    [Fact]
    public void What_is_named_lies_below_its_folder() => Gen.String[Gen.Char[@"a./\: ~"], 1, 12].Sample(
        text =>
        {
            string root = Path.Combine(Path.GetTempPath(), "packages") + Path.DirectorySeparatorChar;
            foreach (bool isOne in new[] { PackageGrammar.IsId(text), PackageGrammar.IsVersion(text), PackageGrammar.IsPath(text) })
            {
                if (isOne) Assert.Equal(root + text.Replace('/', Path.DirectorySeparatorChar), Path.GetFullPath(Path.Combine(root, text)));
            }
        }, iter: 20_000);
}
