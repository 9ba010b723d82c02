using SemverGuard.Recording;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>What a recording calls a test: class, method and what it is given; or a class with what stands around its tests.</summary>
internal static class TestName
{
    public static bool IsTest(string name) => RecordingFormat.IsTest(name);

    /// <summary>Of classes that have no test themselves, and are made for those of others.</summary>
    public static IEnumerable<string> SetUpsWithoutTests(IReadOnlyList<string> names) =>
        names.Where(x => x.Length > 0 && !IsTest(x)).Except(names.Select(SetUpOf));

    /// <summary>The name of what stands around a test; of anything else, empty.</summary>
    public static string SetUpOf(string test)
    {
        int end = test.IndexOf('('), at = test.LastIndexOf('.', end < 0 ? Math.Max(test.Length - 1, 0) : end);
        return IsTest(test) && at > 0 ? test[..at] + RecordingFormat.SetUp : "";
    }
}
