namespace SemverGuard.Effects;

/// <summary>Calls that make a value of literals and do nothing else.</summary>
internal static class Constants
{
    public static bool IsFactory(Operand call) => call.Type switch
    {
        "System.TimeSpan" => call.IsConstructor || call.Name.StartsWith("From", StringComparison.Ordinal),
        "System.Uri" or "System.Version" or "System.Guid" or "System.DateTime" or "System.DateTimeOffset" or "System.Decimal" =>
            call.IsConstructor,
        "System.Text.Json.JsonNamingPolicy" => call.Name.StartsWith("get_", StringComparison.Ordinal),
        "System.StringComparer" or "System.Text.Encoding" or "System.Globalization.CultureInfo" =>
            call.Name.StartsWith("get_", StringComparison.Ordinal),
        "System.Text.UTF8Encoding" => call.IsConstructor,
        _ => false,
    };
}
