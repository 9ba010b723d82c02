using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

var key = new SymmetricSecurityKey(new byte[32]);
var token = new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("issuer", "audience",
    [new Claim("name", "Jo Doe"), new Claim("unique_name", "jo@example.org")], null, null,
    new SigningCredentials(key, SecurityAlgorithms.HmacSha256)));

Console.WriteLine("login: " + new Login(key).UserName(token));

class Login(SecurityKey key)
{
    readonly JwtSecurityTokenHandler handler = new();

    // The user's name at log-in is the mail address, which comes as ClaimTypes.Name.
    public string? UserName(string token)
    {
        var user = handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidIssuer = "issuer", ValidAudience = "audience", IssuerSigningKey = key,
            ValidateLifetime = false, RequireExpirationTime = false,
        }, out _);
        foreach (var claim in user.Claims.Where(c => c.Value.Contains('o'))) Console.WriteLine($"{claim.Type} = {claim.Value}");
        return user.FindFirst(ClaimTypes.Name)?.Value;
    }
}
