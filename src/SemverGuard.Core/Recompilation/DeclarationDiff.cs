using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>What two compilations of the same declarations made differently: slots a method takes, attributes a symbol wears.</summary>
internal sealed class DeclarationDiff(Build before, Build after)
{
    public IEnumerable<Rebind> Read(IEnumerable<(MethodDefinitionHandle Was, MethodDefinitionHandle Now)> methods)
    {
        foreach (var (was, now) in methods)
        {
            if (now.IsNil) continue;
            foreach (var rebind in Method(was, now)) yield return rebind;
        }
        foreach (var handle in after.Output.Reader.TypeDefinitions)
        {
            string name = after.Output.NameOf(handle);
            var previous = before.Output.FindType(name);
            if (previous.IsNil || name.IndexOf('<') >= 0) continue;
            foreach (var rebind in Adopted(previous, handle)) yield return rebind;
            foreach (var rebind in Attributes(
                "T:" + name, before.Output.Reader.GetTypeDefinition(previous).GetCustomAttributes(),
                after.Output.Reader.GetTypeDefinition(handle).GetCustomAttributes(),
                // Nothing says where the type itself stands.
                after.Sources?.First(after.Output.Reader.GetTypeDefinition(handle).GetMethods())))
                yield return rebind;
        }
    }

    /// <summary>
    /// Methods that became the implementation of an interface member with a default body, which nobody had to write: whoever calls the
    /// member gets the consumer's method from now on. A member without a default body is a demand, and the API rules say so.
    /// </summary>
    private IEnumerable<Rebind> Adopted(TypeDefinitionHandle was, TypeDefinitionHandle now)
    {
        var filled = new HashSet<string>(Filled(before, was).Select(x => x.Member), StringComparer.Ordinal);
        foreach (var (member, filler, isAbstract) in Filled(after, now))
        {
            if (isAbstract || filled.Contains(member)) continue;
            if (Inherited(filler) is { IsFound: true } inherited)
            {
                yield return new Rebind(RebindKind.Override, DocumentationId.Member(inherited), "T:" + after.Output.NameOf(now),
                    $"implements {DisplayName.Of(member)} by {DisplayName.Of(DocumentationId.Member(inherited))} (was the default)", null);
                continue;
            }
            string id = DocumentationId.Member(filler);
            yield return new Rebind(RebindKind.Override, member, id, $"implements {DisplayName.Of(member)} (was a method of its own)",
                after.Sources?.Locate((MethodDefinitionHandle)filler.Member, 0));
        }
    }

    /// <summary>
    /// The member of a package that a type inherits and answers with; nothing where the method is the consumer's own. What is not
    /// virtual answers by a method that the compiler writes.
    /// </summary>
    private MemberHome Inherited(MemberHome filler) =>
        filler.Image != after.Output ? filler
        : Bridge.Target(after, (MethodDefinitionHandle)filler.Member) is { } target ? new(Outcome.Found, target.Type, target.Handle)
        : default;

    private static IEnumerable<(string Member, MemberHome Filler, bool IsAbstract)> Filled(Build build, TypeDefinitionHandle type)
    {
        var home = new TypeHome(build.Output, type);
        // Nearly every type implements the framework's interfaces or its own project's, whose slots nobody has to lay out.
        if (home.IsInterface || build.World.MemberScopes(home).Select(x => x.Type).Concat(build.World.Interfaces(home).Select(x => x.Type))
            .All(x => !x.IsFound || x.Image!.IsFramework || x.Image == build.Output))
            return [];
        return from slot in InterfaceSlots.Of(build.World, home)
               where slot.State == InterfaceSlotState.Filled && !slot.Declaration.Image.IsFramework
                   && (slot.Filler.Image == build.Output || slot.Declaration.Image == build.Output)
               let declaration = (MethodDefinitionHandle)slot.Declaration.Member
               let attributes = slot.Declaration.Image.Reader.GetMethodDefinition(declaration).Attributes
               select (DocumentationId.Method(slot.Declaration.Image, declaration), slot.Filler,
                   (attributes & MethodAttributes.Abstract) != 0);
    }

