import json

import pytest

from assistant.reading.article import article_from
from assistant.reading.formats.page import page, read_page
from assistant.reading.metadata import Found

MOLE = "The mole at Skerrow should be kept, because it has sheltered the boats for a century."
RUIN = "The mole is a ruin and should be torn down before it falls on somebody who cannot swim."
QUAY = "He forgets what the winter of 1998 did to the outer quay, when only the mole stood."
REPAIR = "Repair would take two summers, and tearing it down would take one and all of the boats."
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": ["NewsArticle", "OpinionNewsArticle"],
            "headline": "Keep the Mole",
            "author": [{"@type": "Person", "name": "Ada Lind"}, {"@id": "#bo"}],
            "publisher": {"@type": "Organization", "name": "Harbour Post"},
            "datePublished": "2024-05-03T23:30:00-08:00",
            "mainEntityOfPage": {"@id": "https://post.example/mole"},
            "inLanguage": "en-GB",
        },
        {"@type": "Person", "@id": "#bo", "name": "Bo Birk"},
        {"@type": "NewsArticle", "headline": "Fish Is Dear", "author": {"name": "Cy Cole"}},
    ],
}
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Keep the Mole – Harbour Post</title>
<script type="application/ld+json">{json.dumps(LINKED)}</script>
<meta name="author" content="Ada Lind"><meta property="article:author" content="https://post.example/ada">
<meta property="og:site_name" content="Harbour Post"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/fish">Fish</a></li></ul></nav>
<main><article><header><h1>Keep the Mole</h1><p>By <a rel="author" href="/ada">Ada Lind</a>
<time class="published" datetime="2024-05-03">3 May</time></p></header>
<p>{MOLE}</p>
<figure><img src="mole.jpg"><figcaption>The mole in winter, seen from the cannery.</figcaption></figure>
<p>The harbour master disagrees. In his letter to the council he wrote:</p>
<figure><blockquote><p>{RUIN}</p></blockquote><figcaption>Tom Reyes, harbour master</figcaption></figure>
<p>{QUAY}</p>
<figure class="pull"><blockquote><p>It has sheltered the boats for a century</p></blockquote></figure>
<p style="display: none">Subscribe to see the rest of this, which nobody will ever see.</p>
<p>{REPAIR}<sup>2</sup></p>
</article>
<section id="comments"><h2>2 comments</h2><ol class="comment-list"><li class="comment">
<p>Nonsense, and whoever wrote it should be ashamed of the whole thing from beginning to end.</p>
</li></ol></section></main>
<footer><p>Copyright 2024 Harbour Post, Skerrow. All rights reserved.</p></footer></body></html>"""


def test_of_a_page_the_article_is_kept_with_its_block_quotes():
    assert page(PAGE).text.split("\n\n") == [
        "# Keep the Mole",
        MOLE,
        "The harbour master disagrees. In his letter to the council he wrote:",
        f"> {RUIN}\n>\n> — Tom Reyes, harbour master",
        QUAY,
        "> It has sheltered the boats for a century",
        f"{REPAIR}²",
    ]


def test_a_remark_in_the_margin_of_a_google_document_is_not_its_prose():
    remark = "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>I doubt it.</span></p></div>"
    assert page(f"<p>It should be kept.</p>{remark}").text == "It should be kept."
    further = remark.replace("</p>", "</p><p>It leaks.</p>")
    assert page(f"<div><p>It should be kept.</p></div>{further}").text == "It should be kept."


def test_a_remark_beside_the_text_does_not_take_it_along():
    remark = "<a href='#cmnt_ref1' id='cmnt1'>[a]</a>"
    for around in (
        "<body>{}<p>Keep it.</p></body>",
        "<p>{}I doubt it.</p><p>Keep it.</p>",
        "<p>Keep it. {}</p>",
    ):
        assert "Keep it." in page(around.format(remark)).text


def test_a_pull_quote_of_a_page_is_not_its_prose():
    article = article_from(page(PAGE), "mole", name="mole")
    shown = [article.shown(*span) for span in article.sentences]
    assert "It has sheltered the boats for a century" not in shown


def test_json_ld_comes_before_meta_elements_and_those_before_a_marked_byline():
    assert page(PAGE).found == (
        Found(
            {
                "title": "Keep the Mole",
                "authors": ["Ada Lind", "Bo Birk"],
                "publication": "Harbour Post",
                "date": "2024-05-03T23:30:00-08:00",
                "language": "en-GB",
                "url": "https://post.example/mole",
            },
            "the page's JSON-LD",
        ),
        Found({"author": "Ada Lind", "og:site_name": "Harbour Post"}, "the page's meta elements"),
        Found({"authors": ["Ada Lind"], "date": "2024-05-03"}, "the byline marked in the page"),
        Found({"title": "Keep the Mole", "language": "en"}, "the page's head and heading"),
    )


def test_a_byline_that_only_its_classes_tell_stands_between_heading_and_text():
    html = f"""<title>Opinion: Keep the Mole</title><h1>Harbour Post</h1><h2>Keep the Mole</h2>
