using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Fuzz;

/// <summary>What was once made to kill or to stall a reader of assemblies, each kind by the rows that do it and below a megabyte.</summary>
internal static class Crafted
{
    private const byte Class = 0x12, TypeParameter = 0x13, Array = 0x14, Instance = 0x15, SingleArray = 0x1D, Int = 0x08, Required = 0x1F;

    /// <summary>The kinds, and what is said of each; a dash where nothing is wrong but its size.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<CraftedImage, CraftedImage> Build, string Said)> Kinds =
        new SortedDictionary<string, (Func<CraftedImage, CraftedImage>, string)>(StringComparer.Ordinal)
    {
        ["exported-cycle"] = (x => Exported(x, 2, isCycle: true), "it has forwarded types nested deeper than 1,000"),
        ["exported-deep"] = (x => Exported(x, 20_000, isCycle: false), "it has forwarded types nested deeper than 1,000"),
        ["references-deep"] = (ReferencesDeep, "it has references to types nested deeper than 1,000"),
        ["nested-deep"] = (NestedDeep, "it has types nested deeper than 1,000"),
        ["nested-used"] = (NestedUsed, "-"),
        ["nested-circle"] = (NestedCircle, "it has types nested deeper than 1,000"),
        ["bases-deep"] = (x => Bases(x, 20_000, isCycle: false), "it has classes that derive from each other deeper than 1,000"),
        ["bases-circle"] = (x => Bases(x, 2, isCycle: true), "it has classes that derive from each other deeper than 1,000"),
        ["specification-self"] = (x => Specifications(x, 1, 1), "it has a type that is made of itself"),
        ["specification-base"] = (SpecificationBase, "it has a type that is made of itself"),
        ["specification-circle"] = (x => Specifications(x, 2, 1), "it has a type that is made of itself"),
        ["specification-chain"] = (SpecificationChain, "it expands to too much text"),
        ["specification-nowhere"] = (SpecificationNowhere, "it has a signature that counts more than it holds"),
        ["specification-doubles"] = (SpecificationDoubles, "it expands to too much text"),
        ["signature-deep"] = (x => Signature(x, [0, 0, .. Enumerable.Repeat(SingleArray, 100_000), Int]),
            "it has a signature deeper than 200"),
        ["signature-generic-deep"] = (x => Signature(x,
            [0, 0, .. Enumerable.Range(0, 50_000).SelectMany(_ => new byte[] { Instance, Class, 5, 1 }), Int]),
            "it has a signature deeper than 200"),
        ["signature-counts"] = (x => Signature(x, [0, 0xDF, 0xFF, 0xFF, 0xFF, 1]), "it has a signature that counts more than it holds"),
        ["signature-generic-counts"] = (x => Signature(x, [0, 0, Instance, Class, 5, 0xDF, 0xFF, 0xFF, 0xFF]),
            "it has a signature that counts more than it holds"),
        ["signature-shared"] = (SignatureShared, "it expands to too much text"),
        ["array-rank"] = (x => Signature(x, [0, 0, Array, Int, 0xDF, 0xFF, 0xFF, 0xFF, 0, 0]),
            "it has an array of more than 32 dimensions"),
        ["array-sizes"] = (x => Signature(x, [0, 0, Array, Int, 1, 0xDF, 0xFF, 0xFF, 0xFF]),
            "it has a signature that counts more than it holds"),
        ["field-deep"] = (FieldDeep, "it has a signature deeper than 200"),
        ["attribute-counts"] = (x =>
            Attribute(x, "System", "AttributeUsageAttribute", [0x20, 1, 1, 0x1D, Int], [1, 0, 0xFF, 0xFF, 0xFF, 0x7F]), "-"),
        ["attribute-objects-deep"] = (AttributeObjects, "-"),
        ["attribute-friends"] = (x => Attribute(x, "System.Runtime.CompilerServices", "InternalsVisibleToAttribute",
            [0x20, 1, 1, 0x1D, 0x0E], [1, 0, 0xFF, 0xFF, 0xFF, 0x7F]), "-"),
        ["names-long"] = (NamesLong, "it has a name longer than 8,192 bytes"),
        ["names-shared"] = (NamesShared, "it expands to too much text"),
        ["types-same"] = (TypesSame, "-"),
        ["names-same"] = (NamesSame, "-"),
        ["expansive-base"] = (ExpansiveBase, "-"),
        ["expansive-interface"] = (x => ExpansiveInterface(x, twice: false), "it has interfaces of interfaces deeper than 200"),
        ["expansive-interface-twice"] = (x => ExpansiveInterface(x, twice: true), "it has "),
        ["interfaces-deep"] = (InterfacesDeep, "it has interfaces of interfaces deeper than 200"),
        ["interfaces-many"] = (InterfacesMany, "-"),
        ["overloads"] = (x => Overloads(x, 3000, MethodAttributes.Public), "-"),
        ["overloads-virtual"] = (x =>
            Overloads(x, 8000, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.NewSlot), "-"),
        ["virtuals-wide"] = (VirtualsWide, "it has too many classes with too many virtual methods"),
        ["implementations-chained"] = (ImplementationsChained, "-"),
        ["jumps"] = (Jumps, "-"),
        ["jumps-before-calls"] = (JumpsBeforeCalls, "-"),
        ["handlers"] = (Handlers, "-"),
        ["call-literals"] = (CallLiterals, "-"),
        ["calls-of-calls"] = (CallsOfCalls, "-"),
        ["literal-long"] = (LiteralLong, "-"),
        ["literals-shared"] = (LiteralsShared, "-"),
        ["parameters-many"] = (ParametersMany, "it has a method of more than 1,000 parameters"),
        ["names-evil"] = (NamesEvil, "-"),
        ["bodies-behind-huge"] = (BodiesBehindHuge, "-"),
        ["bodies-shared"] = (BodiesShared, "it has more instructions than its size allows"),
        ["constants-shared"] = (ConstantsShared, "it expands to too much text"),
        ["properties-mapped"] = (PropertiesMapped, "it has tables in an order that cannot be searched"),
        ["constructor-static"] = (ConstructorStatic, "-"),
        ["extension-of-nothing"] = (ExtensionOfNothing, "-"),
    };

