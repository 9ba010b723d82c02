namespace SemverGuard.Packages;

/// <summary>Under what terms a package is given away, and by whom.</summary>
internal static class TermsDiff
{
    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after)
    {
        if (!before.Licence.IsSame(after.Licence))
        {
            bool isOther = before.Licence.IsOther(after.Licence);
            string text = before.Licence.ToString() == after.Licence.ToString()
                ? "comes with another text of its licence"
                : $"comes under {after.Licence} (before: {before.Licence})";
            yield return new PackageChange(PackageChangeKind.Licence, isOther ? Surprise.Untold : Surprise.None, text,
                isOther
                    ? "whether this project may use it on these terms, whoever answers for it has to decide"
                    : "they may be the same terms, said in another way");
        }
        // A certificate that is renewed may have the same name in capitals.
        if (!string.Equals(before.Signer, after.Signer, StringComparison.OrdinalIgnoreCase))
        {
            bool wasSigned = before.Signer is not null;
            string text = after.Signer is null
                ? $"is no longer signed by its author (before: {before.Signer})"
                : $"is signed by {after.Signer} as its author (before: {before.Signer ?? "nobody"})";
            yield return new PackageChange(PackageChangeKind.Signer, wasSigned ? Surprise.Broken : Surprise.None, text,
                wasSigned
                    ? "make sure that the package comes from those who made the one before"
                    : "there was nobody whom it could be compared with");
        }
    }
}
