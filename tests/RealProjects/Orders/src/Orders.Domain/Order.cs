using FluentValidation;
using Humanizer;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Stateless;

namespace Orders.Domain;

public enum OrderState { New, PaidInFull, SentToCustomer }

public sealed class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";

    public string Mail { get; set; } = "";

    public decimal Total { get; set; }

    [JsonConverter(typeof(StringEnumConverter))]
    public OrderState State { get; set; }

    public DateTime Placed { get; set; }

    public string Describe() =>
        $"{State.Humanize(LetterCasing.Sentence)}, placed {Placed.Humanize(dateToCompareAgainst: new DateTime(2022, 1, 2))}, {"line".ToQuantity(3)}";
}

public sealed class OrderValidator : AbstractValidator<Order>
{
    public OrderValidator()
    {
        RuleFor(x => x.Customer).NotEmpty().MaximumLength(80);
        RuleFor(x => x.Mail).EmailAddress().When(x => x.Mail.Length > 0);
        RuleFor(x => x.Total).GreaterThanOrEqualTo(0).PrecisionScale(12, 2, false);
    }
}

public interface IOrders
{
    void Add(Order order);
}

public enum OrderEvent { Pay, Send }

public sealed class Placing(IOrders orders)
{
    public int Place(Order order)
    {
        new OrderValidator().ValidateAndThrow(order);
        orders.Add(order);
        return order.Id;
    }

    public static bool Advance(Order order, OrderEvent cause)
    {
        var machine = new StateMachine<OrderState, OrderEvent>(() => order.State, x => order.State = x);
        machine.Configure(OrderState.New).Permit(OrderEvent.Pay, OrderState.PaidInFull);
        machine.Configure(OrderState.PaidInFull)
            .PermitIf(OrderEvent.Send, OrderState.SentToCustomer, () => order.Total > 0, "there is something to send");
        if (!machine.CanFire(cause)) return false;
        machine.Fire(cause);
        return true;
    }
}

public static class Json
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        NullValueHandling = NullValueHandling.Ignore,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
    };

    public static string Write(Order order) => JsonConvert.SerializeObject(order, Formatting.Indented, Settings);

    public static Order? Read(string text) => JsonConvert.DeserializeObject<Order>(text, Settings);
}

public static class Delivery
{
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd");

    public static LocalDate Due(string placed, int days) => Pattern.Parse(placed).GetValueOrThrow().PlusDays(days);

    public static string InZone(Instant instant, string zone) =>
        instant.InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("uuuu'-'MM'-'dd HH:mm", null);
}
