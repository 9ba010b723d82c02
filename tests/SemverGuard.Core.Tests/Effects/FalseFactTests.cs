using SemverGuard.Compiling;

namespace SemverGuard.Effects;

/// <summary>What looks like a change of behavior in the code of one version and is none, or another one than it seems.</summary>
public sealed class FalseFactTests
{
    /// <summary>Each way round: what nothing was before is nothing afterwards.</summary>
    [Theory]
    [InlineData("void Is(string s) => Is(s, \"\"); void Is(string s, Func<string?> f) { Console.WriteLine(s + f()); } "
        + "void Is(string s, string t) => Is(s, () => t);",
        "void Is(string s) => Is(s, () => null); void Is(string s, Func<string?> f) { Console.WriteLine(s + f()); } "
        + "void Is(string s, string t) => Is(s, () => t);", "null")]
    [InlineData("string Is(string s) => Of(s, () => s.Trim()); string Of(string s, Func<string?> f) => s + f();",
        "string Is(string s) => Of(s, () => null); string Of(string s, Func<string?> f) => s + f();", "null")]
    [InlineData("async Task Go(Task t) => await t.ConfigureAwait(false);",
        "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);", "ConfigureAwait(false)")]
    [InlineData("object? Go(Type t) => t == typeof(int) ? 0 : Activator.CreateInstance(t);",
        "object? Go(Type t) => t == typeof(int) ? 0 : t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Nullable<>) ? null "
            + ": System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t);", "may now return null")]
    public void A_change_of_another_kind_is_not_said(string before, string after, string words)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(FactTests.Facts(was, now), x => x.Contains(words, StringComparison.Ordinal));
    }

    private const string Many = "class ManyException : Exception { } int depth; ";

    [Theory]
    [InlineData(Many + "void Go(Action a) { depth++; a(); depth--; if (depth == 0) throw new ManyException(); }",
        Many + "class Scope(C c) : IDisposable { public void Dispose() { c.depth--; if (c.depth == 0) throw new ManyException(); } } "
        + "IDisposable Enter() { depth++; return new Scope(this); } void Go(Action a) { using (Enter()) { a(); } }",
        "throws ManyException")]
    [InlineData("void That(object? o, string m) { } Exception? Go(Action a, string m) { Exception? ex = null; "
        + "try { a(); } catch (Exception e) { ex = e; } That(ex, m); return ex; }",
        "void That(object? o, Func<string> m) { } Exception? Go(Action a, string m) { Exception? ex = null; "
        + "try { a(); } catch (Exception e) { ex = e; } That(ex, () => m + ex); return ex; }", "null")]
    [InlineData("List<int> x = new(), y = new(); int Go(int k) => x.FirstOrDefault(z => z == k);",
        "List<int> x = new(), y = new(); int Go(int k) => x.FindLast(z => z == k) > 0 ? y.SingleOrDefault() : 0;",
        "SingleOrDefault (was")]
    [InlineData("TimeSpan Wait { get; set; } = TimeSpan.FromMilliseconds(300000);",
        "TimeSpan Wait { get; set; } = TimeSpan.FromMilliseconds(300000, 0);", "300000")]
    [InlineData("Func<int> first; public C(bool isOn) { if (isOn) first = One; else first = Two; } int One() => 1; int Two() => 2;",
        "Func<int> first; public C(bool isOn) { if (isOn) first = Three; else first = Two; } int Two() => 2; int Three() => 1;",
        "sets first")]
    [InlineData("void Go(System.IO.TextWriter w) { using var x = System.Xml.XmlWriter.Create(w, "
        + "new System.Xml.XmlWriterSettings { OmitXmlDeclaration = true }); x.WriteStartElement(\"a\"); }",
        "static class Opened { static readonly System.Xml.XmlWriterSettings s = new() { OmitXmlDeclaration = true }; "
        + "public static System.Xml.XmlWriter Of(System.IO.TextWriter w) => System.Xml.XmlWriter.Create(w, s); } "
        + "void Go(System.IO.TextWriter w) { using var x = Opened.Of(w); x.WriteStartElement(\"a\"); }", "no longer sets")]
    [InlineData("bool Go(char c) => c switch { 'a' or 'c' or 'e' or 'g' or 'i' or 'k' or 'm' => true, _ => false };",
        "bool Go(char c) => c switch { 'a' or 'c' or 'e' or 'g' or 'i' or 'k' or 'm' or 'o' => true, _ => false };", "limit")]
    public void What_moved_is_not_gone(string before, string after, string words) =>
        Assert.DoesNotContain(FactTests.Facts(before, after), x => x.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Options_that_come_back_to_the_context_are_told() => Assert.Contains(
        "no longer uses ConfigureAwait(false): it comes back to the caller's context", FactTests.Facts(
            "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);",
            "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);"));

    private const string Limits = "class LimitException : Exception { } interface ITelemetry { void Count(string s, Exception e); } "
        + "ITelemetry? telemetry; void Do(int n) { } ";

    [Fact]
    public void What_is_caught_and_counted_is_not_let_out()
    {
        string Go(string first) => Limits + "void Go(int n) { try { " + first + " Do(n); } catch (Exception e) { "
            + "telemetry!.Count(\"failed\", e); throw new InvalidOperationException(\"x\", e); } }";
        foreach (var (was, now) in new[] { (true, false), (false, true) })
        {
            string Side(bool throws) => Go(throws ? "if (n > 3) throw new LimitException();" : "");
            Assert.DoesNotContain(FactTests.Facts(Side(was), Side(now)), x => x.Contains("LimitException", StringComparison.Ordinal));
        }
    }

    private const string Lost = "class LostException : Exception { } interface IFinder { string Of(object? s); } class Finder : IFinder { "
        + "public string Of(object? s) => s?.ToString() ";

    private const string Found = " } readonly IFinder finder = new Finder(); string Find(object? s) => finder.Of(s); ";

    [Theory]
    [InlineData("?? throw new LostException();", "now throws LostException in fewer places")]
    [InlineData("?? \"\";", "no longer throws LostException")]
    public void What_a_method_throws_that_is_called_by_way_of_an_interface_is_thrown(string found, string expected) =>
        Assert.Equal([expected], FactTests.Facts(
            Lost + found + Found + "string Go(object? s) { if (s == null) throw new LostException(); return Find(s); }",
            Lost + found + Found + "string Go(object? s) { return Find(s); }"));

    [Fact]
    public void A_check_that_moved_behind_an_interface_is_made() => Assert.DoesNotContain("no longer throws LostException", FactTests.Facts(
        Lost + "?? \"\";" + Found + "string Go(object? s) { if (s == null) throw new LostException(); return Find(s); }",
        Lost + "?? throw new LostException();" + Found + "string Go(object? s) { return Find(s); }"));

    private const string Kept = "class LostException : Exception { } Func<object?, object>? all; "
        + "void Put(Func<object?, object> made) => all = made; ";

    [Fact]
    public void What_a_delegate_throws_that_is_kept_the_method_does_not_throw() => Assert.Equal(
        "no longer keeps a delegate that throws LostException", Assert.Single(FactTests.Facts(
            Kept + "void Go() { Put(x => x ?? throw new LostException()); }", Kept + "void Go() { Put(x => x ?? 3); }"),
            x => x.Contains("LostException", StringComparison.Ordinal)));

    [Theory]
    [InlineData("TryAdd", "no longer keeps a delegate that throws LostException")]
    [InlineData("Run", "no longer throws LostException")]
    public void Another_package_keeps_what_it_is_told_to_add(string name, string expected)
    {
        var other = TestCompiler.Compile("public static class Container { public static void " + name
            + "(System.Func<object, object> made) { } }", new CompileSettings("Other"));
        CompiledAssembly Side(string made) => TestCompiler.Compile("public class LostException : System.Exception { } public class C { "
            + "public void Go() => Container." + name + "(x => x ?? " + made + "); }", new CompileSettings("Lib"), other);
        CompiledAssembly was = Side("throw new LostException()"), now = Side("\"\"");
        var facts = AssemblyDiff.Compare(World.Of([was, other]), World.Open(was), World.Of([now, other]), World.Open(now));
        Assert.Contains(expected, facts.SelectMany(x => x.Method.Effects).Select(x => x.Text));
    }

    private const string Switch = "static class Features { public static bool IsOn => AppContext.TryGetSwitch(\"Lib.IsOn\", out bool on) "
        + "? on : true; } ";

    /// <summary>What is tested around it makes no other step of it.</summary>
    [Theory]
    [InlineData("public bool IsOn { get; set; } void Do() { } ", "void Go() { Do(); }",
        "void Go() { try { if (!IsOn) throw new IOException(); Do(); } catch (IOException) { } }")]
    [InlineData("", "object Go(object x) => new List<object> { x };",
        "object Go(object x) { if (!Features.IsOn) throw new NotSupportedException(\"not \" + x); return new List<object> { x }; } "
            + Switch)]
    public void What_is_thrown_by_an_option_is_not_handed_on(string all, string before, string after) => Assert.DoesNotContain(
        FactTests.Facts(all + before, all + after), x => x.Contains("hands it on", StringComparison.Ordinal));

    [Fact]
    public void What_a_helper_fills_by_reference_may_be_there() => Assert.DoesNotContain(FactTests.Facts(
        "class LostException : Exception { } void Go(List<string> all) { var lost = new List<string>(); foreach (var s in all) "
            + "if (s.Length > 3) lost.Add(s); if (lost.Count > 0) throw new LostException(); }",
        "class LostException : Exception { } void Go(List<string> all) { List<string>? lost = null; foreach (var s in all) "
            + "Note(ref lost, s); Check(lost); } static void Note(ref List<string>? lost, string s) { if (s.Length > 3) "
            + "(lost ??= new()).Add(s); } static void Check(List<string>? lost) { if (lost != null) throw new LostException(); }"),
        x => x.Contains("LostException", StringComparison.Ordinal));

    [Fact]
    public void A_type_that_is_tested_twice_is_tested() => Assert.Empty(FactTests.Compare(
        "class B { } async Task<B?> Go(Task<object> t) { return await t as B; }",
        "class B { } async Task<B?> Go(Task<object> t) { var v = await t; return v is B ? v as B : null; }"));

    [Fact]
    public void An_async_method_returns_by_no_other_name() => Assert.Contains("now returns 4 (was 3)", FactTests.Compare(
        "async Task<int> Go(Task t) { await t; return 3; }",
        "async Task<int> Go(Task t) { await t; return 4; }").Select(x => x.Method.Difference));

    [Fact]
    public void What_is_null_is_not_this()
    {
        const string Same = "public override int GetHashCode() => 3; readonly string? name = Environment.NewLine; ";
        var said = FactTests.Compare(Same + "public override bool Equals(object? o) { if (this == o) return true; if (o == null) return "
            + "false; if (GetType() != o.GetType()) return false; var c = (C)o; return name!.Equals(c.name); }",
            Same + "public override bool Equals(object? o) => Equals(o as C); bool Equals(C? c) { if ((object)this == c) return true; "
            + "if ((object?)c == null) return false; if (GetType() != c.GetType()) return false; return name == c.name; }");
        Assert.DoesNotContain(said, x => x.Method.Difference?.Contains("this == o", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("e.ToString()", "now catches Exception of ToString", Weight.Faint)]
    [InlineData("e?.ToString() + p", "now catches Exception of ToString", Weight.Faint)]
    [InlineData("File.ReadAllText(p)", "now catches Exception of File.ReadAllText", Weight.Plain)]
    public void Of_many_calls_it_is_said_which_is_tried(string call, string expected, Weight weight)
    {
        string Go(string text) => "void Go(StreamWriter w, Exception e, string p) { string s = \"\"; w.Write(1); w.Flush(); " + text
            + " w.WriteLine(s); Console.WriteLine(w); } ";
        string tried = "try { s = " + call + "; } catch (Exception) { s = \"none\"; }";
        var fact = Assert.Single(FactTests.Compare(Go("s = " + call + ";"), Go(tried)).SelectMany(x => x.Method.Effects),
            x => x.Kind == EffectKind.Catch);
        Assert.Equal((expected, weight), (fact.Text, fact.Weight));
    }

    private const string Match = "public class Match { public string? Extension { get; set; }« = \"txt\"; ⇒ » } "
        + "public static class Config { public static Match Default { get; } = new() { Extension = \"txt\" }; } ";

    [Theory]
    [InlineData("Console.WriteLine(Config.Default.Extension);", Told.Info)]
    [InlineData("Console.WriteLine(new Match().Extension);", Told.Warning)]
    public void A_default_that_is_set_wherever_an_object_is_made_matters_to_others(string consumer, Told told) =>
        Assert.Equal(told, Triple.Loudest(new Triple("", told, Match, consumer).Judge()));

    private const string Keys = "public class KeyException : Exception { } public class Keys { public int Read(string s) { "
        + "« if (s.Length > 3) throw new KeyException(); ⇒ » return s.Length; } }";

    [Theory]
    [InlineData("int? Go(string s) { try { return new Keys().Read(s); } catch { return null; } } Console.WriteLine(Go(\"a\"));", Told.Info)]
    [InlineData("int Go(string s) => new Keys().Read(s); Console.WriteLine(Go(\"a\"));", Told.Warning)]
    [InlineData("int? Go(string s) { try { return new Keys().Read(s); } catch { return null; } } Console.WriteLine(Go(\"a\") + "
        + "new Keys().Read(\"b\"));", Told.Warning)]
    [InlineData("int? Go(string s) { try { return new Keys().Read(s); } catch { throw; } } Console.WriteLine(Go(\"a\"));", Told.Warning)]
    public void Who_lets_no_exception_out_is_not_warned_of_one_less(string consumer, Told told) =>
        Assert.Equal(told, Triple.Loudest(new Triple("", told, Keys, consumer).Judge()));

    [Fact]
    public void The_name_that_an_object_is_made_with_is_no_affair_of_who_reads_it()
    {
        string Side(string made, string check) => "class Args { readonly string? name; Args() { } Args(string s) => name = s; "
            + "public override string? ToString() => name; "
            + "public static readonly Args Any = new(" + made + "); } object Go(object? o) { " + check
            + " return o ?? Args.Any; }";
        var reader = Assert.Single(FactTests.Compare(Side("\"Any\"", "if (o == null) throw new IOException();"), Side("", "")),
            x => x.Method.Symbol.StartsWith("M:C.Go", StringComparison.Ordinal));
        Assert.DoesNotContain(reader.Method.Effects, x => x.Text.Contains("\"Any\"", StringComparison.Ordinal));
    }
}
