using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SemverGuard.Benchmarks.Pairs;

/// <summary>Small programs for packages whose users are applications.</summary>
internal static class Consumers
{
    public const string Humanizer = """
        using System; using System.Collections.Generic; using Humanizer;
        public static class App
        {
            public static string Describe(DateTime when, TimeSpan age, string name, int count) =>
                name.Humanize(LetterCasing.Title) + when.Humanize() + age.Humanize(2) + "item".ToQuantity(count) + count.ToWords()
                + name.Pluralize() + name.Truncate(10, Truncator.FixedLength) + new List<string> { name }.Humanize() + count.Ordinalize() + name.Underscore().Dasherize();
        }
        """;

    public const string Markdig = """
        using System.IO; using System.Linq; using Markdig; using Markdig.Renderers; using Markdig.Renderers.Html; using Markdig.Renderers.Html.Inlines; using Markdig.Syntax; using Markdig.Syntax.Inlines;
        public sealed class Links : HtmlObjectRenderer<LinkInline>
        {
            protected override void Write(HtmlRenderer renderer, LinkInline link) => renderer.Write("<a href=").WriteEscapeUrl(link.Url).Write(">").WriteChildren(link);
        }
        public static class App
        {
            public static string Render(string text)
            {
                var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseYamlFrontMatter().Build();
                var document = Markdown.Parse(text, pipeline);
                foreach (var heading in document.Descendants<HeadingBlock>().Where(x => x.Level > 1)) heading.Level--;
                var writer = new StringWriter();
                var renderer = new HtmlRenderer(writer);
                renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new Links());
                pipeline.Setup(renderer);
                renderer.Render(document);
                return writer.ToString();
            }
        }
        """;

    public const string Redis = """
        using System; using System.Threading.Tasks; using StackExchange.Redis;
        public sealed class App(IConnectionMultiplexer connection)
        {
            public static async Task<App> Open(string host) =>
                new(await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions { EndPoints = { host }, AbortOnConnectFail = false, ConnectRetry = 3 }));
            public async Task<string?> Get(string key)
            {
                var database = connection.GetDatabase();
                RedisValue value = await database.StringGetAsync(key);
                if (value.HasValue) return value;
                var batch = database.CreateTransaction();
                batch.AddCondition(Condition.KeyNotExists(key));
                _ = batch.HashSetAsync(key, new HashEntry[] { new("a", 1), new("b", 2.5) });
                _ = batch.KeyExpireAsync(key, TimeSpan.FromMinutes(1), flags: CommandFlags.FireAndForget);
                await batch.ExecuteAsync();
                await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"), (_, message) => Console.WriteLine((string?)message));
                return null;
            }
        }
        """;

    /// <returns>The path of the compiled program.</returns>
    public static string Compile(string name, string source, string package)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("semverguard-benchmark-").FullName, name + ".dll");
        var references = Directory.EnumerateFiles(Places.Framework, "*.dll").Where(IsManaged).Append(package)
            .Select(x => MetadataReference.CreateFromFile(x));
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        var result = compilation.Emit(path);
        return result.Success ? path : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static bool IsManaged(string path)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
