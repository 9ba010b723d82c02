namespace Lib;

public class LibException(string message, int code) : Exception(message)
{
    public int Code => code;

    public override string Message => base.Message + "!";
}

public static class Risky
{
    public static int Throw(string message, int code)
    {
        try
        {
            throw new LibException(message, code);
        }
        finally
        {
            Console.WriteLine("package finally " + code);
        }
    }

    public static bool Is(Exception e, int code)
    {
        Console.WriteLine("filter asks " + code);
        return e is LibException x && x.Code == code;
    }

    public static bool Fails() => throw new InvalidOperationException("in a filter");

    public static T Catch<T>(Func<T> action, T otherwise)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (Is(e, 5))
        {
            Console.WriteLine("package caught " + e.Message);
            return otherwise;
        }
    }

    /// <summary>The first exception is on its way past this method when the second takes its place and is caught.</summary>
    public static string Replaced()
    {
        try
        {
            try
            {
                throw new LibException("first", 1);
            }
            finally
            {
                ThrowSecond();
            }
        }
        catch (TimeoutException)
        {
            return "second won";
        }
    }

    private static void ThrowSecond() => throw new TimeoutException("second");

    public static void Quiet() { }

    public static int Value(int value) => value;
}

// program
using System.Runtime.ExceptionServices;
using Lib;

int first = 0;
AppDomain.CurrentDomain.FirstChanceException += (_, e) => { if (e.Exception is LibException) first++; };
try
{
    Risky.Throw("a", 1);
}
catch (LibException e) when (Risky.Is(e, 2))
{
    Console.WriteLine("never");
}
catch (LibException e) when (Risky.Is(e, 1) && Risky.Value(3) == 3)
{
    Console.WriteLine("caught " + e.Message + e.Code);
    Risky.Quiet();
}
finally
{
    Risky.Quiet();
    Console.WriteLine("finally " + Risky.Value(4));
}
Console.WriteLine("first chances " + first);
try
{
    try
    {
        Risky.Throw("b", 2);
    }
    catch (Exception) when (Risky.Fails())
    {
        Console.WriteLine("never");
    }
    finally
    {
        Console.WriteLine("inner finally");
    }
}
catch (LibException e)
{
    Console.WriteLine("outer " + e.Message);
}
try
{
    try
    {
        Risky.Throw("c", 3);
    }
    catch (LibException) when (Order("filter"))
    {
        Console.WriteLine("rethrow");
        throw;
    }
}
catch (LibException e)
{
    Console.WriteLine("again " + e.Message);
}
Console.WriteLine(Risky.Catch(() => Risky.Throw("d", 5), 55));
Console.WriteLine(Risky.Catch(() => 7, 55));
try
{
    Risky.Catch(() => Thrown<int>(6), 55);
}
catch (LibException e)
{
    Console.WriteLine("passed " + e.Code);
}
try
{
    Console.WriteLine(Risky.Replaced());
}
catch (LibException)
{
    Console.WriteLine("not replaced");
}
Console.WriteLine(Try() + Return() + Loop());
try
{
    string? text = null;
    Console.WriteLine(text ?? throw new LibException("thrown " + Risky.Value(1), Risky.Value(9)));
}
catch (LibException e)
{
    Console.WriteLine(e.Message + (e.InnerException is null));
}
var captured = ExceptionDispatchInfo.Capture(new LibException("captured", 10));
try
{
    captured.Throw();
}
catch (Exception e)
{
    Console.WriteLine(e.Message);
}
try
{
    new Own(-1);
}
catch (LibException e)
{
    Console.WriteLine("constructor " + e.Code);
}
Console.WriteLine("first chances " + first);
try
{
    _ = Failing.Value;
}
catch (TypeInitializationException e)
{
    Console.WriteLine(e.InnerException!.Message);
}
AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("exit " + Risky.Value(3));
Environment.Exit(Risky.Value(42));

static bool Order(string text)
{
    Console.WriteLine(text);
    return true;
}

static T Thrown<T>(int code) => throw new LibException("generic", code);

static int Try()
{
    try
    {
        return Risky.Value(1);
    }
    finally
    {
        Risky.Quiet();
    }
}

static int Return()
{
    try
    {
        return Risky.Throw("e", 11);
    }
    catch
    {
        return Risky.Value(2);
    }
}

static int Loop()
{
    int sum = 0;
    for (int i = 0; i < 5; i++)
    {
        try
        {
            if (i == 3) break;
            if (i % 2 == 0) continue;
            sum += Risky.Throw("loop", i);
        }
        catch (LibException e) when (e.Code == 1)
        {
            sum += Risky.Value(e.Code) * 10;
        }
        finally
        {
            sum += Risky.Value(1);
        }
    }
    return sum;
}

class Own(int value)
{
    private readonly int value = value < 0 ? Risky.Throw("own", 12) : Risky.Value(value);

    public int Value => value;
}

static class Failing
{
    public static readonly int Value = Risky.Throw("static", 13);
}
