"""The measure of follow-ups on answers made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer, Viewpoint
from assistant.articles import Record
from assistant.errors import AssistantError
from assistant.scopes import Scope
from eval.follow_ups import (
    CONVERSATIONS,
    Conversation,
    Outcome,
    figures,
    misses,
    read_conversations,
    table,
)

ASKED = Conversation(
    id="c",
    kind="period",
    turns=("What does Birk say about the dam?",),
    question="And in 2020?",
    people=("George Birk",),
    excluded=(),
    since="2020",
    until="2020",
    publications=(),
    matter=("dam",),
    articles=("birk",),
    standalone="What does George Birk say about the dam in 2020?",
)
RECORD = Record(article_id="birk", title="The dam", authors=("George Birk",))
RIGHT = Answer(
    question="And in 2020?",
    standalone_question="What does Birk say about the dam in 2020?",
    answered=True,
    understood=Scope(people=("George Birk",), since="2020", until="2020-12"),
    viewpoints=(Viewpoint(record=RECORD, speaker="George Birk", reported=False, quotes=()),),
)


def held(answer: Answer, conversation: Conversation = ASKED) -> tuple[bool, bool, bool, bool]:
    found = Outcome(conversation, answer)
    return found.right_person, found.resolved, found.right_articles, found.excludes


def test_people_period_matter_and_articles_are_all_right() -> None:
    assert held(RIGHT) == (True, True, True, True)


@pytest.mark.parametrize(
    "understood",
    [Scope(), Scope(people=("George Birk", "Ida Quell"), since="2020", until="2020")],
    ids=["nobody", "one more"],
)
def test_other_people_than_expected_are_not_right(understood: Scope) -> None:
    assert held(replace(RIGHT, understood=understood)) == (False, False, True, True)


def test_another_period_or_another_matter_is_not_resolved() -> None:
    longer = Scope(people=("George Birk",), since="2020")

    assert held(replace(RIGHT, understood=longer)) == (True, False, True, True)
    assert held(replace(RIGHT, standalone_question="And in 2020?")) == (True, False, True, True)


def test_a_view_of_somebody_excluded_is_seen() -> None:
    assert held(RIGHT, replace(ASKED, excluded=("George Birk",)))[3] is False


def test_after_a_change_of_topic_nothing_may_be_carried_over() -> None:
    changed = replace(ASKED, kind="topic_change", question="Who sells the dam in 2020?")

    assert held(RIGHT, changed)[1] is False
    assert held(replace(RIGHT, standalone_question="Who sells the dam in 2020?"), changed)[1] is True


def test_misses_of_the_frozen_half_are_never_shown() -> None:
    wrong = replace(RIGHT, understood=Scope())
    rows = [Outcome(ASKED, wrong), Outcome(replace(ASKED, half="frozen"), wrong)]

    assert [line[:9] for line in misses(rows)] == ["c period:", "    What ", "    under"]
    assert figures(rows)["frozen"]["all"]["right person"] == 0.0
    assert len(table(rows).splitlines()) == 5


def test_the_conversations_of_the_project_are_read() -> None:
    assert len({each.id for each in read_conversations(CONVERSATIONS)}) >= 60


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text("- id: c", encoding="utf-8")

    with pytest.raises(AssistantError, match=r"^other\.yaml: number 1, .* is missing$"):
        read_conversations(file)
