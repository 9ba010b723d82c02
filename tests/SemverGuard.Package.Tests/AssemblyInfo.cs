// Every test runs one build after another on all the machine's cores; two tests at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
