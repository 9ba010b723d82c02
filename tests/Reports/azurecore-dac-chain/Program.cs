using Azure.Core;
using Azure.Identity;

// A developer's machine: no managed identity here, the command line's login is what should be used in the end.
var options = new DefaultAzureCredentialOptions
{
    ExcludeVisualStudioCredential = true, ExcludeVisualStudioCodeCredential = true, ExcludeAzurePowerShellCredential = true,
};
options.Retry.MaxRetries = 1;
options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
var credential = new DefaultAzureCredential(options);
try
{
    await credential.GetTokenAsync(new TokenRequestContext(["https://vault.example.org/.default"]), default);
    Console.WriteLine("token");
}
catch (Exception e)
{
    Console.WriteLine($"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
}
