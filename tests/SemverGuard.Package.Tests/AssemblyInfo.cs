// Classes run beside one another, as many as the machine has cores: a build of one project keeps one core busy.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerClass)]
