using System.Globalization;
using Humanizer;

public enum Step { NotStarted, HalfWayThere }

public static class App
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static void Texts(TextWriter output)
    {
        foreach (string text in new[] { "PascalCaseInput", "some_under_score", "HTMLParser2", "already fine", "x" })
        {
            output.WriteLine(text.Humanize() + "|" + text.Humanize(LetterCasing.Title) + "|" + text.Pascalize() + "|" + text.Camelize()
                + "|" + text.Underscore()
                + "|" + text.Titleize() + "|" + text.Kebaberize() + "|" + text.Dehumanize());
            output.WriteLine(text.Truncate(6) + "|" + text.Truncate(6, "..", Truncator.FixedLength, TruncateFrom.Left)
                + "|" + text.Truncate(2, Truncator.FixedNumberOfWords) + "|" + text.Truncate(5, Truncator.FixedNumberOfCharacters));
        }
        output.WriteLine(Step.HalfWayThere.Humanize() + "half way there".DehumanizeTo<Step>());
    }

    public static void Words(TextWriter output)
    {
        foreach (string word in new[] { "person", "box", "city", "series", "leaf", "mouse", "man" })
        {
            output.WriteLine(word.Pluralize() + "|" + word.Pluralize().Singularize() + "|" + word.ToQuantity(1) + "|"
                + word.ToQuantity(5, ShowQuantityAs.Words));
        }
    }

    public static void Numbers(TextWriter output)
    {
        foreach (int number in new[] { 0, 1, 13, 21, 100, 999, 1005, 123456, -7 })
        {
            output.WriteLine(number.ToWords(English) + "|" + number.Ordinalize(English) + "|" + number.ToOrdinalWords(English) + "|"
                + ((double)number).ToMetric());
        }
        foreach (int number in new[] { 1, 4, 9, 44, 1994 }) output.WriteLine(number.ToRoman() + number.ToRoman().FromRoman());
        output.WriteLine(3.Thousands() + 2.Millions() + "|" + 5.Tupleize() + "|" + 1d.GetTimeUnitSymbolOrNothing());
    }

    private static string GetTimeUnitSymbolOrNothing(this double value) => value.ToHeading(HeadingStyle.Full);

    public static void Times(TextWriter output)
    {
        var now = new DateTime(2024, 5, 6, 12, 0, 0, DateTimeKind.Utc);
        foreach (double hours in new[] { -0.01, -2, 26, 500, 9000, -40000 })
            output.WriteLine(now.AddHours(hours).Humanize(true, now, English));
        foreach (double minutes in new[] { 0, 0.5, 61, 1500, 100000 })
        {
            var span = TimeSpan.FromMinutes(minutes);
            output.WriteLine(span.Humanize(culture: English) + "|"
                + span.Humanize(3, culture: English, minUnit: Humanizer.Localisation.TimeUnit.Second));
        }
    }

    public static void Sizes(TextWriter output)
    {
        output.WriteLine(
            1500.Bytes().Humanize(English) + "|" + 3.5.Megabytes().ToString("KB", English) + "|" + (2.Kilobytes() + 100.Bytes()).Bytes);
        output.WriteLine(new[] { "a", "b", "c" }.Humanize() + "|" + new[] { 1, 2 }.Humanize(x => x.ToWords(English)));
        output.WriteLine(120.0.ToHeading() + "|" + "NNE".FromAbbreviatedHeading());
    }

    public static void Refused(TextWriter output)
    {
        try
        {
            output.WriteLine("no such step".DehumanizeTo<Step>());
        }
        catch (NoMatchFoundException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            output.WriteLine("IIIIX".FromRoman() + 5000.ToRoman());
        }
        catch (ArgumentException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
