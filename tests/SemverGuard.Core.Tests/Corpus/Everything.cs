using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Corpus;

/// <summary>Asks an assembly for all that Core can read of it.</summary>
internal static class Everything
{
    /// <returns>How much there was.</returns>
    public static (int Types, int Members, int Uses) Read(AssemblyImage image, AssemblySet world)
    {
        int types = 0, members = 0;
        foreach (var type in ApiReader.ReadVisible(image))
        {
            types++;
            if (FactText.ParseType(type.Id, FactText.Of(type)) is null)
                throw new InvalidOperationException($"{image.Name}: facts of {type.Id}");
            foreach (var member in type.Members.Where(x => x.IsVisible))
            {
                members++;
                if (FactText.ParseMember(member.Id, FactText.Of(member)) is null)
                    throw new InvalidOperationException($"{image.Name}: facts of {member.Id}");
            }
        }
        image.FindForward("No.Such.Type");
        image.IsFriend("Nobody");
        image.IgnoresAccessChecksTo("Nobody");
        return (types, members, UseReader.Read(image, world).Count);
    }
}
