using Microsoft.OpenApi.Models;
using Swashbuckle.AspNetCore.SwaggerGen;
namespace Contoso.Swagger;
public record Problem(string Code);
/// <summary>Every operation can answer with our error format.</summary>
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
