namespace SemverGuard.Fuzz;

/// <summary>Who a crafted assembly is in an upgrade.</summary>
internal static class CraftedRoles
{
    /// <summary>A project that uses what is crafted, where the usual one uses nothing of it.</summary>
    public static byte[] Consumer(string kind) => kind == "nested-used" ? Crafted.UsingNested().Build() : Images.Consumer;

    /// <summary>Each kind as the version after, the version before, both, and the project itself.</summary>
    public static IEnumerable<Func<string?>> All() => Crafted.Kinds.Keys.SelectMany(kind =>
    {
        byte[] one = Crafted.Build(kind), other = Crafted.Build(kind, version: 2), app = Consumer(kind);
        return new Func<string?>[]
        {
            () => Inputs.Assembly(Images.Before, one, app),
            () => Inputs.Assembly(one, Images.After, app),
            () => Inputs.Assembly(other, one, app),
            () => Inputs.Assembly(Images.Before, Images.After, one),
        };
    });

    public const int OfEach = 4;
}
