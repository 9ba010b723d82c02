using OpenQA.Selenium;
using OpenQA.Selenium.Support.UI;

namespace SemverGuard.Reports.Browser;

/// <summary>What a reader does with the page.</summary>
public sealed class ReportPageTests(ReportPage page) : IClassFixture<ReportPage>
{
    private static readonly int Findings = ShopReport.Report.Upgrades.Sum(x => x.Findings.Count);

    [BrowserFact]
    public void It_opens_without_an_error_and_obeys_no_package()
    {
        var driver = page.Open();
        Assert.Empty(driver.Manage().Logs.GetLog(LogType.Browser).Select(x => x.Message));
        Assert.StartsWith("4 of ", driver.Title, StringComparison.Ordinal);
        Assert.Equal(0L, page.Run<long>("document.querySelectorAll('img, main script').length"));
        Assert.Equal(1L, page.Run<long>("document.scripts.length"));
        Assert.Equal($"{Findings} findings", page.Shown("#shown").Single().Text);
    }

    /// <summary>Should something ever get past the escaping, the policy holds it.</summary>
    [BrowserFact]
    public void The_policy_runs_no_other_script()
    {
        page.Open();
        page.Run<object>("(() => { const x = document.createElement('script'); x.textContent = 'document.title = \"taken\"'; "
            + "document.body.append(x); })()");
        Assert.NotEqual("taken", page.Driver.Title);
        Assert.Contains(page.Driver.Manage().Logs.GetLog(LogType.Browser),
            x => x.Message.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [BrowserFact]
    public void It_filters_by_text_kind_package_project_and_rule()
    {
        var driver = page.Open();
        var search = driver.FindElement(By.Id("search"));
        search.SendKeys("bucketcounts");
        Assert.Single(page.Shown(".finding"));
        Assert.Equal($"1 of {Findings} findings", driver.FindElement(By.Id("shown")).Text);
        // What somebody accepted is folded away, and found all the same.
        search.Clear();
        search.SendKeys("never redirects");
        Assert.Single(page.Shown(".finding.quiet"));
        Clear();
        Choose("package", "CsvHelper");
        Assert.Equal("Member removed", Assert.Single(page.Shown(".finding .title")).Text);
        Assert.Single(page.Shown(".upgrade"));
        Clear();
        Choose("project", "Shop.Worker (net10.0)");
        Assert.Equal(4, page.Shown(".finding").Length);
        Clear();
        Choose("rule", "SG2003");
        Assert.Single(page.Shown(".finding"));
        Clear();
        driver.FindElement(By.CssSelector("input[value=warning]")).SendKeys(Keys.Space);
        Assert.Empty(page.Shown(".finding.warning"));
        Assert.NotEmpty(page.Shown(".finding.error"));
        search.SendKeys("no such thing");
        Assert.Equal($"0 of {Findings} findings", driver.FindElement(By.Id("shown")).Text);
        Clear();
        Assert.NotEmpty(page.Shown(".finding.warning"));

        void Clear()
        {
            driver.FindElement(By.CssSelector("button[type=reset]")).Click();
            new WebDriverWait(driver, TimeSpan.FromSeconds(5)).Until(
                _ => driver.FindElement(By.Id("shown")).Text == $"{Findings} findings");
        }

        void Choose(string id, string text) => new SelectElement(driver.FindElement(By.Id(id))).SelectByText(text);
    }

    [BrowserFact]
    public void Ways_and_differences_unfold_one_by_one_and_all()
    {
        var driver = page.Open();
        Assert.Empty(page.Shown(".way li"));
        var summary = driver.FindElement(By.CssSelector(".way summary"));
        summary.SendKeys(Keys.Enter);
        Assert.Equal(6, page.Shown(".way li").Length);
        summary.SendKeys(Keys.Enter);
        Assert.Empty(page.Shown(".way li"));
        var all = driver.FindElement(By.Id("unfold"));
        all.Click();
        Assert.Equal("true", all.GetDomAttribute("aria-pressed"));
        Assert.Equal(0L, page.Run<long>("document.querySelectorAll('details:not([open])').length"));
        Assert.NotEmpty(page.Shown(".change del"));
        all.Click();
        Assert.Equal(0L, page.Run<long>("document.querySelectorAll('details[open]').length"));
    }

    [BrowserFact]
    public void Nothing_is_wider_than_a_phone()
    {
        var driver = page.Open(375);
        driver.FindElement(By.Id("unfold")).Click();
        Assert.Equal(375L, page.Run<long>("document.documentElement.scrollWidth"));
        Assert.Equal(375L, page.Run<long>("window.innerWidth"));
    }

    /// <summary>WCAG 2.2, 1.4.3, 2.4.7 and 4.1.2, as far as a script can see them.</summary>
    [BrowserFact]
    public void A_keyboard_and_a_screen_reader_get_everywhere()
    {
        var driver = page.Open();
        driver.FindElement(By.TagName("body")).SendKeys(Keys.Tab);
        Assert.Equal("skip", driver.SwitchTo().ActiveElement().GetDomAttribute("class"));
        Assert.True(driver.SwitchTo().ActiveElement().Location.X >= 0);
        Assert.NotEqual("none", driver.SwitchTo().ActiveElement().GetCssValue("outline-style"));
        Assert.Equal(0L, page.Run<long>(
            "[...document.querySelectorAll('input, select, button')].filter(x => !(x.labels && x.labels.length || x.textContent)).length"));
        Assert.Equal("polite", driver.FindElement(By.Id("shown")).GetDomAttribute("aria-live"));
        string[] levels = [.. driver.FindElements(By.CssSelector("h1, h2, h3")).Select(x => x.TagName)];
        Assert.Equal("h1", levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), x => Assert.True(x.Second[1] - x.First[1] <= 1));
        foreach (bool isDark in new[] { false, true })
        {
            page.Open(isDark: isDark);
            driver.FindElement(By.Id("unfold")).Click();
            Assert.Equal("", page.Run<string>(Contrast));
        }
    }

    [BrowserFact]
    public void Paper_has_what_is_folded_and_no_filter()
    {
        var driver = page.Open();
        driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["media"] = "print" });
        Assert.Empty(page.Shown("#filter, .accept"));
        Assert.Equal(
            "visible", page.Run<string>("getComputedStyle(document.querySelector('.way'), '::details-content').contentVisibility"));
        Assert.True(page.Run<bool>("document.querySelector('.way li').getBoundingClientRect().height > 0"));
    }

    /// <summary>The texts that stand out less than 4.5 to 1 from what is behind them.</summary>
    private const string Contrast =
        """
        (() => {
          const parse = x => { const n = x.match(/[\d.]+/g).map(Number); return x.startsWith("color(") ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
          const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
          const behind = e => { const own = parse(getComputedStyle(e).backgroundColor); return own[3] === 1 ? own : over(own, e.parentElement ? behind(e.parentElement) : [255, 255, 255, 1]); };
          const light = c => { const [r, g, b] = c.map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const weak = new Set();
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest("script, option")) continue;
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
            if ((a + .05) / (b + .05) < 4.5) weak.add(e.className + " " + e.tagName + " " + walk.currentNode.data.trim().slice(0, 30));
          }
          return [...weak].join("\n");
        })()
        """;
}
