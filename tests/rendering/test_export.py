from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import pytest
import rispy

from assistant.answers import Answer
from assistant.rendering.export import ExportForm, exported, with_references

FORMS: tuple[ExportForm, ...] = get_args(ExportForm)


class Tags(HTMLParser):
    """The elements and attributes of a page, and its links to itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.ids |= {values["id"] or ""} if "id" in values else set()
        href = values.get("href") or ""
        self.links |= {href[1:]} if href.startswith("#") else set()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Should it be built?", "answer-should-it-be-built"),
        ("../../etc/passwd\x00.exe", "answer-etc-passwd-exe"),
        ("Паром?", "answer-parom"),
        ("CON", "answer-con"),
        ("…", "answer-untitled"),
        ("a" * 500, "answer-" + "a" * 60),
    ],
)
def test_a_file_has_a_plain_name(answered: Answer, question: str, name: str) -> None:
    assert exported([replace(answered, question=question)], "ris").name == f"{name}.ris"


def test_markdown_ends_with_the_references(answered: Answer, declined: Answer) -> None:
    text = with_references((answered, declined))
    assert text.startswith("# Should it be built?\n")
    assert "\n# Who should be the next mayor?\n" in text
    assert text.partition("\n## References\n\n")[2].splitlines()[0] == (
        "- *Sundmark Post*. 2021. “One Estuary, One Town.” June 18, 2021. "
        "<https://post.example/leaders/one-estuary-one-town>."
    )


def test_only_the_record_s_own_address_is_a_link_in_markdown(answered: Answer) -> None:
    view = answered.viewpoints[0]
    record = replace(view.record, title="See https://evil.example/<b>", url="https://tide.example/a")
    shown = replace(answered, viewpoints=(replace(view, record=record),), nearest=())
    (line,) = with_references((shown,)).partition("\n## References\n\n")[2].splitlines()
    assert r"“See https\://evil.example/&lt;b&gt;.”" in line
    assert line.endswith(" <https://tide.example/a>.")


def test_json_holds_the_answers_as_they_are(answered: Answer, declined: Answer) -> None:
    file = exported((answered, declined), "json")
    data = json.loads(file.text)
    assert [Answer.from_dict(each) for each in data["answers"]] == [answered, declined]
    assert [item["id"] for item in data["references"]] == [
        *("marrow-2019", "fennimore-2020", "merger-leader-2021", "lodge-interview-2022")
    ]
    assert (file.name, file.mime) == ("conversation-should-it-be-built.json", "application/json")


def test_references_are_those_of_all_answers_each_once(answered: Answer, declined: Answer) -> None:
    both = rispy.loads(exported((answered, declined, answered), "ris").text)
    assert [entry["id"] for entry in both] == [
        *("marrow-2019", "fennimore-2020", "merger-leader-2021", "lodge-interview-2022")
    ]


def test_the_page_stands_alone_and_its_citations_lead_to_its_references(
    answered: Answer, declined: Answer
) -> None:
    file = exported((answered, declined), "html")
    page = Tags(file.text)
    assert page.links == {"src-1-1", "src-1-2", "src-1-3", "src-1-4", "src-1-5", "src-2-1"} == page.ids
    assert page.tags.isdisjoint({"script", "img", "link", "button", "iframe"})
    assert page.attributes.isdisjoint({"src", "style", "onclick", "data-copy"})
    assert file.text.startswith("<!doctype html>\n") and file.text.endswith("</html>\n")
    assert "It would be a lid" not in file.text
    for quote in (quote for view in answered.viewpoints for quote in view.quotes):
        assert quote.shown in file.text


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_stay_words_in_every_file(hostile: Answer, form: ExportForm) -> None:
    text = exported((hostile,), form).text
    assert "\x1b" not in text if form != "json" else "\\u001b" in text
    if form == "html":
        page = Tags(text)
        assert "img" not in page.tags
        (address,) = re.findall(r'href="(?!#)([^"]*)"', text)
        page_of, _, words = address.partition("#")
        assert page_of == "https://mole.example/a%20b%3E%1B%5B0m(%C5%BE)"
        assert re.fullmatch(r":~:text=[\w%.,~]+", words, re.ASCII)
    if form == "markdown":
        assert re.findall(r"(?<!\\)!\[|(?<!\\)<img", text) == []
