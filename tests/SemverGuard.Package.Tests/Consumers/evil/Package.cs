using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Evil
{
    /// <summary>Whatever looks at it by running it throws, waits for ever, never ends, or fills the memory.</summary>
    public sealed class Thing
    {
        public int Plain { get; set; } = 3;

        public int Throws => throw new InvalidOperationException("looked at");

        public int Waits { get { Thread.Sleep(Timeout.Infinite); return 0; } }

        public Thing Deeper => new Thing();

        public byte[] Big => new byte[int.MaxValue / 2];

        public Thing Self;

        public Thing Circle() { Self = this; return this; }

        public override string ToString() => throw new InvalidOperationException("shown");

        public override bool Equals(object other) => throw new InvalidOperationException("compared");

        public override int GetHashCode() => throw new InvalidOperationException("hashed");
    }

    public sealed class Endless : IEnumerable<int>, ICollection
    {
        public int Count => throw new InvalidOperationException("counted");

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public void CopyTo(Array array, int index) => throw new InvalidOperationException("copied");

        public IEnumerator<int> GetEnumerator() { while (true) yield return 1; }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class Failure : Exception
    {
        public Failure() : base("boom") { }

        public override string Message =>
            Environment.StackTrace.Contains("Recorder") ? throw new InvalidOperationException("read") : "boom";
    }

    public static class Maker
    {
        public static Thing Make() => new Thing().Circle();

        public static bool Take(object one, object other) => ReferenceEquals(one, other);

        public static IEnumerable<int> Numbers() { for (int i = 0; ; i++) yield return i; }

        public static Endless Endless() => new Endless();

        public static List<Thing> Million() => Enumerable.Range(0, 1000000).Select(x => new Thing()).ToList();

        public static void Fail() => throw new Failure();
    }
}
