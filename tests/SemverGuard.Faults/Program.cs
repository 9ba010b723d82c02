namespace SemverGuard.Faults;

/// <summary>The child process; the tests start it, and <c>dotnet test</c> the rest.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is ["--record", var recorded, var number])
        {
            Runner.Record(recorded, number);
            return 0;
        }
        if (arguments is not ["--run", var folder, var first])
        {
            Console.Error.WriteLine("dotnet test tests/SemverGuard.Faults");
            return 2;
        }
        Runner.Work(folder, int.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}
