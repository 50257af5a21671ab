"""Quotes judged by hand, and those that never were."""

from pathlib import Path

import pytest

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.errors import AssistantError
from eval.relevance import Judged, bearing, load, unjudged

FILE = """
ferry:
  ash:
    bears: [The ferry should]
    does_not: [Ann Ash writes]
"""
ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",))


def view(*texts: str, record: Record = ASH) -> Viewpoint:
    quotes = tuple(Quote(citation=1, text=text, start=0, end=len(text)) for text in texts)
    return Viewpoint(record=record, speaker="Ann Ash", reported=False, quotes=quotes)


def answer(*views: Viewpoint) -> Answer:
    return Answer(question="", standalone_question="", answered=True, viewpoints=views)


def test_a_viewpoint_bears_on_the_question_by_any_of_its_quotes() -> None:
    judgements = {"ferry": {"ash": Judged(("The ferry should",), ("Ann Ash writes",))}}
    given = answer(
        view("Ann Ash writes weekly.", "The ferry should stay."),
        view("Ann Ash writes weekly."),
        view("Hens lay eggs."),
        view("The ferry should stay.", record=Record(article_id="birk", title="Another")),
    )
    assert [bears for _, bears in bearing("ferry", given, judgements)] == [True, False, False, False]
    assert unjudged("ferry", given, judgements) == (
        ("ash", "Hens lay eggs."),
        ("birk", "The ferry should stay."),
    )


def test_a_case_that_was_not_judged_has_no_score() -> None:
    assert (bearing("toll", answer(view("Hens lay eggs.")), {}), unjudged("toll", answer(), {})) == ((), ())


def test_the_file_is_read_and_a_wrong_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "relevance.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert load(path) == {"ferry": {"ash": Judged(("The ferry should",), ("Ann Ash writes",))}}
    path.write_text(FILE.replace("bears", "perhaps"), encoding="utf-8")
    with pytest.raises(AssistantError, match="relevance.yaml"):
        load(path)
