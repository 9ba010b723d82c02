using Azure.Core;
using Azure.Core.Pipeline;

var pipeline = HttpPipelineBuilder.Build(new Options());
using var message = pipeline.CreateMessage();
message.Request.Method = RequestMethod.Get;
message.Request.Uri.Reset(new Uri(args[0]));
await pipeline.SendAsync(message, CancellationToken.None);
Console.WriteLine(message.Response.Status);

internal sealed class Options : ClientOptions;
