using Jint;
using Jint.Native;
using Jint.Runtime;

public sealed class Host
{
    public int Count { get; set; } = 4;

    public string Greet(string name, int times) => string.Concat(Enumerable.Repeat("hi " + name + " ", times));
}

public static class App
{
    private static readonly string[] Scripts =
    [
        "1 + 2 * 3 - 4 / 5 % 6",
        "var s = ''; for (var i = 0; i < 5; i++) { if (i == 3) continue; s += i; } s",
        "[3, 1, 2].sort().map(x => x * 2).filter(x => x > 2).join('-')",
        "JSON.stringify({ a: [1, null, 'x'], b: { c: true }, d: undefined, e: 1.5e21 }, null, 2)",
        "JSON.parse('{\"k\": [1, 2.5, \"\\u0041\"]}').k[2]",
        "class A { #x = 2; get x() { return this.#x; } static make() { return new A(); } } A.make().x ** 3",
        "let { a, ...rest } = { a: 1, b: 2, c: 3 }; a + Object.keys(rest).join()",
        "'abcabc'.replace(/b(c)/g, '[$1]') + 'x,y'.split(',').length + 'pad'.padStart(6, '*') + 'abc'.at(-1)",
        "function* g() { yield 1; yield* [2, 3]; } [...g()].reduce((x, y) => x + y, 10)",
        "try { null.f } catch (e) { e instanceof TypeError ? e.message : 'other' } finally { }",
        "typeof null + typeof undefined + typeof (() => 1) + (0.1 + 0.2).toFixed(3) + (255).toString(16)",
        "new Map([[1, 'a'], [2, 'b']]).get(2) + new Set([1, 1, 2]).size + Symbol('q').toString()",
        "new Date(Date.UTC(2020, 1, 29, 1, 2, 3)).toISOString() + Math.max(1, 5, 3) + parseInt('12px') + Number('0x1f')",
        "var o = { valueOf() { return 7; } }; (o == 7) + ',' + (o > 6) + ',' + ('b' > 'a') + ',' + (NaN != NaN) + ',' + [1, 2].includes(2)",
        "switch (3) { case 1: 'one'; break; case 3: 'three'; break; default: 'none' }",
        "label: for (let i of [1, 2, 3]) { for (let j of [1, 2]) { if (j == 2) continue label; if (i == 3) break label; } } 'done'",
        "(5 & 3) + (5 | 3) + (5 ^ 3) + (~5) + (1 << 4) + (-16 >> 2) + (-16 >>> 28)",
        "Object.entries(Object.assign({}, { p: 1 }, { q: 2 })).flat().toString() + Array.from({ length: 3 }, (_, i) => i * i)",
    ];

    public static void Evaluate(TextWriter output)
    {
        foreach (string script in Scripts) output.WriteLine(new Engine(x => x.Strict(false)).Evaluate(script).ToString());
    }

    public static void Interop(TextWriter output)
    {
        var engine = new Engine().SetValue("host", new Host()).SetValue("log", new Action<object>(x => output.WriteLine("log " + x)));
        engine.Execute("host.Count += 3; log(host.Count); log(host.Greet('Bob', 2)); function twice(x) { return [x, x * 2]; }");
        output.WriteLine(engine.Invoke("twice", 21).AsArray()[1]);
        output.WriteLine(engine.GetValue("missing").IsUndefined());
        output.WriteLine(JsValue.FromObject(engine, new[] { 1, 2, 3 }).AsObject().Get("length"));
    }

    public static void Refused(TextWriter output)
    {
        foreach (string script in new[] { "throw new RangeError('far')", "x = ;", "undefinedName + 1", "const c = 1; c = 2",
            "new Array(-1)", "Symbol() + ''", "(void 0)()" })
        {
            try
            {
                output.WriteLine(new Engine().Evaluate(script));
            }
            catch (JintException e)
            {
                output.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
    }

    public static void Limited(TextWriter output)
    {
        try
        {
            new Engine(x => x.MaxStatements(50).LimitRecursion(20)).Execute("while (true) { var a = 1; }");
        }
        catch (StatementsCountOverflowException e)
        {
            output.WriteLine(e.Message);
        }
    }
}
