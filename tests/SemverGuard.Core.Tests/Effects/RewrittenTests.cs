using SemverGuard.Compiling;

namespace SemverGuard.Effects;

/// <summary>What moved into a helper, or is written with another operator, says nothing; what only looks like that is told.</summary>
public sealed class RewrittenTests
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Reflection; using System.Xml;

        """;

    private const string Entry = "public class E(object? x = null) { } string? G(E e) => e.ToString(); object? V(E e) => e; bool c;\n";

    /// <summary>A null that <c>??</c> or a condition consumes is not returned; one that a helper returns is.</summary>
    [Theory]
    [InlineData(
        "public string R(E e) { if (c) { var v = V(e); return v?.ToString() ?? \"\"; } return G(e) ?? \"\"; }",
        "public string R(E e) => R(e, true); string R(E e, bool x) { if (c) { var v = V(e); return v?.ToString() ?? \"\"; "
            + "} return G(e) ?? \"\"; }")]
    [InlineData("public string R(E e) => V(e)?.ToString() ?? \"\";", "public string R(E e) => G(e) ?? \"\";")]
    [InlineData("public string R(E e) { var v = V(e)?.ToString(); if (v == null) return \"\"; return v; }",
        "public string R(E e) => G(e) ?? \"\";")]
    [InlineData("public string R(E e) { var v = V(e)?.ToString(); return v != null ? v : \"\"; }", "public string R(E e) => G(e) ?? \"\";")]
    [InlineData("public string R(E e) { var v = V(e)?.ToString(); if (v == null) v = \"\"; return v; }",
        "public string R(E e) => G(e) ?? \"\";")]
    [InlineData("public string? R(E e) { if (c) return null; return \"a\"; }",
        "public string? R(E e) => R(e, true); string? R(E e, bool x) { if (c) return null; return \"a\"; }")]
    [InlineData("public string? R(E e) { if (c) return null; return G(e); }",
        "public string? R(E e) => Text(e); string? Text(E e) { if (c) return null; return G(e); }")]
    [InlineData("public interface I { string? Get(); } public string? R(I i) { if (c) return null; return \"a\"; }",
        "public interface I { string? Get(); } public string? R(I i) => i.Get();")]
    [InlineData("public string? R(E e) => V(e)?.ToString();",
        "public string? R(E e) => From(e, x => x.ToString()); "
            + "T? From<T>(E e, Func<object, T> from) => Once(() => V(e) is { } v ? from(v) : default); "
            + "T Once<T>(Func<T> ask) { lock (this) return ask(); }")]
    public void Null_that_is_not_returned_is_no_result(string before, string after) =>
    AssertSilentBothWays(Entry + before, Entry + after, "null");

    [Theory]
    [InlineData("public string? R(E e) => V(e)?.ToString() ?? \"\";", "public string? R(E e) => V(e)?.ToString();", "may now return null")]
    [InlineData("public string? R(E e) => V(e)?.ToString();", "public string? R(E e) => V(e)?.ToString() ?? \"\";",
        "no longer returns null")]
    [InlineData("public string? R(E e) { var v = V(e)?.ToString(); if (v != null) return \"\"; return \"a\"; }",
        "public string? R(E e) { var v = V(e)?.ToString(); if (v != null) return \"\"; return v; }", "may now return null")]
    [InlineData("public string? R(E e) { string? v = V(e)?.ToString(); if (v == null) v = \"\"; return v; }",
        "public string? R(E e) { string? v = V(e)?.ToString(); if (v == \"b\") v = \"\"; return v; }", "may now return null")]
    [InlineData("public string? R(E e) { string? v = null; try { v = G(e) ?? \"\"; } catch (Exception) { v = \"\"; } G(new E(v)); "
        + "return v; }", "public string? R(E e) { string? v = null; try { v = G(e) ?? \"\"; } catch (Exception) { } G(new E(v)); "
            + "return v; }", "may now return null")]
    [InlineData("public string? R(E e) => G(e) ?? \"\";", "public string? R(E e) { if (c) return null; return G(e) ?? \"\"; }",
        "may now return null")]
    public void Null_that_is_returned_is_told(string before, string after, string expected) =>
    Assert.Contains(expected, Facts(Entry + before, Entry + after));

    /// <summary>What a helper throws is thrown wherever it is called.</summary>
    [Theory]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new ArgumentNullException(\"a\"); "
            + "if (b == null) throw new ArgumentNullException(\"b\"); }",
        "public void Go(string a, string b) { Guard.ThrowIfNull(a, \"a\"); Guard.ThrowIfNull(b, \"b\"); "
            + "} static class Guard { public static T ThrowIfNull<T>(T x, string n) { if (x == null) throw new ArgumentNullException(n); "
            + "return x; } }")]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new ArgumentNullException(\"a\"); "
            + "if (b == null) throw new ArgumentNullException(\"b\"); }",
        "public void Go(string a, string b) { Check(a, \"a\"); Check(b, \"b\"); "
            + "static void Check(object x, string n) { if (x == null) throw new ArgumentNullException(n); } }")]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new TimeoutException(\"a\"); Late(b); "
            + "} static void Late(string x) { if (x == null) throw new TimeoutException(); }",
        "public void Go(string a, string b) { Late(a); Late(b); } static void Late(string x) { "
            + "if (x == null) throw new TimeoutException(); }")]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new TimeoutException(\"a\"); "
            + "if (b == null) throw new TimeoutException(\"b\"); }",
        "public void Go(string a, string b) { Guard.Both(a, b); } static class Guard { public static void Both(string a, string b) { "
            + "One(a); One(b); } static void One(string a) { if (a == null) throw new TimeoutException(a); } }")]
    [InlineData(
        "public void Go(string a, string b) { Load(a, b); } void Load(string a, string b) { Keep(a); kept.Add(b); } "
            + "void Keep(string x) { if (kept.Contains(x)) throw new FormatException(x); kept.Add(x); } List<string> kept = new();",
        "public void Go(string a, string b) { Reader.Read(a, b); } static class Reader { static List<string> kept = new(); "
            + "public static void Read(string a, string b) { Keep(a); Keep(b); } "
            + "static void Keep(string x) { if (kept.Contains(x)) throw new FormatException(x); kept.Add(x); } }")]
    public void A_helper_throws_in_each_place(string before, string after) => AssertSilentBothWays(before, after, "throws");

    /// <summary>A check that the method that is called makes anyway is not missed; one that came is told.</summary>
    [Fact]
    public void A_check_that_is_made_below_is_not_missed()
    {
        const string Make = " object Make(string x) { if (x == null) throw new TimeoutException(); return x; }";
        const string Checked = "public object Go(string a, string b) { if (a == null) throw new TimeoutException(); "
            + "if (b == null) throw new TimeoutException(); return Make(b); }";
        const string Plain = "public object Go(string a, string b) { if (a == null) throw new TimeoutException(); return Make(b); }";
        Assert.DoesNotContain(Facts(Checked + Make, Plain + Make), x => x.Contains("throws", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new TimeoutException(\"a\"); "
            + "if (b == null) throw new TimeoutException(\"b\"); }",
        "public void Go(string a, string b) { Guard.Check(a); } static class Guard { public static void Check(string x) { "
            + "if (x == null) throw new TimeoutException(x); } }",
        "now throws TimeoutException in fewer places")]
    [InlineData(
        "public void Go(string a, string b) { if (a == null) throw new TimeoutException(\"a\"); }",
        "public void Go(string a, string b) { Guard.Check(a); Guard.Check(b); "
            + "} static class Guard { public static void Check(string x) { if (x == null) throw new TimeoutException(x); } }",
        "now throws TimeoutException in one more place")]
    public void A_helper_that_throws_in_fewer_places_is_told(string before, string after, string expected) =>
    Assert.Contains(expected, Facts(before, after));

    /// <summary>The name of a parameter, in whichever helper it is looked at before it is thrown.</summary>
    [Fact]
    public void A_parameter_that_a_helper_names_is_no_name() => AssertSilentBothWays(
        "public void Go(string target) { if (target == null) throw new ArgumentNullException(\"target\"); }",
        "public void Go(string target) { Guard.ThrowIfNull(target, \"target\"); }"
            + " static class Guard { public static void ThrowIfNull(object x, string n) { "
            + "if (x == null) throw new ArgumentNullException(string.IsNullOrEmpty(n) ? \"x\" : n); } }",
        "uses \"");

    private const string Inline =
        "w.WriteStartElement(\"p\", \"data\", n); w.WriteAttributeString(\"name\", \"log4japp\"); w.WriteAttributeString(\"value\", v); "
            + "w.WriteEndElement();"
        + " w.WriteStartElement(\"p\", \"data\", n); w.WriteAttributeString(\"name\", \"log4jhost\"); "
        + "w.WriteAttributeString(\"value\", v); w.WriteEndElement();";

    private const string Helper = "static void Append(XmlWriter w, string name, string v, string n, string p = \"p\")"
        + " { w.WriteStartElement(p, \"data\", n); w.WriteAttributeString(\"name\", name); w.WriteAttributeString(\"value\", v); "
        + "w.WriteEndElement(); }";

    private const string Calls = "Append(w, \"log4japp\", v, n); Append(w, \"log4jhost\", v, n);";

    /// <summary>A name that is handed to a helper is used there.</summary>
    [Theory]
    [InlineData("public void Go(XmlWriter w, string v, string n) { " + Inline + " }", "public void Go(XmlWriter w, string v, string n) { "
        + Calls + " } " + Helper)]
    [InlineData(Helper + " public void Go(XmlWriter w, string v, string n) { " + Inline + " }", Helper
        + " public void Go(XmlWriter w, string v, string n) { " + Calls + " }")]
    public void A_name_that_a_helper_writes_is_the_same_name(string before, string after)
    {
        AssertSilentBothWays(before, after, "uses \"");
        AssertSilentBothWays(before, after, "writes \"");
    }

    [Fact]
    public void A_name_that_went_is_told() => Assert.Contains("no longer uses \"log4jhost\"", Facts(
        "public void Go(XmlWriter w, string v, string n) { " + Inline + " }",
        "public void Go(XmlWriter w, string v, string n) { Append(w, \"log4japp\", v, n); } " + Helper));

    private const string Inner =
        "interface IRaw : IDisposable { } class Raw : IRaw { Stream raw = new MemoryStream(); public void Dispose() { raw.Dispose(); } }\n";

    /// <summary>Another object of the package's own does it by now.</summary>
    [Theory]
    [InlineData(
        "public class A : IDisposable { Stream raw = new MemoryStream(); public void Dispose() { raw.Dispose(); } }",
        "public class A : IDisposable { readonly IRaw inner; public A() { inner = new Raw(); } public void Dispose() { inner.Dispose(); } }")]
    [InlineData(
        "interface IOut { void Put(string s); } class Files : IOut { public void Put(string s) => File.Delete(s); "
            + "} public void Go(string s) { File.Delete(s); } IOut? o; void Set() => o = new Files();",
        "interface IOut { void Put(string s); } class Files : IOut { public void Put(string s) => File.Delete(s); "
            + "} public void Go(string s) { o!.Put(s); } IOut? o; void Set() => o = new Files();")]
    public void An_effect_that_another_object_has_is_not_lost(string before, string after)
    {
        AssertSilentBothWays(Inner + before, Inner + after, "Stream.Dispose");
        AssertSilentBothWays(Inner + before, Inner + after, "File.Delete");
    }

    [Theory]
    [InlineData(
        "class Raw : IDisposable { public void Dispose() { } } public class A : IDisposable { Stream raw = new MemoryStream(); "
            + "public void Dispose() { raw.Dispose(); } }",
        "class Raw : IDisposable { public void Dispose() { } } public class A : IDisposable { readonly Raw inner = new Raw(); "
            + "public void Dispose() { inner.Dispose(); } }",
        "no longer calls Stream.Dispose")]
    public void An_effect_that_nobody_has_is_told(string before, string after, string expected) =>
    Assert.Contains(expected, Facts(before, after));

    private const string Wrapped = "catch (TargetInvocationException e) { if (e.InnerException != null) throw e.InnerException; throw; }";

    /// <summary>Only reflection wraps what is thrown; who does without has nothing to unwrap.</summary>
    [Theory]
    [InlineData("public object? Go(Delegate d) { try { return d.DynamicInvoke(); } " + Wrapped
        + " }", "public object? Go(Delegate d) { return ((Func<object>)d)(); }")]
    [InlineData("public object? Go(Type t) { try { return Activator.CreateInstance(t); } " + Wrapped
        + " }", "public object? Go(Type t) => null;")]
    [InlineData("public object? Go(Delegate d, Type t) { try { Activator.CreateInstance(t); } " + Wrapped
        + " return d.DynamicInvoke(); }", "public object? Go(Delegate d, Type t) { return d.DynamicInvoke(); }")]
    [InlineData("public object? Go(Delegate d) => Maker.Make(d); static class Maker { public static object? Make(Delegate d) { try { "
        + "return d.DynamicInvoke(); } " + Wrapped + " } }", "public object? Go(Delegate d) { return ((Func<object>)d)(); }")]
    public void A_catch_that_left_with_its_reflection_is_not_missed(string before, string after) =>
    AssertSilentBothWays(before, after, "TargetInvocationException");

    [Theory]
    [InlineData("public object? Go(Delegate d) { try { return d.DynamicInvoke(); } " + Wrapped
        + " }", "public object? Go(Delegate d) { return d.DynamicInvoke(); }")]
    [InlineData("public object? Go(MethodInfo d) { try { return d.Invoke(null, null); } " + Wrapped
        + " }", "public object? Go(MethodInfo d) { return Maker.Make(d); "
            + "} static class Maker { public static object? Make(MethodInfo d) => d.Invoke(null, null); }")]
    public void A_catch_that_left_its_reflection_behind_is_told(string before, string after) =>
        Assert.Contains("no longer catches TargetInvocationException", Facts(before, after));

    /// <summary>A number is the same number in whichever type.</summary>
    [Theory]
    [InlineData("static readonly TimeSpan t = TimeSpan.FromSeconds(2.0);", "static readonly TimeSpan t = TimeSpan.FromSeconds(2);")]
    [InlineData("public TimeSpan T(bool x) => x ? TimeSpan.FromMinutes(3d) : TimeSpan.Zero;",
        "public TimeSpan T(bool x) => x ? TimeSpan.FromMinutes(3) : TimeSpan.Zero;")]
    public void A_number_of_another_type_is_the_same_number(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
        {
            var changed = Compare(was, now);
            Assert.DoesNotContain(
                changed, x => x.Method.Difference is { } difference && difference.Contains("(was", StringComparison.Ordinal));
            Assert.DoesNotContain(changed.SelectMany(x => x.Method.Effects), x => x.Text.Contains("(was", StringComparison.Ordinal));
        }
    }

    private static void AssertSilentBothWays(string before, string after, string words)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.Contains(words, StringComparison.Ordinal));
    }

    private static string[] Facts(string before, string after) =>
        [.. Moves.Cancelled(Compare(before, after)).SelectMany(x => x.Method.Effects).Select(x => x.Text)];

    private static List<Candidate> Compare(string before, string after)
    {
        CompiledAssembly was = Compile(before), now = Compile(after);
        return AssemblyDiff.Compare(World.Of([was]), World.Open(was), World.Of([now]), World.Open(now));
    }

    private static CompiledAssembly Compile(string members) =>
        TestCompiler.Compile($"{Usings}public class C {{ {members} }}", new CompileSettings("Lib"));
}
