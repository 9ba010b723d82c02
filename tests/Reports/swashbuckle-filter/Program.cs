using Microsoft.OpenApi.Models;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEndpointsApiExplorer();
builder.Services.AddSwaggerGen(options =>
{
    options.SwaggerDoc("v1", new OpenApiInfo { Title = "t", Version = "v1" });
    options.OperationFilter<DefaultErrorResponse>();
});
var app = builder.Build();
app.MapGet("/orders/{id}", (int id) => new Order(id, Level.High));
await app.StartAsync();
var document = app.Services.GetRequiredService<ISwaggerProvider>().GetSwagger("v1");
Console.WriteLine(string.Join(",", document.Paths["/orders/{id}"].Operations.Values.Single().Responses.Keys));
Console.WriteLine(string.Join(",", document.Components.Schemas.Keys));
await app.StopAsync();

public enum Level { Low, High }
public record Order(int Id, Level Level);
public record Problem(string Code);

// Every operation can answer with our error format.
public class DefaultErrorResponse : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context) => operation.Responses["default"] = new OpenApiResponse
    {
        Description = "error",
        Content =
        {
            ["application/json"] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository, null, null),
            },
        },
    };
}
