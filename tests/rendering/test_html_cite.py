from __future__ import annotations

import html
import re
from dataclasses import replace

from assistant.answers import Answer
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.rendering.html_cite import citing_html, export_html, references_html

RECORD = Record(
    article_id="ash-2018",
    title="The Quay",
    authors=("Ann Ash",),
    publication="Aster Weekly",
    date=PublicationDate("2018-09"),
)


def test_an_article_is_cited_in_three_styles_each_with_its_own_button() -> None:
    cited = citing_html(RECORD)
    assert re.findall('<dt>(.*?)</dt><dd><span class="reference">(.*?)</span> <button', cited) == [
        ("Chicago", "Ash, Ann. 2018. “The Quay.” <cite>Aster Weekly</cite>, September 2018."),
        ("APA", "Ash, A. (2018, September). The Quay. <cite>Aster Weekly</cite>."),
        ("MLA", "Ash, Ann. “The Quay.” <cite>Aster Weekly</cite>, Sept. 2018."),
    ]
    assert re.findall('class="copy" aria-label="(.*?)"', cited) == [
        "Copy the Chicago reference",
        "Copy the APA reference",
        "Copy the MLA reference",
    ]


def test_nothing_in_a_record_becomes_markup_of_a_reference() -> None:
    evil = "\"><script>alert(1)</script>'${x}"
    drawn = citing_html(replace(RECORD, title=evil, authors=(evil,), publication=evil))
    assert set(re.findall(r"<(\w+)", drawn)) == {
        *("details", "summary", "dl", "dt", "dd", "cite", "button", "span")
    }
    assert "$" not in drawn
    assert html.unescape(re.findall('class="reference">(.*?)</span>', drawn)[2]).count(evil[2:]) == 3


def test_an_answer_is_exported_alone_and_with_its_conversation_once_it_has_one(answered: Answer) -> None:
    first, third = (re.findall('data-file="(.*?)"', export_html(answered, turn=turn)) for turn in (1, 3))
    forms = ["markdown", "html", "json", "bibtex", "ris", "csl"]
    assert first == [f"1 {form}" for form in forms]
    assert third == [*(f"3 {form}" for form in forms), *(f"0 {form}" for form in forms)]


def test_each_article_shown_is_a_reference_once(answered: Answer, declined: Answer) -> None:
    assert re.findall("<li>(.*?) “", references_html((answered, declined))) == [
        "Marrow, Ottoline. 2019.",
        "Fennimore, Alban. 2020.",
        "<cite>Sundmark Post</cite>. 2021.",
        "Lodge, Perpetua. 2022.",
    ]
    assert re.findall('id="(.*?)"', references_html((answered, declined), first_turn=4)) == [
        *("src-4-1", "src-4-2", "src-4-3", "src-4-4", "src-4-5", "src-5-1")
    ]


def test_an_answer_that_shows_no_article_offers_nothing(answered: Answer) -> None:
    assert export_html(replace(answered, viewpoints=()), turn=1) == ""
