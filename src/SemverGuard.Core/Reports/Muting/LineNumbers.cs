namespace SemverGuard.Reports.Muting;

/// <summary>From a position in a text to its line, which counts from 1.</summary>
internal sealed class LineNumbers
{
    private readonly List<int> starts = [0];

    public LineNumbers(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') starts.Add(i + 1);
        }
    }

    public int At(int position) => starts.BinarySearch(position) is var index && index >= 0 ? index + 1 : ~index;
}
