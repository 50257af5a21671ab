"""Labels that say whose the president, the institute or the letter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Held = Callable[..., tuple[str | None, bool]]
DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A trade between Stenn and Marl would ruin East Lund. Its mayor says that ships are leaving.",
            "East Lund's mayor",
        ),
        ("Stenn has beaten Marl. Its mayor says that ships are leaving.", "its mayor"),
        ("The guild has left Marl. Its mayor says that ships are leaving.", "its mayor"),
        ("Its mayor says that ships are leaving.", "its mayor"),
        ("Stenn is old. Its minister for ships says that they are leaving.", "minister for ships"),
        ("Tamm lives in Lund. His institute adds that ships are leaving.", "Boris Tamm's institute"),
        ("Karin Holt left. Her deputy warns that ships are leaving.", "Karin Holt's deputy"),
        ("Tamm reports that colleagues think ships are leaving.", "Boris Tamm's colleagues"),
        ("The mayors, Lars Beck and Olga Lind, warned that ships are leaving.", "Lars Beck and Olga Lind"),
        ("Presidents Beck and Lind think that ships are leaving.", "Beck and Lind"),
        ("The president of East Lund says that ships are leaving.", "president of East Lund"),
        ("His critics say that ships are leaving.", "critics"),
    ],
)
def test_a_label_says_whose_where_it_can(held: Held, text: str, speaker: str) -> None:
    assert held(text, **DIGEST) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday he and Karin Holt published a letter. Their letter argues that ships are leaving.",
        "Tamm and two others wrote to the mayor. Their letter argues that ships are leaving.",
        "Tamm wrote to the mayor. His letter argues that ships are leaving.",
    ],
)
def test_what_the_voice_signs_is_the_voices(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == ("Boris Tamm", False)


def test_what_others_sign_is_theirs_or_the_letters(held: Held) -> None:
    text = "The pilots wrote to the mayor. Their letter argues that ships are leaving."
    assert held(text, **DIGEST) == ("pilots", True)
    assert held("Their letter argues that ships are leaving.", **DIGEST) == ("their letter", True)
