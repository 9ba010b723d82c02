namespace SemverGuard.Effects.Sheets;

/// <summary>What a row that changed means for who has data of the former version, or talks to somebody who does.</summary>
internal static class SerializationFacts
{
    /// <param name="wasThere">Whether the former version had a member of that name, written or not.</param>
    public static IReadOnlyList<Effect> Of(IReadOnlyList<SheetRow> rows, bool isEnum, Func<string, bool> wasThere) =>
        [.. rows.Where(x => x.IsChanged).Select(x => isEnum && x.Member != SerializedShape.Type ? OfEnum(x, rows)
            : x.Member.StartsWith(SerializedShape.Filled, StringComparison.Ordinal) ? OfFilled(x, rows)
            : x.Member.StartsWith(SerializedShape.Required, StringComparison.Ordinal) ? OfRequired(x)
            : Of(x, wasThere)).OfType<Effect>()];

    /// <summary>Of a member that came or went, that is told.</summary>
    private static Effect? OfFilled(SheetRow row, IReadOnlyList<SheetRow> rows)
    {
        string name = row.Member.Substring(SerializedShape.Filled.Length);
        if (rows.Any(x => x.Member == name && (x.Before is null || x.After is null))) return null;
        return row.After is null
            ? Fact(row, $"no longer takes {name} from data", Weight.Strong)
            : Fact(row, $"now takes {name} from data", Weight.Faint);
    }

    private static Effect OfRequired(SheetRow row)
    {
        string name = row.Member.Substring(SerializedShape.Required.Length);
        return row.Before is null
            ? Fact(row, $"now refuses data without {name}, which is required", Weight.Strong)
            : Fact(row, $"no longer refuses data without {name}", Weight.Faint);
    }

    private static Effect Of(SheetRow row, Func<string, bool> wasThere)
    {
        switch (row.Member)
        {
            case SerializedShape.Type:
                string text = row.Before is null ? $"now has {row.After}"
                    : row.After is null ? $"no longer has {row.Before}"
                    : $"now has {row.After} (was {row.Before})";
                return Fact(row, text, Weight.Strong);
            case SerializedShape.Constructor:
                return OfConstructor(row);
            case SerializedShape.Order:
                return Fact(row, $"now has its members in another order: {row.After}", Weight.Faint);
        }
        return row.Before is null ? Fact(row, $"now has {row.Member} as {row.After}", wasThere(row.Member) ? Weight.Strong : Weight.Faint)
            : row.After is null ? Fact(row, $"no longer has {row.Member}, which was {row.Before}", Weight.Strong)
            : Fact(row, $"now has {row.Member} as {row.After} (was {row.Before})",
                IsPerhapsAsBefore(row.Before, row.After) ? Weight.Faint : Weight.Strong);
    }

    /// <summary>
    /// Whether there ever is a value that is left out, only the project's data tell; and whether it was written so anyway, by a naming
    /// policy, who calls the serializer.
    /// </summary>
    private static bool IsPerhapsAsBefore(string was, string now) =>
        string.Equals(LeftOut.Without(was), LeftOut.Without(now), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Parameters that came are filled with what a missing value is; another kind of constructor may refuse what could be read.
    /// </summary>
    private static Effect OfConstructor(SheetRow row)
    {
        string? was = Known(row.Before), now = Known(row.After);
        const string Gone = "no longer has a constructor that can be chosen to read it";
        if (now is null) return Fact(row, Gone + (was is null ? "" : $" (was {was})"), Weight.Plain);
        string text = $"is now read through the constructor {now} ({(was is null ? "there was none to choose" : "was " + was)})";
        bool isLike = now.Length > 2 && row.Before is { Length: > 2 };
        return Fact(row, text, isLike ? Weight.Faint : Weight.Plain);

        static string? Known(string? constructor) => constructor == SerializedConstructor.None ? null : constructor;
    }

    /// <summary>A value that is there under another name is written as before.</summary>
    private static Effect? OfEnum(SheetRow row, IReadOnlyList<SheetRow> rows) => row switch
    {
        { Before: null } =>
            rows.Any(x => x.After is null && x.Before == row.After)
                ? null
                : Fact(row, $"now has the value {row.Member} = {row.After}", Weight.Faint),
        { After: null } =>
            rows.Any(x => x.Before is null && x.After == row.Before)
                ? null
                : Fact(row, $"no longer has the value {row.Member} = {row.Before}", Weight.Plain),
        _ => Fact(row, $"now writes {row.Member} as {row.After} (was {row.Before})", Weight.Strong),
    };

    private static Effect Fact(SheetRow row, string text, Weight weight) => new(EffectKind.Serialization, row.Member, text, weight);
}
