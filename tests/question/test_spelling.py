"""Misspelt words of a question, and what is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from assistant.answers import Correction
from assistant.articles import Record
from assistant.encoder.encoder import Encoder
from assistant.question.mentions import known_names
from assistant.question.spelling import Spellings, corrected, near

NAMES = ("Thaddeus Pellworm", "Isaura Quellman", "Zoë Đurić", "Peter Thrale", "Theodora Thrale")
KNOWN = known_names(tuple(Record(article_id=name, title="T", authors=(name,)) for name in NAMES))
FOLDER = {"barrage": "barrage", "skerrow": "Skerrow", "estuary": "estuary", "ferries": "ferries"}
ENGLISH = frozenset("what does about think server thrall carriage the is who peter michael".split())


@dataclass(frozen=True)
class Words:
    """Embeddings that know some words of English, and cut every other word into pieces of two letters."""

    english_words: frozenset[str]

    def count(self, text: str) -> int:
        return 1 if text in self.english_words else (len(text) + 1) // 2


def put_right(question: str, english: frozenset[str] = ENGLISH) -> tuple[str, dict[str, str]]:
    encoder = Encoder(cast("Any", Words(english)), "words")
    spellings = Spellings(lambda word: word.lower() in FOLDER, lambda: FOLDER, encoder)
    text, made = corrected(question, KNOWN, spellings)
    return text, {each.typed: each.meant for each in made}


@pytest.mark.parametrize(
    ("question", "text", "made"),
    [
        ("What does Pelworm think?", "What does Pellworm think?", {"Pelworm": "Pellworm"}),
        ("What does Pellwrom's plan cost?", "What does Pellworm's plan cost?", {"Pellwrom": "Pellworm"}),
        ("Is it Djurich's?", "Is it Đurić's?", {"Djurich": "Đurić"}),
        ("What is the barage about?", "What is the barrage about?", {"barage": "barrage"}),
        ("Who is at Skerow?", "Who is at Skerrow?", {"Skerow": "Skerrow"}),
        ("Thadeus Pellworm on it", "Thaddeus Pellworm on it", {"Thadeus": "Thaddeus"}),
        ("Is Pete Thrale right?", "Is Peter Thrale right?", {"Pete": "Peter"}),
    ],
)
def test_a_name_or_word_that_is_clearly_meant_is_put_in_place(
    question: str, text: str, made: dict[str, str]
) -> None:
    assert put_right(question) == (text, made)


def test_a_question_without_capitals_keeps_none_and_tells_the_name_as_it_is_written() -> None:
    assert put_right("what does pelworm think about skerow") == (
        "what does pellworm think about skerrow",
        {"pelworm": "Pellworm", "skerow": "Skerrow"},
    )


@pytest.mark.parametrize(
    "question",
    [
        "What does the carriage cost?",  # a word of English, though near a word of the folder
        "Is the barrage the estuary's?",  # what stands in the folder
        "What does Pellwood think?",  # too far from any name
        "What does Duran think?",  # too short for two slips
        "Who is Pellworm?",
        "Is bellworm right?",  # another first letter
        "Who sold the farryes?",  # two slips in a short word
        "What does Pat Thrale think?",  # another given name
        "Is The Thrale a ship?",
    ],
)
def test_a_word_of_its_own_stays(question: str) -> None:
    assert put_right(question) == (question, {})


def test_the_name_of_somebody_else_is_left_unless_a_given_name_stands_before_it() -> None:
    assert put_right("What does Thrall think?") == ("What does Thrall think?", {})
    assert put_right("What does Peter Thrall think?")[1] == {"Thrall": "Thrale"}
    assert put_right("What does Michael Thrall think?")[1] == {}


def test_a_name_without_its_ending_is_no_word_of_the_folder() -> None:
    encoder = Encoder(cast("Any", Words(ENGLISH)), "words")
    spellings = Spellings(lambda word: word[:5].lower() == "thral", lambda: {"thrale": "Thrale"}, encoder)
    thrale = "What does Thrale want?"
    assert corrected("What does Thral want?", KNOWN, spellings)[0] == thrale


def test_where_two_are_as_near_nothing_is_corrected() -> None:
    folder = {"lantern": "lantern", "lastern": "lastern"}
    encoder = Encoder(cast("Any", Words(ENGLISH)), "words")
    spellings = Spellings(lambda word: word in folder, lambda: folder, encoder)
    assert corrected("Who lit the labtern?", KNOWN, spellings) == ("Who lit the labtern?", ())
    del folder["lastern"]
    assert corrected("Who lit the labtern?", KNOWN, spellings)[1] == (
        Correction(typed="labtern", meant="lantern"),
    )


def test_where_no_words_of_english_are_known_nothing_is_corrected() -> None:
    question = "What does Pelworm think of the barage?"
    assert put_right(question, english=frozenset()) == (question, {})


def test_a_slip_of_the_first_letter_is_near_enough_to_be_suggested() -> None:
    assert near("Tellworm", ["pellworm", "thrale"]) == ("pellworm",)


def test_in_a_text_of_odd_words_nothing_is_looked_for() -> None:
    question = "What does Pelworm think? " + "qxzvw jkplqr " * 5
    assert put_right(question) == (question, {})
