import json

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


def test_an_entry_of_atom_without_an_author_is_by_the_author_of_the_feed():
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tide</title>
<author><name>Ada Lind</name></author>
<entry><title>Keep it</title><summary>It sails.</summary></entry></feed>"""
    ((_, document),) = converted(feed.encode(), ".atom", {})
    assert document.found[0].values["authors"] == ["Ada Lind"]


def test_rows_of_a_table_are_articles_whose_longest_column_is_the_text():
    table = "Headline;Byline;Story\nKeep it;Ada Lind;It sails, it sails.\n"
    ((name, document),) = converted(table.encode(), ".csv", {})
    assert (name, document.text) == ("keep-it", "It sails, it sails.")
    assert document.found == (Found({"Headline": "Keep it", "Byline": "Ada Lind"}, "row of the table"),)


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
