using SemverGuard.Findings;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay;

/// <summary>What is a difference between two sides, and what is none, without running anything.</summary>
public sealed class ComparisonTests
{
    private static readonly Bump Lib = new("Lib", "1.2.3", "1.2.4", ["Lib"]);

    [Theory]
    [InlineData("Lib.Options { AutoStart = true, Size = 3 }", "Lib.Options { AutoStart = false, Size = 3 }",
        "returned AutoStart = false (was true) for the same arguments")]
    [InlineData("Lib.A { B = Lib.B { C = [1, 2] }, D = 1 }", "Lib.A { B = Lib.B { C = [1, 3] }, D = 2 }",
        "returned B.C = 3 (was 2) and 1 other value for")]
    [InlineData("\"a, b\"", "\"a; b\"", "returned \"a; b\" (was \"a, b\") for the same arguments")]
    [InlineData("[\"a\" = 1]", "[\"a\" = 2]", "returned \"a\" = 2 (was 1) for")]
    [InlineData("null", "", "returned nothing (was null) for")]
    public void A_result_is_told_by_the_part_that_differs(string before, string after, string told)
    {
        var finding = Assert.Single(Findings([Call("1", before)], [Call("1", after)]));
        Assert.Equal("SG6001", finding.Id);
        Assert.StartsWith("Lib 1.2.4: `Client.Get` " + told, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lib.A { Was = 1, Is = 2 }", "Lib.A { Is = 2, New = 3 }")] // a property that is computed now
    [InlineData("Lib.A { Is = 2 }", "Lib.A")]
    [InlineData("\"agent Lib/1.2.3\"", "\"agent Lib/1.2.4.0\"")]
    [InlineData("Lib.A { B = ... }", "Lib.A { B = 3 }")] // what a summary had no room for
    [InlineData("[1, 2, ... 13 items]", "[1, 2, 3]")]
    public void What_may_be_the_same_is_no_difference(string before, string after) =>
        Assert.Empty(Findings([Call("1", before)], [Call("1", after)]));

    [Theory]
    [InlineData("1", "!Lib.Error: no", "threw Lib.Error: no (returned 1 before) for the same arguments")]
    [InlineData("!Lib.Error: no", "", "returned nothing (threw Lib.Error: no before) for the same arguments")]
    [InlineData("!Lib.Error: no", "!Lib.Error: never", "threw Lib.Error: never (threw Lib.Error: no before) for the same arguments")]
    public void An_exception_is_told_with_what_was(string before, string after, string told)
    {
        var finding = Assert.Single(Findings([Call("1", before)], [Call("1", after)]));
        Assert.Equal(("SG6002", $"Lib 1.2.4: `Client.Get` {told}."), (finding.Id, finding.Message));
    }

    [Theory]
    [InlineData("1", RecordingFormat.NotEnded, "did not end (returned 1 before)", "SG6001")]
    [InlineData(RecordingFormat.NotEnded, "", "returned nothing (did not end before)", "SG6001")]
    [InlineData("!Lib.Error: no", RecordingFormat.NotEnded, "did not end (threw Lib.Error: no before)", "SG6002")]
    public void A_task_that_does_not_end_is_told(string before, string after, string told, string rule)
    {
        var finding = Assert.Single(Findings([Call("1", before)], [Call("1", after)]));
        Assert.Equal((rule, $"Lib 1.2.4: `Client.Get` {told} for the same arguments."), (finding.Id, finding.Message));
    }

    [Fact]
    public void A_callback_that_does_not_come_is_told_and_other_arguments_of_one()
    {
        var called = Call("\"a\"", "", kind: CrossingKind.Callback);
        var gone = Assert.Single(Findings([called with { Count = 3 }], []));
        Assert.Equal(("SG6003", "Lib 1.2.4: `Client.Get` was not called back any more (was 3 times)."), (gone.Id, gone.Message));
        var other = Assert.Single(Findings([called], [called with { Arguments = "\"b\"" }]));
        Assert.Equal(("SG6004", "Lib 1.2.4: `Client.Get` was handed \"b\" (was \"a\")."), (other.Id, other.Message));
        // What the project answers is its own.
        Assert.Empty(Findings([called with { Outcome = "1" }], [called with { Outcome = "2" }]));
    }

    /// <summary>The project goes on from another value; what it then asks for is no difference of the package.</summary>
    [Fact]
    public void What_follows_from_a_difference_is_not_told()
    {
        RecordedCrossing[] before = [Call("", "1", first: 1), Call("1", "2", "Use", 2)],
            after = [Call("", "3", first: 1), Call("3", "4", "Use", 2)];
        Assert.Equal("SG6001", Assert.Single(Findings(before, after)).Id);
        var alone = Assert.Single(Findings(before[1..], after[1..]));
        Assert.Equal(("SG6005", "Lib 1.2.4: `Client.Use` was called with 3 (was 1)."), (alone.Id, alone.Message));
    }

    [Fact]
    public void Order_and_count_are_told_where_nothing_else_differs()
    {
        RecordedCrossing[] before = [Call("", "1", "Open", 1), Call("", "1", "Close", 2)];
        var order = Assert.Single(Findings(before, [before[1] with { Times = [1] }, before[0] with { Times = [2] }]));
        Assert.Equal("Lib 1.2.4: `Client.Open` ran after `Client.Close` (ran before `Client.Close`).", order.Message);
        var count = Assert.Single(Findings(before, [before[0] with { Count = 2 }, before[1]]));
        Assert.Equal("Lib 1.2.4: `Client.Open` was called twice (was once).", count.Message);
    }

    /// <summary>The same calls with the same answers, as often, in another order.</summary>
    [Fact]
    public void What_comes_in_turn_is_told_by_the_first_call_that_differs()
    {
        RecordedCrossing[] dequeued = [Call("", "1", first: 1), Call("", "2", first: 2), Call("", "3", first: 3)];
        Told("`Client.Get` returned 3 (was 1), at call 1.", dequeued, [In(dequeued[0], 3), dequeued[1], In(dequeued[2], 1)]);
        RecordedCrossing[] tried = [In(Call("\"a\"", "true"), 1, 2, 3), In(Call("\"a\"", "false"), 4)];
        Told("`Client.Get` returned false (was true) for the same arguments, at call 2.", tried, [In(tried[0], 1), In(tried[1], 2, 3, 4)]);
        RecordedCrossing[] called =
            [Call("\"a\"", "", first: 1, kind: CrossingKind.Callback), Call("\"b\"", "", first: 2, kind: CrossingKind.Callback)];
        Told("`Client.Get` was handed \"b\" (was \"a\"), at call 1.", called, [In(called[0], 2), In(called[1], 1)]);
        RecordedCrossing[] used = [In(Call("", "1", "Open"), 1, 3), In(Call("", "1", "Close"), 2, 4)];
        Told("`Client.Close` ran after `Client.Open` (ran before `Client.Open`).", used, [In(used[0], 1, 2), In(used[1], 3, 4)]);

        static void Told(string message, RecordedCrossing[] before, RecordedCrossing[] after) =>
            Assert.Equal("Lib 1.2.4: " + message, Assert.Single(Findings(before, after)).Message);
    }

    /// <summary>Behind the last time that is kept of one, the others may stand anywhere.</summary>
    [Fact]
    public void What_is_not_known_of_an_order_is_not_told()
    {
        RecordedCrossing often = In(Call("", "1"), 1, 3) with { Count = 100 }, once = In(Call("", "2"), 70);
        Assert.Empty(Findings([often, once], [often, In(once, 50)]));
        Assert.Single(Findings([often, once], [In(often, 2, 3) with { Count = 100 }, In(once, 1)]));
        var noise = Noise.Of([[new([often, once]), new([In(often, 2, 3) with { Count = 100 }, In(once, 1)])]]);
        Assert.Single(noise.Shuffled);
        Assert.Empty(Findings([often, once], [In(often, 2, 3) with { Count = 100 }, In(once, 1)], noise));
    }

    [Fact]
    public void The_value_that_an_object_carries_through_many_calls_is_told_once()
    {
        RecordedCrossing[] before = [Call("", "Lib.A { B = 1 }", "Open", 1), Call("", "Lib.A { B = 1 }", "Next", 2)];
        RecordedCrossing[] after = [.. before.Select(x => x with { Outcome = "Lib.A { B = 2 }" })];
        Assert.Single(Findings(before, after));
    }

    [Fact]
    public void A_test_that_fails_now_is_told_with_its_first_difference()
    {
        var test = new RecordedCrossing("T.A", new Spot(CrossingKind.Test, "T.A", "T.cs", 3), "", "", "", "", 1, [1]);
        RecordedCrossing call = Call("1", "2", first: 2) with { Test = "T.A" };
        var found = Findings([test, call], [test with { Outcome = "!Xunit.Sdk.EqualException: no" }, call with { Outcome = "3" }]);
        Assert.Equal(["SG6001", "SG6006"], found.Select(x => x.Id));
        Assert.Equal("Lib 1.2.4: the test `T.A` fails with Xunit.Sdk.EqualException: no (passed before). "
            + "The first difference: `Client.Get` returned 3 (was 2) for the same arguments.", found[1].Message);
        Assert.Equal(["T.A"], found[0].Observed!.Tests);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2027-01-02T03:04:06Z", nameof(Mask.Times))]
    [InlineData("\"took 12 ms\"", "\"took 13 ms\"", nameof(Mask.Times))]
    [InlineData("\"port 50123\"", "\"port 50124\"", nameof(Mask.Numbers))]
    [InlineData("\"/srv/x8yZ2k/a\"", "\"/srv/q9aB3c/a\"", nameof(Mask.Names))]
    [InlineData("[\"a\", \"b\"]", "[\"b\", \"a\"]", nameof(Mask.Order))]
    [InlineData("\"left\"", "\"right\"", nameof(Mask.Values))]
    public void What_differs_between_two_runs_of_one_side_is_hidden_by_its_shape(string one, string other, string expected)
    {
        RecordedRun first = new([Call("1", one)]), second = new([Call("1", other)]);
        var noise = Noise.Of([[first, second], [first, first]]);
        Assert.Equal(expected, Assert.Single(noise.Masks.Values, x => x != Mask.Nothing).ToString());
        Assert.Empty(Findings(SteadyRun.Of(first, noise), SteadyRun.Of(second, noise), noise));
    }

    [Fact]
    public void What_is_not_always_called_is_not_compared()
    {
        RecordedRun with = new([Call("1", "2")]), without = new([]);
        var noise = Noise.Of([[with, without], [without, without]]);
        Assert.Single(noise.Unsteady);
        Assert.Empty(SteadyRun.Of(with, noise));
    }

    [Fact]
    public void A_test_that_fails_by_its_fixture_is_explained_by_the_fixture()
    {
        RecordedCrossing[] before = [Call("", "5") with { Test = "Fix (set-up)" }, Test("")];
        RecordedCrossing[] after = [Call("", "6") with { Test = "Fix (set-up)" }, Test("!EqualException: 6")];
        const string Reason = "The first difference, in `Fix (set-up)`: `Client.Get` returned 6 (was 5).";
        Assert.Contains(Findings(before, after), x => x.Message.EndsWith(Reason, StringComparison.Ordinal));

        static RecordedCrossing Test(string outcome) =>
            new("Facts.Uses", new Spot(CrossingKind.Test, "Facts.Uses", "Facts.cs", 3), "", "", outcome, "", 1, [2]);
    }

    [Theory]
    [InlineData("M:Courier.CourierClient.Subscribe(System.String)", "CourierClient.Subscribe")]
    [InlineData("M:Courier.Options.#ctor", "Options..ctor")]
    [InlineData("P:Lib.Box`1.Value", "Box.Value")]
    [InlineData("M:App.Job.<>c.<Run>b__0_1(System.Int32)", "lambda in Job.Run")]
    [InlineData("M:Program.<>c.{{Main}$}b__0_0", "lambda in Program.Main")]
    [InlineData("M:App.Job.<Run>g__Step|0_1", "Step in Job.Run")]
    public void Members_are_named_as_people_name_them(string id, string name) => Assert.Equal(name, MemberName.Short(id));

    private static RecordedCrossing In(RecordedCrossing crossing, params long[] times) =>
        crossing with { Times = times, Count = times.Length };

    private static RecordedCrossing Call(
        string arguments, string outcome, string name = "Get", long first = 1, CrossingKind kind = CrossingKind.Call) =>
        new("", new Spot(kind, "M:Lib.Client." + name, "App.cs", name.Length), "Lib", arguments, outcome, "", 1, [first]);

    private static IReadOnlyList<Finding> Findings(
        IReadOnlyList<RecordedCrossing> before, IReadOnlyList<RecordedCrossing> after, Noise? noise = null)
    {
        var shapes = new CommonShapes(before, after);
        noise ??= Noise.Of([[new RecordedRun(before)], [new RecordedRun(after)]]);
        var comparison = ReplayComparison.Of(shapes.Of(before), shapes.Of(after), noise, new Sameness(["1.2.3", "1.2.4"]));
        return new ReplayFindings([Lib], []).Of(comparison);
    }
}
