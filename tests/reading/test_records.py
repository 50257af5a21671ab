"""Records and bylines as other tools write them: each invented file of `records/forms.toml`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.articles import Article
from assistant.reading.folder import read_folder

FORMS = tomllib.loads((Path(__file__).parent / "records/forms.toml").read_text(encoding="utf-8"))["file"]


def read(folder: Path, form: dict[str, Any]) -> Article:
    for name, text in {form["name"]: form["text"], **form.get("beside", {})}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (article,) = read_folder(folder).articles
    return article


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_a_record_of_another_tool_is_read_and_nothing_is_invented(tmp_path, form):
    article = read(tmp_path, form)
    record = article.record
    values = {
        "authors": list(record.authors),
        "date": record.date and record.date.iso,
        "title": record.title,
        "publication": record.publication,
        "url": record.url,
        "role": record.author_role,
        "topics": list(article.topics),
        "pseudonym_of": record.pseudonym_of,
    }
    expected = {"authors": [], "date": None} | {key: form[key] for key in values if key in form}
    assert {key: values[key] for key in expected} == expected
    assert [words for words in form.get("text_without", ()) if words in article.plain.text] == []


def test_a_byline_is_no_view_and_the_text_stays_as_it_is(tmp_path):
    text = "A lid for the well\nBy Mila Corr\nOmbra Post, 4 May 2014\n\nThe well needs a lid."
    article = read(tmp_path, {"name": "lid.txt", "text": text})
    assert article.text == text
    assert article.plain.text == "The well needs a lid."
    assert dict(article.record.basis) == {
        "title": "first line",
        "language": "detected",
        "authors": "byline in the text",
        "publication": "byline in the text",
        "date": "byline in the text",
    }


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("Novel 2020\nBy Ada Lind", None),
        ("May 2018\nBy Ada Lind", None),
        ("The Old Mill\nBy Ada Lind\nMaine 2018", None),
        ("The Old Mill\nBy Ada Lind, Mayor 2018", None),
        ("The Old Mill\nBy Ada Lind\nMay 2018", "2018-05"),
        ("4 May 2018\nBy Ada Lind", "2018-05-04"),
    ],
)
def test_words_beside_a_year_and_a_title_are_no_date(tmp_path, lines, date):
    text = f"{lines}\n\nThe mill should stay where it stands. It has ground our corn for eighty years."
    record = read(tmp_path, {"name": "mill.txt", "text": text}).record
    assert (record.date and record.date.iso) == date


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("1970-01-01 00:00:00 +0000", None),
        ("1970-01-01", "1970-01-01"),
        ("{date-parts: [[2018, null, 5]]}", "2018"),
        ("{date-parts: [[2018, 5, null]]}", "2018-05"),
        ("{date-parts: [[null, 5]]}", None),
    ],
)
def test_the_zero_of_a_program_and_a_day_without_a_month_are_no_dates(tmp_path, date, iso):
    text = f"---\ntitle: The Mill\ndate: {date}\n---\nThe mill should stay where it stands."
    record = read(tmp_path, {"name": "mill.md", "text": text}).record
    assert (record.date and record.date.iso) == iso
