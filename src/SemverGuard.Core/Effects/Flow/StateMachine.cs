using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// The fields in which an asynchronous method or an iterator keeps its locals while it waits. To its code they are locals.
/// </summary>
internal sealed class StateMachine
{
    private const string StateField = "<>1__state", CurrentField = "<>2__current";

    private readonly Dictionary<int, int> slots = [];

    /// <summary>By slot.</summary>
    private readonly List<FieldDefinitionHandle> fields = [];

    private readonly AssemblyImage image;

    private StateMachine(AssemblyImage image, bool isIterator) => (this.image, IsIterator) = (image, isIterator);

    /// <summary>Hands out one value after the other; else it waits for tasks.</summary>
    public bool IsIterator { get; }

    /// <summary>Of the number that says where it goes on.</summary>
    public int State { get; private set; }

    /// <summary>By slot.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The machine whose <c>MoveNext</c> a method is; null for another method.</summary>
    public static StateMachine? Of(AssemblyImage image, MethodDefinition method)
    {
        if (!image.Reader.StringComparer.Equals(method.Name, "MoveNext")
            || !GeneratedNames.IsStateMachine(image.NameOf(method.GetDeclaringType())))
            return null;
        FieldDefinitionHandle[] fields = [.. image.Reader.GetTypeDefinition(method.GetDeclaringType()).GetFields()
            .Where(x => (image.Reader.GetFieldDefinition(x).Attributes & FieldAttributes.Static) == 0)];
        string[] names = [.. fields.Select(x => image.Reader.GetString(image.Reader.GetFieldDefinition(x).Name))];
        if (!names.Contains(StateField)) return null;
        // An asynchronous iterator is both: it is left as it is, and its fields are fields.
        if (names.Contains(CurrentField) && names.Contains("<>t__builder")) return null;
        var machine = new StateMachine(image, names.Contains(CurrentField));
        for (int i = 0; i < fields.Length; i++)
        {
            if (names[i] is CurrentField or "<>t__builder") continue; // others look at these
            if (names[i] == StateField) machine.State = machine.Names.Count;
            machine.slots[MetadataTokens.GetToken(fields[i])] = machine.Names.Count;
            machine.Names.Add(names[i]);
            machine.fields.Add(fields[i]);
        }
        return machine;
    }

    /// <summary>The slot of a field; null for a field that is none of the machine's, or one that others look at.</summary>
    public int? SlotOf(Operand field) => slots.TryGetValue(MetadataTokens.GetToken(field.Own), out int slot) ? slot : null;

    /// <summary>Before the first step: parameters are there, locals are not.</summary>
    public Term First(int slot, TermPool pool) => slot == State ? pool.Number(IsIterator ? 0 : -1)
        : Names[slot].StartsWith("<", StringComparison.Ordinal) && !Names[slot].StartsWith("<>4__this", StringComparison.Ordinal)
            ? pool.Zero
        : pool.Operation(Parameter + Names[slot]);

    private const string Parameter = "parameter ";

    /// <summary>The name of the method's parameter that a term is; null for another term.</summary>
    public static string? NameOf(Term term) =>
        term.Kind != TermKind.Operation || !term.Name.StartsWith(Parameter, StringComparison.Ordinal) ? null
        : term.Name.Substring(Parameter.Length) is var name && name.StartsWith("<>4__this", StringComparison.Ordinal) ? "this" : name;

    /// <summary>Of a parameter of the method; empty where there is none of that name.</summary>
    public string TypeOf(string parameter) => Names.IndexOf(parameter) is >= 0 and var slot
        ? image.Reader.GetFieldDefinition(fields[slot]).DecodeSignature(image.LinkText, GenericScope.Open) : "";
}
