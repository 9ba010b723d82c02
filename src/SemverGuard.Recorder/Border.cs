namespace SemverGuard.Recording;

/// <summary>
/// What rewritten code calls where it leaves the project for a package, and where a package comes back into it. Nothing here throws, and no
/// member of the code that is looked at is called: a recording must not change what it records.
/// </summary>
public static class Border
{
    /// <summary>The project's own code calls something.</summary>
    /// <param name="place">Member, file and line, as the rewriter wrote them.</param>
    /// <param name="assembly">Of the member, where that package moved; empty where only the receiver's class can be of one.</param>
    /// <param name="receiver">What the member is called on; for an extension method its first argument; null where the member tells
    /// all.</param>
    /// <returns>Null when nothing that moved is called.</returns>
    public static Crossing? Leave(string place, string assembly, object? receiver)
    {
        if (Recorder.Current is not { } recorder) return null;
        string? moved = recorder.MovedAssembly(receiver) ?? (assembly.Length > 0 ? assembly : null);
        if (moved is null) return null;
        // Who calls a delegate calls what it is made of.
        if (receiver is Delegate called && recorder.MemberOf(called) is { } member) place = member + place.Substring(place.IndexOf('\t'));
        return Crossing.Begin(recorder, place, moved, CrossingKind.Call);
    }

    /// <summary>A delegate is made of a package's method.</summary>
    /// <param name="member">Documentation comment id of that method.</param>
    /// <returns>The same.</returns>
    public static T Made<T>(T value, string member)
        where T : Delegate
    {
        Recorder.Current?.Made(value, member);
        return value;
    }

    /// <summary>A delegate of a package's method goes to the framework, which calls it where nobody sees it.</summary>
    /// <returns>One that does the same and tells of it; where nothing is recorded, the same.</returns>
    public static T Handed<T>(T value, string place, string assembly)
        where T : Delegate
    {
        if (Recorder.Current is not { } recorder || value is null) return value!;
        // A method that the project has overridden is its own; and another delegate may come here on another way.
        if (recorder.MemberOf(value) != place.Substring(0, place.IndexOf('\t'))) return value;
        return (T)TellingDelegates.Of(value, () =>
        {
            var crossing = Crossing.Begin(recorder, place, assembly, CrossingKind.Call);
            crossing.Go();
            crossing.Return();
        });
    }

    /// <summary>A method of the project is called that a package may call.</summary>
    /// <param name="assembly">Of the declaration that it implements, where that package moved; empty where only the way here tells.</param>
    /// <returns>Null when the project's own code called it.</returns>
    public static Crossing? Enter(string place, string assembly)
    {
        if (Recorder.Current is not { } recorder) return null;
        var frame = Frame.Current;
        if (frame is null ? assembly.Length == 0 : !frame.IsInPackage) return null;
        string caller = assembly.Length > 0 ? assembly : frame?.Package ?? "";
        return Crossing.Begin(recorder, place, caller, CrossingKind.Callback);
    }

    /// <summary>A field of a package is read.</summary>
    public static T Field<T>(T value, string place, string assembly)
    {
        if (Leave(place, assembly, null) is not { } crossing) return value;
        crossing.Go();
        return crossing.Return(value);
    }

    /// <summary>A field of a package is set.</summary>
    public static T SetField<T>(T value, string place, string assembly)
    {
        if (Leave(place, assembly, null) is not { } crossing) return value;
        crossing.Argument(value, "value");
        crossing.Go();
        crossing.Return();
        return value;
    }

    /// <summary>A test, or the program itself, begins.</summary>
    /// <param name="place">The test's name is in it; empty for the program.</param>
    /// <param name="instance">Whose class may have the test from another; null where it is called on nothing.</param>
    public static Crossing? Begin(string place, object? instance)
    {
        if (Recorder.Current is not { } recorder) return null;
        string name = place.Split('\t')[0];
        if (instance is not null) name = ClassOf(instance) + name.Substring(name.LastIndexOf('.'));
        return Crossing.Begin(recorder, place, name);
    }

    /// <summary>
    /// A runner calls what prepares a test, or clears up after it: that belongs to no test alone, and to all of the class.
    /// </summary>
    /// <returns>Null where a test calls it itself.</returns>
    public static Crossing? Prepare(string place, object? instance)
    {
        if (Recorder.Current is not { } recorder || Frame.Current is { IsInTest: true }) return null;
        string name = place.Split('\t')[0];
        string type = instance is null ? name.Substring(0, name.LastIndexOf('.')) : ClassOf(instance);
        return Crossing.Begin(recorder, place, type + RecordingFormat.SetUp);
    }

    /// <summary>As <see cref="Prepare"/>, of a constructor, which cannot be called in another's place.</summary>
    public static Crossing? Construct(string place, object instance)
    {
        var crossing = Prepare(place, instance);
        crossing?.Go();
        return crossing;
    }

    /// <param name="crossing">What <see cref="Construct"/> returned.</param>
    public static void Constructed(Crossing? crossing) => crossing?.Return();

    private static string ClassOf(object instance) => TypeNames.Of(instance.GetType());
}
