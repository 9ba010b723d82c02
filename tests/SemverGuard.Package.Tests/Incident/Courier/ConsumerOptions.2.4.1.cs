namespace Courier
{
    public sealed class ConsumerOptions
    {
        public ConsumerOptions()
        {
            AutoStart = true;
            Prefetch = 16;
        }

        /// <summary>Messages are handled as soon as somebody subscribes.</summary>
        public bool AutoStart { get; set; }

        public int Prefetch { get; set; }
    }
}
