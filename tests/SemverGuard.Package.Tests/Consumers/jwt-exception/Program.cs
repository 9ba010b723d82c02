using System.IdentityModel.Tokens.Jwt;
using System.Text;
using Microsoft.IdentityModel.Tokens;

var handler = new JwtSecurityTokenHandler();
var parameters = new TokenValidationParameters
{
    ValidIssuer = "issuer",
    ValidAudience = "audience",
    IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("a key that is long enough for the algorithm")),
};
try
{
    var principal = handler.ValidateToken(args.FirstOrDefault() ?? "", parameters, out _);
    Console.WriteLine(principal.Identity?.Name);
}
catch (SecurityTokenException e)
{
    Console.WriteLine("rejected: " + e.Message);
}
