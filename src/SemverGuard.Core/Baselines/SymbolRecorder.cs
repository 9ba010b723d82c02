using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>Collects what a baseline notes of used symbols and of what stands beside them.</summary>
internal sealed class SymbolRecorder
{
    private const Use Bound = Use.Call | Use.Construct | Use.Reference;

    private readonly ApiSurface surface;
    private readonly Dictionary<(string Assembly, string Id), BaselineSymbol> symbols = [];
    private readonly List<(string Assembly, ApiType Type)> types = [];
    private readonly List<(string Assembly, ApiType Type, ApiMember Member)> called = [];

    private SymbolRecorder(ApiSurface surface) => this.surface = surface;

    /// <returns>By assembly.</returns>
    public static ILookup<string, BaselineSymbol> Record(IEnumerable<SymbolUse> uses, ApiSurface surface)
    {
        var recorder = new SymbolRecorder(surface);
        foreach (var use in uses) recorder.Add(use);
        // Last, because a symbol that is noted for itself has more to say.
        recorder.AddOverloads();
        recorder.AddRivalsOfExtensions();
        return recorder.symbols.ToLookup(x => x.Key.Assembly, x => x.Value, StringComparer.OrdinalIgnoreCase);
    }

    private void Add(SymbolUse use)
    {
        string typeId = DocumentationId.DeclaringType(use.Symbol);
        if (surface.Find(use.Assembly, typeId) is not { } type) return;
        bool isType = typeId == use.Symbol;
        if (!symbols.ContainsKey((use.Assembly, typeId))) types.Add((use.Assembly, type));
        // A constant is reached through its type, whose own changes then matter as much.
        Add(use.Assembly, typeId, isType ? use.Uses : use.Uses & Use.Named, FactText.Of(type));
        if (!isType && type.Member(use.Symbol) is { } member)
        {
            Add(use.Assembly, member.Id, use.Uses, FactText.Of(member));
            if ((use.Uses & Bound) != 0 && member.Kind is MemberKind.Method or MemberKind.Constructor)
                called.Add((use.Assembly, type, member));
        }
        if (!isType) return;
        foreach (var other in type.Members)
        {
            // What a derived type must provide, and every value a variable of an enum may hold.
            bool isObligation = (use.Uses & (Use.Derive | Use.Implement)) != 0 && other.IsObligation;
            if (isObligation || type.Kind == TypeKind.Enum)
                Add(use.Assembly, other.Id, isObligation ? Use.Obligation : Use.None, FactText.Of(other));
        }
    }

    private void AddOverloads()
    {
        foreach (var (assembly, type, member) in called) AddOverloads(assembly, type, x => x.Name == member.Name && x.Kind == member.Kind);
    }

    /// <summary>
    /// An instance method wins over an extension (C# standard, 12.8.10.3): those that did not, for there being none that fits, on every
    /// type at hand.
    /// </summary>
    private void AddRivalsOfExtensions()
    {
        var names = new HashSet<string>(
            called.Where(x => x.Member.Is(Traits.Extension)).Select(x => x.Member.Name), StringComparer.Ordinal);
        if (names.Count == 0) return;
        foreach (var (assembly, type) in types)
        {
            AddOverloads(assembly, type, IsRival);
            foreach (var (home, @base, _) in surface.BasesAndHomes(assembly, type))
            {
                if (!home.IsFramework) AddOverloads(home.Name, @base, IsRival);
            }
        }

        bool IsRival(ApiMember member) => member.Kind == MemberKind.Method && !member.Is(Traits.Static) && names.Contains(member.Name);
    }

    private void AddOverloads(string assembly, ApiType type, Func<ApiMember, bool> isWanted)
    {
        foreach (var member in type.Members)
        {
            if (!member.IsVisible || !isWanted(member) || symbols.ContainsKey((assembly, member.Id))) continue;
            // That it is there, and no more.
            var known = new ApiMember { Id = member.Id, Name = member.Name, Kind = member.Kind, Access = member.Access };
            Add(assembly, member.Id, Use.Overload, FactText.Of(known));
        }
    }

    private void Add(string assembly, string id, Use use, string facts) =>
        symbols[(assembly, id)] =
            new BaselineSymbol(id, use | (symbols.TryGetValue((assembly, id), out var known) ? known.Uses : Use.None), facts);
}
