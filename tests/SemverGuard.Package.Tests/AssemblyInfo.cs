using SemverGuard.Package.Tests.Building;

// Classes run beside one another, as many as the machine has cores: a build of one project keeps one core busy.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerClass)]
[assembly: TestCollectionOrderer("SemverGuard.Package.Tests.Building.LongestFirst", "SemverGuard.Package.Tests")]
[assembly: TestFramework("SemverGuard.Package.Tests.Building.RunWithBuildServers", "SemverGuard.Package.Tests")]
// They build with the real command; who wants a quick answer leaves them out.
[assembly: AssemblyTrait("Category", "EndToEnd")]
