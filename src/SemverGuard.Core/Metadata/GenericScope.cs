namespace SemverGuard.Metadata;

/// <summary>What stands for the type parameters while a signature is read: by default their positions, as in documentation ids.</summary>
public sealed class GenericScope(IReadOnlyList<string>? typeArguments = null, IReadOnlyList<string>? methodArguments = null)
{
    public static readonly GenericScope Open = new();

    public string TypeArgument(int index) => At(typeArguments, index) ?? "`" + index;

    public string MethodArgument(int index) => At(methodArguments, index) ?? "``" + index;

    private static string? At(IReadOnlyList<string>? arguments, int index) =>
        arguments is not null && index < arguments.Count ? arguments[index] : null;
}
