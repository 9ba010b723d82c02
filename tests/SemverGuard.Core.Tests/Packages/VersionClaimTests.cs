namespace SemverGuard.Packages;

public sealed class VersionClaimTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.3", Claim.None)]
    [InlineData("1.2.3", "1.2.3.0", Claim.None)]
    [InlineData("1.2.3", "1.2.3+build", Claim.None)]
    [InlineData("1.2", "1.2.0", Claim.None)]
    [InlineData("1.2.3", "1.2.4", Claim.Patch)]
    [InlineData("1.2.3", "1.2.3.1", Claim.Patch)]
    [InlineData("1.2.3.1", "1.2.4", Claim.Patch)]
    [InlineData("1.2.3", "1.3.0", Claim.Minor)]
    [InlineData("1.2.3", "1.10.0", Claim.Minor)]
    [InlineData("1.2.3", "2.0.0", Claim.Major)]
    [InlineData("9.0.0", "10.0.0", Claim.Major)]
    [InlineData("0.1.0", "0.1.1", Claim.Patch)]
    [InlineData("0.1.9", "0.2.0", Claim.Minor)]
    [InlineData("0.9.0", "1.0.0", Claim.Major)]
    [InlineData("1.0.0-rc.1", "1.0.0", Claim.Major)]
    [InlineData("1.0.0-rc.1", "1.0.0-rc.2", Claim.Major)]
    [InlineData("1.0.0", "1.0.1-beta", Claim.Patch)]
    [InlineData("1.2.4", "1.2.3", Claim.Patch)]
    [InlineData("1.3.0", "1.2.9", Claim.Minor)]
    [InlineData("2.0.0", "1.9.9", Claim.Major)]
    [InlineData("not a version", "1.0.0", Claim.Major)]
    [InlineData("", "1.0.0", Claim.Major)]
    public void Claims(string before, string after, Claim claim) => Assert.Equal(claim, VersionClaim.Between(before, after));

    [Theory]
    [InlineData(Claim.None, "none")]
    [InlineData(Claim.Patch, "patch")]
    [InlineData(Claim.Minor, "minor")]
    [InlineData(Claim.Major, "major")]
    public void Words(Claim claim, string word) => Assert.Equal(word, claim.Word());
}
