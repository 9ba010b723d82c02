using System.Text.Json;
using System.Text.RegularExpressions;
using SemverGuard.Packages;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Witnesses;

/// <summary>A finding as a JSON report has it, as far as a witness needs it.</summary>
/// <param name="Symbol">Documentation comment id.</param>
/// <param name="Arguments">Of the recorded call; null where nothing ran.</param>
/// <param name="Before">What was; null where the report does not say.</param>
internal sealed partial record ReportedFact(
    string Id, string Symbol, string Message, PackageVersion Old, PackageVersion New, string? Arguments, string? Before, string? After)
{
    /// <param name="name">As <see cref="FindingName"/> has it.</param>
    /// <exception cref="InvalidDataException">The report has no such finding, or several, or is no report.</exception>
    public static ReportedFact Of(string report, string name)
    {
        var asked = FindingName.Parse(name);
        ReportedFact[] found = [.. All(InputFile.Text(report), Path.GetFileName(report)).Where(x => asked.Is(x.Id, x.Symbol, x.Message))];
        if (found.Length == 1) return found[0];
        string file = Path.GetFileName(report), names = string.Join(", ", found.Select(x => x.Id + ":" + x.Symbol));
        throw new InvalidDataException(
            found.Length == 0 ? $"{file} has no finding {name}" : $"{file} has {found.Length} findings {name}: name one of {names}");
    }

    /// <param name="file">Its name, for what is said of it.</param>
    /// <exception cref="InvalidDataException">It is no report.</exception>
    public static List<ReportedFact> All(string report, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            return [.. json.RootElement.GetProperty("upgrades").EnumerateArray().SelectMany(Upgrade)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no JSON report of SemverGuard: {e.Message}");
        }
    }

    private static IEnumerable<ReportedFact> Upgrade(JsonElement upgrade)
    {
        var package = upgrade.GetProperty("package");
        PackageVersion old = Package(package, "before"), now = Package(package, "after");
        foreach (var finding in upgrade.GetProperty("findings").EnumerateArray())
        {
            bool isObserved = finding.TryGetProperty("observed", out var seen);
            string? arguments = isObserved ? seen.TryGetProperty("arguments", out var given) ? given.GetString() : "" : null;
            var difference = finding.GetProperty("differences").EnumerateArray().FirstOrDefault();
            yield return new ReportedFact(
                Rule(finding), Text(finding, "symbol") ?? "", Text(finding, "message") ?? "", old, now,
                arguments, Text(difference, "before"), Text(difference, "after"));
        }
    }

    /// <summary>They become part of a project that is built.</summary>
    private static PackageVersion Package(JsonElement package, string side)
    {
        string id = Text(package, "id") ?? "", version = Text(package, side) ?? "";
        bool isOne = PackageGrammar.IsId(id) && PackageGrammar.IsVersion(version);
        return isOne ? new PackageVersion(id, version)
            : throw new InvalidOperationException($"'{id} {version}' is no package that there can be");
    }

    private static string Rule(JsonElement finding) =>
        Text(finding, "id") is { } id && RuleId().IsMatch(id) ? id
            : throw new InvalidOperationException("it has a finding without the id of a rule");

    [GeneratedRegex(@"^SG\d{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RuleId();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
