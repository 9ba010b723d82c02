namespace SemverGuard.Package.Tests.Building;

/// <summary>
/// A package of which 1.0.1 is harmless, 1.0.2 has another constant and another default, and 2.0.0 has neither. All who use it use this one:
/// two of one version would take each other's place in the feed.
/// </summary>
internal static class ChoicePackage
{
    public const string Id = "SgTest.Choice";

    public const string Reference = $"<ItemGroup><PackageReference Include=\"{Id}\" /></ItemGroup>";

    public static void Pack()
    {
        Pack("1.0.0", "public const int Most = 3; public static void Wait(int seconds = 3) { }");
        Pack("1.0.1", "public const int Most = 3; public static void Wait(int seconds = 3) { } public static void Rest() { }");
        Pack("1.0.2", "public const int Most = 5; public static void Wait(int seconds = 5) { } public static void Rest() { }");
        Pack("2.0.0", "public static void Rest() { }");
    }

    /// <summary>An application that names the constant, and a library of its own that leaves the argument out.</summary>
    public static ConsumerSolution Solution()
    {
        Pack();
        return new ConsumerSolution().Version(Id, "1.0.0")
            .Project("Lib", Reference)
            .With("Lib/Waiting.cs", "public static class Waiting { public static void Once() => Choice.Wait(); }\n")
            .Project("App", Reference + "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
                + "<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup>")
            .With("App/Program.cs", "Waiting.Once();\nConsole.WriteLine(Choice.Most);\n");
    }

    private static void Pack(string version, string members) =>
        MadePackage.Pack(Id, version, ("Choice.cs", $"public static class Choice {{ {members} }}"));
}
