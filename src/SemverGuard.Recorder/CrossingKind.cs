namespace SemverGuard.Recording;

/// <summary>Which way the border is crossed.</summary>
public enum CrossingKind
{
    /// <summary>The project calls a package.</summary>
    Call,

    /// <summary>A package calls the project.</summary>
    Callback,

    /// <summary>A test runner calls the project.</summary>
    Test,
}
