using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace SemverGuard.Reports.Browser;

/// <summary>The report of the shop in a browser of its own, as a file like the one that a build writes.</summary>
public sealed class ReportPage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sgpage").FullName;
    private readonly Lazy<ChromeDriver> driver;

    public ReportPage() => driver = new(Start);

    public ChromeDriver Driver => driver.Value;

    /// <summary>Opened anew, with a window of that width.</summary>
    public ChromeDriver Open(int width = 1200, bool isDark = false)
    {
        Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        // A page that scrolls smoothly is somewhere else when it is clicked.
        object[] features = [Feature("prefers-color-scheme", isDark ? "dark" : "light"), Feature("prefers-reduced-motion", "reduce")];
        Driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["media"] = "", ["features"] = features });
        Driver.Navigate().GoToUrl(new Uri(Path.Combine(folder, "report.html")));
        return Driver;

        static Dictionary<string, object> Feature(string name, string value) => new() { ["name"] = name, ["value"] = value };
    }

    /// <summary>What a browser makes of a script's last expression.</summary>
    public T Run<T>(string script) => (T)Driver.ExecuteScript("return " + script)!;

    public IWebElement[] Shown(string selector) => [.. Driver.FindElements(By.CssSelector(selector)).Where(x => x.Displayed)];

    public void Dispose()
    {
        if (driver.IsValueCreated) driver.Value.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ChromeDriver Start()
    {
        File.WriteAllText(Path.Combine(folder, "report.html"), ReportFormats.Print("html", ShopReport.Report));
        var options = new ChromeOptions { BinaryLocation = BrowserFactAttribute.Chromium! };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=" + Path.Combine(folder, "profile"));
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        // Both named, so that nothing is looked for and nothing downloaded.
        var service = ChromeDriverService.CreateDefaultService(
            Path.GetDirectoryName(BrowserFactAttribute.Driver!), Path.GetFileName(BrowserFactAttribute.Driver!));
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options);
    }
}
