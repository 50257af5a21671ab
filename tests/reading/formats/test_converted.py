"""What real tools write, read: the same article from each of them."""

import io
import zipfile
from pathlib import Path

import pytest

from assistant.errors import DocumentsError
from assistant.reading.converter import converted, dumped, loaded
from assistant.reading.formats.pdf import _known, _Line, _Paragraph
from assistant.reading.metadata import Document, Found

MADE = Path(__file__).parent / "made"
OPENING = (
    "The mole at Skerrow should be kept, because it has sheltered the boats for a century and nobody has "
    "shown that it cannot go on doing so.[^1] Whoever wants to tear it down has never spent a night in the "
    "outer harbour."
)
QUOTE = (
    "> The mole is a ruin and should be torn down before it falls on somebody. It has cost the town more "
    "than any other wall, and it will go on costing until it is gone."
)
AFTER = (
    "He forgets what the winter of 1998 did to the outer quay, when only the mole stood between the sea and "
    "the cannery. A long-term repair would take two summers."
)
REST = """\
## What it costs

- The town pays a tenth.
- The county pays the rest.

| Year | Cost |
| --- | --- |
| 1998 | 12 |
| 2004 | 30 |

Line one of a song\x20\x20
line two of a song

[^1]: Report of the Skerrow harbour board, second part."""
SAID = "The harbour master disagrees. In his letter to the council he wrote:"
ARTICLE = "\n\n".join((OPENING, SAID, QUOTE, AFTER, REST))


def read(name: str) -> Document:
    path = MADE / name
    ((part, document),) = converted(path.read_bytes(), path.suffix, {})
    assert part == ""
    return document


def refused(data: bytes, suffix: str) -> str:
    with pytest.raises(DocumentsError) as error:
        converted(data, suffix, {})
    return str(error.value)


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")


def test_a_word_document_keeps_quotations_notes_tables_and_verse():
    assert read("keep-pandoc.docx") == Document(
        f"# Keep the Mole\n\n{ARTICLE}",
        markdown=True,
        found=(
            Found(
                {"authors": ["Ada Lind"], "date": "2024-05-03", "title": "Keep the Mole"},
                "the document's styles",
            ),
        ),
    )


def test_insertions_of_a_word_document_are_read_and_deletions_not():
    assert read("quoted-writer.docx").text == (
        "# A Library for Tarn\n\n"
        "Tarn should have a library again, always open on Sundays, because its children read what they can "
        "reach. The mayor wrote to us:\n\n"
        "> A town of nine hundred needs no library. It needs a bus.\n\n"
        "She has not tried to read on the bus."
    )


def test_whoever_the_properties_of_a_word_document_name_is_not_taken_for_its_author():
    properties = b'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>clerk7</dc:creator></p>'
    packed = io.BytesIO((MADE / "quoted-writer.docx").read_bytes())
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        for name in old.namelist():
            new.writestr(name, properties if name == "docProps/core.xml" else old.read(name))
    ((_, document),) = converted(made.getvalue(), ".docx", {})
    assert document.found == (Found({"title": "A Library for Tarn"}, "the document's styles"),)
    assert document.warnings == (
        "The file's properties name 'clerk7': not taken as author, for it may be who typed or printed it.",
    )


def test_an_e_book_of_one_chapter_is_one_article():
    assert read("keep-pandoc.epub") == Document(
        f"# Keep the Mole\n\n{ARTICLE}",
        markdown=True,
        found=(
            Found(
                {"title": "Keep the Mole", "authors": ["Ada Lind"], "date": "2024-05-03", "language": "en"},
                "the e-book's own record",
            ),
        ),
    )


def test_the_chapters_of_an_e_book_are_articles_published_in_it():
    chapters = converted((MADE / "letters-pandoc.epub").read_bytes(), ".epub", {})
    assert [(name, document.text) for name, document in chapters] == [
        ("keep-the-mole", "# Keep the Mole\n\nIt shelters the boats.[^1]\n\n[^1]: All eleven of them."),
        (
            "sell-the-ferry",
            "# Sell the Ferry\n\nIt rusts in the harbour, and nobody has taken it out since the winter.",
        ),
    ]
    values = {
        "title": "Keep the Mole",
        "publication": "Letters from Skerrow",
        "authors": ["Ada Lind"],
        "date": "1998",
    }
    assert chapters[0][1].found == (Found(values, "the e-book's own record"),)


