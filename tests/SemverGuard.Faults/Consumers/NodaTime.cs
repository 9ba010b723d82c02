using System.Globalization;
using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;
using NodaTime.TimeZones;

public static class App
{
    private static readonly LocalDateTime Start = new(2024, 2, 29, 22, 30, 15, 123);

    public static void Local(TextWriter output)
    {
        output.WriteLine(Start.PlusMonths(12) + "|" + Start.PlusYears(1).Date + "|" + Start.PlusHours(5).TimeOfDay + "|"
            + Start.Date.Next(IsoDayOfWeek.Monday) + "|" + Start.DayOfYear);
        output.WriteLine(Period.Between(Start, new LocalDateTime(2026, 1, 1, 0, 0)) + "|" + (Start.Date - new LocalDate(2023, 12, 25)).Days
            + "|" + Start.With(DateAdjusters.EndOfMonth));
        output.WriteLine(Period.Between(new LocalDate(2020, 1, 31), new LocalDate(2020, 3, 1), PeriodUnits.Weeks | PeriodUnits.Days));
        output.WriteLine(WeekYearRules.Iso.GetWeekOfWeekYear(Start.Date) + " " + WeekYearRules.Iso.GetWeekYear(new LocalDate(2021, 1, 3)));
        output.WriteLine(new LocalDate(2024, 1, 31).PlusMonths(1).CompareTo(new LocalDate(2024, 2, 29)) + ""
            + new LocalTime(23, 59).PlusMinutes(2) + (Start > Start.PlusTicks(1)));
        output.WriteLine(Start.WithCalendar(CalendarSystem.Julian) + "|" + Start.Date.WithCalendar(CalendarSystem.HebrewCivil) + "|"
            + Start.Date.WithCalendar(CalendarSystem.PersianSimple).Month);
        output.WriteLine(new DateInterval(new LocalDate(2024, 1, 1), new LocalDate(2024, 1, 10)).Intersection(
            new DateInterval(new LocalDate(2024, 1, 5), new LocalDate(2024, 2, 1))));
        output.WriteLine(new AnnualDate(2, 29).InYear(2023) + "" + new YearMonth(2024, 2).ToDateInterval().Length);
    }

    public static void Zoned(TextWriter output)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        foreach (var local in new[] { new LocalDateTime(2024, 3, 31, 2, 30), new LocalDateTime(2024, 10, 27, 2, 30), Start })
        {
            output.WriteLine(zone.AtLeniently(local) + "|" + zone.MapLocal(local).Count + "|"
                + local.InZone(zone, Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter)));
        }
        var instant = Instant.FromUtc(2024, 7, 1, 12, 0);
        output.WriteLine(zone.GetUtcOffset(instant) + "|" + zone.GetZoneInterval(instant) + "|"
            + instant.InZone(DateTimeZoneProviders.Tzdb["America/New_York"]).LocalDateTime);
        output.WriteLine(instant.InUtc().Plus(Duration.FromHours(36.5)).ToDateTimeUtc().ToString("o")
            + zone.AtStartOfDay(Start.Date).ToOffsetDateTime());
        output.WriteLine((instant - Instant.FromUnixTimeSeconds(1_700_000_000)).TotalHours + " " + instant.ToUnixTimeMilliseconds()
            + Duration.FromSeconds(90) * 3 + Duration.FromTicks(5) / 2);
    }

    public static void Patterns(TextWriter output)
    {
        output.WriteLine(LocalDateTimePattern.CreateWithInvariantCulture("dd MMM uuuu HH:mm:ss.FFF").Format(Start)
            + InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(15)));
        output.WriteLine(LocalDatePattern.Iso.Parse("2024-06-07").Value + "|"
            + LocalTimePattern.CreateWithInvariantCulture("h:mm tt").Parse("3:07 PM").Value);
        output.WriteLine(PeriodPattern.NormalizingIso.Parse("P1Y2M3DT4H90M").Value + "|"
            + DurationPattern.Roundtrip.Parse("1:02:03:04.5").Value + "|" + OffsetPattern.GeneralInvariant.Parse("+05:30").Value.Seconds);
        output.WriteLine(OffsetDateTimePattern.ExtendedIso.Parse("2024-01-01T00:00:00.25-03:00").Value.ToInstant());
        foreach (string text in new[] { "2024-13-01", "2024-02-30", "x", "", "2024-1-1" })
        {
            var result = LocalDatePattern.Iso.Parse(text);
            output.WriteLine(result.Success + " " + (result.Success ? "" : result.Exception.Message));
        }
    }

    public static void Refused(TextWriter output)
    {
        try
        {
            DateTimeZoneProviders.Tzdb["Europe/Paris"].AtStrictly(new LocalDateTime(2024, 3, 31, 2, 30));
        }
        catch (SkippedTimeException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            output.WriteLine(new LocalDate(2023, 2, 29));
        }
        catch (ArgumentOutOfRangeException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            output.WriteLine(DateTimeZoneProviders.Tzdb["Nowhere"]);
        }
        catch (DateTimeZoneNotFoundException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            LocalDatePattern.CreateWithInvariantCulture("yyyy-QQ");
        }
        catch (InvalidPatternException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
