from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Quote
from assistant.articles import Record
from assistant.rendering.quoted_place import at_quotes

RECORD = Record(article_id="a", title="T", url="https://weekly.example/quay", language="en")
LONG = "The quay of Aster is old, and nobody who lives there has ever asked that it be sold."


def quote(text: str, **more: object) -> Quote:
    return Quote(citation=1, text=text, start=0, end=len(text), **more)


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("Build it.", "Build%20it"),
        ("“Half-built, half & half?”", "Half%2Dbuilt%2C%20half%20%26%20half"),
        ("Škoda #1 = 100%", "%C5%A0koda%20%231%20%3D%20100"),
        (LONG, "The%20quay%20of%20Aster%20is,asked%20that%20it%20be%20sold"),
        # Each end stands within a paragraph.
        ("Of tolls\n\nWho pays?", "Of%20tolls,Who%20pays"),
    ],
)
def test_the_address_names_the_words_or_their_ends_as_text_fragments_do(text: str, directive: str) -> None:
    assert at_quotes(RECORD, (quote(text),)) == f"https://weekly.example/quay#:~:text={directive}"


def test_several_quotes_and_the_parts_of_one_are_each_named_once() -> None:
    elided = quote("It rains. Then. It ends.", verdict="elided", parts=((0, 9), (16, 24)))
    assert at_quotes(RECORD, (elided, quote("Build it."), quote("Build it."))) == (
        "https://weekly.example/quay#:~:text=It%20rains&text=It%20ends&text=Build%20it"
    )


def test_a_place_within_the_page_that_the_record_names_stays() -> None:
    record = replace(RECORD, url="https://weekly.example/quay#tolls")
    assert at_quotes(record, (quote("Build it."),)) == "https://weekly.example/quay#tolls:~:text=Build%20it"


@pytest.mark.parametrize(
    "other",
    [
        {"form": "digest"},
        {"url_kind": "copy"},
        {"url_kind": "translation"},
        {"original_language": "sr"},
        {"url": None},
    ],
)
def test_where_other_words_may_stand_the_address_is_that_of_the_page(other: dict[str, object]) -> None:
    record = replace(RECORD, **other)
    assert at_quotes(record, (quote("Build it."),)) == record.url


@pytest.mark.parametrize("text", ["…", "渡" * 100])
def test_signs_alone_and_a_passage_without_spaces_are_not_looked_for(text: str) -> None:
    assert at_quotes(RECORD, (quote(text),)) == RECORD.url
