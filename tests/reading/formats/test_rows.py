import json

import pytest

from assistant.errors import DocumentsError
from assistant.reading.article import article_from
from assistant.reading.converter import converted
from assistant.reading.metadata import Found

FEED = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>The Tide</title><language>en</language>
<managingEditor>eda@tide.example (Eda Chief)</managingEditor>
<item><title>Keep the Mole</title><link>https://tide.example/mole</link><dc:creator>Ada Lind</dc:creator>
<pubDate>Fri, 03 May 2024 23:30:00 -0800</pubDate><description>Kept?</description>
<content:encoded><![CDATA[<p>It sails.</p><blockquote>It sank.</blockquote>]]></content:encoded></item>
<item><title>Sell the Mole</title><description>It should be sold, for [&#8230;]</description></item>
<item><title>A draft</title><description>Not yet.</description><wp:status>draft</wp:status></item>
</channel></rss>"""


def test_each_entry_of_a_feed_is_an_article_with_its_printed_date():
    (first, kept), (second, sold) = converted(FEED, ".rss", {})
    assert (first, kept.text, second, sold.text) == (
        "keep-the-mole",
        "It sails.\n\n> It sank.",
        "sell-the-mole",
        "It should be sold, for […]",
    )
    assert kept.found == (
        Found(
            {
                "title": "Keep the Mole",
                "authors": ["Ada Lind"],
                "publication": "The Tide",
                "date": "Fri, 03 May 2024 23:30:00 -0800",
                "url": "https://tide.example/mole",
                "language": "en",
            },
            "the feed",
        ),
    )
    assert sold.found[0].values == {
        "title": "Sell the Mole",
        "publication": "The Tide",
        "language": "en",
        "coverage": "opening",
        "coverage_note": "the feed gives no more",
    }


RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>The Tide</title><link>https://tide.example/</link>{}
<item><title>Keep it</title><description>It sails on.</description>{}</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tide</title><link href="https://tide.example/"/>{}
<entry><title>Keep it</title><summary>It sails on.</summary>{}</entry></feed>"""
THE_BAY = "<title>The Bay</title><link href='https://bay.example/'/><updated>2020-01-01T00:00:00Z</updated>"


def record(feed, of_the_feed, of_the_entry):
    """Authors, date and address, and the publication where it is not the feed's own."""
    ((_, document),) = converted(feed.format(of_the_feed, of_the_entry).encode(), ".xml", {})
    found = article_from(document, "keep", name="keep").record
    values = (found.authors, found.date and found.date.iso, found.url, found.publication)
    fields = zip(("authors", "date", "url", "publication"), values, strict=True)
    return {field: value for field, value in fields if value and value != "The Tide"}


@pytest.mark.parametrize(
    ("feed", "entry", "given"),
    [
        (RSS, "<dc:creator>Ada Lind</dc:creator>", {"authors": ("Ada Lind",)}),
        (
            RSS,
            "<dc:creator>Ada Lind</dc:creator><dc:creator>Bo Birk</dc:creator>",
            {"authors": ("Ada Lind", "Bo Birk")},
        ),
        (RSS, "<author>ada@tide.example (Ada Lind)</author>", {"authors": ("Ada Lind",)}),
        (RSS, "<author>ada@tide.org (Ada Lind)</author>", {"authors": ("Ada Lind",)}),
        (
            RSS,
            "<author>desk@tide.org</author><dc:creator>Ada Lind</dc:creator>",
            {"authors": ("Ada Lind",)},
        ),
        (RSS, "<pubDate>Fri, 03 May 2024 23:30:00 -0800</pubDate>", {"date": "2024-05-03"}),
        (RSS, "<dcterms:issued>2024-05-03</dcterms:issued>", {"date": "2024-05-03"}),
        (RSS, "<link>https://www.tide.example/keep</link>", {"url": "https://www.tide.example/keep"}),
        (RSS, "<guid>https://tide.example/keep</guid>", {"url": "https://tide.example/keep"}),
        (RSS, "<source url='https://bay.example/feed'>The Bay</source>", {"publication": "The Bay"}),
        (
            ATOM,
            "<author><name>Ada Lind</name><email>ada@tide.org</email></author>",
            {"authors": ("Ada Lind",)},
        ),
        (
            ATOM,
            f"<source>{THE_BAY}<author><name>Bo Birk</name></author></source>",
            {"authors": ("Bo Birk",), "publication": "The Bay"},
        ),
        (
            ATOM,
            "<published>2024-05-03T00:00:00Z</published><updated>2024-06-03T00:00:00Z</updated>",
            {"date": "2024-05-03"},
        ),
        (
            ATOM,
            "<id>https://tide.example/1</id><link href='https://tide.example/keep'/>",
            {"url": "https://tide.example/keep"},
        ),
    ],
)
def test_an_entry_s_own_elements_say_who_wrote_it_when_and_where(feed, entry, given):
    assert record(feed, "", entry) == given


@pytest.mark.parametrize(
    ("feed", "about", "entry"),
    [
        (RSS, "<managingEditor>eda@tide.org (Eda Chief)</managingEditor>", ""),
        (RSS, "<webMaster>wim@tide.org (Wim Web)</webMaster>", ""),
        (RSS, "<dc:creator>Eda Chief</dc:creator><dc:publisher>Eda Chief</dc:publisher>", ""),
        (RSS, "<pubDate>Fri, 03 May 2024 23:30:00 -0800</pubDate>", ""),
        (RSS, "<lastBuildDate>Fri, 03 May 2024 23:30:00 -0800</lastBuildDate>", ""),
        (RSS, "<generator>Ada Press 3</generator><copyright>2024 Ada Lind</copyright>", ""),
        (RSS, "<image><title>Mole</title><link>https://tide.example/mole</link></image>", ""),
        (RSS, "", "<author>desk@tide.example</author>"),
        (RSS, "", "<dc:creator>The Tide</dc:creator>"),
        (RSS, "", "<dc:creator>admin</dc:creator><dc:contributor>Cy Cole</dc:contributor>"),
        (RSS, "", "<dcterms:modified>2024-05-03</dcterms:modified>"),
        (RSS, "", "<atom:updated>2024-05-03T00:00:00Z</atom:updated>"),
        (RSS, "", "<guid>tide-12345</guid>"),
        (RSS, "", "<guid isPermaLink='false'>https://tide.example/?p=3</guid>"),
        (RSS, "", "<comments>https://tide.example/keep#comments</comments>"),
        (ATOM, "<author><name>The Tide</name></author>", ""),
        (ATOM, "<author><email>desk@tide.org</email></author>", ""),
        (ATOM, "<contributor><name>Cy Cole</name></contributor><rights>Ada Lind</rights>", ""),
        (ATOM, "<updated>2024-05-03T00:00:00Z</updated>", "<updated>2024-05-03T00:00:00Z</updated>"),
        (ATOM, "", "<id>https://tide.example/keep</id>"),
        (
            ATOM,
            "",
            "<link rel='self' href='https://tide.example/1'/><link rel='via' href='https://bay.example'/>",
        ),
    ],
)
def test_what_is_said_of_the_feed_or_of_a_change_is_nothing_of_an_entry(feed, about, entry):
    assert record(feed, about, entry) == {}


def test_an_entry_of_atom_without_an_author_is_by_the_author_of_the_feed():
    assert record(ATOM, "<author><name>Ada Lind</name></author>", "") == {"authors": ("Ada Lind",)}


def test_an_entry_of_another_source_is_not_by_the_author_of_the_feed():
    source = f"<source>{THE_BAY}</source>"
    assert record(ATOM, "<author><name>Ada Lind</name></author>", source) == {"publication": "The Bay"}


def test_an_entry_that_leads_to_another_site_was_not_published_by_the_feed():
    feed = RSS.format("", "<link>https://bay.example/keep</link>")
    ((_, document),) = converted(feed.encode(), ".rss", {})
    assert document.found[0].values == {"title": "Keep it", "url": "https://bay.example/keep"}


def test_the_author_of_a_blog_of_his_own_name_is_its_author():
    feed = ATOM.replace("The Tide", "Ada Lind").format("<author><name>Ada Lind</name></author>", "")
    ((_, document),) = converted(feed.encode(), ".atom", {})
    assert document.found[0].values["authors"] == ["Ada Lind"]


def test_rows_of_a_table_are_articles_whose_longest_column_is_the_text():
    table = "Headline;Byline;Story\nKeep it;Ada Lind;It sails, it sails.\n"
    ((name, document),) = converted(table.encode(), ".csv", {})
    assert (name, document.text) == ("keep-it", "It sails, it sails.")
    assert document.found == (Found({"Headline": "Keep it", "Byline": "Ada Lind"}, "row of the table"),)


def test_a_row_whose_cells_stand_under_the_wrong_columns_is_left_out():
    table = "title,author,text\nKeep it, or not,Ada Lind,It sails.\nSell it,Bo Birk,It sank.\n"
    ((_, document),) = converted(table.encode(), ".csv", {})
    assert (document.text, document.found[0].values["author"], document.warnings) == (
        *("It sank.", "Bo Birk", ("Lines of the file that could not be read: 2.",)),
    )


def test_a_quotation_mark_that_is_never_closed_makes_no_article_of_several():
    with pytest.raises(DocumentsError, match="its rows cannot be read from line 2 on: unexpected end"):
        converted(b'title,text\nKeep it,"It sails.\nSell it,It sank.\n', ".csv", {})


def test_a_quotation_mark_within_a_cell_costs_the_lines_that_it_joins():
    table = 'title,text\nKeep it,"Keep" it.\nSell it,"It sank.\nBurn it,"It burns."\n\nLeave it,"It stays."\n'
    ((_, document),) = converted(table.encode(), ".csv", {})
    assert (document.text, document.warnings) == (
        *("It stays.", ("Lines of the file that could not be read: 2, 3, 4.",)),
    )


def test_the_rest_of_a_broken_cell_is_no_row():
    broken = '"The "old" mole.\n\nIn Tarn, as here, it fell.\n\nOver."'
    table = f'author,title,text\nAda,It,{broken}\nBo,Us,"We stay."\n'
    ((_, document),) = converted(table.encode(), ".csv", {})
    assert document.text == "We stay."


def test_a_column_of_whole_pages_is_not_the_text():
    table = f"content,html\nIt sails.{' It does.' * 30},<p>{'<b>menu</b> ' * 300}</p>\n"
    ((_, document),) = converted(table.encode(), ".csv", {})
    assert document.text.startswith("It sails.")


def test_a_short_column_that_is_named_as_the_text_is_not_the_text():
    line = {"text": "", "body": "Council", "speech": "It sails to the Mole and back on every day."}
    ((_, document),) = converted(json.dumps(line).encode(), ".jsonl", {})
    assert document.text == line["speech"]


def test_a_summary_that_is_longer_than_the_text_is_not_the_text():
    line = {
        "title": "Keep it",
        "summary": "Somebody tells at length what it says.",
        "articleBody": "It sails.",
    }
    ((_, document),) = converted(json.dumps(line).encode(), ".jsonl", {})
    assert document.text == "It sails."


def test_columns_may_be_named_beside_the_file():
    table = "kop,wie,tekst,notities\nKeep it,Ada Lind,It sails.,A very long remark of nobody.\n"
    columns = {"kop": "title", "wie": "authors", "tekst": "text"}
    ((name, document),) = converted(table.encode(), ".csv", columns)
    assert (name, document.text) == ("keep-it", "It sails.")
    assert document.found == (
        Found(
            {"title": "Keep it", "authors": "Ada Lind", "notities": "A very long remark of nobody."},
            "row of the table",
        ),
    )


def test_a_line_of_json_that_cannot_be_read_costs_that_line():
    rows = [
        {"title": "Keep it", "body": "It sails.", "authors": [{"name": "Ada Lind"}]},
        3,
        {"body": "Sold."},
    ]
    lines = "\n".join(["{", *map(json.dumps, rows), ""])
    (first, kept), (second, sold) = converted(lines.encode(), ".jsonl", {})
    assert (first, kept.text, second, sold.text) == ("keep-it", "It sails.", "row", "Sold.")
    assert kept.found == (Found({"title": "Keep it", "authors": [{"name": "Ada Lind"}]}, "line of the file"),)
    assert (kept.warnings, sold.warnings) == (("Lines of the file that could not be read: 1, 3.",), ())
