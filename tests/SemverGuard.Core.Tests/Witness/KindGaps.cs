namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. Of the cases that are there, the list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        // Steps that stay and run in other cases or at another time: told as bodies that changed, and not as what they do otherwise.
        "beyond: static fields initialised in another order",
        "beyond: callback's answer is kept",

        // Who is asked for his class, nobody looks at.
        "compat: equality accepts derived classes",

        // The elements are kept in fields by now, and an indexer written by hand gives them.
        "csharp13: inline array no longer marked, indexed",

        // That two fields lie in one place shows in the values that they hold, and nobody names the place.
        "elsewhere: fields of a struct share their place",

        // The tree says where the member is declared, and somebody reads it.
        "elsewhere: property moves to a base class, asked for in an expression tree",

        // The array refuses the element as it is stored; that is no reference that fails.
        "elsewhere: class no longer derives, element of an array of its base",

        // The span refuses memory for what holds references; told is that its size is taken.
        "elsewhere: struct gets a reference field, on the stack",

        // The other class does the same, which would take two classes compared.
        "elsewhere: builder behind an interface is another class",

        // It took an object and takes whatever type it is given: nobody compares the bodies of two methods so unlike.
        "everyday: method becomes generic",

        // An object that is taken for its lost base class goes on working by luck, and nobody says that it does not.
        "everyday: base constructed over another type",

        // The lambda's own type says another thing by now, which follows from the method that it calls.
        "further: return type narrowed, inferred lambda handed on",

        // It is told as a body that changed, and not as what it does otherwise.
        "mixed: event takes a handler once",

        // The value that is given decides, and nobody works it out: a name that is no blank, a sequence of one element, a callback that
        // does not ask on which thread it runs.
        "rarer: blank text taken for none, name given",
        "rarer: one of several refused no longer, one given",

        // What throws once throws for ever.
        "rarer: exception of a value made late is kept",
        "rarer: callback on another thread, nobody asks",

        // NaN equals itself to the method and not to the operator.
        "rarer: value that only differs in the sign of zero or in NaN",

        // Nobody looks of which type the object is that is pinned, nor whether a text is made once or each time.
        "rarer: class with a layout gets a text, pinned",
        "rarer: two texts built anew, compared by reference",

        // An array becomes a span by itself, and none becomes an empty one.
        "rarer: array parameter becomes a span, nothing passed",

        // A number without a sign prints the same until it falls below zero.
        "rebuilt: constant beyond the range of the default, unsigned return",

        // Which values the package puts into an array, nobody follows.
        "rebuilt: enum gets narrower, its array read as integers",

        // What counts a collection looks for an interface without a type argument, too.
        "rebuilt: class becomes a collection, counted without being walked",

        // Whole libraries drop this attribute, and hardly anybody asks for it.
        "rebuilt: default value attribute removed, asked for",

        // What a helper of the project constructs by reflection, nobody follows.
        "rebuilt: constructor gets an optional parameter, made by reflection",

        // Told as bodies that changed.
        "rebuilt: struct becomes readonly, changed in place before",
        "rebuilt: closed after the callback instead of before",

        // Who alone writes and reads the elements finds what he wrote, whatever their size.
        "siblings: inline array's element becomes a wider one, own elements read",

        // The value of the other member is taken and never looked at.
        "suites: range indexer added beside slice, list pattern",

        // The method says that it returns an object, and nobody knows of which class.
        "suites: returned class made internal, called dynamically",

        // Whether anybody reads an attribute that the project wears, the package's own code would tell.
        "suites: attribute class made conditional, own does not look",

        // Members of the framework's numbers are calls of shape, and have no place in what is compared.
        "unseen: comparison turns round",

        // The number that is given decides, and nobody works it out.
        "unseen: interface's member is not asked for negative numbers, which nobody gives",

        // What finds two equal is left out as shape, and where an index leads nobody follows.
        "unseen: generic method compares by another comparer",
        "unseen: buffer is filled from its end",
    ];

    /// <summary>The kinds that are warned of rightly, and with a word too many.</summary>
    public static IReadOnlyList<string> Untrue { get; } =
    [
        "compat: enum of two states becomes a truth value, branch",
        "csharp13: inline array no longer marked, indexed",

        // What is thrown there is caught by the same method.
        "deep: own attribute takes an enum boxed, underlying type changed",
        "deep: property of an attribute typed wider",
        "elsewhere: struct gets a reference field, on the stack",
        "elsewhere: builder behind an interface is another class",
        "elsewhere: abstract setter removed, overridden",
        "further: return type narrowed, inferred lambda handed on",
        "names: attribute property renamed",

        // That another implementation runs is told of each of its members.
        "rarer: record becomes a class, own record derives",
        "rarer: blank text taken for none, name given",
        "rarer: one of several refused no longer, one given",
        "rarer: callback on another thread, nobody asks",
        "reflection: method gone, asked by nameof",
        "semver: indexer gets another name, overridden",
        "siblings: inline array's element becomes a wider one, own elements read",
        "so: typed null coalescing of return",
        "suites: range indexer added beside slice, list pattern",
        "suites: attribute class made conditional, own does not look",
        "type: class to struct, created",

        "unseen: interface's member is not asked for negative numbers, which nobody gives",
    ];
}
