using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>Of two recorded values, the first part that differs.</summary>
/// <param name="Owner">Type and member that hold it; empty where it is the value itself.</param>
/// <param name="Name">Of that part, as code names it: <c>Options.AutoStart</c>; empty for the value itself.</param>
/// <param name="Others">How many other parts differ.</param>
internal sealed record ValueDifference(string Owner, string Name, string Before, string After, int Others)
{
    private const int Most = 100;

    public static ValueDifference Of(string before, string after)
    {
        var all = new List<ValueDifference>();
        Compare(Value.Parse(before), Value.Parse(after), "", "", all);
        return all.Count == 0 ? new ValueDifference("", "", Cut(before, 0), Cut(after, 0), 0) : all[0] with { Others = all.Count - 1 };
    }

    /// <summary>As half a sentence: <c>AutoStart = false (was true)</c>.</summary>
    public string Text
    {
        get
        {
            string name = Name.Length > 0 ? Name + " = " : "";
            string others = Others switch { 0 => "", 1 => " and 1 other value", _ => $" and {Others} other values" };
            return $"{name}{Shown(After)} (was {Shown(Before)}){others}";
        }
    }

    /// <summary>Without the escapes of what stands in quotes.</summary>
    public static string Shown(string text) => text.Length == 0
        ? "nothing"
        : text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private static void Compare(Value before, Value after, string owner, string name, List<ValueDifference> all)
    {
        bool haveParts = before.Kind == after.Kind && before.Kind != ValueKind.Plain;
        if (haveParts && before.Text == after.Text && Names(before).SequenceEqual(Names(after)))
        {
            foreach (var (old, now) in before.Parts.Zip(after.Parts))
            {
                string part = old.Name.Length > 0 ? (name.Length > 0 ? name + "." : "") + old.Name : name;
                Compare(old.Value, now.Value, before.Kind == ValueKind.Object ? before.Text + "." + old.Name : owner, part, all);
            }
            return;
        }
        if (before.IsSame(after)) return;
        string was = before.ToString(), isNow = after.ToString();
        int start = Start(was, isNow);
        all.Add(new ValueDifference(owner, name, Cut(was, start), Cut(isNow, start), 0));
    }

    private static IEnumerable<string> Names(Value value) => value.Parts.Select(x => x.Name);

    /// <summary>Where they begin to differ; a few characters before it say where that is.</summary>
    private static int Start(string before, string after)
    {
        const int Lead = 30;
        if (before.Length <= Most && after.Length <= Most) return 0;
        int start = 0;
        while (start < Math.Min(before.Length, after.Length) && before[start] == after[start]) start++;
        return start <= Lead ? 0 : start - Lead;
    }

    private static string Cut(string text, int start)
    {
        string part = start > 0 && start < text.Length ? "… " + text[start..] : text;
        return part.Length > Most ? part[..Most] + " …" : part;
    }
}
