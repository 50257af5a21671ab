"""What somebody who adds an article says in the place of what was read."""

from collections.abc import Iterator

import pytest
import yaml

from assistant.errors import DocumentsError
from assistant.reading.adding import Addition, pasted, read_again, uploaded
from assistant.reading.article import parse_article
from assistant.reading.converter import Converter
from assistant.reading.corrections import corrected, corrections, typed

PAGE = b"""---
title: Keep the Mole
by: Ada Lind
date: 2024-05-03
topics: [moles, harbours]
basis: {title: the page, date: the page}
---

It should be kept.
"""


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter() as converter:
        yield converter


def read(addition: Addition, converter: Converter, **given: str) -> Addition:
    record = addition.articles[0].record
    found = corrections(record, typed(record) | given)
    assert found.wrong == {}
    return corrected(addition, found.values, converter)


def test_what_is_left_as_it_was_read_keeps_its_basis_beside_what_is_corrected(
    converter: Converter,
) -> None:
    article = read(
        uploaded("mole.md", PAGE, converter), converter, authors="Bo Birk", date="3 June 2024"
    ).articles[0]
    assert (article.record.authors, article.record.date and article.record.date.iso, article.topics) == (
        ("Bo Birk",),
        "2024-06-03",
        ("moles", "harbours"),
    )
    assert article.record.basis == {"title": "the page"}


def test_without_a_correction_a_file_stays_as_it_is(converter: Converter) -> None:
    addition = uploaded("mole.md", PAGE, converter)
    assert read(addition, converter) is addition


def test_a_plain_text_keeps_its_lines_under_the_record(converter: Converter) -> None:
    addition = read(pasted("It sails.\nIt sank.\n", converter, markdown=False), converter, title="The Ferry")
    assert addition.files == {"the-ferry.txt": b"---\ntitle: The Ferry\n---\n\nIt sails.\nIt sank.\n"}


def test_a_sidecar_keeps_what_it_says_beside_the_corrections(converter: Converter) -> None:
    letter = b"From: Ada Lind <ada@skerrow.example>\nSubject: The mole\n\nIt should be kept.\n"
    files = {"letter.eml": letter, "letter.yaml": b"url: https://skerrow.example/mole\n"}
    addition = read(read_again(files, converter), converter, authors="Bo Birk")
    assert yaml.safe_load(addition.files["letter.yaml"]) == {
        "url": "https://skerrow.example/mole",
        "authors": ["Bo Birk"],
    }
    assert addition.files["letter.eml"] == letter


def test_a_record_that_would_still_say_otherwise_is_refused(converter: Converter) -> None:
    nested = b"---\ntitle: The Mole\nmetadata: {published: 2024-05-03}\n---\n\nIt should be kept.\n"
    with pytest.raises(DocumentsError, match="its own record says otherwise"):
        read(uploaded("mole.md", nested, converter), converter, date="2020")


@pytest.mark.parametrize("field", ["authors", "date", "publication", "url"])
def test_none_in_a_record_takes_away_what_stands_elsewhere(field: str) -> None:
    text = f"---\n{field}: none\n---\n\nThe Mole\n\nBy Ada Lind, Skerrow Review, 3 May 2024\n\nKeep it.\n"
    with_it, without = (
        parse_article(each.encode(), "a", name="a", suffix=".txt").record
        for each in (text.partition("---\n\n")[2], text)
    )
    assert field == "url" or getattr(with_it, field)
    assert not getattr(without, field)
