using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What can be said of a compiler error that no change of the API explains: whom it concerns.</summary>
/// <param name="looked">Simple names of the assemblies that were upgraded, or are gone.</param>
internal sealed class UnexplainedErrors(
    GuardInput input, Recompiled recompiled, Owners owners, ApiSurface before, SourceUses uses, GainedAncestors ancestors,
    IReadOnlyList<string> looked)
{
    public Cause Of(CompileError error)
    {
        var used = Used(error);
        var bump = used?.Bump ?? input.Principal;
        string subject = used is { } known ? "/" + DisplayName.Short(known.Symbol).Replace(" ", "") : "";
        return new Cause(RebindRules.NoLongerCompiles, error.Id + subject,
            Sentences.OfUnknown(error, used?.Symbol, Gained(error) is { Length: > 0 } gained ? gained : Unfriended(used?.Bump),
                input.Bumps.Where(x => x != bump)), bump);
    }

    private string Gained(CompileError error) =>
        ancestors.Of(Causes.Named(error), error.Site) is { } gained ? gained
        : error.Site is { } site && recompiled.Line(site) is { } line ? Hiding(ErrorText.Words(line)) : "";

    /// <summary>A name that stands there may mean a member by now that came to a class from which the project derives.</summary>
    private string Hiding(HashSet<string> words)
    {
        foreach (var use in input.Uses.Where(x => (x.Uses & Use.Derive) != 0 && looked.Contains(x.Assembly)))
        {
            if (before.Find(use.Assembly, use.Symbol) is not { } was || input.After.Find(use.Assembly, use.Symbol) is not { } now) continue;
            var added = now.Members.FirstOrDefault(x => x.IsVisible && words.Contains(x.Name) && !was.Members.Any(y => y.Name == x.Name));
            if (added is not null) return $"'{MemberText.Of(added, now)}' is new, and its name stands there for something else";
        }
        return "";
    }

    /// <summary>What the project used of its internals by the package's leave.</summary>
    private string Unfriended(Bump? bump)
    {
        if (recompiled.Before?.Output.Name is not { } consumer) return "";
        string? assembly = bump?.Assemblies.FirstOrDefault(x => before.Image(x)?.IsFriend(consumer) == true
            && input.After.Image(x)?.IsFriend(consumer) == false);
        return assembly is null ? "" : $"'{assembly}' no longer lets '{consumer}' use its internals (InternalsVisibleTo)";
    }

    /// <summary>What of the upgraded packages a place uses or the error names.</summary>
    private (Bump Bump, string Symbol)? Used(CompileError error)
    {
        var named = Causes.Named(error);
        // What the error quotes before what else the statement uses; a constructor has its type's name there.
        foreach (var use in uses.At(error.Site).OrderByDescending(x => IsQuoted(Causes.NameOf(x.Symbol))))
        {
            if (owners.Of(use.Assembly, use.Symbol) is { } bump) return (bump, use.Symbol);
        }
        foreach (var bump in input.Bumps)
        {
            foreach (string assembly in bump.Assemblies)
            {
                if (before.Visible(assembly, named).Concat(input.After.Visible(assembly, named)).FirstOrDefault() is { } type)
                    return (bump, type.Id);
            }
        }
        return null;

        bool IsQuoted(string name) => name == "#ctor" || named.Contains(name);
    }
}
