using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>What the compiler-known attributes of one symbol say.</summary>
internal readonly struct AttributeFacts
{
    public AttributeFacts(AssemblyImage image, CustomAttributeHandleCollection attributes)
    {
        bool needsCompilerFeature = false;
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
                case "System.Runtime.CompilerServices.IsByRefLikeAttribute": IsRefLike = true; break;
                case "System.Runtime.CompilerServices.RequiredMemberAttribute": IsRequired = true; break;
                case "System.Runtime.CompilerServices.ExtensionAttribute": IsExtension = true; break;
                case "System.ParamArrayAttribute" or "System.Runtime.CompilerServices.ParamCollectionAttribute": IsParams = true; break;
            }
        }
        // On ref structs and on constructors of types with required members [Obsolete] only tells older compilers to keep away.
        if (!needsCompilerFeature && !IsRefLike) return;
        Obsolete = ObsoleteLevel.None;
        ObsoleteMessage = null;
    }

    public ObsoleteLevel Obsolete { get; }

    public string? ObsoleteMessage { get; }

    public bool IsReadOnly { get; }

    public bool IsRefLike { get; }

    public bool IsRequired { get; }

    public bool IsExtension { get; }

    public bool IsParams { get; }
}
