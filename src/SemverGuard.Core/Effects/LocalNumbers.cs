namespace SemverGuard.Effects;

/// <summary>The locals of a body in the order in which it meets them: what number they have is the compiler's affair.</summary>
internal sealed class LocalNumbers
{
    private readonly Dictionary<int, int> met = [];

    public int Of(int local)
    {
        if (!met.TryGetValue(local, out int number)) met[local] = number = met.Count;
        return number;
    }
}
