import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.formats.html import escaped, markdown, parsed


def converted(html: str) -> str:
    return markdown(parsed(html))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<br>two</p>", "One  \ntwo"),
        ("<p>One<br><br>two</p>", "One\n\ntwo"),
        ("<h2>A <em>b</em></h2>", "## A *b*"),
        ("<p><strong> Q: </strong>Why?</p>", "**Q:** Why?"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", "1. a\n2. b\n\n   c"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<blockquote><p>a</p><cite>— Bo</cite></blockquote>", "> a\n>\n> — Bo"),
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("<p>10<sup>2</sup> and 1<sup>st</sup></p>", "10² and 1st"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc"),
        (
            "<table><tr><th>a|b</th><th>c</th></tr><tr><td><p>d</p></td><td>e</td></tr></table>",
            "| a\\|b | c |\n| --- | --- |\n| d | e |",
        ),
        (
            "<dl><dt>Ada:</dt><dd>a</dd><dt>Bo</dt><dd>b</dd><dt>Ada:</dt><dd><p>c</p><p>d</p></dd></dl>",
            "**Ada:** a\n\n**Bo:** b\n\n**Ada:** c\n\nd",
        ),
        (
            "<dl><dt>Kiln</dt><dd>an oven</dd><dt>Weir</dt><dd>a dam</dd></dl>",
            "Kiln\n\nan oven\n\nWeir\n\na dam",
        ),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<span><span><p>a</p></span></span>", "a"),
        ("<script>x</script><p hidden>y</p><p aria-hidden='true'>z</p><button>w</button>", ""),
        ("<p># a</p><p>3. maja</p><p>&gt; b</p><p>*c*</p>", "\\# a\n\n3\\. maja\n\n\\> b\n\n\\*c\\*"),
    ],
)
def test_html_becomes_markdown_of_the_same_meaning(html, text):
    assert converted(html) == text


@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="n1">See the <i>report</i>. <a href="#r1">back</a></li></ol>',
        '<p><a id="n1" href="#r1">[1]</a> See the <i>report</i>.</p>',
        '<aside id="n1"><p>See the <i>report</i>. <a href="#r1">^</a></p></aside>',
    ],
)
def test_what_a_short_link_leads_to_and_what_leads_back_is_a_note(note):
    html = f'<p>It sails.<sup><a href="#n1" id="r1">1</a></sup> Still.</p><hr>{note}'
    assert converted(html) == "It sails.[^1] Still.\n\n[^1]: See the *report*."


@given(st.text(alphabet="ab *_#>-+.1)(`~[]\\<&;|=:!\n", max_size=60))
def test_escaped_words_mean_just_themselves(words):
    from markdown_it import MarkdownIt

    flat = " ".join(words.split())
    tokens = MarkdownIt("commonmark").parse(escaped(flat))
    seen = "".join(child.content for token in tokens for child in token.children or ())
    assert [token.type for token in tokens if token.nesting == 1] == (["paragraph_open"] if flat else [])
    assert seen == flat
