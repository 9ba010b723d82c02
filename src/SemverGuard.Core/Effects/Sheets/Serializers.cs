namespace SemverGuard.Effects.Sheets;

/// <summary>One that finds the members of a type by itself.</summary>
/// <param name="Attributes">Namespaces of the attributes that it reads.</param>
/// <param name="WritesFields">Public fields too.</param>
/// <param name="Constructs">By a constructor that it chooses.</param>
internal sealed record Serializer(string Name, string[] Attributes, bool WritesFields, bool Constructs);

/// <summary>Where objects are given to serializers.</summary>
internal static class Serializers
{
    public static readonly Serializer Json =
        new("System.Text.Json", ["System.Text.Json.Serialization."], WritesFields: false, Constructs: true);
    private static readonly Serializer Newtonsoft =
        new("Newtonsoft.Json", ["Newtonsoft.Json.", "System.Runtime.Serialization."], WritesFields: true, Constructs: true);
    private static readonly Serializer Xml = new("XmlSerializer", ["System.Xml.Serialization."], WritesFields: true, Constructs: true);
    private static readonly Serializer Contract =
        new("DataContractSerializer", ["System.Runtime.Serialization."], WritesFields: true, Constructs: false);
    private static readonly Serializer MessagePack = new("MessagePack", ["MessagePack."], WritesFields: true, Constructs: true);

    /// <summary>The one that gets what a call is given; null for any other call.</summary>
    public static Serializer? Of(Operand call) => call.Type switch
    {
        "System.Text.Json.JsonSerializer" or "System.Net.Http.Json.HttpClientJsonExtensions"
            or "System.Net.Http.Json.HttpContentJsonExtensions" or "System.Net.Http.Json.JsonContent" => Json,
        "Newtonsoft.Json.JsonConvert"
            when call.Name is "SerializeObject" or "DeserializeObject" or "DeserializeAnonymousType" or "PopulateObject" => Newtonsoft,
        "Newtonsoft.Json.JsonSerializer" when call.Name is "Serialize" or "Deserialize" or "Populate" => Newtonsoft,
        "Newtonsoft.Json.Linq.JToken" or "Newtonsoft.Json.Linq.JObject" when call.Name is "ToObject" or "FromObject" => Newtonsoft,
        "System.Xml.Serialization.XmlSerializer" when call.IsConstructor => Xml,
        "System.Runtime.Serialization.DataContractSerializer" or "System.Runtime.Serialization.Json.DataContractJsonSerializer"
            when call.IsConstructor => Contract,
        "MessagePack.MessagePackSerializer" => MessagePack,
        _ => null,
    };
}
