using System;
using System.Collections.Generic;

namespace Courier
{
    /// <summary>A message broker, in memory.</summary>
    public sealed class CourierClient
    {
        private readonly Dictionary<string, Queue<string>> queues = new Dictionary<string, Queue<string>>();
        private readonly List<Consumer> consumers = new List<Consumer>();

        public void Publish(string queue, string message)
        {
            if (queue == null) throw new ArgumentNullException("queue");
            Queue<string> messages;
            if (!queues.TryGetValue(queue, out messages))
            {
                messages = new Queue<string>();
                queues.Add(queue, messages);
            }
            messages.Enqueue(message);
            foreach (Consumer consumer in consumers)
            {
                if (consumer.QueueName == queue) consumer.Pump();
            }
        }

        public Consumer Subscribe(string queue, Action<string> handler, ConsumerOptions options)
        {
            Consumer consumer = new Consumer(this, queue, handler, options);
            consumers.Add(consumer);
            if (options.AutoStart) consumer.Start();
            return consumer;
        }

        public int Waiting(string queue)
        {
            Queue<string> messages;
            return queues.TryGetValue(queue, out messages) ? messages.Count : 0;
        }

        internal string Next(string queue)
        {
            Queue<string> messages;
            if (!queues.TryGetValue(queue, out messages)) return null;
            return messages.Count == 0 ? null : messages.Dequeue();
        }
    }

    public sealed class Consumer
    {
        private readonly CourierClient client;
        private readonly Action<string> handler;
        private readonly ConsumerOptions options;
        private bool isRunning;

        internal Consumer(CourierClient client, string queueName, Action<string> handler, ConsumerOptions options)
        {
            this.client = client;
            this.handler = handler;
            this.options = options;
            QueueName = queueName;
        }

        public string QueueName { get; }

        public void Start()
        {
            isRunning = true;
            Pump();
        }

        internal void Pump()
        {
            if (!isRunning) return;
            List<string> batch = new List<string>();
            for (int i = 0; i < options.Prefetch; i++)
            {
                string message = client.Next(QueueName);
                if (message == null) break;
                batch.Add(message);
            }
            foreach (string message in batch) handler(message);
        }
    }
}
