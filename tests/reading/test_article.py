import dataclasses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.errors import DocumentsError
from assistant.reading.article import (
    LARGEST,
    MOST_PEOPLE,
    article_of,
    fingerprint,
    parse_article,
    read_article,
)

WHOLE = """---
title: The Tide
kind: interview
authors: Ada Ash
author_role: reporter
speakers:
- Bo Birk
- Cy Cole
speaker_role: fishermen
publication: The Lantern
publication_note: evening edition
date: 2018-09-17
date_basis: page
url: https://lantern.example/tide
also_at: [https://a.example/1, http://b.example/2]
language: en
original_language: sq
form: digest
coverage: opening
coverage_note: half of it
topics: [tide, 2018]
url_note: a copy
shelf: 3
---

First line.

Second line.
"""


def parsed(text: str, name: str = "some-file") -> Article:
    return parse_article(text.encode(), "id", name=name)


def with_front_matter(*lines: str) -> Article:
    return parsed("\n".join(("---", *lines, "---", "Words.")))


def test_every_key_of_the_front_matter_is_read():
    assert parsed(WHOLE) == article_of(
        record=Record(
            article_id="id",
            title="The Tide",
            kind="interview",
            authors=("Ada Ash",),
            author_role="reporter",
            speakers=("Bo Birk", "Cy Cole"),
            speaker_role="fishermen",
            publication="The Lantern",
            publication_note="evening edition",
            date=PublicationDate("2018-09-17"),
            date_basis="page",
            url="https://lantern.example/tide",
            also_at=("https://a.example/1", "http://b.example/2"),
            language="en",
            original_language="sq",
            form="digest",
            coverage="opening",
            coverage_note="half of it",
        ),
        text="First line.\n\nSecond line.",
        topics=("tide", "2018"),
        extra={"url_note": "a copy", "shelf": "3"},
        warnings=(
            "Note on the address (URL): a copy.",
            "Only the opening of the article is here: half of it.",
        ),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-09-17", "2018-09-17"),
        ("'2018-09-17'", "2018-09-17"),
        ("2018-09", "2018-09"),
        ("2022", "2022"),
        ('"2022"', "2022"),
        ("2018-09-17T10:00:00Z", "2018-09-17"),
        ("2018-09-17 08:30:00 +0200", "2018-09-17"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written, read):
    assert with_front_matter("title: x", f"date: {written}").record.date == PublicationDate(read)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("English", "en"),
        ("EN", "en"),
        ("en_GB", "en-GB"),
        ("eng", "en"),
        ("Deutsch", "de"),
        ("Serbian (Latin)", "sr"),
        ("sr-latn", "sr-Latn"),
        ("Elvish", None),
    ],
)
def test_the_language_of_a_record_is_read_from_its_name_or_code(written, read):
    article = with_front_matter("title: x", f"language: {written}", f"original_language: {written}")
    assert (article.record.language, article.record.original_language) == (read, read or written)
    assert ("The language 'Elvish' cannot be used" in str(article.warnings)) == (read is None)


MISSING = (
    "The author is not named.",
    "The article is undated.",
    "The publication is not named.",
    "No address (URL) is given.",
)
ODD_ADDRESS = """['https://a.example/"><b>']"""
ADDRESS_FORM = "it is not a web address that begins with http:// or https://"
KINDS = "article, contribution, interview, report"
AMBIGUOUS = "day and month may each be meant by either number: write YYYY-MM-DD"
DATE_FORM = "it is not a date that can be read: write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("date: last spring", f"The date 'last spring' cannot be used: {DATE_FORM}."),
        (
            "published: 03/09/2018",
            f"The date '03/09/2018' of 'published' cannot be used: {AMBIGUOUS}.",
        ),
        (
            "date: 2018-02-30",
            "The date '2018-02-30' cannot be used: there is no such day.",
        ),
        ("date: [2018, 2019]", "The date \"['2018', '2019']\" cannot be used: it is not one date."),
        ("kind: essay", f"The kind 'essay' cannot be used: it is none of {KINDS}."),
        ("form: copy", "The form 'copy' cannot be used: it is none of original, digest."),
        ("coverage: most", "The coverage 'most' cannot be used: it is none of whole, opening."),
        ("authors: {a: b}", "No name stands in \"{'a': 'b'}\"."),
        ("author: admin", "'admin' names nobody."),
        ("author: '{{author}}'", "'{{author}}' was never filled in."),
        ("publication: [a, b]", "The publication \"['a', 'b']\" cannot be used: it is not one line of text."),
        (
            "site: https://a.example",
            "The publication 'https://a.example' of 'site' cannot be used: it is not a name.",
        ),
        ("publication: ''", "The publication '' cannot be used: it is empty."),
        (
            "url: javascript:alert(1)",
            f"The url 'javascript:alert(1)' cannot be used: {ADDRESS_FORM}.",
        ),
        (
            f"also_at: {ODD_ADDRESS}",
            f"The also_at {ODD_ADDRESS!r} cannot be used: {ADDRESS_FORM}.",
        ),
        ("auhtors: Ada Ash", "The key 'auhtors' is not known: 'authors' may be meant."),
    ],
)
def test_a_wrong_value_is_left_out_with_a_warning_and_the_article_kept(line, warning):
    article = with_front_matter("title: x", line)
    assert (article.record, article.text) == (Record(article_id="id", title="x"), "Words.")
    assert article.warnings == (warning, *MISSING)


