namespace SemverGuard.Reports;

/// <summary>In a build's log: what reads logs for problems drops a message of a file without a line and a column.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void A_file_has_a_line_and_a_column()
    {
        Assert.Equal(new Place("a.csproj", 1, 1), new Place("a.csproj").InLog);
        Assert.Equal(new Place("a.baseline", 7, 1), new Place("a.baseline", 7).InLog);
        Assert.Equal(new Place("a.cs", 7, 3), new Place("a.cs", 7, 3).InLog);
    }

    [Fact]
    public void Nowhere_stays_nowhere() => Assert.Equal(new Place(""), new Place("").InLog);
}
