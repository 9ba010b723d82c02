using OpenQA.Selenium;

namespace SemverGuard.Reports.Browser;

/// <summary>Pictures of the page for who works on it: <c>SEMVERGUARD_PICTURES=folder</c> says where.</summary>
public sealed class ReportPictures(ReportPage page) : IClassFixture<ReportPage>
{
    [BrowserFact]
    public void They_are_taken_on_demand()
    {
        if (Environment.GetEnvironmentVariable("SEMVERGUARD_PICTURES") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        foreach (var (name, width, isDark, isOpen) in new[] { ("desktop", 1200, false, false), ("open", 1200, false, true),
            ("dark", 1200, true, true), ("phone", 375, false, true) })
        {
            var driver = page.Open(width, isDark);
            if (isOpen) driver.FindElement(By.Id("unfold")).Click();
            var clip = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = width,
                ["height"] = page.Run<long>("document.documentElement.scrollHeight"), ["scale"] = 1 };
            var taken = (Dictionary<string, object?>)driver.ExecuteCdpCommand(
                "Page.captureScreenshot", new() { ["captureBeyondViewport"] = true, ["clip"] = clip })!;
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), Convert.FromBase64String((string)taken["data"]!));
        }
        File.WriteAllBytes(Path.Combine(folder, "print.pdf"), page.Open().Print(new PrintOptions()).AsByteArray);
    }
}
