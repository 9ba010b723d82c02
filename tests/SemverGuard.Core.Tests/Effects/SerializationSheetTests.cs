using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;

namespace SemverGuard.Effects;

/// <summary>What serializers make of the types that a project gives them.</summary>
public sealed class SerializationSheetTests
{
    private const string Json =
        "using System.Text.Json; using System.Text.Json.Serialization; using System.Xml.Serialization; "
            + "using System.Runtime.Serialization;\n";

    [Theory]
    [InlineData("public string? Name { get; set; }", "[JsonPropertyName(\"n\")] public string? Name { get; set; }",
        "now has Name as \"n\" (was \"Name\")", Severity.Warning)]
    [InlineData("[JsonPropertyName(\"n\")] public string? Name { get; set; }",
        "[JsonPropertyName(\"m\")] public string? Name { get; set; }", "now has Name as \"m\" (was \"n\")", Severity.Warning)]
    [InlineData("public string? Name { get; set; }", "[JsonIgnore] public string? Name { get; set; }",
        "no longer has Name, which was \"Name\"", Severity.Warning)]
    [InlineData("[JsonIgnore] public string? Name { get; set; }", "public string? Name { get; set; }", "now has Name as \"Name\"",
        Severity.Warning)]
    [InlineData("public string? Name { get; set; }", "public string? Name { get; set; } public int Age { get; set; }",
        "now has Age as \"Age\"", Severity.Info)]
    [InlineData("public DayOfWeek Day { get; set; }", "[JsonConverter(typeof(JsonStringEnumConverter))] public DayOfWeek Day { get; set; }",
        "now has Day as \"Day\" [JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]", Severity.Warning)]
    [InlineData("public int A { get; set; } public int B { get; set; }", "public int B { get; set; } public int A { get; set; }",
        "now has its members in another order: B, A", Severity.Info)]
    [InlineData("public int A { get; set; } public User() { }", "public int A { get; set; } public User(int a) { A = a; }", "now is read",
        Severity.Warning)]
    [InlineData("public int A { get; set; } public User(int a) { A = a; }",
        "public int A { get; set; } public User(int a, int b = 0) { A = a + b; }", "through the constructor (int a, int b) (was (int a))",
        Severity.Info)]
    [InlineData("[JsonPropertyName(\"n\")] public int A { get; set; }",
        "[JsonPropertyName(\"n\"), JsonPropertyOrder(2)] public int A { get; set; }",
        "now has A as \"n\" [JsonPropertyOrder(2)] (was \"n\")", Severity.Warning)]
    [InlineData("public string? Name { get; set; }",
        "[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Name { get; set; }",
        "now has Name as \"Name\" [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] (was \"Name\")", Severity.Info)]
    [InlineData("public string? Name { get; set; }",
        "[JsonPropertyName(\"n\"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Name { get; set; }",
        "now has Name as \"n\"", Severity.Warning)]
    [InlineData("public int A { get; } public User(int a) { A = a; }",
        "public int A { get; } public User(int a) { A = a; } public User(int a, int b) { A = a + b; }",
        "no longer has a constructor that can be chosen to read it (was (int a))", Severity.Warning)]
    [InlineData("public int A { get; } public User(int a) { A = a; } public User(int a, int b) { A = a + b; }",
        "public int A { get; } public User(int a) { A = a; }", "is now read through the constructor (int a) (there was none to choose)",
        Severity.Info)]
    public void What_is_written_changed(string before, string after, string expected, Severity severity)
    {
        var finding = Assert.Single(Check(User(before), User(after)).Findings, x => x.Id == "SG4011");
        Assert.Contains(expected.Replace("now is read", "is now read"), finding.Message, StringComparison.Ordinal);
        Assert.Equal((severity, "T:User"), (finding.Severity, finding.Symbol));
        Assert.NotEmpty(finding.Sites);
    }

    [Theory]
    [InlineData("public string? Name { get; set; }", "[JsonPropertyName(\"Name\")] public string? Name { get; set; }")]
    [InlineData("public string? Name { get; set; }",
        "private string? name; public string? Name { get { return name; } set { name = value; } }")]
    [InlineData("public string? Name { get; set; }", "public string? Name { get; set; } private int age; public int Older() => ++age;")]
    [InlineData("public string? Name { get; set; }", "public string? Name { get; set; } public int Field;")]
    [InlineData("public string? Name { get; set; }", "[DataMember(Name = \"n\")] public string? Name { get; set; }")]
    [InlineData("public string? Name { get; set; }", "[XmlElement(\"n\")] public string? Name { get; set; }")]
    [InlineData("public int A { get; set; }", "public int A { get; set; } public User() { } public User(int a) { A = a; }")]
    public void What_the_serializer_does_not_look_at(string before, string after)
    {
        var report = Check(User(before), User(after));
        Assert.DoesNotContain(report.Findings, x => x.Id == "SG4011");
        Assert.Empty(report.Sheets);
    }

