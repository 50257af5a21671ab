"""Paragraphs given to somebody else's case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.articles import Record
from assistant.attribution.rules import by_rules
from assistant.reading.article import article_of

ESSAY: Mapping[str, Any] = {"authors": ("Ann Ash",)}
DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}


def held(text: str, **values: Any) -> list[tuple[str | None, bool]]:
    """Speaker and `reported` of each sentence."""
    record = Record(article_id="bridge", title="The bridge", **values)
    return [(holder.speaker, holder.reported) for holder in by_rules(article_of(record, text))]


def test_an_answer_that_opens_a_paragraph_goes_on_to_its_end() -> None:
    text = (
        "Tamm wrote to the mayor, Lars Beck.\n\nBeck's answer is that the bridge must stay. Trade needs it. "
        "He says he will paint it. A fair toll would serve everyone.\n\nThe bridge is a ruin."
    )
    beck = ("Lars Beck", True)
    assert held(text, **DIGEST) == [("Boris Tamm", False), beck, beck, beck, beck, ("Boris Tamm", False)]


def test_a_claim_that_the_voice_answers_in_the_next_paragraph_goes_on_to_the_end_of_its_own() -> None:
    text = (
        "His critics believe that the bridge will pay. Its owner is rich. Ferrymen therefore fear for their "
        "bread. Perhaps they would even sell.\n\nTamm grants that the owner is rich."
    )
    critics = ("critics", True)
    assert held(text, **DIGEST) == [critics, critics, ("ferrymen", True), critics, ("Boris Tamm", False)]


def test_in_an_essay_a_paragraph_that_turns_answers_the_one_before() -> None:
    text = (
        "Supporters argue that the bridge will pay. Its tolls would feed the town.\n\nBut nobody has counted."
    )
    assert held(text, **ESSAY) == [("supporters", True), ("supporters", True), ("Ann Ash", False)]


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


@pytest.mark.parametrize(
    "announced",
    [
        "He then lists what each project would contain.",
        "Tamm sets out the plan.",
        "He describes the plan of last year.",
        "He describes the plan that would ruin Lund.",
        "He summarises Karin Holt's proposal.",
        "He describes the scheme on which Karin Holt works.",
    ],
)
def test_an_announced_summary_of_somebodys_plan_reaches_over_its_paragraph(announced: str) -> None:
    text = (
        f"Karin Holt wants two bridges.\n\n{announced} The first would join the mills. The second, which he "
        "puts at ninety feet, would join the inns.\n\nBridges leak."
    )
    assert held(text, **DIGEST) == [HOLT, TAMM, HOLT, HOLT, TAMM]


@pytest.mark.parametrize(
    "text",
    [
        "Karin Holt wants two bridges.\n\nHe describes the river. It is deep.",
        "Karin Holt wants two bridges.\n\nTamm sets out his own plan. Two ferries would do.",
        "The river is deep.\n\nTamm sets out the plan. Two ferries would do.",
        "Karin Holt wants two bridges.\n\nTamm sets out her plan. Tamm is not convinced.",
        "Karin Holt wants two bridges.\n\nTamm sets out her plan. But two ferries would do.",
    ],
)
def test_a_description_of_something_else_his_own_plan_and_a_comment_are_the_voices(text: str) -> None:
    assert held(text, **DIGEST)[-1] == TAMM
