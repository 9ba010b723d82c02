using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>One method that fills a place somebody else declared: an override, or the implementation of an interface member.</summary>
internal readonly record struct SlotFilling(MemberHome Declaration, MemberHome Filler, bool IsInterface)
{
    public MethodDefinitionHandle Implementation => (MethodDefinitionHandle)Filler.Member;
}

/// <summary>Which methods of a class answer for others.</summary>
internal static class Slots
{
    /// <summary>
    /// Everything the methods of a class fill: base classes' virtuals by its own methods, interface members by its own or inherited ones.
    /// </summary>
    public static IEnumerable<SlotFilling> Of(AssemblySet set, TypeHome type)
    {
        if (type.IsInterface) yield break;
        foreach (var slot in ClassSlots.AddsNothing(type) ? [] : ClassSlots.Of(set, type))
        {
            if (slot.Method.Type != type) continue;
            for (var overridden = slot.Overridden; overridden is not null; overridden = overridden.Overridden)
                yield return new SlotFilling(overridden.Method, slot.Method, IsInterface: false);
        }
        foreach (var slot in InterfaceSlots.Of(set, type))
        {
            if (slot.State == InterfaceSlotState.Filled) yield return new SlotFilling(slot.Declaration, slot.Filler, IsInterface: true);
        }
    }
}
