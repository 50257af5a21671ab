"""The words of a work's editor, translator or publisher are not shown as its author's."""

import pytest

from assistant.articles import Record
from assistant.attribution.attribute import attribute
from assistant.reading.article import parse_article
from assistant.reading.prefaces import of_whom


@pytest.mark.parametrize(
    ("title", "language", "role"),
    [
        ("Editor’s Introduction", "en", "the editor"),
        ("French Translator's Preface (1892)", "en", "the translator"),
        ("Publishers' Note", "en", "the publisher"),
        ("Note by the Editor", "en", "the editor"),
        ("The Free Harbour: Preface by the Translator", "en", "the translator"),
        ("Vorwort des Herausgebers", "de", "the editor"),
        ("Anmerkung der Übersetzerin", "de", "the translator"),
        ("Avertissement de l’éditeur", "fr", "the publisher"),
        ("Nota del traductor", "es", "the translator"),
        ("Предговор приређивача", "sr", "the editor"),
        ("Napomena prevodioca", "sr", "the translator"),
    ],
)
def test_a_title_says_whose_preface_or_note_it_is(title: str, language: str, role: str) -> None:
    assert of_whom(title, language) == role


@pytest.mark.parametrize(
    "title",
    [
        "The Editor's Dilemma",
        "Letter to the Editor",
        "Preface",
        "Author's Preface",
        "Why the Editor's Introduction Was Wrong",
        "What I Would Change in Any Editor's Introduction",
        "Translators and Their Harbour",
        "Notes on Editors",
    ],
)
def test_other_titles_say_nothing(title: str) -> None:
    assert of_whom(title, "en") is None


def article(title: str, body: str, author: str = "Ann Ash"):
    return parse_article(
        f"---\ntitle: {title}\nauthor: {author}\nlanguage: en\n---\n{body}\n".encode(), "note", name="note"
    )


BODY = "The ferry was what Ash loved most of all. This edition keeps the text of the first printing."


def test_the_editors_words_are_the_editors_and_the_author_stays_the_works() -> None:
    found = article("Editor's Introduction", BODY)

    assert (found.record.authors, found.record.voices, found.record.voice) == (("Ann Ash",), (), "the editor")
    assert found.record.basis["written_by"] == "title"
    assert (
        "Its title says that the editor wrote it: its views are not shown as those of Ann Ash."
        in found.warnings
    )
    assert {each.speaker for each in attribute(found)} == {"the editor"}


def test_an_editor_who_signs_an_own_note_is_its_author() -> None:
    found = article("Editor's Note", "The ferry should be kept. We print what readers say of it.")

    assert (found.record.voice, found.record.written_by) == ("Ann Ash", None)
    assert "Its title says that the editor wrote it: Ann Ash is taken for the editor." in found.warnings


def test_a_title_that_says_nothing_changes_nothing() -> None:
    found = article("Preface", BODY)

    assert (found.record.voice, found.record.written_by) == ("Ann Ash", None)
    assert not [line for line in found.warnings if "title" in line]


def test_a_record_keeps_who_wrote_it() -> None:
    record = article("Editor's Introduction", BODY).record

    assert Record.from_dict(record.to_dict()) == record
