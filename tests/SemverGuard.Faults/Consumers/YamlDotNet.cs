using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

public enum Kind { Plain, Special }

public sealed class Part
{
    public string PartName { get; set; } = "";

    public int Count { get; set; }

    [YamlMember(Alias = "w", Order = -1)]
    public double Weight { get; set; }

    [YamlIgnore]
    public string Hidden { get; set; } = "hidden";

    public Kind Kind { get; set; }

    public bool? IsNew { get; set; }

    public List<Part> Children { get; set; } = [];

    public Dictionary<string, string?> Labels { get; set; } = [];
}

public static class App
{
    private const string Text = """
        # comment
        partName: &n "quoted \t \u263A"
        count: 0x1F
        w: .5
        kind: Special
        isNew: yes
        children:
          - { partName: 'it''s', count: 1_000 }
          - partName: |
              block
                text
            labels: { a: ~, b: null, c: *n }
          - partName: >-
              folded
              text
        labels:
          ? complex
          : value
        """;

    public static void Read(TextWriter output)
    {
        var part = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<Part>(Text);
        Print(output, part);
        var plain = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<Dictionary<object, object>>("a: 1\nb: [1.5, true, x]\nc: 2024-01-02");
        foreach (var pair in plain) output.WriteLine(pair.Key + " " + pair.Value + " " + pair.Value.GetType().Name);
    }

    private static void Print(TextWriter output, Part part)
    {
        output.WriteLine($"{part.PartName}|{part.Count}|{part.Weight}|{part.Kind}|{part.IsNew}|{string.Join(",", part.Labels.Select(x => x.Key + "=" + x.Value))}");
        foreach (var child in part.Children) Print(output, child);
    }

    public static void Write(TextWriter output)
    {
        var part = new Part { PartName = "true", Count = -3, Weight = 1.25,
            Labels = { ["k k"] = "a: b", ["e"] = "", ["n"] = null, ["m"] = "two\nlines" }, Children = { new Part { PartName = "x" } } };
        output.WriteLine(new SerializerBuilder().Build().Serialize(part));
        output.WriteLine(new SerializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithIndentedSequences()
            .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitDefaults | DefaultValuesHandling.OmitEmptyCollections)
            .WithQuotingNecessaryStrings().Build().Serialize(part));
        output.WriteLine(new SerializerBuilder().JsonCompatible().Build().Serialize(new object[] { 1, "two", 3.5, new[] { false } }));
        output.WriteLine(new SerializerBuilder().Build().Serialize(new[] { part.Children, part.Children }));
    }

    public static void Nodes(TextWriter output)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text + "\n---\n- second\n...\n"));
        output.WriteLine(stream.Documents.Count);
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        foreach (var node in root.AllNodes) output.WriteLine($"{node.NodeType} {node.Start.Line}:{node.Start.Column} {node.Anchor} {node}");
        root.Add("added", new YamlSequenceNode("p", "q"));
        stream.Save(output, assignAnchors: false);
    }

    public static void Events(TextWriter output)
    {
        var parser = new Parser(new StringReader("%YAML 1.2\n---\n!tag {a: [b, \"c\"]}\n"));
        while (parser.MoveNext())
            output.WriteLine(parser.Current + " " + (parser.Current as Scalar)?.Style + " " + parser.Current!.End.Index);
    }

    public static void Refused(TextWriter output)
    {
        foreach (string text in new[] { "a: [1", "count: x", "nope: 1", "a: b: c", "\tx: 1", "*missing", "PartName: 'open",
            "PartName: a\nPartName: b", "- a\nb: 1", "Kind: Wrong" })
        {
            try
            {
                output.WriteLine(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Part>(text)?.PartName);
            }
            catch (YamlException e)
            {
                output.WriteLine($"{e.GetType().Name} {e.Start} {e.Message}");
            }
        }
    }
}