    [Theory]
    [InlineData("static object Run(User u) => JsonSerializer.Serialize(u);")]
    [InlineData("static object? Run(string s) => JsonSerializer.Deserialize<User>(s);")]
    [InlineData("static object? Run(string s) => JsonSerializer.Deserialize<List<User>>(s);")]
    [InlineData("static object? Run(string s) => JsonSerializer.Deserialize(s, typeof(User));")]
    [InlineData("static object Run(User u) => JsonSerializer.Serialize((object)u);")]
    [InlineData("static object Run() { object u = new User(); return JsonSerializer.Serialize(u); }")]
    [InlineData("static User? field; static object Run() => JsonSerializer.Serialize<object?>(field);")]
    [InlineData("class Mine { public List<User>? Users { get; set; } } static object? Run(string s) => JsonSerializer.Deserialize<Mine>(s);")]
    [InlineData("static Func<User, object> Run() => x => JsonSerializer.Serialize((object)x);")]
    [InlineData("[JsonSerializable(typeof(User))] class Context;")]
    public void The_project_gives_it_away(string member) => Assert.Single(
        Check(User("public string? Name { get; set; }"), User("[JsonPropertyName(\"n\")] public string? Name { get; set; }"),
            $"class App {{ {member} }}").Sheets, x => x.Kind == SheetKind.Serialization);

    [Fact]
    public void A_type_that_no_serializer_gets_has_no_sheet() =>
        Assert.Empty(Check(User("public string? Name { get; set; }"),
            User("public string? Name { get; set; } public int Age { get; set; }"),
            "class App { static object Run(User u) => u.ToString()!; }").Sheets);

    [Theory]
    [InlineData("new XmlSerializer(typeof(User))", "public string? Name { get; set; }",
        "[XmlElement(\"n\")] public string? Name { get; set; }", "now has Name as \"n\" (was \"Name\")")]
    [InlineData("new XmlSerializer(typeof(User))", "public string? Name;", "[XmlAttribute] public string? Name;",
        "now has Name as \"Name\" [XmlAttribute] (was \"Name\")")]
    [InlineData("new DataContractSerializer(typeof(User))", "[DataMember] public string? Name { get; set; }",
        "[DataMember(Order = 3)] public string? Name { get; set; }", "now has Name as \"Name\"")]
    public void Every_serializer_reads_its_own_attributes(string call, string before, string after, string expected) =>
        Assert.Contains(expected, Assert.Single(Check(User(before), User(after),
            $"class App {{ static object Run() => {call}; }}").Findings, x => x.Id == "SG4011").Message, StringComparison.Ordinal);

    /// <summary>Serializers are known by their names.</summary>
    [Theory]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(new User())", "[Newtonsoft.Json.JsonProperty(\"n\")]",
        "now has Name as \"n\" (was \"Name\")")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(new User())",
        "[Newtonsoft.Json.JsonProperty(\"n\", Handling = Newtonsoft.Json.NullValueHandling.Ignore)]",
        "now has Name as \"n\" [JsonProperty(\"n\", Handling = NullValueHandling.Ignore)] (was \"Name\")")]
    [InlineData("MessagePack.MessagePackSerializer.Serialize(new User())", "[MessagePack.Key(1)]", "now has Name as 1 (was \"Name\")")]
    [InlineData("MessagePack.MessagePackSerializer.Serialize(new User())", "[Newtonsoft.Json.JsonProperty(\"n\")]", null)]
    public void Serializers_that_are_packages(string call, string attribute, string? expected)
    {
        const string Packages = """
            namespace Newtonsoft.Json { public enum NullValueHandling { Include, Ignore } public class JsonPropertyAttribute(string name) : Attribute { public NullValueHandling Handling { get; set; } } public static class JsonConvert { public static string SerializeObject(object o) => ""; } }
            namespace MessagePack { public class KeyAttribute(int key) : Attribute; public static class MessagePackSerializer { public static byte[] Serialize<T>(T o) => new byte[0]; } }

            """;
        var report = Check(Packages + "public class User { public string? Name { get; set; } }",
            Packages + $"public class User {{ {attribute} public string? Name {{ get; set; }} }}",
            $"class App {{ static object Run() => {call}; }}");
        if (expected is null) Assert.DoesNotContain(report.Findings, x => x.Id == "SG4011");
        else Assert.Contains(expected, Assert.Single(report.Findings, x => x.Id == "SG4011").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_serialised_type_holds_is_serialised_too()
    {
        const string Holder = "public class User { public Address? Home { get; set; } } ";
        var report = Check(Holder + "public class Address { public string? City { get; set; } }",
            Json + Holder + "public class Address { [JsonPropertyName(\"c\")] public string? City { get; set; } }");
        Assert.Equal("T:Address", Assert.Single(report.Findings, x => x.Id == "SG4011").Symbol);
    }

    [Theory]
    [InlineData("A, B", "A, X, B", "now writes B as 2 (was 1)", Severity.Warning)]
    [InlineData("A, B", "A, B, C", "now has the value C = 2", Severity.Info)]
    public void Members_of_an_enum_are_written_as_numbers(string before, string after, string expected, Severity severity)
    {
        const string Holder = "public class User { public Kind Kind { get; set; } } public enum Kind { ";
        var finding = Assert.Single(Check(Holder + before + "}", Holder + after + "}").Findings, x => x.Id == "SG4011");
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Equal(severity, finding.Severity);
    }

    [Fact]
    public void A_value_under_another_name_is_written_as_before()
    {
        const string Holder = "public class User { public Kind Kind { get; set; } } public enum Kind { ";
        Assert.DoesNotContain(Check(Holder + "A, B }", Holder + "A, C }").Findings, x => x.Id == "SG4011");
    }

    private static string User(string members) => $"{Json}public class User {{ {members} }}";

    private static GuardReport Check(string before, string after, string consumer =
        "class App { static object Run(User u) => JsonSerializer.Serialize(u); }") => Upgraded.Check(before, after, Json + consumer);
}
