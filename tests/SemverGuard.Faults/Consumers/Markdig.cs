using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

public static class App
{
    private const string Text = """
        # A *title* {#top .big}

        Some **bold** text with `code`, a [link](http://127.0.0.1:9/?a=b&c "T"), <b>html</b> &amp; an ![image](i.png).
        Second line\
        hard break, ~~gone~~, H~2~O, ==marked==, :smile: and http://127.0.0.1:9/auto .

        > quoted
        > - one
        > - two

        1. first
        2. second
           continued

        - [x] done
        - [ ] open

        | a | b  |
        |---|---:|
        | 1 | 2  |

        ```csharp
        var x = 1 < 2;
        ```

            indented

        Term
        :   Definition

        Footnote[^1].

        [^1]: The note.

        ---

        [ref]: <http://127.0.0.1:9/ref> 'title'
        See [ref] and [other][ref].

        Setext
        ------
        """;

    public static void Plain(TextWriter output) => output.WriteLine(Markdown.ToHtml(Text));

    public static void Advanced(TextWriter output)
    {
        var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();
        output.WriteLine(Markdown.ToHtml(Text, pipeline));
    }

    public static void Safe(TextWriter output)
    {
        var pipeline = new MarkdownPipelineBuilder().DisableHtml().UseSoftlineBreakAsHardlineBreak().UseSmartyPants().Build();
        output.WriteLine(Markdown.ToHtml(Text + "\n\n\"quoted\" -- dash...", pipeline));
        output.WriteLine(Markdown.ToPlainText(Text, pipeline));
    }

    public static void Tree(TextWriter output)
    {
        var document = Markdown.Parse(Text, new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build());
        foreach (var block in document) output.WriteLine($"{block.GetType().Name} {block.Line} {block.Span}");
        foreach (var link in document.Descendants<LinkInline>())
            output.WriteLine($"{link.Url} {link.Title} {link.IsImage} {link.Span.Start}");
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.GetAttributes().AddClass("x");
            output.WriteLine(heading.Level + heading.GetAttributes().Classes![0]);
        }
    }
}
