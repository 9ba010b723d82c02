namespace Lib;

public class Fragile : IDisposable
{
    public int Break(int value)
    {
        try
        {
            return 10 / value;
        }
        finally
        {
            Console.WriteLine("package finally");
        }
    }

    public void Dispose() => Console.WriteLine("disposed");
}

// program
using Lib;

// Whoever is told that nobody catches it is told before anything is unwound.
AppDomain.CurrentDomain.UnhandledException += (_, e) =>
{
    Console.WriteLine("unhandled " + e.ExceptionObject.GetType().Name + " " + e.IsTerminating + new Fragile().Break(5));
    Environment.Exit(9);
};
using var fragile = new Fragile();
try
{
    Console.WriteLine(fragile.Break(2));
    Console.WriteLine(fragile.Break(0));
}
finally
{
    Console.WriteLine("finally");
}
