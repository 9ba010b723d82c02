using Bogus;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NSubstitute;
using Orders.Data;
using Orders.Domain;
using Orders.Messaging;
using Xunit;

namespace Orders.Tests;

public class OrderTests
{
    private static readonly Faker<Order> Orders = new Faker<Order>("en").UseSeed(1)
        .RuleFor(x => x.Customer, x => x.Name.FullName()).RuleFor(x => x.Mail, x => x.Internet.Email())
        .RuleFor(x => x.Total, x => x.Finance.Amount(1, 500));

    [Fact]
    public void What_is_written_is_read()
    {
        var order = Orders.Generate();
        Json.Read(Json.Write(order)).Should().BeEquivalentTo(order);
    }

    [Fact]
    public void A_placed_order_is_kept()
    {
        var orders = Substitute.For<IOrders>();
        new Placing(orders).Place(Orders.Generate());
        orders.Received(1).Add(Arg.Any<Order>());
    }

    [Fact]
    public void Only_what_is_paid_is_sent()
    {
        var order = Orders.Generate();
        Placing.Advance(order, OrderEvent.Send).Should().BeFalse();
        Placing.Advance(order, OrderEvent.Pay).Should().BeTrue();
        order.State.Should().Be(OrderState.PaidInFull);
    }

    [Fact]
    public async Task Open_orders_come_from_the_database()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var context = new OrderContext(new DbContextOptionsBuilder<OrderContext>().UseSqlite(connection).Options);
        context.Database.EnsureCreated();
        context.Add(Orders.Generate());
        Assert.Single(await context.Open());
    }

    [Fact]
    public void Orders_pass_through_csv()
    {
        var text = new StringWriter();
        OrderCsv.Write(text, Orders.Generate(3));
        OrderCsv.Read(new StringReader(text.ToString())).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("2022-01-31", 1, "2022-02-01")]
    public void Delivery_counts_days(string placed, int days, string due) =>
    Assert.Equal(due, Delivery.Due(placed, days).ToString("uuuu'-'MM'-'dd", null));

    [Fact]
    public void A_mail_has_the_order() => Mail.Confirmation(Orders.Generate()).TextBody.Should().Contain("placed");

    [Fact]
    public void Settings_are_read() => OrderSettings.Read("queue: orders").Should().ContainKey("queue");
}