    public static byte[] Build(string kind, int version = 1, string name = "Lib") =>
        Kinds[kind].Build(new CraftedImage(version, name)).Build();

    private static CraftedImage Exported(CraftedImage image, int count, bool isCycle)
    {
        for (int i = 1; i <= count; i++)
        {
            EntityHandle outer = i < count ? MetadataTokens.ExportedTypeHandle(i + 1)
                : isCycle ? MetadataTokens.ExportedTypeHandle(1)
                : image.System;
            image.Tables.AddExportedType(TypeAttributes.Public, default, image.Name("E"), outer, 0);
        }
        return image;
    }

    private static CraftedImage ReferencesDeep(CraftedImage image)
    {
        EntityHandle scope = image.System;
        for (int i = 0; i < 20_000; i++) scope = image.Reference("", "N", scope);
        return image.WithUsed();
    }

    private static CraftedImage NestedDeep(CraftedImage image)
    {
        image.WithUsed();
        var outer = image.Type("", "N", image.Object);
        for (int i = 0; i < 20_000; i++)
        {
            var inner = image.Type("", "N", image.Object, TypeAttributes.NestedPublic);
            image.Tables.AddNestedType(inner, outer);
            outer = inner;
        }
        return image;
    }

    private const int ManyNested = 25_000;

    private static CraftedImage NestedUsed(CraftedImage image)
    {
        image.WithUsed();
        var outer = image.Type("", "Outer", image.Object);
        for (int i = 0; i < ManyNested; i++)
            image.Tables.AddNestedType(image.Type("", "N" + i, image.Object, TypeAttributes.NestedPublic), outer);
        return image;
    }

    public static CraftedImage UsingNested()
    {
        var image = new CraftedImage(name: "App");
        var library = image.Tables.AddAssemblyReference(image.Name("Lib"), new Version(1, 0, 0, 0), default, default, 0, default);
        var outer = image.Reference("", "Outer", library);
        TypeReferenceHandle[] used = [.. Enumerable.Range(0, ManyNested).Select(x => image.Reference("", "N" + x, outer))];
        image.Type("", "Program", image.Object);
        image.Method("Main", body: image.Body(x =>
        {
            foreach (var type in used)
            {
                Token(x, ILOpCode.Ldtoken, type);
                x.WriteByte((byte)ILOpCode.Pop);
            }
        }));
        return image;
    }

