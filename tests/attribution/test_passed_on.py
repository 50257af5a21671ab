"""Views that a voice passes on while it tells of deeds, occasions and other people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Held = Callable[..., tuple[str | None, bool]]
DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}
TAMM = ("Boris Tamm", False)


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
    "text",
    [
        "Lund denies recognition to the guild and keeps its ferrymen poor.",
        "Lund has refused entry to ferrymen for ten years.",
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
