using Cronos;

public static class App
{
    private static readonly string[] Expressions =
    [
        "* * * * *", "*/15 9-17 * * MON-FRI", "0 0 1 1 *", "0 12 L * *", "30 4 * * 5#2", "0 0 LW * ?", "0 0 15W * *",
        "5,10,20-30/5 * * JAN,JUL SUN", "@daily", "@every_minute", "0 0 29 2 *",
        "0 0 * * 6L", "0 23-2 * * *",
    ];

    public static void Next(TextWriter output)
    {
        var from = new DateTime(2024, 2, 27, 23, 58, 30, DateTimeKind.Utc);
        foreach (string text in Expressions)
        {
            var expression = CronExpression.Parse(text);
            output.WriteLine(expression + " " + expression.Equals(CronExpression.Parse(text)));
            foreach (var time in expression.GetOccurrences(from, from.AddDays(40)).Take(5)) output.WriteLine(time.ToString("s"));
            output.WriteLine(expression.GetNextOccurrence(from, inclusive: true)?.ToString("s"));
        }
    }

    public static void Seconds(TextWriter output)
    {
        var expression = CronExpression.Parse("*/20 30 1-3 * * *", CronFormat.IncludeSeconds);
        var from = new DateTimeOffset(2024, 3, 30, 23, 0, 0, TimeSpan.Zero);
        foreach (var zone in new[] { TimeZoneInfo.Utc, Zone })
        {
            foreach (var time in expression.GetOccurrences(from, from.AddHours(30), zone)) output.WriteLine(time.ToString("o"));
            foreach (var time in CronExpression.Parse("30 * * * *").GetOccurrences(from.AddDays(210), from.AddDays(211), zone))
                output.WriteLine(time.ToString("o"));
        }
    }

    private static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(1), "Test", "Test", "Summer",
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
    ]);

    public static void Refused(TextWriter output)
    {
        foreach (string text in new[] { "60 * * * *", "* * *", "x * * * *", "* * * * 5#9", "5-1-2 * * * *", "", "* * 31 2 * *", "@nothing",
            "*/0 * * * *" })
        {
            try
            {
                output.WriteLine(CronExpression.Parse(text).GetNextOccurrence(DateTime.UnixEpoch));
            }
            catch (CronFormatException e)
            {
                output.WriteLine(e.Message);
            }
        }
        output.WriteLine(CronExpression.TryParse("1 2 3 4 5", out var parsed) + parsed?.ToString() + CronExpression.TryParse("-", out _));
        try
        {
            CronExpression.Hourly.GetNextOccurrence(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local));
        }
        catch (ArgumentException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