def test_a_page_keeps_the_headings_lists_and_tables_between_its_paragraphs():
    assert read("keep-pandoc.html") == Document(
        f"2024-05-03\n\n{ARTICLE}",
        markdown=True,
        found=(
            Found({"author": "Ada Lind", "dcterms.date": "2024-05-03"}, "the page's meta elements"),
            Found({"authors": ["Ada Lind"], "date": "2024-05-03"}, "the byline under the page's heading"),
            Found({"title": "Keep the Mole", "language": "en"}, "the page's head and heading"),
        ),
    )


def test_the_title_of_a_browser_s_window_is_cut_to_the_heading_in_print():
    heading = _Paragraph([_Line("Keep the Mole", 0, 20.0, False, 0, 90, 0, 20)], "heading")
    window = "Keep the Mole - Harbour Post"
    found, _ = _known({"Title": window}, [heading], [window, "Keep the Mole"])
    assert found == (Found({"title": "Keep the Mole"}, "the first heading in print"),)


@pytest.mark.parametrize("name", ["keep-writer.pdf", "keep-browser.pdf"])
def test_a_printed_page_keeps_its_block_quote(name):
    parts = [" ".join(part.replace("\n> ", "\n").split()) for part in paragraphs(read(name))]
    assert parts[:3] == ["# Keep the Mole", "Ada Lind", "2024-05-03"]
    assert parts[3:8] == [OPENING.replace("[^1]", "¹"), SAID, QUOTE, AFTER, "## What it costs"]


def test_a_list_and_a_note_of_a_printed_page_are_told_from_its_prose():
    parts = paragraphs(read("keep-writer.pdf"))
    assert [part for part in parts if part.startswith(("- ", "["))] == [
        "- The town pays a tenth.",
        "- The county pays the rest.",
        "[^1]: Report of the Skerrow harbour board, second part.",
    ]


def test_the_author_of_a_pdf_is_who_its_properties_and_its_first_page_name():
    assert read("keep-writer.pdf").found == (
        Found({"title": "Keep the Mole", "authors": "Ada Lind"}, "the file's properties and its first page"),
    )


def test_two_columns_are_read_one_after_the_other_without_running_heads():
    document = read("two-columns.pdf")
    kept = [part.partition("\n")[0] for part in paragraphs(document)]
    assert kept == [
        "The second ferry to Skerrow would be a disappoint-",
        "The spokeswoman of the islanders takes another",
        "> A single boat is a single point of failure.",
        "That is a fair description of the week in 2016, but it",
        "Three things could be done at once:",
        "- Repair the old boat in the winter, when the traf-",
        "- Hire a second one for the summer.",
        "None of this needs a loan, and all of it could be done",
        "Nobody disputes the need for a crossing. What is",
    ]
    assert paragraphs(document)[2] == (
        "> A single boat is a single point of failure.\n"
        "> When it breaks down we have neither bread\n"
        "> nor doctor, and nobody on the mainland no-\n"
        "> tices before the weekend is over."
    )


def test_pages_have_the_numbers_printed_on_them():
    document = read("two-columns.pdf")
    (first, one), (second, two) = document.pages
    assert (first, one, two) == (0, "41", "42")
    assert document.text[second:].startswith("by the next elections, if only")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scan.pdf", "it is a scan: its pages are pictures without text; a tool for OCR adds it"),
        ("locked.pdf", "it is protected by a password"),
    ],
)
def test_a_pdf_without_readable_text_is_told_why(name, reason):
    assert refused((MADE / name).read_bytes(), ".pdf") == reason


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        (".pdf", b"", "it is no PDF, or a damaged one (PDFSyntaxError)"),
        (".pdf", b"%PDF-1.4\nnothing", "it is no PDF, or a damaged one (PDFSyntaxError)"),
        (".docx", b"nothing", "it is no Word document, or a damaged one"),
        (
            ".docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "it is protected by a password, or of the old .doc kind: save it as .docx without one",
        ),
        (".epub", b"PK\x03\x04", "it is no e-book, or a damaged one"),
        (".html", b"<html><body></body></html>", "it has no text"),
        (".xml", b"<a>No feed</a>", "it is XML but no feed (RSS or Atom)"),
        (".eml", b"no header lines", "it is no e-mail: it has no header lines"),
        (".jsonl", b"no object", "no line of it is an object of JSON"),
        (".csv", b"title,text\n", "it has no rows under its first one"),
    ],
)
def test_what_is_damaged_or_of_another_kind_is_told_in_one_line(suffix, data, reason):
    assert refused(data, suffix) == reason


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 200_000_001)
    assert refused(made.getvalue(), ".docx") == "it unpacks to more than 200 MB"


def test_documents_are_the_same_after_the_way_between_processes():
    parts = converted((MADE / "two-columns.pdf").read_bytes(), ".pdf", {})
    assert loaded(dumped(parts)) == parts
