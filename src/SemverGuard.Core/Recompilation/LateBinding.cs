using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>What the compiler chose before, and leaves to the running program since something is dynamic.</summary>
internal sealed class LateBinding(Build before, Build after, MemberPairs pairs, RebindPlaces places)
{
    private const string Binder = "Microsoft.CSharp.RuntimeBinder.Binder.", Argument = "Microsoft.CSharp.RuntimeBinder.CSharpArgumentInfo";

    /// <summary>A member that is looked up by its name, and with how many arguments.</summary>
    private readonly record struct Lookup(string Name, int Arguments);

    /// <param name="differences">Of one method.</param>
    /// <returns>Null where nothing came to be left to the running program.</returns>
    public Rebind? Of(Difference[] differences)
    {
        if (differences.FirstOrDefault(IsBound) is not { } difference) return null;
        var body = NormalBody.Read(after.Output, difference.After);
        string[] names = [.. Lookups(body).Select(x => x.Name).Distinct()];
        var source = body.Where(x => x.IsCall || x.Code is ILOpCode.Ldfld or ILOpCode.Ldsfld)
            .Select(x => after.World.ResolveMember(after.Output, x.Handle)).FirstOrDefault(IsDynamic);
        string what = names.Length == 0 ? "decides at run time what is done" : $"looks up {string.Join(" and ", names)} at run time";
        string why = source.IsFound ? $", as {Shown(source)} is now dynamic" : "";
        return places.New(RebindKind.Other, source.IsFound ? Id(source) : places.MethodId(difference), what + why, difference)
            with { IsUnseen = !Lookups(body).Any(x => IsChosen(x, difference)) };
    }

    private bool IsBound(Difference difference) => difference.Now.Any(IsBinder) && !difference.After.IsNil
        && !NormalBody.Read(before.Output, difference.Before).Any(IsBinder);

    private static bool IsBinder(NormalInstruction x) => x.IsCall && x.Operand.StartsWith(Binder, StringComparison.Ordinal);

    /// <summary>The name stands before the array that describes the arguments.</summary>
    private static IEnumerable<Lookup> Lookups(IReadOnlyList<NormalInstruction> body)
    {
        string name = "";
        int arguments = 0;
        for (int i = 1; i < body.Count; i++)
        {
            if (body[i].Code == ILOpCode.Newarr && body[i].Operand == Argument)
            {
                name = body.Take(i).LastOrDefault(x => x.Code == ILOpCode.Ldstr).Operand ?? "";
                _ = int.TryParse(body[i - 1].Operand, out arguments);
            }
            if (IsBinder(body[i]) && (body[i].Operand.Contains(".InvokeMember(") || body[i].Operand.Contains("etMember(")))
                yield return new Lookup(name.Trim('"'), arguments);
        }
    }

    /// <summary>The value may fit another overload than its type did. What the framework has in several forms does one thing.</summary>
    private bool IsChosen(Lookup lookup, Difference difference) =>
        NormalBody.Read(before.Output, difference.Before).Where(x => x.IsCall)
            .Select(x => before.World.ResolveMember(before.Output, x.Handle))
            .Any(x => IsMethod(x) && !x.Image.IsFramework && Name(x) == lookup.Name && Parameters(x).Length is > 0 and var taken
                && x.Type.Definition.GetMethods().Select(y => new MemberHome(Outcome.Found, x.Type, y))
                    .Count(y => Name(y) == lookup.Name && Parameters(y).Length == taken) > 1);

    private bool IsDynamic(MemberHome member)
    {
        if (!member.IsFound || member.Image.IsFramework || !IsMarked(member)) return false;
        var was = before.World.FindType(member.Image.Name, member.Type.Name);
        var handle = pairs.Counterpart(member, before.World);
        return !handle.IsNil && was.IsFound && !IsMarked(new MemberHome(Outcome.Found, was, handle));
    }

    private static bool IsMarked(MemberHome member)
    {
        var reader = member.Image.Reader;
        if (member.Member.Kind == HandleKind.FieldDefinition)
            return Has(reader.GetFieldDefinition((FieldDefinitionHandle)member.Member).GetCustomAttributes());
        return reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).GetParameters().Select(reader.GetParameter)
            .Any(x => x.SequenceNumber == 0 && Has(x.GetCustomAttributes()));

        bool Has(CustomAttributeHandleCollection attributes) =>
            CustomAttributes.Has(member.Image, attributes, "System.Runtime.CompilerServices.DynamicAttribute");
    }
}
