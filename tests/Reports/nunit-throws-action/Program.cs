using NUnit.Framework;

[TestFixture]
public class ParserTests
{
    [Test] public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => Parse(null));
    [Test] public void Async_null_is_refused() =>
        Assert.ThrowsAsync<ArgumentNullException>(async () => { await Task.Yield(); Parse(null); });
    [Test] public void All() => Assert.Multiple(() => { Assert.That(Parse("1"), Is.EqualTo(1)); Assert.That(Parse("2"), Is.EqualTo(2)); });
    static int Parse(string? s) => s == null ? throw new ArgumentNullException(nameof(s)) : int.Parse(s);
}

public static class Program
{
    public static void Main()
    {
        var t = new ParserTests();
        foreach (var m in typeof(ParserTests).GetMethods().Where(m => m.IsDefined(typeof(TestAttribute), false)))
            try { m.Invoke(t, null); Console.WriteLine(m.Name + "=OK"); }
            catch (Exception e) { Console.WriteLine(m.Name + "=EX " + e.InnerException?.GetType().Name); }
    }
}
