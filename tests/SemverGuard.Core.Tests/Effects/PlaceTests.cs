namespace SemverGuard.Effects;

/// <summary>A method that is named with a place stands at that place, whatever other places there are.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void The_first_place_is_in_the_method_that_is_named()
    {
        const string Was = "public class A { public int Go() => Inner(1); int Inner(int x) => x; }",
            Now = "public class A { public int Go() => Inner(1); int Inner(int x) => x > 5 ? throw new TimeoutException() : x; }";
        const string App = """
            #line 7 "Last.cs"
            static class Last { public static int Go() => new A().Go(); }
            #line 3 "First.cs"
            static class First { public static int Go() => new A().Go(); }
            #line 1 "Program.cs"
            static class Program { static void Main() => Console.WriteLine(Last.Go() + First.Go()); }
            """;
        var finding = Assert.Single(Upgraded.Check(Was, Now, App).Findings, x => x.Message.Contains("Reached by"));
        string named = finding.Message.Split("Reached by `")[1].Split('.')[0];
        Assert.Contains($"Reached by `{named}.Go` ({named}.cs(", finding.Message);
        Assert.Equal(named + ".cs", finding.Sites[0].File);
        Assert.Equal(2, finding.Sites.Count);
    }
}
