"""Sentences that turn somebody's words into their opposite."""

import pytest

from assistant.generation.sides import contradicts

WORDS = (
    "I support the tram and oppose a toll. I do not want another winter of buses. I doubt that the council "
    "will pay. I think that the second bridge could wait for years."
)
AROUND = "Elm repeats that she is against selling the depot. Critics oppose the tram."


@pytest.mark.parametrize(
    "sentence",
    [
        "Elm does not support the tram.",
        "Elm opposes the tram.",
        "Elm is against the tram.",
        "Elm is in favour of a toll.",
        "Elm wants another winter of buses.",
        "Elm supports selling the depot.",
        "Elm does not think that the second bridge could wait.",
        "Elm denies that the second bridge could wait.",
        "Neither Moss nor Elm supports the tram.",
    ],
)
def test_the_opposite_of_what_was_said_contradicts_it(sentence: str) -> None:
    assert contradicts(sentence, WORDS, ("Ada Elm",), around=AROUND)


@pytest.mark.parametrize(
    "sentence",
    [
        "Elm supports the tram.",
        "Elm is for the tram and against a toll.",
        "Elm does not oppose the tram.",
        "Elm does not support a toll.",
        "Elm does not want another winter of buses.",
        "Elm is not in favour of selling the depot.",
        "Elm doubts that the council will pay.",
        "Elm thinks that the council will not pay.",
        "Elm does not think that the second bridge could not wait.",
        "Moss opposes the tram.",
        "Elm opposes another line.",
    ],
)
def test_what_agrees_or_is_of_something_or_somebody_else_does_not(sentence: str) -> None:
    assert not contradicts(sentence, WORDS, ("Ada Elm",), around=AROUND)


@pytest.mark.parametrize(
    "text", ["I support " * 2_000, "neither nor " * 2_000, "Elm now " * 3_000, "a" * 20_000]
)
def test_a_long_text_ends(text: str) -> None:
    contradicts(text, text, ("Ada Elm",), around=text)
