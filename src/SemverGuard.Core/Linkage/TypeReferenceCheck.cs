using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Whether the type that a reference names is there, in an assembly that loads, for who names it.</summary>
/// <param name="anyVersion">A lower assembly version than the one that is asked for will do.</param>
internal sealed class TypeReferenceCheck(AssemblySet world, AssemblyImage from, AccessCheck access, bool anyVersion)
{
    /// <summary>Since .NET 5 the framework's assemblies have its version; those before, and .NET Framework's, have 4.</summary>
    private const int FirstModernVersion = 5;

    /// <param name="handle">To a type of another assembly.</param>
    public Problem? Of(TypeReferenceHandle handle)
    {
        var reader = from.Reader;
        var assembly = reader.GetAssemblyReference(TypeResolution.AskedAssembly(reader, handle));
        string name = reader.GetString(assembly.Name);
        string type = from.NameOf(handle);
        var target = world.Find(name);
        if (target is null) return Missing(name, from);
        if (!anyVersion && target.Version < assembly.Version && !Unifies(target))
        {
            return new Problem("assembly:" + name, name, "FileNotFoundException",
                $"has {name}.dll with assembly version {target.Version}, lower than the {assembly.Version} that {from.Name} was compiled "
                    + "against");
        }
        var home = world.Resolve(from, handle);
        if (home.MissingAssembly is { } missing) return Missing(missing, target);
        if (!home.IsFound)
            return home.Image!.IsFramework
                ? null
                : new Problem(
                    "T:" + type, name, "TypeLoadException", $"has no type '{DisplayName.Type(type)}'{Elsewhere(type, home.Image)}");
        var (always, toDerived) = access.CanName(home, out var outer);
        return always
            ? null
            : new Problem("T:" + type, name, "TypeAccessException", $"has made the type '{DisplayName.Type(type)}' internal")
        {
            Demand = toDerived ? "to derive" : "",
            // The runtime does not ask who names a type that it only compares with.
            OnlyFor = (code, caller) => code is not (CallGraph.CatchClause or ILOpCode.Ldtoken or ILOpCode.Constrained)
                && !(toDerived && access.Derives(caller, outer)),
        };
    }

    /// <summary>
    /// .NET Framework puts its own assemblies in the place of any version of them. Modern .NET does not: whoever asks for more than the
    /// framework has gets nothing.
    /// </summary>
    private static bool Unifies(AssemblyImage target) => target.IsFramework && target.Version.Major < FirstModernVersion;

    /// <summary>Whoever moves a type has to leave a forward behind.</summary>
    private string Elsewhere(string type, AssemblyImage target) => world.FindTypeAnywhere(type) is not { IsFound: true } home ? ""
        : home.Image != target ? $" (it is now in {home.Image!.Name}, and no forward leads there)"
        : home.Definition.GetDeclaringType().IsNil ? " (it is no longer nested)" : " (it is now nested)";

    private Problem? Missing(string assembly, AssemblyImage neededBy) => world.HasUnseen?.Invoke(assembly) == true
        ? null
        : new("assembly:" + assembly, neededBy.Name, "FileNotFoundException",
            $"needs the assembly {assembly}, which is not part of the application");
}
