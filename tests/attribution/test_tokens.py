"""Words and quotations with their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution.tokens import OPEN, OTHER, STATEMENT, quotations, tokenised


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said ''no, never'' twice.", ["''no, never''"]),
        ("He said «no» twice.", ["«no»"]),
        ("“One paragraph\n“and the next.”", ["“One paragraph", "“and the next.”"]),
        ("Nothing quoted.", []),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_quotation_left_open_ends_with_its_line() -> None:
    assert quoted("“We stay\nand she left.") == ["“We stay"]


def test_words_of_quotations_are_masked() -> None:
    text = "“No,” said Ash of “it”."
    statement, other = quotations(text)
    tokens = tokenised(text, 0, len(text), statement=[statement], other=[other])
    assert [(token.text, token.mask) for token in tokens] == [
        ("“", STATEMENT),
        ("No", STATEMENT),
        (",", STATEMENT),
        ("”", STATEMENT),
        ("said", OPEN),
        ("Ash", OPEN),
        ("of", OPEN),
        ("“", OTHER),
        ("it", OTHER),
        ("”", OTHER),
        (".", OPEN),
    ]


def test_initials_and_titles_are_one_token_and_a_possessive_is_its_own() -> None:
    text = "Dr. J. Ash’s U.N. aide"
    assert [token.text for token in tokenised(text, 0, len(text))] == [
        "Dr.",
        "J.",
        "Ash",
        "'s",
        "U.N.",
        "aide",
    ]


@given(st.text(max_size=200))
def test_tokens_lie_in_order_and_apart(text: str) -> None:
    end = 0
    for token in tokenised(text, 0, len(text)):
        assert end <= token.start < token.end <= len(text)
        end = token.end