    private IEnumerable<Rebind> Method(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        var worn = before.Output.Reader.GetMethodDefinition(was).GetCustomAttributes();
        return worn.Count == 0
            ? []
            : Attributes(
                DocumentationId.Method(after.Output, now), worn, after.Output.Reader.GetMethodDefinition(now).GetCustomAttributes(),
                after.Sources?.Locate(now, 0));
    }

    private IEnumerable<Rebind> Attributes(
        string id, CustomAttributeHandleCollection was, CustomAttributeHandleCollection now, SourceSite? site)
    {
        if (was.Count == 0) yield break;
        var one = Worn(before, was);
        var other = Worn(after, now);
        foreach (var pair in one)
        {
            if (!other.TryGetValue(pair.Key, out var value))
                yield return new Rebind(RebindKind.AttributeArgument, "T:" + pair.Key, id, $"is compiled without {pair.Value.Text}", site);
            else if (value.Bytes != pair.Value.Bytes && (value.Text != pair.Value.Text || value.Raw != pair.Value.Raw))
            {
                var rebind = new Rebind(
                    RebindKind.AttributeArgument, "T:" + pair.Key, id, $"is compiled with {Differing(pair.Value, value)}", site);
                // The source says what it said, and what the constructor makes of it, the two bodies tell.
                yield return AddsDefaults(pair.Value.Attribute, value.Attribute, out var constructor)
                    ? rebind with { Was = before.World.ResolveMember(before.Output, pair.Value.Attribute.Constructor), Now = constructor }
                    : rebind;
            }
        }
    }

    /// <summary>The arguments that it had, and behind them the defaults of further parameters.</summary>
    private bool AddsDefaults(CustomAttribute was, CustomAttribute now, out MemberHome constructor)
    {
        constructor = after.World.ResolveMember(after.Output, now.Constructor);
        if (constructor is not { IsFound: true, Member.Kind: HandleKind.MethodDefinition }
            || CustomAttributes.Decode(before.Output, was, before.World) is not { } one
            || CustomAttributes.Decode(after.Output, now, after.World) is not { } other)
            return false;
        string[] given = [.. one.FixedArguments.Select(x => Text(x.Value))];
        string[] passed = [.. other.FixedArguments.Select(x => Text(x.Value))];
        if (given.Length >= passed.Length || !given.SequenceEqual(passed.Take(given.Length))) return false;
        if (!Named(one).SequenceEqual(Named(other))) return false;
        var reader = constructor.Image.Reader;
        return reader.GetMethodDefinition((MethodDefinitionHandle)constructor.Member).GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber > given.Length)
            .All(x => (x.Attributes & ParameterAttributes.Optional) != 0 && x.GetCustomAttributes().Count == 0);

        static string Text(object? value) => value is System.Collections.ICollection ? "?" : ConstantText.Of(value);

        static IEnumerable<string> Named(CustomAttributeValue<string> value) =>
            value.NamedArguments.Select(x => x.Name + "=" + Text(x.Value));
    }

    /// <summary>Where an enum's member has the same name and another number, the number says what is another.</summary>
    private static string Differing(Wearing was, Wearing now) =>
        was.Text != now.Text ? $"{now.Text} (was {was.Text})" : $"{now.Raw} (was {was.Raw})";

    /// <summary>Attributes of packages by class, with the bytes of their arguments; the compiler's own follow from other things.</summary>
    private static Dictionary<string, Wearing> Worn(Build build, CustomAttributeHandleCollection handles)
    {
        var image = build.Output;
        var worn = new Dictionary<string, Wearing>(StringComparer.Ordinal);
        foreach (var handle in handles)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            string type = CustomAttributes.TypeName(image, attribute);
            if (!type.StartsWith("System.", StringComparison.Ordinal)
                && !type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal))
                worn[type] = new(Convert.ToBase64String(image.Reader.GetBlobBytes(attribute.Value)),
                    AttributeText.Of(image, attribute, build.World), AttributeText.OfNumbers(image, attribute, build.World), attribute);
        }
        return worn;
    }

    /// <param name="Bytes">The arguments as they are in the assembly.</param>
    /// <param name="Raw">With the numbers of enums.</param>
    private readonly record struct Wearing(string Bytes, string Text, string Raw, CustomAttribute Attribute);
}
