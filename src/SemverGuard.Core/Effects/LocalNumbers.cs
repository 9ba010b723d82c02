namespace SemverGuard.Effects;

/// <summary>The locals of a body in the order in which it meets them: what number they have is the compiler's affair.</summary>
/// <remarks>One serves for one body after the other.</remarks>
internal sealed class LocalNumbers
{
    private int[] numbers = new int[32];

    /// <summary>In which body each was met last.</summary>
    private int[] bodies = new int[32];
    private int body;
    private int count;

    /// <summary>To be called before each body.</summary>
    public void Begin() => (body, count) = (body + 1, 0);

    public int Of(int local)
    {
        if (local >= numbers.Length)
        {
            Array.Resize(ref numbers, 2 * local);
            Array.Resize(ref bodies, 2 * local);
        }
        if (bodies[local] != body) (bodies[local], numbers[local]) = (body, count++);
        return numbers[local];
    }
}
