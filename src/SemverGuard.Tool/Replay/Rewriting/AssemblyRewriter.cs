using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// Rewrites copies of the project's own assemblies so that whatever crosses into a package that moved, and back, is recorded.
/// </summary>
/// <param name="own">Simple names of the project's own assemblies.</param>
/// <param name="moved">Of those whose packages moved.</param>
internal sealed class AssemblyRewriter(IReadOnlySet<string> own, IReadOnlySet<string> moved)
{
    private readonly UsedMembers used = new();

    private readonly List<Guid> mvids = [];

    /// <summary>Of what was rewritten: each build has its own, and a program that looks at itself sees them.</summary>
    public IReadOnlyList<Guid> Mvids => mvids;

    /// <summary>Members of the packages that moved which the project's own code uses.</summary>
    public IReadOnlyCollection<(string Member, string Assembly)> Used => used.All;

    /// <summary>In place.</summary>
    /// <param name="folders">Where what it references is.</param>
    /// <param name="recorder">The recorder that goes with its framework.</param>
    public void Rewrite(string file, IEnumerable<string> folders, string recorder)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (string folder in resolver.GetSearchDirectories()) resolver.RemoveSearchDirectory(folder);
        foreach (string folder in folders) resolver.AddSearchDirectory(folder);
        using var border = ModuleDefinition.ReadModule(recorder, new ReaderParameters { AssemblyResolver = resolver });
        var module = Read(file, resolver);
        using (module)
        {
            // Mono.Cecil knows it only of types that it read a signature with.
            foreach (var type in module.GetTypeReferences()) type.IsValueType |= Resolution.Of(type)?.IsValueType == true;
            var methods = Types(module.Types).SelectMany(x => x.Methods).Where(x => x.HasBody && x.Body.Instructions.Count > 0).ToArray();
            var names = new BorderMethods(module, border);
            var groups = new MethodGroups(names, own, moved, used);
            var outgoing = new OutgoingCalls(names, own, moved, used);
            var fields = new FieldAccess(names, moved, used);
            var bases = new BaseConstructors(names, moved, used);
            foreach (var method in methods)
            {
                groups.Rewrite(method);
                outgoing.Rewrite(method);
                fields.Rewrite(method);
                bases.Rewrite(method);
            }
            new IncomingCalls(names, own, moved).Rewrite(module, methods);
            mvids.Add(module.Mvid);
            module.Write(file + ".new", new WriterParameters { WriteSymbols = module.HasSymbols });
        }
        Replace(file);
    }

    private static ModuleDefinition Read(string file, IAssemblyResolver resolver)
    {
        try
        {
            var parameters = new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = true, InMemory = true };
            return ModuleDefinition.ReadModule(file, parameters);
        }
        catch (Exception e) when (e is SymbolsNotFoundException or SymbolsNotMatchingException)
        {
            return ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        }
    }

    /// <summary>With its symbols, and its time: a build that looks at it finds nothing to do.</summary>
    private static void Replace(string file)
    {
        var time = File.GetLastWriteTimeUtc(file);
        File.Move(file + ".new", file, overwrite: true);
        File.SetLastWriteTimeUtc(file, time);
        string written = Path.ChangeExtension(file + ".new", ".pdb");
        if (File.Exists(written)) File.Move(written, Path.ChangeExtension(file, ".pdb"), overwrite: true);
    }

    private static IEnumerable<TypeDefinition> Types(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(x => Types(x.NestedTypes).Prepend(x));
}
