using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Tool.Commands;
using SemverGuard.Tool.Solutions;
using SemverGuard.Tool.Witnesses;

namespace SemverGuard.Tool;

/// <summary>
/// A report is a file that anybody may have written: none of its text becomes a part of a project or of source that is built and run.
/// </summary>
public sealed class WitnessTextTests
{
    private const string Evil = "x\"); System.IO.File.Delete(\"y\"); //\n*/ ]]> <Exec Command=\"rm\" /> $(Evil) @(Evil) %3B";

    [Theory]
    [InlineData(Evil, "1.0.0", "1.0.1", "SG1101")]
    [InlineData("Lib\" /><Exec Command=\"rm", "1.0.0", "1.0.1", "SG1101")]
    [InlineData("Lib", "1.0.0]\" /><Import Project=\"x", "1.0.1", "SG1101")]
    [InlineData("Lib", "1.0.0", "1.0.1\n", "SG1101")]
    [InlineData("Lib", "1.0.0", null, "SG1101")]
    [InlineData("Lib", "1.0.0", "1.0.1", "SG1101 }")]
    [InlineData("Lib", "1.0.0", "1.0.1", "../SG1101")]
    public void A_report_of_what_there_cannot_be_is_refused(string id, string before, string? after, string rule)
    {
        var finding = new { id = rule, symbol = "T:Lib.Shape", message = "x", differences = Array.Empty<object>() };
        string report = System.Text.Json.JsonSerializer.Serialize(new { upgrades = new[] { new { package = new { id, before, after },
            findings = new[] { finding } } } });
        Assert.StartsWith("a.json is no JSON report of SemverGuard: ",
            Assert.Throws<InvalidDataException>(() => ReportedFact.All(report, "a.json")).Message);
    }

    [Fact]
    public void A_project_holds_nothing_but_the_package()
    {
        var project = XDocument.Parse(WitnessProject.Text(new PackageVersion(Evil.ReplaceLineEndings(""),
            "1.0.0\" /><Exec Command=\"rm\" />")));
        var reference = Assert.Single(project.Descendants("PackageReference"));
        Assert.Empty(project.Descendants("Exec"));
        Assert.DoesNotContain("$(", reference.Attribute("Include")!.Value, StringComparison.Ordinal);
    }

    /// <summary>Each is one expression, and what is in it is text.</summary>
    [Theory]
    [InlineData("System.DateTime")]
    [InlineData("System.Guid")]
    [InlineData("System.TimeSpan")]
    [InlineData("System.Version")]
    [InlineData("System.Int32")]
    [InlineData("System.Double")]
    [InlineData("System.Decimal")]
    [InlineData("System.Boolean")]
    [InlineData("System.DayOfWeek")]
    [InlineData("System.String")]
    public void A_recorded_value_is_a_literal_or_nothing(string name)
    {
        var compilation = CSharpCompilation.Create("App", null, [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var type = compilation.GetTypeByMetadataName(name)!;
        string[] recorded = [Evil, "1; Evil()", "1\n", "\"" + Evil + "\"", "DayOfWeek.Monday|Evil()", "true; Evil()"];
        foreach (string? literal in recorded.Select(x => CSharpLiteral.Of(x, type)).Where(x => x is not null))
        {
            var expression = SyntaxFactory.ParseExpression(literal!);
            Assert.False(expression.ContainsDiagnostics, literal);
            Assert.Equal(literal, expression.ToFullString());
            Assert.DoesNotContain(expression.DescendantNodes(), x => x.ToString() is "Evil" or "System.IO.File");
        }
    }

    [Theory]
    [InlineData("M:Lib.Shape.Draw(System.String)", "Shape_Draw_SG1101")]
    [InlineData("M:Lib.\n{ Evil(); }/../../x.1", "Lib_Evil_SG1101")]
    [InlineData("M:1.2", "Member_1_2_SG1101")]
    [InlineData("", "Member__SG1101")]
    public void A_witness_is_called_what_a_class_and_a_file_can_be(string symbol, string name)
    {
        var fact = new ReportedFact("SG1101", symbol, "x", new("Lib", "1.0.0"), new("Lib", "1.0.1"), null, null, null);
        Assert.Equal(name, WitnessCommand.Name(fact));
        Assert.False(CSharpSyntaxTree.ParseText(WitnessCommand.Text(fact, name, "")).GetRoot().ContainsDiagnostics);
    }

    [Fact]
    public void A_name_that_no_source_can_write_is_refused() => Assert.Throws<InvalidDataException>(() => WitnessSource.Plain("x; Evil()"));
}
