using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects.Sheets;

/// <summary>A property whose default was looked at in both versions.</summary>
/// <param name="Fact">Null where nothing changed, or nothing that can be told.</param>
internal sealed record ComparedDefault(string Member, SheetRow Row, Effect? Fact)
{
    /// <summary>Both values can be written down.</summary>
    public bool IsKnown { get; init; }

    /// <summary>As facts end: <c>64 (was null)</c>.</summary>
    public string Values =>
        (Row.Before is { } was && Row.After is { } now ? EnumNames.Difference(was, now) : null) ?? $"{Row.After} (was {Row.Before})";
}

/// <summary>A sheet with what it was made from.</summary>
/// <param name="Walked">The constructors and getters of the after world that made it.</param>
internal sealed record OptionSheet(
    Sheet Sheet, TypeHome Type, IReadOnlyList<ComparedDefault> Defaults, HashSet<(AssemblyImage, MethodDefinitionHandle)> Walked);

/// <summary>The defaults of the options that a project uses, in both versions.</summary>
internal sealed class OptionSheets
{
    private readonly AssemblySet before;
    private readonly AssemblySet after;
    private readonly WorldScripts wasScripts;
    private readonly WorldScripts scripts;
    private readonly HashSet<AssemblyImage> changed;
    private readonly HashSet<string> set;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<OptionSheet> sheets = [];

    private OptionSheets(AssemblySet before, AssemblySet after, IEnumerable<AssemblyImage> changed, IReadOnlyList<SymbolUse> uses)
    {
        this.before = before;
        this.after = after;
        (wasScripts, scripts) = (new WorldScripts(before), new WorldScripts(after));
        this.changed = [.. changed];
        set = new HashSet<string>(uses.Where(x => (x.Uses & Use.Write) != 0).Select(x => x.Symbol), StringComparer.Ordinal);
        var bases = Bases(OptionTypes.Made(uses));
        foreach (var (assembly, type) in OptionTypes.Of(uses).Where(x => !bases.Contains(x.Type)))
            Add(before.FindType(assembly, type), after.FindType(assembly, type));
    }

    /// <summary>Base classes of what the project makes, which it makes none of: what they begin with, the derived class may set.</summary>
    private HashSet<string> Bases(IReadOnlyCollection<(string Assembly, string Type)> made)
    {
        var bases = made.Select(x => after.FindType(x.Assembly, x.Type)).Where(x => x.IsFound)
            .SelectMany(x => after.MemberScopes(x).Skip(1)).Where(x => x.Type.IsFound).Select(x => x.Type.Name);
        return new HashSet<string>(bases.Except(made.Select(x => x.Type)), StringComparer.Ordinal);
    }

    /// <param name="changed">The upgraded assemblies as they are.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IReadOnlyList<OptionSheet> Read(
        AssemblySet before, AssemblySet after, IEnumerable<AssemblyImage> changed, IReadOnlyList<SymbolUse> uses) =>
        new OptionSheets(before, after, changed, uses).sheets;

    /// <param name="made">The constructors by which other options make them; null for those that the project makes.</param>
    private void Add(TypeHome was, TypeHome now, (MethodDefinitionHandle Before, MethodDefinitionHandle After)? made = null)
    {
        if (!now.IsFound || !seen.Add(now.Name) || !OptionTypes.IsOptions(before, was) || !OptionTypes.IsOptions(after, now)) return;
        // A type of a package that stayed as it was may inherit from one that did not.
        if (Array.Find(after.MemberScopes(now), x => x.Type.IsFound && changed.Contains(x.Type.Image!)).Type is not { IsFound: true } home)
            return;
        if ((made ?? OptionTypes.Constructor(was, now)) is not { } constructor) return;
        ObjectState wasState = new(wasScripts, was), state = new(scripts, now);
        wasState.Construct(constructor.Before);
        state.Construct(constructor.After);
        var properties = OptionTypes.Properties(before, was).ToDictionary(x => x.Name, StringComparer.Ordinal);
        var compared = new List<ComparedDefault>();
        foreach (var property in OptionTypes.Properties(after, now))
        {
            var @default = Of(state, scripts, property);
            var other = properties.TryGetValue(property.Name, out var found) ? Of(wasState, wasScripts, found) : null;
            if (property.IsSettable) compared.Add(Compare(property, other, @default));
            Nested(other, @default);
        }
        var sheet = new Sheet(SheetKind.Options, "T:" + now.Name, home.Image!.Name, [.. compared.Select(x => x.Row)]);
        sheets.Add(new OptionSheet(sheet, now.Image == home.Image ? now : home, compared, state.Walked));
    }

    private static Defaulted Of(ObjectState state, WorldScripts scripts, OptionProperty property) =>
        new(state.Ask(property.Declaring, property.Getter), property.Type, scripts.SideOf(property.Declaring.Image!));

    /// <summary>Options in options: <c>options.Retry.MaxRetries</c>.</summary>
    private void Nested(Defaulted? was, Defaulted now)
    {
        if (was?.Value.Source is not { IsConstruction: true, Target: { } old }
            || now.Value.Source is not { IsConstruction: true, Target: { } made } || old.Type != made.Type || made.IsFramework)
            return;
        var wasHome = before.ResolveMember(was.Side.Image, old.Handle);
        var home = after.ResolveMember(now.Side.Image, made.Handle);
        if (wasHome.IsFound && home.IsFound && old.Pops == made.Pops)
            Add(wasHome.Type, home.Type, ((MethodDefinitionHandle)wasHome.Member, (MethodDefinitionHandle)home.Member));
    }

    private ComparedDefault Compare(OptionProperty property, Defaulted? was, Defaulted now)
    {
        bool isChanged = was is not null && !was.IsSame(now);
        // Both are computed, and in another way.
        string after = isChanged && was!.Text == now.Text ? now.Text + " in another way" : now.Text;
        var row = new SheetRow(property.Name, was?.Text, after, isChanged) { IsSet = set.Contains(property.Id) };
        // Of what is computed nobody can say here that it is another.
        if (!isChanged || !was!.IsKnown || !now.IsKnown)
            return new ComparedDefault(property.Id, row, null) { IsKnown = was?.IsKnown == true && now.IsKnown };
        bool isWords = now.Value.String is { } words && !Names.IsName(words);
        var weight = was.IsConstant && now.IsConstant && !isWords ? Weight.Strong : Weight.Faint;
        string text = "now begins with " + ValueText.Changed(property.Name, now.Text, was.Text);
        return new ComparedDefault(property.Id, row,
            new Effect(EffectKind.Default, property.Id.Substring(2), text, weight) { Member = property.Id }) { IsKnown = was.IsKnown
                && now.IsKnown };
    }
}
