using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What comes of a question that was answered before.</summary>
internal enum ReflectedOutcome { Other, Null, Throws }

/// <summary>What a type answers otherwise to who asks it for a member by name.</summary>
internal static class ReflectedMembers
{
    /// <returns>What is another, as the rest of a sentence about the type, and what comes of the question; null where nothing is.</returns>
    public static (string Fact, ReflectedOutcome Outcome)? Compare(
        NamedRead read, AssemblySet before, TypeHome was, AssemblySet after, TypeHome now)
    {
        if (read.Name.Length == 0) return read.IsSimple ? Made(was, now) : MadeOf(was, now);
        string[] old = [.. Named(read, before, was)], @new = [.. Named(read, after, now)];
        if (old.Length == 0)
            return read.IsDynamic && @new.Length == 0 && Answers(before, was) && !Answers(after, now)
                ? ($"no longer answers to names that it does not declare, such as {read.Name}", ReflectedOutcome.Throws) : null;
        if (old.SequenceEqual(@new))
            return read.IsDynamic && !Defaults(read, before, was).SequenceEqual(Defaults(read, after, now))
                ? ($"has other defaults of {read.Name}, which dynamic calls are given", ReflectedOutcome.Other)
                : ReflectedParts.Compare(read, before, was, after, now) is { } fact ? (fact, ReflectedOutcome.Other)
                : null;
        bool isAny = IsAny(read);
        string kind = isAny ? "member" : read.Reader.Substring("Get".Length).ToLowerInvariant();
        if (@new.Length == 0)
        {
            var outcome = read.Reader == NamedReads.DelegateByName ? ReflectedOutcome.Throws
                : !read.IsSimple || !read.Type.IsFound ? ReflectedOutcome.Other
                : read.IsDynamic ? ReflectedOutcome.Throws
                : ReflectedOutcome.Null;
            return ($"no longer has a {(read.IsSimple ? "public " : "")}{kind} {read.Name}", outcome);
        }
        // The binder of dynamic takes what fits the arguments.
        bool isAmbiguous = read is { IsSimple: true, IsDynamic: false, Reader: "GetMethod" or "GetProperty" }
            && old.Length == 1 && @new.Length > 1;
        string several = kind == "property" ? "properties" : "methods";
        if (isAmbiguous) return ($"has {@new.Length} {several} {read.Name}, and the name alone is ambiguous now", ReflectedOutcome.Throws);
        if (!read.IsSimple) return null;
        bool areTaken = old.Select(Taken).SequenceEqual(@new.Select(Taken));
        if (!areTaken) return ($"has other overloads of {read.Name}", ReflectedOutcome.Other);
        bool isSet = read.Asked == "SetValue" && !@new.Any(IsSet), isCast = read.Unboxed.Length > 0 && !@new.Any(IsCast);
        return isSet && old.Any(IsSet) ? ($"has {read.Name}, which can no longer be set", ReflectedOutcome.Throws)
            : isCast && old.Any(IsCast) ? ($"has {read.Name} of another type", ReflectedOutcome.Throws)
            : OnlySet() is { } set ? (set, ReflectedOutcome.Other)
            : ($"has {read.Name} of another type, or to be set by others", ReflectedOutcome.Other);

        // That something can be set stands behind its type.
        string? OnlySet() => (old, @new) is not ([var one], [var other]) ? null
            : one + " set" == other ? $"has {read.Name}, which can be set by now"
            : other + " set" == one ? $"has {read.Name}, which can no longer be set" : null;

        static bool IsSet(string signature) => signature.EndsWith(" set", StringComparison.Ordinal) || signature[0] == 'F';

        bool IsCast(string signature) => signature.Split(':')[1].Split(' ')[0] == read.Unboxed;

        static string Taken(string signature) => signature.Split(':')[0];
    }

    /// <summary>The binder of dynamic asks the object itself first.</summary>
    private static bool Answers(AssemblySet world, TypeHome type) =>
        world.MemberScopes(type).Select(x => x.Type).Concat(world.Interfaces(type).Select(x => x.Type))
            .Any(x => x.IsFound && x.Name is "System.Dynamic.DynamicObject" or "System.Dynamic.IDynamicMetaObjectProvider");

    /// <summary>A member of whatever kind.</summary>
    private static bool IsAny(NamedRead read) =>
        read.IsDynamic || !read.Reader.StartsWith("Get", StringComparison.Ordinal) || read.Reader == "GetMember";

