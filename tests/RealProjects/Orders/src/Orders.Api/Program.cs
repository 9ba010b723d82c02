using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi.Models;
using Orders.Data;
using Orders.Domain;
using Serilog;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseSerilog(
    (context, logger) => logger.ReadFrom.Configuration(context.Configuration).Enrich.FromLogContext().WriteTo.Console());
builder.Services.AddDbContext<OrderContext>(x => x.UseSqlite("Data Source=orders.db"));
builder.Services.AddScoped<Placing>();
builder.Services.Scan(
    x => x.FromAssemblyOf<OrderContext>().AddClasses(y => y.AssignableTo<IOrders>()).AsImplementedInterfaces().WithScopedLifetime());
builder.Services.AddEndpointsApiExplorer();
builder.Services.AddSwaggerGen(x => x.SwaggerDoc("v1", new OpenApiInfo { Title = "Orders", Version = "v1" }));
var app = builder.Build();
app.UseSerilogRequestLogging();
app.UseSwagger();
app.UseSwaggerUI(x => x.RoutePrefix = "docs");
app.MapPost("/orders", (Order order, Placing placing) => placing.Place(order));
app.MapGet("/orders/open", (OrderContext orders) => orders.Open());
app.Run();