def test_a_long_wrong_value_is_shortened_in_its_warning():
    warning = with_front_matter("title: x", f"date: {'a' * 500}").warnings[0]
    assert warning == f"The date '{'a' * 59}…' cannot be used: {DATE_FORM}."


def test_empty_keys_and_places_are_unknown_without_more_ado():
    assert with_front_matter("title: x", "authors:", "- ", "date:", "url: ~") == article_of(
        Record(article_id="id", title="x"), "Words.", warnings=MISSING
    )


def test_a_name_given_twice_counts_once_and_white_space_is_folded():
    assert with_front_matter("title: x", "authors: ['Ada  Ash', ' Ada Ash ', Bo]").record.authors == (
        "Ada Ash",
        "Bo",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Boat\n\nIt sails.", "The Boat"),
        ("Who Holds the Sluices?\n\nNobody.", "Who Holds the Sluices?"),
        ("## The Boat ##\nIt sails.", "The Boat"),
        ("A wrapped line of prose\nthat goes on.", "some file"),
        ("It sails.\n\nIt returns.", "some file"),
        ("Words alone", "some file"),
        (f"{'Long ' * 40}\n\nIt sails.", "some file"),
        ("#\n\nIt sails.", "some file"),
    ],
)
def test_a_missing_title_is_taken_from_a_first_line_that_looks_like_one_or_the_file_name(text, title):
    stand_in = "name of the file" if title == "some file" else "first line"
    assert parsed(text) == article_of(
        Record(article_id="id", title=title, basis={"title": stand_in}),
        text,
        warnings=(f"No title is given: the {stand_in} stands in for it.", *MISSING),
        beside=((0, text.index("\n")),) if stand_in == "first line" else (),
    )


def test_a_title_that_cannot_be_used_is_replaced_like_a_missing_one():
    article = with_front_matter("title: [a, b]")
    assert article.record.title == "some file"
    assert article.warnings[:2] == (
        "The title \"['a', 'b']\" cannot be used: it is not one line of text.",
        "No title is given: the name of the file stands in for it.",
    )


def test_a_file_without_a_speaking_name_is_untitled():
    assert parsed("It sails.", name="--").record.title == "Untitled"


def test_text_is_the_body_with_plain_newlines_and_no_outer_blank_lines():
    article = parsed("\ufeff---\r\ntitle: x\r\n---\r\n\r\n  \r\nOne.\r\rTwo.\r\n\r\n")
    assert (article.record.title, article.text) == ("x", "One.\n\nTwo.")


def test_a_form_feed_in_markdown_begins_a_page_and_no_paragraph():
    article = parse_article(b"The ferry is late, and so\n\fis the tide.\n", "ferry", name="ferry")
    assert [article.shown(*span) for span in article.sentences] == ["The ferry is late, and so is the tide."]


def test_control_and_direction_characters_are_removed_with_a_warning():
    article = parsed(f"---\ntitle: x\n---\nOne\x00 {'word ' * 10}\u202ereversed\u202c.")
    assert article.text == f"One {'word ' * 10}reversed."
    assert article.warnings == (
        "1 control character was removed.",
        "2 invisible or direction-changing characters were removed.",
        *MISSING,
    )


@pytest.mark.parametrize(
    ("record", "warnings"),
    [
        ("kind: report", ["The writer of the report is not named.", "The person reported is not named."]),
        ("kind: interview", ["The interviewer is not named.", "The person interviewed is not named."]),
        (
            "date: 2018-09\ndate_basis: the cover.",
            ["Of the date only the month is known (September 2018): the cover."],
        ),
        ("date: 2018", ["Of the date only the year is known (2018)."]),
        ("date_basis: the page is torn", ["The article is undated: the page is torn."]),
        ("date: 2018-09-01\ndate_basis: page (1 Sept)", []),
        ("date: 2018-09-01\ndate_basis: page and url (1 Sept)", []),
        (
            "date: 2018-09-01\ndate_basis: page; title from the url",
            ["Basis of the date: page; title from the url."],
        ),
        ("date: 2018-09-01\ndate_basis: page of the copy", ["Basis of the date: page of the copy."]),
        ("date: 2018-09-01\ndate_basis: url (/2018/09/01/)", ["Basis of the date: url (/2018/09/01/)."]),
        ("publication_note: a copy", ["The publication is not named: a copy."]),
        ("url_note: only in print", ["No address (URL) is given: only in print."]),
        ("title_basis: the url slug", ["Basis of the title: the url slug."]),
        ("coverage: opening", ["Only the opening of the article is here."]),
    ],
)
def test_what_is_missing_partial_or_inferred_is_said_with_its_reason(record, warnings):
    found = with_front_matter("title: x", *record.split("\n")).warnings
    assert [warning for warning in found if warning not in MISSING] == warnings


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it has no text"),
        (b"---\ntitle: x\n---\n\n  \n", "it has no text"),
        (b"\x89PNG\r\n\x1a\n", "it is not a text but binary data: take it away"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path, data, reason):
    path = tmp_path / "odd\nname.md"
    path.write_bytes(data)
    with pytest.raises(DocumentsError) as error:
        read_article(path, "id")
    assert str(error.value) == f"{str(path)!r} is not read: {reason}"


