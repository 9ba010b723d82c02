using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What can be said of a compiler error that no change of the API explains: whom it concerns.</summary>
/// <param name="looked">Simple names of the assemblies that were upgraded, or are gone.</param>
internal sealed class UnexplainedErrors(
    GuardInput input, Recompiled recompiled, Owners owners, ApiSurface before, SourceUses uses, IReadOnlyList<string> looked)
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

    /// <summary>
    /// The bases and interfaces that came to types which the place or its error is about: what has an ancestor more may fit where it did
    /// not.
    /// </summary>
    private string Gained(CompileError error)
    {
        var named = Causes.Named(error);
        foreach (string assembly in looked)
        {
            var types = before.Visible(assembly, named).Select(x => x.Id)
                .Concat(uses.At(error.Site).Where(x => x.Assembly == assembly).Select(x => DocumentationId.DeclaringType(x.Symbol)));
            foreach (string id in types.Distinct())
            {
                if (before.Find(assembly, id) is not { } was || input.After.Find(assembly, id) is not { } now) continue;
                string[] interfaces = [.. now.Interfaces.Except(was.Interfaces)];
                if (interfaces.Length > 0)
                    return $"'{MemberText.Of(Through(now, interfaces))}' now implements "
                        + string.Join(", ", interfaces.Select(x => DisplayName.Type(x)));
                if (now.Base != was.Base && now.Base.Length > 0)
                    return $"'{MemberText.Of(now)}' now derives from {DisplayName.Type(now.Base)}";
            }
        }
        return error.Site is { } site && recompiled.Line(site) is { } line ? Hiding(ErrorText.Words(line)) : "";
    }

    /// <summary>An interface that a type implements as before, and that brought the others; else the type itself.</summary>
    private ApiType Through(ApiType type, string[] gained)
    {
        foreach (string id in type.Interfaces.Except(gained).Select(x => "T:" + ApiSurface.GenericDefinition(x)))
        {
            foreach (string assembly in looked)
            {
                if (before.Find(assembly, id) is not { } was || input.After.Find(assembly, id) is not { } now) continue;
                if (gained.All(x => now.Interfaces.Contains(x) && !was.Interfaces.Contains(x))) return now;
            }
        }
        return type;
    }

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
