namespace SemverGuard.Effects;

/// <summary>The case in which something is thrown by now, and what the project passes.</summary>
public sealed class PassedTests
{
    /// <summary>What a method checks by now, what is passed that it refuses, and what it does not.</summary>
    public static TheoryData<string, string, string, string> Checks => new()
    {
        { "int n", "if (n > 100) throw new ArgumentException();", "150", "50" },
        { "int n", "if (n < 0) throw new ArgumentException();", "-1", "1" },
        { "int min, int max", "if (min > max) throw new ArgumentException();", "5, 2", "2, 5" },
        { "int a, int b", "if (a == b) throw new ArgumentException();", "2, 2", "2, 5" },
        { "string s", "if (s.Length == 0) throw new ArgumentException();", "\"\"", "\"a\"" },
        { "string s", "if (s.Length > 3) throw new ArgumentException();", "\"long\"", "\"a\"" },
        { "string s", "if (string.IsNullOrWhiteSpace(s)) throw new ArgumentException();", "\" \"", "\"a\"" },
        { "string s", "if (s == \"admin\") throw new ArgumentException();", "\"admin\"", "\"guest\"" },
        { "string? s", "if (s == null) throw new InvalidOperationException();", "null", "\"a\"" },
        { "bool b, int n", "if (!b && n > 3) throw new ArgumentException();", "false, 4", "true, 4" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfNegative(n);", "-1", "0" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfZero(n);", "0", "1" },
        { "long n", "ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);", "0L", "1L" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 9);", "10", "9" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, 9);", "9", "8" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfLessThan(n, 9);", "8", "9" },
        { "int n", "ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(n, 9);", "9", "10" },
        { "int n, int m", "ArgumentOutOfRangeException.ThrowIfEqual(n, m);", "3, 3", "3, 4" },
        { "int n, int m", "ArgumentOutOfRangeException.ThrowIfNotEqual(n, m);", "3, 4", "3, 3" },
        { "string s", "ArgumentException.ThrowIfNullOrEmpty(s);", "\"\"", "\"a\"" },
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public void Who_passes_what_is_refused_is_warned(string parameters, string check, string refused, string taken)
    {
        Assert.Contains("The project passes ", Told(parameters, check, refused, Effects.Told.Warning));
        Assert.DoesNotContain("The project passes ", Told(parameters, check, taken, Effects.Told.Info));
    }

    /// <summary>Of several calls, one is enough; of an overload, none is.</summary>
    [Theory]
    [InlineData("new A().Go(1); new A().Go(101);", Effects.Told.Warning)]
    [InlineData("new A().Go(1); new A().Go(101, 1);", Effects.Told.Info)]
    public void Which_call_it_is(string use, Told expected)
    {
        const string Library = "public class A { public void Go(int n) { « ⇒ if (n > 100) throw new ArgumentException(); » Use(n); } "
            + "public void Go(int n, int m) { Use(n + m); } static void Use(int n) { Console.WriteLine(n); } }";
        Assert.Equal(expected, Triple.Loudest(new Triple("calls", expected, Library, use).Judge()));
    }

    /// <summary>It may come to the same in another way.</summary>
    [Fact]
    public void What_is_worked_out_otherwise_in_a_case_is_no_failure()
    {
        const string Library = "public class A { public int Go(int n) => « n < 0 ? -n : n ⇒ Math.Abs(n) »; }";
        Assert.Equal(Effects.Told.Info, Triple.Loudest(new Triple("helper", Effects.Told.Info, Library, "new A().Go(-3);").Judge()));
    }

    [Theory]
    [InlineData("[Size(150)]", Effects.Told.Warning)]
    [InlineData("[Size(15)]", Effects.Told.Info)]
    public void What_is_written_in_an_attribute_is_passed(string attribute, Told expected)
    {
        const string Library = "[AttributeUsage(AttributeTargets.Class)] public class SizeAttribute : Attribute { public int N { get; } "
            + "public SizeAttribute(int n) { « ⇒ if (n > 100) throw new ArgumentException(); » N = n; } } "
            + "public static class Scan { public static int Of(Type t) => t.GetCustomAttributes(false).Length; }";
        var triple = new Triple("attribute", expected, Library, $"Scan.Of(typeof(Model)); {attribute} class Model;");
        Assert.Equal(expected, Triple.Loudest(triple.Judge()));
    }

    /// <summary>Nothing differs but how it is written.</summary>
    [Theory]
    [InlineData("n < 0", "ThrowIfNegative(n)")]
    [InlineData("n >= 9", "ThrowIfGreaterThanOrEqual(n, 9)")]
    [InlineData("n == 0", "ThrowIfZero(n)")]
    public void A_guard_of_the_frameworks_is_what_it_does(string condition, string guard) => Assert.Empty(FactTests.Compare(
        $"int Go(int n) {{ if ({condition}) throw new ArgumentOutOfRangeException(nameof(n)); return n; }}",
        $"int Go(int n) {{ ArgumentOutOfRangeException.{guard}; return n; }}"));

    private static string Told(string parameters, string check, string passed, Told expected)
    {
        string library = $"public class A {{ public string Go({parameters}) {{ « ⇒ {check} » return \"ok\"; }} }}";
        var report = new Triple(check, expected, library, $"new A().Go({passed});").Judge();
        string all = string.Join("\n", report.Findings);
        Assert.True(expected == Triple.Loudest(report), $"{check} {passed}: is {Triple.Loudest(report)}\n{all}");
        return all;
    }
}