    private static CraftedImage TypesSame(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 60_000; i++) image.Type("", "N", image.Object);
        return image;
    }

    private static CraftedImage NestedCircle(CraftedImage image)
    {
        image.WithUsed();
        TypeDefinitionHandle one = image.Type("", "A", image.Object, TypeAttributes.NestedPublic),
            other = image.Type("", "B", image.Object, TypeAttributes.NestedPublic);
        image.Tables.AddNestedType(one, other);
        image.Tables.AddNestedType(other, one);
        return image;
    }

    private static CraftedImage Bases(CraftedImage image, int count, bool isCycle)
    {
        image.WithUsed();
        int first = image.Tables.GetRowCount(TableIndex.TypeDef) + 1;
        for (int i = 0; i < count; i++)
            image.Type("", "B" + i, i + 1 < count ? MetadataTokens.TypeDefinitionHandle(first + i + 1)
                : isCycle ? MetadataTokens.TypeDefinitionHandle(first)
                : image.Object);
        return image;
    }

    /// <summary>Specifications that are modified by each other, the last by the first.</summary>
    private static CraftedImage Specifications(CraftedImage image, int count, int modifiers)
    {
        image.WithUsed();
        for (int i = 0; i < count; i++)
        {
            int next = i + 1 < count ? i + 2 : 1;
            image.Tables.AddTypeSpecification(image.Blob(x =>
            {
                for (int j = 0; j < modifiers; j++) Modifier(x, next);
                x.WriteByte(Int);
            }));
        }
        return image;
    }

    private static CraftedImage SpecificationBase(CraftedImage image)
    {
        image.WithUsed();
        var self = image.Tables.AddTypeSpecification(image.Blob(x =>
        {
            Modifier(x, 1);
            x.WriteBytes((byte[])[Instance, Class, (1 << 2) | 2, 1, Int]);
        }));
        image.Type("", "B", self);
        return image;
    }

    private static void Modifier(BlobBuilder blob, int specification)
    {
        blob.WriteByte(Required);
        blob.WriteCompressedInteger((specification << 2) | 2);
    }

    private static CraftedImage SpecificationChain(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 300; i++)
        {
            int before = i;
            image.Tables.AddTypeSpecification(image.Blob(x =>
            {
                if (before > 0) Modifier(x, before);
                x.WriteByte(Int);
            }));
        }
        return image;
    }

    /// <summary>An instantiation of a type that is not there, with more arguments than there is memory.</summary>
    private static CraftedImage SpecificationNowhere(CraftedImage image)
    {
        image.WithUsed();
        image.Tables.AddTypeSpecification(image.Blob(Instance, Class, 0xBF, 0xFD, 0xDF, 0xFF, 0xFF, 0xFF));
        return image;
    }

    private static CraftedImage SpecificationDoubles(CraftedImage image)
    {
        image.WithUsed();
        image.Tables.AddTypeSpecification(image.Blob(Int));
        for (int i = 1; i < 40; i++)
        {
            int before = i;
            image.Tables.AddTypeSpecification(image.Blob(x =>
            {
                Modifier(x, before);
                Modifier(x, before);
                x.WriteByte(Int);
            }));
        }
        return image;
    }

    private static CraftedImage Signature(CraftedImage image, byte[] signature)
    {
        image.Type("", "E", image.Object);
        image.Method("M0", image.Blob(signature));
        return image;
    }

    private static CraftedImage SignatureShared(CraftedImage image)
    {
        image.Type("", "E", image.Object);
        var shared = image.Blob(x =>
        {
            x.WriteBytes((byte[])[0]);
            x.WriteCompressedInteger(1000);
            x.WriteByte(1);
            for (int i = 0; i < 1000; i++) x.WriteBytes((byte[])[Class, 5]);
        });
        for (int i = 0; i < 30_000; i++) image.Method("M0", shared);
        return image;
    }

    private static CraftedImage FieldDeep(CraftedImage image)
    {
        image.WithUsed();
        image.Tables.AddFieldDefinition(
            FieldAttributes.Public, image.Name("F"), image.Blob([6, .. Enumerable.Repeat(SingleArray, 100_000), Int]));
        return image;
    }

    private static CraftedImage Attribute(CraftedImage image, string space, string name, byte[] constructor, byte[] value)
    {
        image.WithUsed();
        var member = image.Tables.AddMemberReference(image.Reference(space, name), image.Name(".ctor"), image.Blob(constructor));
        foreach (var parent in (EntityHandle[])[
            EntityHandle.AssemblyDefinition, MetadataTokens.TypeDefinitionHandle(2), MetadataTokens.MethodDefinitionHandle(1)])
            image.Tables.AddCustomAttribute(parent, member, image.Blob(value));
        return image;
    }

    private static CraftedImage AttributeObjects(CraftedImage image)
    {
        byte[] nested = [.. Enumerable.Range(0, 60_000).SelectMany(_ => new byte[] { 0x1D, 0x51, 1, 0, 0, 0 }), 0x08, 0, 0, 0, 0];
        return Attribute(image, "System", "ObsoleteAttribute", [0x20, 1, 1, 0x1C], [1, 0, .. nested, 0, 0]);
    }

    /// <summary>What terminals and build servers take for orders.</summary>
    public static string[] Orders { get; } = ["::error::x", "##vso[task.complete]", "##[error]", "\u001b[31m", "\u202ex"];

    /// <summary>They are the name of what is thrown now, so that they are told.</summary>
    private static CraftedImage NamesEvil(CraftedImage image)
    {
        var constructor = image.Tables.AddMemberReference(image.Reference("System", "Exception"), image.Name(".ctor"),
            image.Blob(0x20, 0, 1));
        image.WithUsed(image.Body(x =>
        {
            // The first behind the two that are used.
            Token(x, ILOpCode.Newobj, MetadataTokens.MethodDefinitionHandle(3));
            x.WriteByte((byte)ILOpCode.Throw);
        }));
        image.Type("", string.Concat(Orders.Select(x => "\r\n" + x)), image.Reference("System", "Exception"));
        image.Method(".ctor", image.Blob(0x20, 0, 1), image.Body(x =>
        {
            x.WriteByte((byte)ILOpCode.Ldarg_0);
            Token(x, ILOpCode.Call, constructor);
        }), MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig);
        return image;
    }

    private static CraftedImage NamesLong(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 500; i++) image.Type(new string('n', 100_000), "T", image.Object);
        return image;
    }

    private static CraftedImage NamesShared(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 25_000; i++) image.Type(new string('n', 8000), "T", image.Object);
        return image;
    }

    private static CraftedImage NamesSame(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 40_000; i++) image.Type("", "E", image.Object);
        for (int i = 0; i < 5000; i++) image.Reference("", "E", EntityHandle.ModuleDefinition);
        return image;
    }

    /// <summary>
    /// <c>D : X&lt;int&gt;</c> and <c>X&lt;T&gt; : X&lt;X&lt;X&lt;T&gt;&gt;&gt;</c> by way of a second class, as a class cannot be its own
    /// base.
    /// </summary>
    private static CraftedImage ExpansiveBase(CraftedImage image)
    {
        image.WithUsed();
        int x = image.Tables.GetRowCount(TableIndex.TypeDef) + 1;
        TypeSpecificationHandle Of(int type, params byte[] argument) => image.Tables.AddTypeSpecification(image.Blob(b =>
        {
            b.WriteBytes((byte[])[Instance, Class]);
            b.WriteCompressedInteger(type << 2);
            b.WriteByte(1);
            b.WriteBytes(argument);
        }));
        byte code = (byte)(x << 2);
        image.Tables.AddGenericParameter(
            image.Type("", "X`1", Of(x + 1, Instance, Class, code, 1, Instance, Class, code, 1, TypeParameter, 0)), 0, image.Name("T"), 0);
        // A class of another assembly stands between, so that no chain of one assembly is too long.
        image.Tables.AddGenericParameter(image.Type("", "Y`1", image.Tables.AddTypeSpecification(image.Blob(b =>
        {
            b.WriteBytes((byte[])[Instance, Class]);
            b.WriteCompressedInteger((MetadataTokens.GetRowNumber(image.Reference(
                "", "X`1", image.Tables.AddAssemblyReference(
                    image.Name("Lib"), new Version(1, 0, 0, 0), default, default, 0, default))) << 2) | 1);
            b.WriteBytes((byte[])[1, Instance, Class, code, 1, TypeParameter, 0]);
        }))), 0, image.Name("T"), 0);
        image.Type("", "D", Of(x, Int));
        return image;
    }

    private static CraftedImage ExpansiveInterface(CraftedImage image, bool twice)
    {
        image.WithUsed();
        int row = image.Tables.GetRowCount(TableIndex.TypeDef) + 1;
        byte code = (byte)(row << 2);
        var @interface = image.Type("", "I`1", default, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        image.Tables.AddGenericParameter(@interface, 0, image.Name("T"), 0);
        var derived = image.Type("", "D", image.Object);
        image.Tables.AddInterfaceImplementation(
            @interface, image.Tables.AddTypeSpecification(image.Blob(Instance, Class, code, 1, SingleArray, TypeParameter, 0)));
        if (twice)
            image.Tables.AddInterfaceImplementation(@interface,
                image.Tables.AddTypeSpecification(image.Blob(Instance, Class, code, 1, Instance, Class, code, 1, TypeParameter, 0)));
        image.Tables.AddInterfaceImplementation(derived, image.Tables.AddTypeSpecification(image.Blob(Instance, Class, code, 1, Int)));
        return image;
    }

    private static CraftedImage InterfacesDeep(CraftedImage image)
    {
        image.WithUsed();
        TypeDefinitionHandle last = default;
        for (int i = 0; i < 10_000; i++)
        {
            var next = image.Type("", "I" + i, default, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
            if (!last.IsNil) image.Tables.AddInterfaceImplementation(next, last);
            last = next;
        }
        image.Tables.AddInterfaceImplementation(image.Type("", "D", image.Object), last);
        return image;
    }

    private static CraftedImage InterfacesMany(CraftedImage image)
    {
        image.WithUsed();
        var all = Enumerable.Range(0, 5000).Select(x =>
        {
            var next = image.Type("", "I" + x, default, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
            image.Method(
                "Do", image.Blob(0x20, 0, 1), attributes: MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Abstract);
            return next;
        }).ToArray();
        var derived = image.Type("", "D", image.Object);
        foreach (var next in all) image.Tables.AddInterfaceImplementation(derived, next);
        return image;
    }

    private static CraftedImage Overloads(CraftedImage image, int count, MethodAttributes attributes)
    {
        image.WithUsed();
        int body = image.Body(_ => { });
        var parts = Enumerable.Range(0, 200).Select(x => image.Reference("N", "P" + x)).ToArray();
        image.Type("", "O", image.Object);
        for (int i = 0; i < count; i++)
        {
            int number = i;
            image.Method("M", image.Blob(x =>
            {
                x.WriteBytes((byte[])[0x20, 2, 1]);
                foreach (int part in (int[])[number % 200, number / 200])
                {
                    x.WriteByte(Class);
                    x.WriteCompressedInteger((MetadataTokens.GetRowNumber(parts[part]) << 2) | 1);
                }
            }), body, attributes);
        }
        return image;
    }

    private static CraftedImage VirtualsWide(CraftedImage image)
    {
        Overloads(image, 8000, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.NewSlot);
        var wide = MetadataTokens.TypeDefinitionHandle(image.Tables.GetRowCount(TableIndex.TypeDef));
        for (int i = 0; i < 20_000; i++) image.Type("", "D", wide);
        return image;
    }

    private static CraftedImage ImplementationsChained(CraftedImage image)
    {
        image.WithUsed();
        int body = image.Body(_ => { });
        var type = image.Type("", "C", image.Object);
        var slot = image.Method(
            "M", image.Blob(0x20, 0, 1), body, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.NewSlot);
        for (int i = 0; i < 30_000; i++) image.Tables.AddMethodImplementation(type, slot, slot);
        return image;
    }

    private static CraftedImage Jumps(CraftedImage image) => image.WithUsed(image.Body(x =>
    {
        const int Count = 60_000;
        for (int i = 0; i < Count; i++)
        {
            x.WriteBytes((byte[])[(byte)ILOpCode.Ldc_i4_0, (byte)ILOpCode.Brtrue]);
            x.WriteInt32(6 * (Count - 1 - i));
        }
    }));

    private static CraftedImage JumpsBeforeCalls(CraftedImage image)
    {
        var member = image.Tables.AddMemberReference(image.Reference("System", "GC"), image.Name("Collect"), image.Blob(0, 0, 1));
        return image.WithUsed(image.Body(x =>
        {
            const int Count = 40_000;
            for (int i = 0; i < Count; i++)
            {
                x.WriteBytes((byte[])[(byte)ILOpCode.Ldc_i4_0, (byte)ILOpCode.Brtrue]);
                x.WriteInt32(6 * (Count - 1 - i) + 5 * Count);
            }
            for (int i = 0; i < Count; i++) Token(x, ILOpCode.Call, member);
        }));
    }

    private static CraftedImage Handlers(CraftedImage image)
    {
        var thrown = image.Reference("System", "Exception");
        var constructor = image.Tables.AddMemberReference(
            image.Reference("System", "InvalidOperationException"), image.Name(".ctor"), image.Blob(0x20, 0, 1));
        const int Count = 10_000;
        return image.WithUsed(image.Body(x =>
        {
            for (int i = 0; i < Count; i++)
            {
                Token(x, ILOpCode.Newobj, constructor);
                x.WriteByte((byte)ILOpCode.Throw);
            }
        }, regions =>
        {
            for (int i = 0; i < Count; i++) regions.AddCatch(0, i + 1, 6 * i, 6, thrown);
        }, Count));
    }

    private static CraftedImage CallsOfCalls(CraftedImage image)
    {
        var join = image.Tables.AddMemberReference(
            image.Reference("System", "String"), image.Name("Concat"), image.Blob(0, 2, 0x0E, 0x0E, 0x0E));
        var constructor = image.Tables.AddMemberReference(
            image.Reference("System", "InvalidOperationException"), image.Name(".ctor"), image.Blob(0x20, 1, 1, 0x0E));
        return image.WithUsed(image.Body(x =>
        {
            Token(x, ILOpCode.Ldstr, MetadataTokens.GetToken(image.Tables.GetOrAddUserString("a")));
            for (int i = 0; i < 100_000; i++)
            {
                x.WriteByte((byte)ILOpCode.Dup);
                Token(x, ILOpCode.Call, join);
            }
            Token(x, ILOpCode.Newobj, constructor);
            x.WriteByte((byte)ILOpCode.Throw);
        }));
    }

    private static CraftedImage LiteralLong(CraftedImage image)
    {
        var write = image.Tables.AddMemberReference(
            image.Reference("System", "Console"), image.Name("WriteLine"), image.Blob(0, 1, 1, 0x0E));
        return image.WithUsed(image.Body(x =>
        {
            Token(x, ILOpCode.Ldstr, MetadataTokens.GetToken(image.Tables.GetOrAddUserString(new string('a', 200_000))));
            for (int i = 0; i < 80_000; i++)
            {
                x.WriteByte((byte)ILOpCode.Dup);
                Token(x, ILOpCode.Call, write);
            }
        }));
    }

    private static CraftedImage LiteralsShared(CraftedImage image)
    {
        int text = MetadataTokens.GetToken(image.Tables.GetOrAddUserString(new string('a', 100_000)));
        return image.WithUsed(image.Body(x =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                Token(x, ILOpCode.Ldstr, text);
                x.WriteByte((byte)ILOpCode.Pop);
            }
        }));
    }

    private static CraftedImage ParametersMany(CraftedImage image)
    {
        var taken = image.Tables.AddMemberReference(image.Reference("System", "GC"), image.Name("Collect"), image.Blob(x =>
        {
            x.WriteByte(0);
            x.WriteCompressedInteger(60_000);
            x.WriteByte(1);
            x.WriteBytes(Int, 60_000);
        }));
        return image.WithUsed(image.Body(x =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                x.WriteByte((byte)ILOpCode.Ldc_i4_1);
                Token(x, ILOpCode.Call, taken);
            }
        }));
    }

    /// <summary>
    /// Whoever walks to a body from the first one walks over the huge one each time; and each of the small ones leads to it.
    /// </summary>
    private static CraftedImage BodiesBehindHuge(CraftedImage image)
    {
        var member = image.Tables.AddMemberReference(image.Reference("System", "GC"), image.Name("Collect"), image.Blob(0, 0, 1));
        image.WithUsed(image.Body(x =>
        {
            for (int i = 0; i < 80_000; i++) Token(x, ILOpCode.Call, member);
        }));
        image.Type("", "S", image.Object);
        for (int i = 0; i < 8000; i++)
            image.Method("S" + i, body: image.Body(x => Token(x, ILOpCode.Call, MetadataTokens.MethodDefinitionHandle(1))));
        return image;
    }

    /// <summary>As many as a method may have, again and again.</summary>
    private static CraftedImage CallLiterals(CraftedImage image)
    {
        const int Most = 1000;
        var taken = image.Tables.AddMemberReference(image.Reference("System", "GC"), image.Name("Collect"), image.Blob(x =>
        {
            x.WriteByte(0);
            x.WriteCompressedInteger(Most);
            x.WriteByte(1);
            x.WriteBytes(Int, Most);
        }));
        return image.WithUsed(image.Body(x =>
        {
            for (int call = 0; call < 400; call++)
            {
                for (int i = 0; i < Most; i++) x.WriteBytes((byte[])[(byte)ILOpCode.Ldc_i4_s, (byte)i]);
                Token(x, ILOpCode.Call, taken);
            }
        }, maxStack: Most));
    }

    private static CraftedImage BodiesShared(CraftedImage image)
    {
        int body = image.Body(x => x.WriteBytes(0, 300_000));
        image.WithUsed(body);
        image.Type("", "S", image.Object);
        for (int i = 0; i < 10_000; i++) image.Method("S" + i, body: body);
        return image;
    }

    private static CraftedImage ConstantsShared(CraftedImage image)
    {
        image.WithUsed();
        image.Type("", "C", image.Object);
        string text = new('a', 100_000);
        for (int i = 0; i < 20_000; i++)
        {
            var field = image.Tables.AddFieldDefinition(
                FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal, image.Name("F"), image.Blob(6, 0x0E));
            image.Tables.AddConstant(field, text);
        }
        return image;
    }

    private static CraftedImage PropertiesMapped(CraftedImage image)
    {
        image.WithUsed();
        for (int i = 0; i < 40_000; i++) image.Type("", "P", image.Object);
        int types = image.Tables.GetRowCount(TableIndex.TypeDef);
        for (int i = types; i > 2; i--)
            image.Tables.AddPropertyMap(MetadataTokens.TypeDefinitionHandle(i), MetadataTokens.PropertyDefinitionHandle(1));
        for (int i = types; i > 2; i--)
            image.Tables.AddEventMap(MetadataTokens.TypeDefinitionHandle(i), MetadataTokens.EventDefinitionHandle(1));
        return image;
    }

    private static CraftedImage ConstructorStatic(CraftedImage image)
    {
        var constructor = image.Tables.AddMemberReference(image.Reference("System", "Object"), image.Name(".ctor"), image.Blob(0, 0, 1));
        return image.WithUsed(image.Body(x => Token(x, ILOpCode.Newobj, constructor)));
    }

    /// <summary>Of the name that the usual project calls, in another class and without a receiver.</summary>
    private static CraftedImage ExtensionOfNothing(CraftedImage image)
    {
        var member = image.Tables.AddMemberReference(
            image.Reference("System.Runtime.CompilerServices", "ExtensionAttribute"), image.Name(".ctor"), image.Blob(0x20, 0, 1));
        var type = image.Type("", "Elsewhere", image.Object, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var method = image.Method("Twice", body: image.Body(_ => { }));
        foreach (var parent in (EntityHandle[])[EntityHandle.AssemblyDefinition, type, method])
            image.Tables.AddCustomAttribute(parent, member, image.Blob(1, 0, 0, 0));
        return image;
    }

    private static void Token(BlobBuilder code, ILOpCode instruction, EntityHandle operand) =>
        Token(code, instruction, MetadataTokens.GetToken(operand));

    private static void Token(BlobBuilder code, ILOpCode instruction, int token)
    {
        code.WriteByte((byte)instruction);
        code.WriteInt32(token);
    }
}
