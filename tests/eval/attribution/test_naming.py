"""Under which name a source is shown."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.attribution.naming import Naming
from assistant.reading.article import article_of

RECORD = Record(article_id="ford", title="The ford", authors=("Ann Åsh",), language="en")


def shown(text: str, words: str) -> str | None:
    start = text.rindex(words)
    return Naming(article_of(RECORD, text)).shown(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Karin Holt left in May. Holt thinks that ferries are doomed.", "Holt", "Karin Holt"),
        ("The mayor, Lew Orme, called it a gift.", "The mayor, Lew Orme", "Lew Orme"),
        ("The mayor, Lew Orme, called it a gift.", "The mayor", "Lew Orme"),
        ("In May the historian Lew Orme called it a gift.", "the historian Lew Orme", "Lew Orme"),
        ("Millers warn that the river will rise.", "Millers", "millers"),
        ("Opposition leaders want a vote.", "Opposition leaders", "opposition leaders"),
        ("Lund is old. Lund officials want a vote.", "Lund officials", "Lund officials"),
        ("We asked. The two ministers want a vote.", "The two ministers", "two ministers"),
        ("Critics of the dam said no.", "Critics of the dam", "critics of the dam"),
        ("The report of the guild's own board said no.", "the guild's", "guild"),
        ("“No,” said “the board”.", "“the board”", "board"),
        ("Long ago Ash wrote it. Ann Ash was right.", "Ann Ash", "Ann Åsh"),
        ("She said no.", "She", None),
        ("Many said no.", "Many", None),
        ("Somebody said no.", "Somebody", None),
    ],
)
def test_a_source_is_shown_as_readers_know_it(text: str, words: str, name: str | None) -> None:
    assert shown(text, words) == name


def test_a_label_is_the_person_whom_the_text_names() -> None:
    naming = Naming(article_of(RECORD, "We asked Zora Milić.\n\nMILIĆ: No."))
    assert naming.of_label("MILIĆ") == "Zora Milić"
    assert naming.of_label("BIRK") == "Birk"


def test_a_voice_is_known_by_its_surname() -> None:
    naming = Naming(article_of(RECORD, "No."))
    assert naming.voice("Ash") == "Ann Åsh"
    assert naming.voice("Birk") is None
