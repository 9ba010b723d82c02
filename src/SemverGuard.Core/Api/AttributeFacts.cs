using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>What the compiler-known attributes of one symbol say.</summary>
internal readonly struct AttributeFacts
{
    public AttributeFacts(AssemblyImage image, CustomAttributeHandleCollection attributes)
    {
        bool needsCompilerFeature = false;
        List<string>? marks = null;
        foreach (var handle in attributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            switch (CustomAttributes.TypeName(image, attribute))
            {
                case "System.ObsoleteAttribute":
                    var arguments = CustomAttributes.Decode(image, attribute)?.FixedArguments;
                    Obsolete = arguments is { Length: > 1 } two && two[1].Value is true ? ObsoleteLevel.Error : ObsoleteLevel.Warning;
                    ObsoleteMessage = arguments is { Length: > 0 } one ? one[0].Value as string : null;
                    break;
                case "System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute": needsCompilerFeature = true; break;
                case "System.Runtime.CompilerServices.IsReadOnlyAttribute": IsReadOnly = true; break;
                case "System.Runtime.CompilerServices.RequiresLocationAttribute": IsRefReadonly = true; break;
                case "System.Runtime.CompilerServices.IsByRefLikeAttribute": IsRefLike = true; break;
                case "System.Runtime.CompilerServices.RequiredMemberAttribute": IsRequired = true; break;
                case "System.Runtime.CompilerServices.ExtensionAttribute": IsExtension = true; break;
                case "System.Diagnostics.CodeAnalysis.ExperimentalAttribute":
                    Add("experimental:" + CustomAttributes.FirstString(image, attribute)); break;
                case "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute": Add("sets-required"); break;
                case "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute": Add("unscoped"); break;
                case "System.AttributeUsageAttribute": Add("usage:" + Usage(CustomAttributes.Decode(image, attribute))); break;
                case "System.Runtime.CompilerServices.CollectionBuilderAttribute": Add("collection-builder"); break;
                case "System.Runtime.CompilerServices.DynamicAttribute" when IsWholly(CustomAttributes.Decode(image, attribute)):
                    Add("dynamic"); break;
                case "System.Runtime.CompilerServices.TupleElementNamesAttribute":
                    Add("tuple:" + Names(CustomAttributes.Decode(image, attribute))); break;
                case "System.ParamArrayAttribute" or "System.Runtime.CompilerServices.ParamCollectionAttribute": IsParams = true; break;
            }
        }
        marks?.Sort(StringComparer.Ordinal);
        Marks = marks ?? (IReadOnlyList<string>)[];
        // On ref structs and on constructors of types with required members [Obsolete] only tells older compilers to keep away.
        if (!needsCompilerFeature && !IsRefLike) return;
        Obsolete = ObsoleteLevel.None;
        ObsoleteMessage = null;

        void Add(string mark) => (marks ??= []).Add(mark);
    }

    /// <summary>As <see cref="ApiMember.Marks"/>.</summary>
    public IReadOnlyList<string> Marks { get; }

    public ObsoleteLevel Obsolete { get; }

    public string? ObsoleteMessage { get; }

    public bool IsReadOnly { get; }

    /// <summary>A parameter that is <c>ref readonly</c>.</summary>
    public bool IsRefReadonly { get; }

    public bool IsRefLike { get; }

    public bool IsRequired { get; }

    public bool IsExtension { get; }

    public bool IsParams { get; }

    /// <summary>The targets as a number, and whether one of them may wear the attribute more than once.</summary>
    private static string Usage(CustomAttributeValue<string>? value) => value is not { FixedArguments: { Length: > 0 } targets } usage ? ""
        : targets[0].Value + (usage.NamedArguments.Any(x => x is { Name: "AllowMultiple", Value: true }) ? "*" : "");

    /// <summary><c>dynamic</c> itself, not something made of it.</summary>
    private static bool IsWholly(CustomAttributeValue<string>? value) =>
        value is { FixedArguments: var flags }
        && (flags.Length == 0 || (flags[0].Value is ImmutableArray<CustomAttributeTypedArgument<string>> { Length: 1 }));

    private static string Names(CustomAttributeValue<string>? value) =>
        value is { FixedArguments: { Length: 1 } names } && names[0].Value is ImmutableArray<CustomAttributeTypedArgument<string>> all
            ? string.Join(",", all.Select(x => x.Value as string))
            : "";
}
