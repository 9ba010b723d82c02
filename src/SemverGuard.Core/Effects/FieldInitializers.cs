using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// What a static constructor does to fill one field, compared by itself: whoever runs the constructor and never reads the field sees
/// nothing of it.
/// </summary>
internal sealed class FieldInitializers(Side before, Side after)
{
    private Dictionary<FieldDefinitionHandle, List<EntityHandle>>? readers;

    /// <summary>The facts about each field that only its own assembly can read, and the methods that read it.</summary>
    /// <param name="rest">What else the constructor does.</param>
    public IReadOnlyList<(string Field, IReadOnlyList<Effect> Facts, IReadOnlyList<EntityHandle> Readers)> Of(
        MethodPair pair, out MethodPair rest)
    {
        rest = pair;
        if (pair.Name != ".cctor") return [];
        var found = new List<(string, IReadOnlyList<Effect>, IReadOnlyList<EntityHandle>)>();
        HashSet<Step> wasTaken = [], taken = [];
        Dictionary<string, Step> was = Stores(pair.Before, pair.Type), now = Stores(pair.After, pair.Type);
        foreach (var (symbol, store) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(symbol, out var old) || store.Target!.Own.Kind != HandleKind.FieldDefinition) continue;
            var field = (FieldDefinitionHandle)store.Target.Own;
            if (IsSeen(field)) continue;
            Script wasFilled = Filling(pair.Before, old), filled = Filling(pair.After, store);
            if (wasFilled.Steps.Select(Said).SequenceEqual(filled.Steps.Select(Said))) continue;
            // What a field begins with is told as the default that it is; not what is asked for by a name.
            var facts = AllDetectors.Find(new MethodPair(before, after, pair.WasHandle, pair.IsHandle, wasFilled, filled))
                .Where(x => x is not { Kind: EffectKind.Default, Setting: null }).Select(x => OfItself(x, store.Target)).ToArray();
            if (facts.Length == 0 || !(readers ??= Readers()).TryGetValue(field, out var here)) continue;
            found.Add(("F:" + symbol, facts, here));
            wasTaken.UnionWith(wasFilled.Steps);
            taken.UnionWith(filled.Steps);
        }
        if (found.Count > 0)
            rest = new MethodPair(before, after, pair.WasHandle, pair.IsHandle, Without(pair.Before, wasTaken), Without(pair.After, taken));
        return found;
    }

    private static Effect OfItself(Effect fact, Operand field) =>
        Entries.In(field.Name) is var place && fact.Text.EndsWith(place, StringComparison.Ordinal)
            ? fact with { Text = fact.Text.Substring(0, fact.Text.Length - place.Length) }
            : fact;

    /// <summary>What a step does, and with which type.</summary>
    private static string Said(Step step) => step.Key + Entries.Of(step);

    private static Script Without(Script script, HashSet<Step> taken) =>
        script with { Steps = [.. script.Steps.Where(x => x.Kind == StepKind.Store || !taken.Contains(x))] };

    /// <summary>The fields of the type that are stored once, whatever else is done.</summary>
    private static Dictionary<string, Step> Stores(Script script, string type) => script.Steps
        .Where(x => x.Kind == StepKind.Store && x.Target is { } field && field.Type == type && x.Arguments.Length == 1)
        .GroupBy(x => x.Symbol).Where(x => x.Count() == 1 && x.First().Guards == 0)
        .ToDictionary(x => x.Key, x => x.First(), StringComparer.Ordinal);

    /// <summary>The steps that make what is stored, and those that fill it before.</summary>
    private static Script Filling(Script script, Step store)
    {
        var made = new HashSet<Step>();
        Add(store);
        var steps = script.Steps.Where(x => made.Contains(x) || x.Arguments.Any(y => y.Source is { } source && made.Contains(source)));
        return script with { Steps = [.. steps] };

        void Add(Step step)
        {
            if (!made.Add(step)) return;
            foreach (var argument in step.Arguments)
            {
                if (argument.Source is { } source) Add(source);
            }
        }
    }

    private bool IsSeen(FieldDefinitionHandle field) =>
        after.Image.Reader.GetFieldDefinition(field) is var definition
        && (definition.Attributes & FieldAttributes.FieldAccessMask)
            is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
        && Members.IsVisible(after.Image.Reader.GetTypeDefinition(definition.GetDeclaringType()));

    private Dictionary<FieldDefinitionHandle, List<EntityHandle>> Readers()
    {
        var found = new Dictionary<FieldDefinitionHandle, List<EntityHandle>>();
        foreach (var (method, body) in after.Image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is not (ILOpCode.Ldsfld or ILOpCode.Ldsflda) || il.Entity.Kind != HandleKind.FieldDefinition) continue;
                var field = (FieldDefinitionHandle)il.Entity;
                if (!found.TryGetValue(field, out var here)) found[field] = here = [];
                if (here.Count == 0 || here[here.Count - 1] != method) here.Add(method);
            }
        }
        return found;
    }
}
