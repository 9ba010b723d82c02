using System.CommandLine;
using SemverGuard.Tool;
using SemverGuard.Tool.Commands;

var root = new RootCommand("Says what an upgrade of a NuGet package breaks in the code that uses it.")
{
    CheckCommand.Create(), PreviewCommand.Create(), OutdatedCommand.Create(), BisectCommand.Create(), ReplayCommand.Create(),
    WitnessCommand.Create(), CompareCommand.Create(), ExplainCommand.Create(),
    FleetCommand.Create(), AuditCommand.Create(), AcceptCommand.Create(), BaselineCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Say.Error(parsed.Errors[0].Message);
    return ExitCode.CouldNotCheck;
}
return parsed.Invoke();