    private static (string, ReflectedOutcome)? Made(TypeHome was, TypeHome now) =>
        Linkage.ReferenceCheck.IsValue(now) && Linkage.ReferenceCheck.IsValue(was)
            ? Linkage.Fulfilment.HasPublicConstructor(now) && !Linkage.Fulfilment.HasPublicConstructor(was)
                ? ("is made by a constructor by now", ReflectedOutcome.Other) : null
        : Linkage.Fulfilment.HasPublicConstructor(was) && !Linkage.Fulfilment.HasPublicConstructor(now)
            && !Linkage.ReferenceCheck.IsValue(now)
            ? ("can no longer be made without arguments", ReflectedOutcome.Throws) : null;

    /// <summary>Made of arguments that nobody counted: where no constructor is left that there was, they fit none.</summary>
    private static (string, ReflectedOutcome)? MadeOf(TypeHome was, TypeHome now)
    {
        string[] old = [.. Constructors(was)], @new = [.. Constructors(now)];
        string[] gone = [.. old.Except(@new)];
        return gone.Length == 0 ? null
            : gone.Length == old.Length ? ("has other constructors by now", ReflectedOutcome.Throws)
            : ($"no longer has {gone.Length} of its constructors", ReflectedOutcome.Other);
    }

    /// <summary>The public constructors that take something.</summary>
    private static IEnumerable<string> Constructors(TypeHome type) =>
        from method in type.Definition.GetMethods().Select(x => type.Image!.Reader.GetMethodDefinition(x))
        where type.Image!.Reader.StringComparer.Equals(method.Name, ".ctor")
            && (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
        let parameters = type.Image!.SignatureOf(method).ParameterTypes
        where parameters.Length > 0
        select string.Join(",", parameters);

    /// <summary>The signatures of those that have the name, in the type and its base types.</summary>
    private static IEnumerable<string> Named(NamedRead read, AssemblySet world, TypeHome type)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (scope, _) in world.MemberScopes(type))
        {
            if (scope.IsFound) all.UnionWith(Of(read, scope.Image!, scope.Definition));
        }
        return all.OrderBy(x => x, StringComparer.Ordinal);
    }

    /// <summary>The defaults of all methods that have the name: a dynamic call is given those that are there when it is made.</summary>
    private static IEnumerable<string> Defaults(NamedRead read, AssemblySet world, TypeHome type) =>
        from scope in world.MemberScopes(type)
        where scope.Type.IsFound
        let reader = scope.Type.Image!.Reader
        from method in scope.Type.Definition.GetMethods().Select(x => reader.GetMethodDefinition(x))
        where reader.StringComparer.Equals(method.Name, read.Name)
        from parameter in method.GetParameters().Select(x => reader.GetParameter(x).GetDefaultValue())
        where !parameter.IsNil
        select Convert.ToBase64String(reader.GetBlobBytes(reader.GetConstant(parameter).Value));

    private static IEnumerable<string> Of(NamedRead read, AssemblyImage image, TypeDefinition type)
    {
        var reader = image.Reader;
        bool isAny = IsAny(read);
        if (isAny || read.Reader == "GetMethod")
        {
            foreach (var method in type.GetMethods().Select(x => reader.GetMethodDefinition(x)))
            {
                if (Is(method.Name) && IsPublic(method.Attributes))
                    yield return $"{string.Join(",", image.SignatureOf(method).ParameterTypes)}:{image.SignatureOf(method).ReturnType}";
            }
        }
        if (isAny || read.Reader == "GetProperty")
        {
            foreach (var property in type.GetProperties().Select(x => reader.GetPropertyDefinition(x)))
            {
                var accessors = property.GetAccessors();
                var accessor = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
                if (Is(property.Name) && !accessor.IsNil && IsPublic(reader.GetMethodDefinition(accessor).Attributes))
                    yield return Property(property.DecodeSignature(image.LinkText, GenericScope.Open), accessors.Setter);
            }
        }
        if (isAny || read.Reader == "GetField")
        {
            foreach (var field in type.GetFields().Select(x => reader.GetFieldDefinition(x)))
            {
                if (Is(field.Name) && (!read.IsSimple || (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public))
                    yield return "F:" + field.DecodeSignature(image.LinkText, GenericScope.Open);
            }
        }
        if (isAny || read.Reader == "GetEvent")
        {
            if (type.GetEvents().Any(x => Is(reader.GetEventDefinition(x).Name))) yield return "E";
        }

        string Property(MethodSignature<string> signature, MethodDefinitionHandle setter)
        {
            bool isSet = !setter.IsNil && IsPublic(reader.GetMethodDefinition(setter).Attributes);
            return $"P {string.Join(",", signature.ParameterTypes)}:{signature.ReturnType}{(isSet ? " set" : "")}";
        }

        bool Is(StringHandle name) => reader.StringComparer.Equals(name, read.Name);

        bool IsPublic(MethodAttributes attributes) =>
            !read.IsSimple || (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
    }
}