def test_a_missing_file_a_folder_and_a_file_of_great_size_are_refused(tmp_path):
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    for path, reason in (
        (tmp_path / "none.md", "there is no such file"),
        (tmp_path, "it is not a file"),
        (large, "it is larger than 20 MB: split it into articles"),
    ):
        with pytest.raises(DocumentsError) as error:
            read_article(path, "id")
        assert str(error.value) == f"{str(path)!r} is not read: {reason}"


def test_the_file_s_time_dates_nothing(tmp_path):
    path = tmp_path / "letter-2018-09-17.txt"
    path.write_text("It sails.", encoding="utf-8")
    assert read_article(path, "letter-2018-09-17").record.date is None


@given(st.text(st.sampled_from("---\ntitle: x[]{}*&!#'\"\r\x00\u202e é.")) | st.text())
@example("---\ntitle: x\n---\n\ufeff")
def test_any_text_gives_a_clean_article_or_a_one_line_error(text):
    try:
        article = parse_article(text.encode(errors="replace"), "id", name="name")
    except DocumentsError as error:
        assert len(str(error).splitlines()) == 1
        return
    assert article.text and article.text == article.text.strip()
    assert not set(article.text) & set("\r\x00\u202e\ufeff")
    assert article.record.title == " ".join(article.record.title.split())
    assert len(fingerprint(article)) == 64


def test_a_fingerprint_changes_with_anything_the_article_says():
    article = parsed(WHOLE)
    assert fingerprint(article) == fingerprint(parsed(WHOLE))
    others = (
        dataclasses.replace(article, text=article.text + "!"),
        dataclasses.replace(
            article, record=dataclasses.replace(article.record, date=PublicationDate("2018-09"))
        ),
        dataclasses.replace(article, topics=()),
        dataclasses.replace(article, extra={}),
    )
    assert len({fingerprint(other) for other in (article, *others)}) == 5


def test_thousands_of_authors_are_a_problem_of_that_file_alone():
    many = ", ".join(f"Nr {number}" for number in range(MOST_PEOPLE + 1))
    with pytest.raises(DocumentsError, match="it names more than 1,000 authors and speakers"):
        parse_article(f"---\ntitle: T\nauthors: [{many}]\n---\nText.".encode(), "t", name="t")


def test_invisible_characters_do_not_make_two_people_of_one_unseen():
    hidden = "Ann\u200b Ash\u00ad"
    article = parsed(f"---\ntitle: T\u200bide\nauthors: [{hidden}, Ann Ash]\n---\nIt\u00adsails.")
    assert (article.record.title, article.record.authors) == ("Tide", ("Ann Ash",))
    assert article.text == "It\u00adsails."
    assert article.warnings[:3] == (
        "1 invisible character stands in the text.",
        "1 invisible character was removed from the title.",
        "2 invisible characters were removed from the authors.",
    )


def test_a_name_of_two_scripts_is_doubtful():
    article = parsed("---\ntitle: T\nauthors: \u0410nn Ash\n---\nIt sails.")
    assert "The name '\u0410nn Ash' has letters of two scripts in '\\u0410nn'." in article.warnings


def test_a_value_far_too_long_is_cut_and_told():
    long = "x" * 200_000
    keys = ("title", "authors", "publication", "author_role", "date_basis", "topics")
    block = "".join(f"{key}: {long}\n" for key in keys)
    article = parsed(f"---\n{block}url: https://brell.example/{long}\nurl_note: {long}\n---\nIt sails.")
    record = article.record
    assert record.title == "x" * 299 + "…"
    assert (record.authors, record.url) == (("x" * 199 + "…",), None)
    assert "The title of 200,000 characters was cut to 300." in article.warnings
    assert len([warning for warning in article.warnings if "was cut to" in warning]) == len(keys)
    assert max(map(len, article.warnings)) < 1_100
