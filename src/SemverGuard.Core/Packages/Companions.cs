namespace SemverGuard.Packages;

/// <summary>
/// Released with .NET and numbered like it, so that a major says which .NET it is of and not that it breaks anything: a minor that needs
/// the next one is as usual as a patch that does is not, and one of them works beside a later other. So it is with what takes the number of
/// the package itself from now on.
/// </summary>
public static class Companions
{
    private static readonly string[] Names = ["System.", "Microsoft.Extensions.", "Microsoft.Bcl.", "Microsoft.AspNetCore."];

    public static bool Has(string id) => Names.Any(x => id.StartsWith(x, StringComparison.OrdinalIgnoreCase));
}
