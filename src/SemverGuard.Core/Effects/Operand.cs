using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>What a token in a body names.</summary>
/// <param name="Type">Full name of the declaring type, or of the type itself, without type arguments.</param>
/// <param name="Name">Of the member; empty for a type.</param>
/// <param name="Hash">Of everything the token says, type arguments included.</param>
internal sealed record Operand(string Type, string Name, ulong Hash)
{
    /// <summary>How many values a call takes off the stack, <c>this</c> included; of a constructor without it.</summary>
    public int Pops { get; init; }

    /// <summary>A call leaves a value.</summary>
    public bool Pushes { get; init; }

    /// <summary>Made by the compiler: its name says nothing, and its body belongs to the method it was made for.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Constructs a delegate: an object and the address of a method.</summary>
    public bool IsDelegateConstructor { get; init; }

    private EntityHandle own;

    /// <summary>The definition in the same assembly; nil for a member of another.</summary>
    public EntityHandle Own
    {
        get => own.IsNil && FindOwn is not null ? own = FindOwn() : own;
        init => own = value;
    }

    /// <summary>A generic type's own members are named by reference, and most are never asked for.</summary>
    public Func<EntityHandle>? FindOwn { get; init; }

    /// <summary>Whether the declaring type is of the same assembly.</summary>
    public bool IsOwn => !own.IsNil || FindOwn is not null;

    /// <summary>The assembly whose code names it; null for what no code names.</summary>
    public AssemblyImage? Image { get; init; }

    /// <summary>The reference or definition there, for its signature.</summary>
    public EntityHandle Handle { get; init; }

    /// <summary>Of a generic method that is called with type arguments: the instantiation, for these.</summary>
    public MethodSpecificationHandle Instantiation { get; init; }

    public MethodDefinitionHandle OwnMethod => Own.Kind == HandleKind.MethodDefinition ? (MethodDefinitionHandle)Own : default;

    public string Symbol { get; } = Name.Length == 0 ? Type : Type + "." + Name;

    public bool IsFramework => !IsOwn && (Starts("System.") || Starts("Microsoft.Win32."));

    public bool IsConstructor => Name == ".ctor";

    /// <summary>A call of it is made for the answer alone, or for where the rest runs.</summary>
    public bool IsAnswerOnly => Name.StartsWith("get_", StringComparison.Ordinal) || Name.StartsWith("op_", StringComparison.Ordinal)
        || Name == "ConfigureAwait";

    /// <summary>The property that a setter sets; null for another method.</summary>
    public string? SetProperty => Name.StartsWith("set_", StringComparison.Ordinal) ? Name.Substring(4) : null;

    /// <summary>What a call of it does, as the start of "... Type.Member".</summary>
    public string Verb => Accessor("get_") ? "reads"
        : Accessor("set_") ? "sets"
        : Accessor("add_") ? "subscribes to"
        : Accessor("remove_") ? "unsubscribes from"
        : "calls";

    private bool Accessor(string prefix) => Name.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Of a property or event: what the source calls it.</summary>
    public string MemberName => Verb == "calls" ? Name : Name.Substring(Name.IndexOf('_') + 1);

    /// <summary>As a reader is told of it: <c>Type.Member</c>.</summary>
    public string Shown => DisplayName.Type(Type) + "." + MemberName;

    /// <summary>The same in a sentence about a method: with parameters where that has an overload of the same name.</summary>
    /// <param name="method">As <see cref="Symbol"/> has it.</param>
    public string ShownIn(string method) => Symbol != method || OwnMethod.IsNil ? Shown : Shown + MemberFacts.Taken(Image!, OwnMethod);

    public bool Is(string type, string name) => Name == name && Type == type;

    public bool Starts(string prefix) => Type.StartsWith(prefix, StringComparison.Ordinal);
}
