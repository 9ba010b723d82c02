using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>A type that is in another namespace by now is compared with what it was.</summary>
public sealed class MovedTypeTests
{
    private const string Step = "internal class Step { public int Handle(string s) { if (s.Length > {0}) throw new TimeoutException(); "
            + "return Cut(s).Length; } static string Cut(string s) => s.Trim(); public class Options { public int Tries = {1}; } }",
        Shop = "public class Shop { public int Go(string s) => new {0}Step().Handle(s) + new {0}Step.Options().Tries; } ",
        App = "public class P { public static void Main() => Console.WriteLine(new Lib.Shop().Go(\"x\")); }";

    [Theory]
    [InlineData("9", "3", "`Step.Handle` now compares with")]
    [InlineData("5", "7", "`Options..ctor` now sets Tries = 7 (was 3)")]
    public void What_it_does_otherwise_is_told(string most, string tries, string fact)
    {
        var told = Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", most, tries));
        Assert.Contains(fact, string.Join("\n", told.Select(x => x.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_does_as_before_is_not() =>
        Assert.Empty(Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", "5", "3")));

    [Fact]
    public void One_that_has_little_in_common_is_another() => Assert.DoesNotContain(
        Told(Library("Lib", "", "5", "3"), "namespace Lib { public class Shop { public int Go(string s) => s.Length; } } "
            + "namespace Lib.Steps { public class Step { public int Tries => 4; public int Pause => 3; public void Rest() { } } }"),
        x => x.Message.Contains("`Step.", StringComparison.Ordinal));

    [Fact]
    public void One_of_two_is_none_of_them() => Assert.DoesNotContain(
        Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", "9", "3") + Type("Lib.Other", "9", "3")),
        x => x.Message.Contains("more places", StringComparison.Ordinal));

    [Fact]
    public void An_enum_that_moved_has_the_members_that_it_had() => Assert.Empty(Told(
        "namespace Lib { public enum Kind { Small = 1, Large = 2 } "
            + "public class Shop { public int Go(string s) => s == Kind.Large.ToString() ? 1 : 2; } }",
        "namespace Lib.Kinds { public enum Kind { Small = 1, Large = 2 } } "
            + "namespace Lib { public class Shop { public int Go(string s) => s == Kinds.Kind.Large.ToString() ? 1 : 2; } }"));

    private static string Library(string home, string prefix, string most, string tries) =>
        "namespace Lib { " + Shop.Replace("{0}", prefix) + "} " + Type(home, most, tries);

    private static string Type(string home, string most, string tries) =>
        $"namespace {home} {{ {Step.Replace("{0}", most).Replace("{1}", tries)} }} ";

    private static Finding[] Told(string before, string after) =>
        [.. Upgraded.Check(before, after, App).Findings.Where(x => x.Id.StartsWith("SG40", StringComparison.Ordinal))];
}
