namespace SemverGuard.Faults;

/// <summary>
/// In what way a method is made to do something else: the small mistakes, and the small repairs, of which patches are made.
/// </summary>
internal enum FaultKind
{
    NegatedCondition,
    InvertedResult,
    OtherConstant,
    OtherText,
    DroppedCall,
    DroppedStore,
    NullReturned,
    SwappedComparison,
    OffByOneComparison,
    ExchangedArguments,
    RemovedThrow,
    OtherOperand,
}

/// <summary>A place where one fault can be put, in the assembly as it was published.</summary>
/// <param name="Token">Of the method.</param>
/// <param name="Index">Of the instruction in its body.</param>
internal sealed record Site(FaultKind Kind, int Token, string Method, int Index)
{
    /// <summary>A number by which places are taken, the same on every machine.</summary>
    public uint Order
    {
        get
        {
            uint hash = 2166136261;
            foreach (char c in $"{Kind} {Index} {Method}") hash = unchecked((c ^ hash) * 16777619);
            hash ^= hash >> 15;
            return unchecked(hash * 0x2c1b3c6d);
        }
    }
}
