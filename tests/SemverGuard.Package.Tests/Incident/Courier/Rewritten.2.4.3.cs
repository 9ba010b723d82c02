using System;
using System.Collections.Generic;
using System.Linq;

namespace Courier
{
    public sealed class Consumer
    {
        private readonly ConsumerOptions settings;
        private readonly Action<string> handle;
        private readonly CourierClient owner;
        private bool started;

        internal Consumer(CourierClient client, string queueName, Action<string> handler, ConsumerOptions options) =>
            (owner, QueueName, handle, settings) = (client, queueName, handler, options);

        public string QueueName { get; }

        public void Start()
        {
            started = true;
            Pump();
        }

        internal void Pump()
        {
            if (started) Array.ForEach(Batch(), handle);
        }

        private string[] Batch() =>
            Enumerable.Range(0, settings.Prefetch).Select(_ => owner.Next(QueueName)).TakeWhile(x => x is not null).ToArray();
    }

    /// <summary>A message broker, in memory.</summary>
    public sealed class CourierClient
    {
        private readonly List<Consumer> subscribers = new();
        private readonly Dictionary<string, Queue<string>> mail = new();

        public int Waiting(string queue) => mail.TryGetValue(queue, out var waiting) ? waiting.Count : 0;

        public Consumer Subscribe(string queue, Action<string> handler, ConsumerOptions options)
        {
            var subscriber = new Consumer(this, queue, handler, options);
            subscribers.Add(subscriber);
            if (options.AutoStart)
            {
                subscriber.Start();
            }
            return subscriber;
        }

        public void Publish(string queue, string message)
        {
            if (queue is null) throw new ArgumentNullException(nameof(queue));
            Open(queue).Enqueue(message);
            foreach (var subscriber in subscribers.Where(x => x.QueueName == queue)) subscriber.Pump();
        }

        internal string Next(string queue) => mail.TryGetValue(queue, out var waiting) && waiting.Count > 0 ? waiting.Dequeue() : null;

        private Queue<string> Open(string queue)
        {
            if (mail.TryGetValue(queue, out var known)) return known;
            return mail[queue] = new Queue<string>();
        }
    }

    public sealed class ConsumerOptions
    {
        public int Prefetch { get; set; } = 16;

        /// <summary>Messages are handled as soon as somebody subscribes.</summary>
        public bool AutoStart { get; set; } = true;
    }
}
