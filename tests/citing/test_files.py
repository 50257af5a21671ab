"""BibTeX, RIS and CSL-JSON, read back by the parsers of others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from assistant import cite
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.text import one_line

HOSTILE = (
    r"} , evil = {x} } @misc{other, title={y}}",
    r"\input{/etc/passwd} \write18{ls} $x_1^2$ #1 % & ~",
    "one\nER  - \nTY  - BOOK\r\nTI  - two\u2028three",
    "{{{",
    "}}}\\",
    '"; <script>alert(1)</script> “q” \'a\' and "b"',
    "Ann and Bo, and Cy",
    "@string{jan = {x}} % comment",
)


def read_bibtex(text: str) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return [
        {"type": entry.entry_type, "key": entry.key} | {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    ]


def decoded(text: str, field: str) -> str:
    """A field's words as TeX prints them."""
    [entry] = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries
    return str(entry.fields_dict[field].value).removeprefix("{").removesuffix("}")


def test_bibtex_holds_what_the_record_says(records: Mapping[str, Record]) -> None:
    entries = {entry["key"]: entry for entry in read_bibtex(cite(records.values(), "bibtex"))}
    assert list(entries) == list(records)
    assert entries["whole"] == {
        "type": "article",
        "key": "whole",
        "author": "Ash, Ann",
        "title": "{The Ferry Must Go On}",
        "journal": "Harbour Post",
        "year": "2018",
        "month": "sep",
        "date": "2018-09-13",
        "language": "en",
        "url": "https://lantern.example/ferry",
    }
    assert entries["bare"] == {"type": "misc", "key": "bare", "title": "{The Ferry}"}
    assert entries["body"]["author"] == "{Harbour Board}"
    assert entries["cyrillic"]["author"] == "Шкара, Јована and van der Lind, Jr., Ada"
    assert entries["interview"]["author"] == "Lodge, Perpetua"
    assert entries["interview"]["note"] == "Interview by Bo Birk. The link leads to a copy"
    assert "author" not in entries["report"]
    assert entries["report"]["note"] == "Reporting Magnus Øyfar. Summary, not the author's words"
    assert "author" not in entries["preface"]
    assert "month" not in entries["body"]


def test_ris_holds_what_the_record_says(records: Mapping[str, Record]) -> None:
    read = {entry["id"]: entry for entry in rispy.loads(cite(records.values(), "ris"))}
    assert list(read) == list(records)
    assert read["whole"] == {
        "type_of_reference": "NEWS",
        "id": "whole",
        "authors": ["Ash, Ann"],
        "title": "The Ferry Must Go On",
        "secondary_title": "Harbour Post",
        "year": "2018",
        "date": "2018/09/13/",
        "language": "en",
        "urls": ["https://lantern.example/ferry"],
    }
    assert read["bare"] == {"type_of_reference": "GEN", "id": "bare", "title": "The Ferry"}
    assert read["unsigned"]["date"] == "2021/06//"
    assert read["body"]["date"] == "2018///"
    assert read["body"]["authors"] == ["Harbour Board"]
    assert read["cyrillic"]["authors"] == ["Шкара, Јована", "van der Lind, Ada, Jr."]
    assert read["interview"]["notes"] == ["Interview by Bo Birk. The link leads to a copy"]


def test_csl_json_holds_what_the_record_says(records: Mapping[str, Record]) -> None:
    items: dict[str, dict[str, Any]] = {
        item["id"]: item for item in json.loads(cite(records.values(), "csl"))
    }
    assert list(items) == list(records)
    assert items["whole"] == {
        "id": "whole",
        "type": "article-newspaper",
        "title": "The Ferry Must Go On",
        "author": [{"family": "Ash", "given": "Ann"}],
        "container-title": "Harbour Post",
        "issued": {"date-parts": [[2018, 9, 13]]},
        "language": "en",
        "URL": "https://lantern.example/ferry",
    }
    assert items["bare"] == {"id": "bare", "type": "document", "title": "The Ferry"}
    assert items["unsigned"]["issued"] == {"date-parts": [[2021, 6]]}
    assert items["body"]["author"] == [{"literal": "Harbour Board"}]
    assert items["cyrillic"]["author"] == [
        {"family": "Шкара", "given": "Јована"},
        {"family": "van der Lind", "given": "Ada", "suffix": "Jr."},
    ]
    assert items["cyrillic"]["language"] == "sr"
    assert items["interview"]["type"] == "interview"
    assert items["interview"]["author"] == [{"family": "Lodge", "given": "Perpetua"}]
    assert items["interview"]["interviewer"] == [{"family": "Birk", "given": "Bo"}]
    assert "author" not in items["interview-of-nobody"]
    assert "author" not in items["report"]
    assert items["pen-name"]["note"] == (
        "Authorship disputed. Pseudonym of Cy Cole. Also at https://copy.example/buoy"
    )
    assert "author" not in items["preface"]


def test_nobody_is_ever_an_author_by_the_words_for_nobody(records: Mapping[str, Record]) -> None:
    for form in ("bibtex", "ris", "csl", "chicago", "chicago-note", "apa", "mla"):
        assert "not named" not in cite(records.values(), form)


def hostile(text: str) -> Record:
    return Record(
        article_id=text,
        title=text,
        authors=(text, "Ann Ash"),
        publication=text,
        publication_note=text,
        language=text,
        date=PublicationDate("2018-09"),
        url=f"https://a.example/{text}",
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    _stay_words(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_stay_words(text: str) -> None:
    _stay_words(f"x{text}x")


def _stay_words(text: str) -> None:
    record, line = hostile(text), one_line(text)
    [entry] = read_bibtex(cite(record, "bibtex"))
    assert set(entry) == {
        *("type", "key", "author", "title", "journal", "year", "month", "date", "language", "url", "note")
    }
    assert entry["author"].endswith(" and Ash, Ann")
    [read] = rispy.loads(cite(record, "ris"))
    assert (read["title"], read["secondary_title"], len(read["authors"])) == (line, line, 2)
    [item] = json.loads(cite(record, "csl"))
    assert (item["title"], item["container-title"], len(item["author"])) == (line, line, 2)
    for style in ("chicago", "chicago-note", "apa", "mla"):
        assert cite(record, style).count("\n") == 1


def test_bibtex_prints_the_very_words() -> None:
    text = r"50 % of \x & $y_1$ #2 ~ “Škar” and Bo"
    written = cite(Record(article_id="x", title="T", publication=text), "bibtex")
    assert decoded(written, "journal") == text
    braces = cite(Record(article_id="x", title="T", publication="}{^"), "bibtex")
    assert r"journal = {\textbraceright{}\textbraceleft{}\textasciicircum{}}," in braces


def test_keys_are_plain_and_no_two_alike() -> None:
    ids = ("a b", "a-b", "a_b", "folder/паром", "паром", "{}")
    entries = read_bibtex(cite([Record(article_id=it, title="T") for it in ids], "bibtex"))
    assert [entry["key"] for entry in entries] == [
        "a-b",
        "a-b-2",
        "a-b-3",
        "folder-parom",
        "parom",
        "article",
    ]