<div class="post-meta"><span class="author-name">By Ada Lind</span> <span class="date">3 May 2024</span></div>
<p>{MOLE}</p><p>{QUAY}</p><p>{REPAIR}</p>
<h3>Comments</h3><p class="comment-author">Bo Birk</p><p class="author">Cy Cole</p>"""
    assert page(html).found == (
        Found({"authors": ["Ada Lind"], "date": "3 May 2024"}, "the byline under the page's heading"),
        Found({"title": "Keep the Mole"}, "the page's head and heading"),
    )


@pytest.mark.parametrize(
    "words", ["About Ada Lind", "By our correspondent", "Harbour Post", "More from Ada Lind"]
)
def test_what_stands_in_the_place_of_a_byline_and_names_nobody_is_no_author(words):
    html = f'<h1>Keep the Mole</h1><div class="author-box">{words}</div><p>{MOLE}</p><p>{QUAY}</p>'
    assert page(html).found == (Found({"title": "Keep the Mole"}, "the page's head and heading"),)


BELOW = f"<p>{MOLE}</p><p>{QUAY}</p><p>{REPAIR}</p>"


def record(below_the_heading, head=""):
    html = f"<html><head>{head}</head><body><article><h1>Keep the Mole</h1>{below_the_heading}{BELOW}"
    found = article_from(page(f"{html}</article></body></html>"), "mole", name="mole").record
    return {
        field: value
        for field, value in (("authors", found.authors), ("date", found.date and found.date.iso))
        if value
    }


@pytest.mark.parametrize(
    ("below", "given"),
    [
        ('<address>By <a rel="author" href="/ada">Ada Lind</a></address>', {"authors": ("Ada Lind",)}),
        ("<address>By Ada Lind</address>", {"authors": ("Ada Lind",)}),
        ('<p class="author">By Ada Lane</p>', {"authors": ("Ada Lane",)}),
        ('<a rel="author" href="mailto:ada@post.example">Ada Lind</a>', {"authors": ("Ada Lind",)}),
        (
            '<p class="vcard author"><a class="fn" rel="author">harbourcat</a></p>',
            {"authors": ("harbourcat",)},
        ),
        ('<p itemprop="author" itemscope><b itemprop="name">Ada</b></p>', {"authors": ("Ada",)}),
        ("<p>Published <time>3 May 2024</time></p>", {"date": "2024-05-03"}),
        ('<p><time datetime="2024-05-03">3 May</time></p>', {"date": "2024-05-03"}),
        ('<p>Updated <time>4 May 2024</time></p><p class="date">3 May 2024</p>', {"date": "2024-05-03"}),
        (
            "<p>By <b class=author>Ada Lind</b>, <time>3 May 2024</time></p>",
            {"date": "2024-05-03", "authors": ("Ada Lind",)},
        ),
        ("<p>Skerrow, <time>3 May 2024</time></p>", {"date": "2024-05-03"}),
        ('<time class="published updated" datetime="2024-05-03">3 May</time>', {"date": "2024-05-03"}),
    ],
)
def test_a_byline_under_the_heading_says_who_wrote_it_and_when(below, given):
    assert record(below) == given


@pytest.mark.parametrize(
    "below",
    [
        '<address class="author">Harbour Road</address>',
        '<address class="author">Quay Street 3, Skerrow</address>',
        '<p class="byline">Harbour House</p>',
        '<p class="author"><a href="mailto:desk@post.example">desk@post.example</a></p>',
        '<a rel="author" href="mailto:desk@post.example">desk@post.example</a>',
        '<a rel="author" href="mailto:desk@post.example">Contact the Editor</a>',
        '<a rel="author" href="/about">About Us</a>',
        '<a rel="author" href="/ada">View all posts by Ada Lind</a>',
        '<p itemprop="author" itemtype="https://schema.org/Organization">Harbour Board</p>',
        "<p>Updated <time>3 May 2024</time></p>",
        "<p>Last changed: <time>3 May 2024</time></p>",
        '<time class="updated" datetime="2024-05-03">3 May</time>',
    ],
)
def test_an_address_a_contact_and_the_day_of_a_change_are_no_byline(below):
    assert record(below) == {}


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Tide"><meta property="og:site_name" content="The Tide">',
        '<meta name="author" content="desk@post.example"><meta name="reply-to" content="Eda Chief">',
        '<meta name="web_author" content="Wim Web"><link rel="author" href="mailto:wim@post.example">',
        '<meta property="article:modified_time" content="2024-05-03"><meta name="revised" content="2024">',
        """<script type="application/ld+json">{"@type": "Article", "headline": "Keep the Mole",
        "dateModified": "2024-05-03", "author": "Tide", "publisher": {"name": "The Tide"}}</script>""",
    ],
)
def test_a_head_that_names_the_site_and_its_keepers_names_no_author(head):
    assert record("", head) == {}


@pytest.mark.parametrize("name", ["promo", "newsletter-signup", "adBox", "widget related-posts"])
def test_what_its_class_calls_an_advertisement_is_not_the_article(name):
    html = f"<article><h1>Keep the Mole</h1><p>{MOLE}</p><p>{QUAY}</p><p>{REPAIR}</p>{{}}</article>"
    beside = f'<div class="{name}"><p>Win two tickets to the fair!</p></div>'
    assert page(html.format(beside)).text == page(html.format("")).text


def test_a_class_that_tells_an_article_s_subject_takes_nothing_away():
    article = f'<div class="category-sponsor tag-ads"><h1>Keep it</h1><p>{MOLE}</p></div>'
    assert MOLE in page(f"{article}<p>{QUAY}</p><p>{REPAIR}</p>").text


def test_an_organisation_in_json_ld_is_not_an_author():
    linked = {"@type": "Article", "headline": "A", "author": {"@type": "Organization", "name": "Tide"}}
    html = f'<script type="application/ld+json">{json.dumps(linked)}</script><p>It sails.</p>'
    assert page(html).found == (Found({"title": "A"}, "the page's JSON-LD"),)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '"words"', "null", '{"@graph": 3}'])
def test_json_ld_that_says_nothing_is_passed_over(text):
    found = page(f'<script type="application/ld+json">{text}</script><p>It sails.</p>')
    assert (found.text, found.found) == ("It sails.", ())


def test_a_saved_page_knows_from_where_it_was_saved():
    html = "<!-- saved from url=(0024)https://tide.example/a/b --><html><p>It sails.</p></html>"
    assert page(html).found == (Found({"url": "https://tide.example/a/b"}, "the page's head and heading"),)


@pytest.mark.parametrize(
    "html", ["It sails.", "<p>It sails.", "<div><div>It sails.</div></div>", "<td>It sails."]
)
def test_a_page_with_hardly_any_text_is_kept_whole(html):
    assert page(html).text == "It sails."


def test_a_page_is_read_in_the_encoding_that_it_names():
    data = '<meta charset="windows-1250"><p>Čuvajte trajekt.</p>'.encode("cp1250")
    assert (read_page(data).text, read_page(data).warnings) == ("Čuvajte trajekt.", ())


def test_deep_and_wide_pages_are_read():
    assert page("<div>" * 200 + "It sails.").text == "It sails."
    assert page("<p>It sails.</p>" * 20_000).text.count("It sails.") == 20_000


def stated(html: str) -> dict[str, object]:
    """What a page says of its article, the surest first."""
    return {key: value for found in reversed(page(html).found) for key, value in found.values.items()}


def a_page(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>Keep the Mole</h1>{body}<p>{MOLE}</p><p>{QUAY}</p>"


def test_the_labelled_data_of_a_card_name_the_writer():
    card = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Lind">'
    assert stated(a_page(card))["Written by"] == "Ada Lind"


def test_other_data_of_a_card_name_nobody():
    card = '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Ada Lind">'
    read = article_from(page(a_page(card)), "mole", name="mole").record
    assert read.authors == ()


def test_microdata_name_the_publisher():
    paper = '<div itemprop="publisher" itemscope><meta itemprop="name" content="Harbour &amp; Post"></div>'
    assert stated(a_page(body=paper))["publication"] == "Harbour & Post"


def test_two_publishers_in_microdata_are_none():
    papers = "".join(
        f'<div itemprop="publisher"><span itemprop="name">{name}</span></div>' for name in ("Post", "Echo")
    )
    assert "publication" not in stated(a_page(body=papers))


def test_the_credits_of_a_reader_view_name_the_writer_and_those_of_a_picture_nobody():
    credits = '<div class="credits {}">Ada Lind</div>'
    assert stated(a_page(body=credits.format("reader-credits")))["authors"] == ["Ada Lind"]
    assert "authors" not in stated(a_page(body=credits.format("photo-credits")))
