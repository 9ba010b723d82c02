namespace SemverGuard.Packages;

/// <summary>Under what terms a package is given away, and by whom.</summary>
internal static class TermsDiff
{
    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after)
    {
        if (!before.Licence.IsSame(after.Licence))
        {
            bool isOther = before.Licence.IsOther(after.Licence);
            string text = before.Licence.ToString() == after.Licence.ToString() ? "comes with another text of its licence" : $"comes under {after.Licence} (before: {before.Licence})";
            yield return new PackageChange(PackageChangeKind.Licence, isOther ? Surprise.Untold : Surprise.None, text,
                isOther ? "whether this project may use it on these terms, whoever answers for it has to decide" : "they may be the same terms, said in another way");
        }
        if (before.Signer != after.Signer)
        {
            yield return new PackageChange(PackageChangeKind.Signer, before.Signer is null ? Surprise.None : Surprise.Broken, $"{Signed(after)} (before: {Signed(before)})",
                before.Signer is null ? "there was nobody whom it could be compared with" : "make sure that the package comes from those who made the one before");
        }
    }

    private static string Signed(PackageShape shape) => shape.Signer is { } signer ? $"is signed by {signer}" : "is not signed by its author";
}
