namespace SemverGuard.Effects;

/// <summary>Lengths of time, which are the same in whatever unit somebody writes them: 60 seconds, one minute.</summary>
internal static class Durations
{
    /// <returns>In ticks; null for what is no factory of a whole number of units.</returns>
    /// <param name="number">What it is given first.</param>
    public static long? Ticks(Operand factory, long number)
    {
        if (factory.Type != "System.TimeSpan") return null;
        long unit = factory.Name switch
        {
            "FromDays" => TimeSpan.TicksPerDay,
            "FromHours" => TimeSpan.TicksPerHour,
            "FromMinutes" => TimeSpan.TicksPerMinute,
            "FromSeconds" => TimeSpan.TicksPerSecond,
            "FromMilliseconds" => TimeSpan.TicksPerMillisecond,
            "FromTicks" => 1,
            _ => 0,
        };
        return unit == 0 || Math.Abs(number) > TimeSpan.MaxValue.Ticks / unit ? null : number * unit;
    }
}
