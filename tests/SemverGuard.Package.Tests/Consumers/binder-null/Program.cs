using Microsoft.Extensions.Configuration;

var configuration = new ConfigurationBuilder().AddInMemoryCollection(
    new Dictionary<string, string?> { ["Mail:Host"] = "localhost", ["Mail:Receivers:0"] = "a" }).Build();
var mail = configuration.GetSection("Mail").Get<Mail>()!;
Console.WriteLine(mail.Host + " " + mail.Receivers.Count);

internal sealed class Mail
{
    public string Host { get; set; } = "";

    public IList<string> Receivers { get; set; } = new List<string>();
}
