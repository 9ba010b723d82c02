using NSubstitute;

public interface IStock
{
    int Left(string item);
    bool Has(string item) => Left(item) > 0;         // a default implementation
}

public static class Program
{
    public static void Main()
    {
        Probe("default-method-set-up", () => { var s = Substitute.For<IStock>(); s.Has("pen").Returns(true); return s.Has("pen"); });
        Probe("default-method-received", () =>
        {
            var s = Substitute.For<IStock>(); _ = s.Has("pen"); s.Received().Has("pen"); return "received";
        });
        Probe("plain-method", () => { var s = Substitute.For<IStock>(); s.Left("pen").Returns(3); return s.Left("pen"); });
    }
    static void Probe(string n, Func<object?> f)
    {
        try { Console.WriteLine($"{n}=OK {f()}"); }
        catch (Exception e) { Console.WriteLine($"{n}=EX {e.GetType().Name}: {e.Message.Split('\n')[0]}"); }
    }
}
