using SemverGuard.Worlds;

namespace SemverGuard.Tasks;

/// <summary>Names are read from what people keep settings in, and values are not.</summary>
public sealed class SettingsFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void Names_of_all_kinds_are_found()
    {
        folder.With("appsettings.Production.json", """{ "Shop": { "Ratio:Arg": "secret value", "Nested \\" name": [1] } }""");
        folder.With(
            "Properties/launchSettings.json", """{ "profiles": { "http": { "environmentVariables": { "OTEL_SAMPLER": "always" } } } }""");
        folder.With("local.env", "# comment\nexport SHOP_KEY=abc\n OTHER = 1\nnothing\n");
        folder.With("app.config", """<configuration><appSettings><add key="Shop.Limit" value="hidden" /></appSettings></configuration>""");
        folder.With("runtimeconfig.template.json", """{ "configProperties": { "Lib.Switch": true } }""");
        folder.With("app.csproj", """<Project><RuntimeHostConfigurationOption Include="Lib.Other" Value="off" /></Project>""");
        var names = SettingsFiles.Names(folder.Root);
        foreach (string name in new[] { "Shop", "Ratio:Arg", "OTEL_SAMPLER", "SHOP_KEY", "OTHER", "Shop.Limit", "Lib.Switch", "Lib.Other" })
            Assert.Contains(name, names);
        foreach (string value in new[] { "secret value", "always", "abc", "hidden", "nothing", "off" }) Assert.DoesNotContain(value, names);
    }

    [Fact]
    public void What_is_not_there_or_too_large_has_none()
    {
        Assert.Empty(SettingsFiles.Names(folder.PathOf("absent")));
        folder.With("appsettings.json", "{ \"a\": \"" + new string('x', 2_000_000) + "\" }");
        Assert.Empty(SettingsFiles.Names(folder.Root));
    }

    public void Dispose() => folder.Dispose();
}
