using CommandLine;
using CommandLine.Text;

public enum Level { Low, High }

[Verb("add", HelpText = "Add files.")]
public sealed class Add
{
    [Option('f', "force", HelpText = "No questions.")]
    public bool Force { get; set; }

    [Option('n', "count", Required = true, HelpText = "How many.")]
    public int Count { get; set; }

    [Option("level", Default = Level.Low)]
    public Level Level { get; set; }

    [Option('s', Separator = ',')]
    public IEnumerable<string> Names { get; set; } = [];

    [Value(0, MetaName = "file", Required = true)]
    public string File { get; set; } = "";

    [Value(1, Max = 2)]
    public IEnumerable<double> Rest { get; set; } = [];
}

[Verb("drop", aliases: ["rm"])]
public sealed class Drop
{
    [Option("a", SetName = "one", Group = "g")]
    public string? A { get; set; }

    [Option("b", SetName = "two", Group = "g")]
    public int? B { get; set; }

    [Usage(ApplicationAlias = "tool")]
    public static IEnumerable<Example> Examples => [new Example("Drop a", new Drop { A = "x y" })];
}

public static class App
{
    private static readonly string[] Lines =
    [
        "add -n 3 x.txt", "add -fn5 --level=High -s a,b,c y 1.5 2", "add x", "add -n abc x", "add -n 1 --nope x", "rm --a q", "drop --b 7",
        "drop --a q --b 7",
        "drop", "unknown", "add --help", "--version", "add -n 1 -- -dash", "add -n 1 --level Middle x", "add -n 1 -n 2 x",
    ];

    public static void Verbs(TextWriter output)
    {
        foreach (string line in Lines)
        {
            var text = new StringWriter();
            using var parser = new Parser(x => (x.HelpWriter, x.CaseInsensitiveEnumValues, x.MaximumDisplayWidth) = (text, true, 70));
            var result = parser.ParseArguments<Add, Drop>(line.Split(' '));
            output.WriteLine(result.MapResult(
                (Add x) => $"add {x.Force} {x.Count} {x.Level} {string.Join("+", x.Names)} {x.File} {string.Join("+", x.Rest)}",
                (Drop x) => $"drop {x.A} {x.B}",
                errors => string.Join(",", errors.Select(x => x.Tag + " " + x.StopsProcessing))));
            foreach (string help in text.ToString().Split('\n').Skip(2)) output.WriteLine("  " + help.TrimEnd());
        }
    }

    public static void Help(TextWriter output)
    {
        using var parser = new Parser(x => x.HelpWriter = null);
        var result = parser.ParseArguments<Add, Drop>(["drop", "--c"]);
        var help = HelpText.AutoBuild(result, x =>
        {
            (x.Heading, x.Copyright, x.AdditionalNewLineAfterOption, x.AddDashesToOption) = ("Tool", "Nobody", false, true);
            return HelpText.DefaultParsingErrorsHandler(result, x);
        }, x => x);
        output.WriteLine(help);
    }

    public static void Unparse(TextWriter output)
    {
        var add = new Add { Force = true, Count = 2, File = "a b", Names = ["p", "q"], Level = Level.High };
        output.WriteLine(Parser.Default.FormatCommandLine(add));
        output.WriteLine(Parser.Default.FormatCommandLine(new Drop { A = "\"" }, x => x.UseEqualToken = true));
    }
}
