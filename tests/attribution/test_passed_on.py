"""Views that a voice passes on while it tells of deeds, occasions and other people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Held = Callable[..., tuple[str | None, bool]]
DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}
TAMM = ("Boris Tamm", False)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The bakers of Lund, he says, have found fault with the bridge and its toll.", "bakers of Lund"),
        ("Shepherds, he notes, have condemned the bridge as a toy for the rich.", "shepherds"),
        ("The guild, Tamm says, praised the bridge.", "guild"),
        ("In his account the guild has dismissed the bridge as a toy.", "guild"),
    ],
)
def test_a_judgement_told_in_passing_is_his_who_judged(held: Held, text: str, speaker: str) -> None:
    assert held(text, **DIGEST) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    [
        "The guild, he argues, has condemned the bridge out of envy.",
        "The guild, he says, will condemn the bridge.",
        "Tamm says that the guild has praised too many bridges.",
    ],
)
def test_a_judgement_the_voice_argues_or_foresees_is_the_voices(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == TAMM


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ministry let it be known that it could live with a bridge of any kind.", "ministry"),
        ("Nobody moved; the guild let it be known that it could live with the bridge.", "guild"),
        ("Millers took issue with the toll.", "millers"),
    ],
)
def test_a_set_phrase_of_saying_or_judging_is_a_cue(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two guilds fought the bridge for years and said that a toll could ruin them.", "two guilds"),
        ("After ten years the bridge got a push when Karin Holt said that tolls could pay.", "Karin Holt"),
        ("Bo Birk met the bakers in Lund and warned that bread would be dear.", "Bo Birk"),
    ],
)
def test_what_is_said_at_the_end_of_a_deed_or_on_an_occasion_is_the_speakers(
    held: Held, text: str, speaker: str
) -> None:
    assert held(text) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    [
        "For once I was glad when the mayor said that tolls could pay.",
        "The bridge was planned and half built with the money of five towns until Birk said it leaks.",
        "The bridge, which five towns had paid for, was to open in May when Birk said that it leaks.",
    ],
)
def test_a_few_words_said_at_the_end_of_a_long_sentence_do_not_make_it_theirs(held: Held, text: str) -> None:
    assert held(text) == ("Ann Ash", False)


@pytest.mark.parametrize(
    "opening", ["at the talks with Birk Holt", "at the press conference in Lund Karin Holt"]
)
def test_who_speaks_is_told_from_whom_the_occasion_was_with(held: Held, opening: str) -> None:
    said = "declared that the toll on the bridge would stay for ten more years."
    text = f"Bo Birk came. Karin Holt went. Tamm recalls that {opening} {said}"
    assert held(text, **DIGEST) == ("Karin Holt", True)


def test_whom_the_voice_brings_up_holds_what_the_relative_clause_says(held: Held) -> None:
    text = "He turns to Karin Holt, who warned that tolls ruin the poor."
    assert held(text, **DIGEST) == ("Karin Holt", True)


def test_a_figure_of_the_past_whom_the_voice_invokes_is_told_of(held: Held) -> None:
    text = "Tamm starts with Karin Holt, who a hundred years earlier denounced tolls as a tax on the poor."
    assert held(text, **DIGEST) == TAMM


@pytest.mark.parametrize(
    "text",
    [
        "Lund denies recognition to the guild and keeps its ferrymen poor.",
        "Lund has refused entry to ferrymen for ten years.",
        "Birk keeps raising the toll, and Holt has answered by suggesting that ferries be free.",
    ],
)
def test_a_deed_is_told_by_the_voice(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == TAMM


@pytest.mark.parametrize(
    "text",
    [
        "Holt has answered by suggesting that ferries be free.",
        "Holt denies that ferries are dear.",
        "Holt refuses to pay a toll.",
    ],
)
def test_an_answer_or_a_denial_in_words_is_a_view(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == ("Holt", True)
