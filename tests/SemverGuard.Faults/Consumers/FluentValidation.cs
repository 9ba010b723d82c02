using FluentValidation;
using FluentValidation.Results;

public sealed record Address(string Street, string Zip);

public sealed record Customer(string? Name, int Age, string? Mail, decimal Credit, Address? Home, string[] Phones, string Card);

public sealed class AddressValidator : AbstractValidator<Address>
{
    public AddressValidator()
    {
        RuleFor(x => x.Street).NotEmpty().Length(3, 20);
        RuleFor(x => x.Zip).Matches("^[0-9]{5}$").WithErrorCode("ZIP");
    }
}

public sealed class CustomerValidator : AbstractValidator<Customer>
{
    public CustomerValidator()
    {
        RuleFor(x => x.Name).Cascade(CascadeMode.Stop).NotNull().NotEmpty().MaximumLength(10)
            .WithMessage("{PropertyName} too long: {TotalLength}");
        RuleFor(x => x.Age).InclusiveBetween(18, 99).NotEqual(50);
        RuleFor(x => x.Age).GreaterThan(20).WithSeverity(Severity.Warning).When(x => x.Credit > 100);
        RuleFor(x => x.Mail).EmailAddress().Unless(x => x.Mail is null);
        RuleFor(x => x.Credit).PrecisionScale(5, 2, false).LessThanOrEqualTo(500).ExclusiveBetween(-1, 1000);
        RuleFor(x => x.Home).NotNull().SetValidator(new AddressValidator()!);
        RuleForEach(x => x.Phones).NotEmpty().Must(x => x.StartsWith('+')).WithMessage((_, x) => $"'{x}' is no phone");
        RuleFor(x => x.Card).CreditCard();
        RuleSet("extra", () => RuleFor(x => x.Name).Equal("admin", StringComparer.OrdinalIgnoreCase));
    }
}

public static class App
{
    private static readonly Customer[] Customers =
    [
        new("Ann", 30, "ann@x.org", 12.5m, new Address("Main St", "12345"), ["+1"], "4111111111111111"),
        new(null, 17, "no mail", 123.456m, null, ["", "1"], "4111111111111112"),
        new("a name that is too long", 19, null, 900m, new Address("x", "1"), [], ""),
        new("", 50, "@", -1m, new Address("", "abcde"), ["+"], "x"),
    ];

    public static void Validate(TextWriter output)
    {
        var validator = new CustomerValidator();
        foreach (var customer in Customers) Print(output, validator.Validate(customer));
    }

    public static void Sets(TextWriter output)
    {
        var validator = new CustomerValidator();
        Print(output, validator.Validate(Customers[0], x => x.IncludeRuleSets("extra")));
        Print(output, validator.Validate(Customers[1], x => x.IncludeProperties(y => y.Mail)));
        Print(output, validator.ValidateAsync(Customers[2]).GetAwaiter().GetResult());
    }

    public static void Throws(TextWriter output)
    {
        try
        {
            new CustomerValidator().ValidateAndThrow(Customers[3]);
        }
        catch (ValidationException e)
        {
            output.WriteLine(e.Message);
        }
        try
        {
            new CustomerValidator().Validate((Customer)null!);
        }
        catch (ArgumentNullException e)
        {
            output.WriteLine(e.ParamName);
        }
    }

    public static void Described(TextWriter output)
    {
        foreach (var member in new CustomerValidator().CreateDescriptor().GetMembersWithValidators())
            output.WriteLine(member.Key + ": " + string.Join(",", member.Select(x => x.Validator.Name)));
    }

    private static void Print(TextWriter output, ValidationResult result)
    {
        output.WriteLine(result.IsValid);
        foreach (var error in result.Errors)
            output.WriteLine($"{error.PropertyName}|{error.ErrorMessage}|{error.ErrorCode}|{error.Severity}|{error.AttemptedValue}");
        output.WriteLine(result.ToString("~") + result.ToDictionary().Count);
    }
}
