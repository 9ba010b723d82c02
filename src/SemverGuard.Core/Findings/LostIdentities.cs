using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Recompilation;

namespace SemverGuard.Findings;

/// <summary>
/// Errors about an assembly's identity: somebody asks for one that the project does not reference, or not under that key or version.
/// </summary>
internal sealed class LostIdentities(GuardInput input, ApiSurface before, Owners owners)
{
    public Cause? Of(CompileError error) => error.Id switch
    {
        "CS0012" or "BC30007" or "BC30652" => NotReferenced(error),
        "CS1705" or "BC32207" => TooLow(error),
        _ => null,
    };

    /// <summary>A type is asked for in an assembly that is not there, or not under that identity.</summary>
    private Cause? NotReferenced(CompileError error)
    {
        if (ErrorText.Assemblies(error.Message).FirstOrDefault() is not { } wanted) return null;
        string type = ErrorText.Quoted(error.Message).FirstOrDefault(x => x.IndexOf(',') < 0) is { } quoted ? ErrorText.Plain(quoted) : "";
        string what = type.Length > 0 ? "'" + type + "'" : "it";
        var (was, now) = (before.Image(wanted.Name), input.After.Image(wanted.Name));
        if (now is null) return was is null ? null : NoLongerBrought(wanted, what, error);
        if (owners.Of(wanted.Name) is not { } bump) return null;
        if (was is not null && was.KeyToken != now.KeyToken)
        {
            return Of(PackageChangeKind.Key, bump,
                $"has {wanted.Name}.dll with {Key(now.KeyToken)} (before: {Key(was.KeyToken)}) and so as another assembly, "
                    + $"in which nothing that was compiled against the former finds {what}");
        }
        return was is not null && now.Version < was.Version
            ? Lowered(wanted, was, now, bump, "what was compiled against the higher one")
            : null;
    }

    private Cause NoLongerBrought(NamedAssembly wanted, string what, CompileError error)
    {
        string elsewhere = Elsewhere(ErrorText.Quoted(error.Message).FirstOrDefault() ?? "") is { } home
            ? $", and {what} is now in {home}.dll"
            : "";
        var bump = owners.ThatDropped(wanted.Name, before);
        return new Cause(RebindRules.NoLongerCompiles, error.Id + "/" + wanted.Name,
            $"no longer brings {wanted.Name}.dll, in which {what} is looked for{elsewhere}", bump);
    }

    /// <summary>The assembly that declares a type now that the compiler writes with its namespace.</summary>
    private string? Elsewhere(string type)
    {
        int open = type.IndexOf('<');
        string id = "T:" + (open < 0 ? type : type.Substring(0, open) + "`" + (type.Split(',').Length));
        return input.After.Assemblies.FirstOrDefault(x => input.After.Declares(x.Name, id))?.Name;
    }

    /// <summary>An assembly is compiled against a higher version of another one than the project references.</summary>
    private Cause? TooLow(CompileError error)
    {
        var named = ErrorText.Assemblies(error.Message);
        if (named.Count < 2) return null;
        var (from, wanted) = (named[0], named[1]);
        if (input.After.Image(wanted.Name) is not { } now) return null;
        if (owners.Of(wanted.Name) is { } bump && before.Image(wanted.Name) is { } was && now.Version < was.Version)
            return Lowered(wanted, was, now, bump, from.Name + ", which was compiled against the higher one,");
        if ((owners.Of(from.Name) ?? owners.Of(wanted.Name)) is not { } other) return null;
        string package = input.PackageOf(wanted.Name) is { } found ? $" from {found.Id} {found.Version}" : "";
        string text = owners.Of(from.Name) is null
            ? $"has {wanted.Name}.dll with assembly version {now.Version}, and {from.Name} was compiled against {wanted.Version}"
            : $"is compiled against {wanted.Name}.dll with assembly version {wanted.Version}, and the project gets {now.Version}{package}";
        return new Cause(RebindRules.NoLongerCompiles, error.Id + "/" + wanted.Name, text, other);
    }

    private static Cause Lowered(NamedAssembly wanted, AssemblyImage was, AssemblyImage now, Bump bump, string who) => Of(
        PackageChangeKind.AssemblyVersion, bump,
        $"has {wanted.Name}.dll with assembly version {now.Version} (before: {was.Version}), and {who} cannot be compiled with it");

    private static Cause Of(PackageChangeKind kind, Bump bump, string text) =>
        new(PackageRules.Of(kind), PackageRules.Symbol(bump.Id, kind), text, bump);

    private static string Key(string token) => token.Length > 0 ? "the strong-name key " + token : "no strong name";
}
