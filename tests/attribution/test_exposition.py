"""Paragraphs given to somebody else's case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.articles import Article, Record
from assistant.attribution import attribute

ESSAY: Mapping[str, Any] = {"authors": ("Ann Ash",)}
DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}


def held(text: str, **values: Any) -> list[tuple[str | None, bool]]:
    """Speaker and `reported` of each sentence."""
    record = Record(article_id="bridge", title="The bridge", **values)
    return [(holder.speaker, holder.reported) for holder in attribute(Article(record, text))]


def test_an_answer_that_opens_a_paragraph_goes_on_to_its_end() -> None:
    text = (
        "Tamm wrote to the mayor, Lars Beck.\n\nBeck's answer is that the bridge must stay. Trade needs it. "
        "He says he will paint it. A fair toll would serve everyone.\n\nThe bridge is a ruin."
    )
    beck = ("Lars Beck", True)
    assert held(text, **DIGEST) == [("Boris Tamm", False), beck, beck, beck, beck, ("Boris Tamm", False)]


@pytest.mark.parametrize(
    "end",
    [
        "This is plainly untrue. Bridges leak.",
        "But the town is poor. Bridges leak.",
        "I have seen the books. Bridges leak.",
    ],
)
def test_a_case_ends_where_the_author_turns_points_at_it_or_speaks_up(end: str) -> None:
    text = f"The builders' argument is that the bridge will pay. {end}"
    assert held(text, **ESSAY) == [("builders", True), ("Ann Ash", False), ("Ann Ash", False)]


def test_in_a_digest_a_case_ends_where_the_voice_comes_up() -> None:
    text = "Beck's reply is that the bridge will pay. Tamm laughs. Bridges leak."
    assert held(text, **DIGEST) == [("Beck", True), ("Boris Tamm", False), ("Boris Tamm", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Millers warn that the river will rise. The ford must be closed.",
        "Millers warn that the river will rise. The ford must be closed.\n\nBridges leak.",
        "The millers' fear is that the river will rise. The ford must be closed.",
    ],
)
def test_a_view_reported_in_passing_ends_with_its_sentence(text: str) -> None:
    assert held(text, **ESSAY)[1] == ("Ann Ash", False)


def test_a_report_in_its_reporters_words_expounds_nobody() -> None:
    record = {"kind": "report", "speakers": ("Otto Gray",), "authors": ("Una Pell",)}
    text = "The millers' answer is that tolls are fair. Lund has two mills.\n\nGray rejected tolls."
    assert held(text, **record)[1] == ("Una Pell", False)


HOLT = ("Karin Holt", True)
TAMM = ("Boris Tamm", False)
