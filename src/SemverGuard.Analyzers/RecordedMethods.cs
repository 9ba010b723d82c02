using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>A method that the project's compiled code called when the baseline was recorded.</summary>
internal sealed record CalledMethod(ApiMember Member, string Assembly)
{
    public string TypeId { get; } = DocumentationId.DeclaringType(Member.Id);

    public bool IsExtension => Member.Is(Traits.Extension);
}

/// <summary>The methods the baseline knows: those that were called, and which others bore their names.</summary>
internal sealed class RecordedMethods
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly ILookup<string, CalledMethod> called;
    private readonly Dictionary<string, Bump> bumps = new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> newcomers = new(StringComparer.Ordinal);

    public RecordedMethods(Baseline baseline, IEnumerable<BumpedPackage> bumped, Dictionary<string, ReferencedAssembly> references)
    {
        const Use Bound = Use.Call | Use.Construct | Use.Reference;
        var methods = new List<CalledMethod>();
        foreach (var assembly in baseline.Packages.SelectMany(x => x.Assemblies))
        {
            foreach (var symbol in assembly.Symbols)
            {
                ids.Add(symbol.Id);
                if (symbol.Id[0] == 'M' && (symbol.Uses & Bound) != 0 && symbol.AsMember() is { } member)
                    methods.Add(new CalledMethod(member, assembly.Name));
            }
        }
        called = methods.ToLookup(x => x.Member.Name, StringComparer.Ordinal);
        foreach (var package in bumped)
        {
            foreach (var assembly in package.Assemblies)
            {
                bumps[assembly.Name] = package.Bump;
                AddNewcomers(references[assembly.Name]);
            }
        }
    }

    /// <summary>An upgrade brought methods that calls may go to now.</summary>
    public bool HasNewcomers => newcomers.Count > 0;

    /// <summary>Whether it brought one of that name: nearly always no, and no call need be looked at.</summary>
    public bool HasNewcomer(string name) => newcomers.Contains(name);

    public IEnumerable<CalledMethod> Named(string name) => called[name];

    /// <summary>Called, or there already and not called.</summary>
    public bool Knows(string id) => ids.Contains(id);

    /// <summary>Null when the assembly is what it was.</summary>
    public Bump? BumpOf(string? assembly) => assembly is not null && bumps.TryGetValue(assembly, out var bump) ? bump : null;

    private void AddNewcomers(ReferencedAssembly assembly)
    {
        try
        {
            var image = assembly.Image();
            foreach (var handle in image.Reader.MethodDefinitions)
            {
                string name = image.Reader.GetString(image.Reader.GetMethodDefinition(handle).Name);
                if (!called.Contains(name) || newcomers.Contains(name)) continue;
                string id = DocumentationId.Method(image, handle), type = DocumentationId.DeclaringType(id);
                if (!Knows(id) && called[name].Any(x => x.IsExtension || x.TypeId == type)) newcomers.Add(name);
            }
        }
        catch (BadImageFormatException)
        {
            // The comparison of the API has told so.
        }
    }
}
