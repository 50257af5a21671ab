"""Listings in every front end: the sentence, every row, and the address of each article."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from time import process_time

from rich.console import Console

from assistant.answers import Answer
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.events import Finished
from assistant.listings import Count, Listing
from assistant.rendering.html import exchange_html
from assistant.rendering.html_page import page_html
from assistant.rendering.slack import following, messages
from assistant.rendering.terminal import show
from assistant.scopes import Extent

GULL = Record(
    article_id="gull",
    title="The <Gull>",
    authors=("Ann Ash",),
    publication="The Tide",
    date=PublicationDate("2019-05"),
    url="https://tide.example/gull",
    url_kind="copy",
)


def answer(*articles: Record, counts: tuple[Count, ...] = ()) -> Answer:
    listing = Listing(kind="articles", text="1 article by 1 voice.", articles=articles, counts=counts)
    return Answer(
        question="List all articles",
        standalone_question="List all articles",
        answered=True,
        engine="records",
        searched=Extent(articles=1, voices=1),
        listing=listing,
    )


def test_a_listing_of_thousands_is_laid_out_for_slack_in_moments() -> None:
    records = [replace(GULL, article_id=f"gull-{number}", title=f"Gull {number}") for number in range(3_000)]
    began = process_time()
    first, *_ = messages(answer(*records), answer_id="k7f3")
    assert process_time() - began < 5
    assert first.blocks


ASH = Count(
    name="Ann Ash",
    articles=2,
    first=PublicationDate("2018"),
    last=PublicationDate("2019-05"),
    role="warden of the mole",
)


def test_markdown_lists_counts_and_articles_with_their_addresses() -> None:
    assert answer(GULL, counts=(ASH,)).to_markdown() == (
        "# List all articles\n\n"
        "1 article by 1 voice.\n\n"
        "- Ann Ash: 2 articles · 2018 to May 2019 · warden of the mole\n"
        "- “The &lt;Gull&gt;”, Ann Ash (The Tide, May 2019): <https://tide.example/gull> (copied page)\n"
    )


def test_a_terminal_prints_the_address_under_each_article() -> None:
    out = StringIO()
    show([Finished(answer(GULL, counts=(ASH,)))], Console(file=out, width=100))
    assert out.getvalue() == (
        "1 article by 1 voice.\n\n"
        "  Ann Ash: 2 articles · 2018 to May 2019 · warden of the mole\n"
        "  “The <Gull>”, Ann Ash (The Tide, May 2019)\n"
        "  https://tide.example/gull (copied page)\n"
    )


def test_the_web_chat_shows_counts_as_a_table_and_articles_as_a_list() -> None:
    html = exchange_html(answer(GULL, counts=(ASH,)), turn=1)
    assert (
        '<p class="listing">1 article by 1 voice.</p>'
        '<table class="listing"><tr><th scope="col">Name</th><th scope="col">Articles</th></tr>'
        '<tr><th scope="row">Ann Ash</th>'
        "<td>2 articles · 2018 to May 2019 · warden of the mole</td></tr></table>"
        '<ul class="listing"><li>“<a class="here" href="articles/gull" target="_blank" rel="noopener">'
        "The &#60;Gull&#62;</a>”, Ann Ash (The Tide, May 2019) · "
        '<a href="https://tide.example/gull" target="_blank" rel="noopener noreferrer">copied page</a>'
        "</li></ul>"
    ) in html
    assert "Searched" not in html
    saved = page_html((answer(GULL),))
    assert "<li>“The &#60;Gull&#62;”, Ann Ash (The Tide, May 2019)" in saved


def test_slack_links_an_article_and_shows_the_rest_on_request() -> None:
    (message,) = messages(answer(GULL), answer_id="a")
    assert message.text == "1 article by 1 voice."
    (section,) = message.blocks[0]["elements"]
    assert section["elements"][1:] == [
        {
            "type": "link",
            "url": "https://tide.example/gull",
            "text": "• “The <Gull>”, Ann Ash (The Tide, May 2019)",
        },
        {"type": "text", "text": " (copied page)"},
    ]


def test_in_slack_no_article_of_a_long_listing_is_lost() -> None:
    articles = tuple(Record(article_id=f"n{n}", title=f"Note {n}.") for n in range(300))
    first, *others = messages(answer(*articles), answer_id="a")
    (actions,) = [block for block in first.blocks if block["type"] == "actions"]
    assert following(answer(*articles), actions["elements"][0]["value"]) == tuple(others)
    shown = str([block for message in (first, *others) for block in message.blocks])
    assert [n for n in range(300) if f"“Note {n}.”" not in shown] == []
    assert all(len(message.blocks) <= 50 for message in (first, *others))


def test_what_is_no_question_is_shown_without_a_reason() -> None:
    listing = Listing(kind="thanks", text="You are welcome.")
    thanked = Answer(
        question="Thanks",
        standalone_question="Thanks",
        answered=False,
        reason="empty_question",
        listing=listing,
    )
    assert thanked.to_markdown() == "# Thanks\n\nYou are welcome.\n"
