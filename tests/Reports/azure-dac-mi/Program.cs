using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using System.Net;

// A developer's machine behind a gateway that answers 404 for the metadata address.
var options = new DefaultAzureCredentialOptions
{
    Transport = new HttpClientTransport(new HttpClient(new Gateway())),
    ExcludeVisualStudioCredential = true, ExcludeAzurePowerShellCredential = true, ExcludeSharedTokenCacheCredential = true,
};
options.Retry.MaxRetries = 0;
var credential = new DefaultAzureCredential(options);
try
{
    var token = credential.GetToken(new TokenRequestContext(["https://vault.example.org/.default"]), default);
    Console.WriteLine("token");
}
catch (Exception e)
{
    Console.WriteLine($"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
}

class Gateway : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken stop) => Answer(request);
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) =>
        Task.FromResult(Answer(request));
    static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Console.WriteLine($"asked {request.RequestUri!.Host}{request.RequestUri.AbsolutePath}");
        return new(HttpStatusCode.NotFound) { Content = new StringContent("<html>not found</html>"), RequestMessage = request };
    }
}
