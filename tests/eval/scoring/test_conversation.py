"""Follow-ups, filters in questions, and what readers are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Absence
from assistant.scopes import Scope
from eval.cases import Filters
from eval.scoring.score import NOTHING, Score
from tests.eval.scoring.invented import CHEAPER, FEARED, KEPT, answer, case, declined, expected, score

ASKED = case(
    conversation=("What does Ash say?",),
    viewpoints=(expected("ash", "Ann Ash", "should be kept"),),
    standalone=(("Ash",), ("ferry", "boat")),
)
RESOLVED = "What does Ann Ash say about the boat?"


def test_a_follow_up_that_is_understood_and_shows_its_person_is_right() -> None:
    given = answer(KEPT, standalone_question=RESOLVED)
    assert [score(name, ASKED, given) for name in ("resolved", "follow_up")] == [Score(1.0), Score(1.0)]


def test_a_question_that_lost_what_it_was_about_is_named_with_what_it_lacks() -> None:
    given = answer(KEPT, standalone_question="What does Ash say about it?")
    assert score("resolved", ASKED, given) == Score(
        0.0, "understood as 'What does Ash say about it?', without ferry or boat"
    )
    assert score("follow_up", ASKED, given) == Score(0.0, "not resolved: without ferry or boat")


def test_a_follow_up_that_shows_someone_else_is_wrong_and_says_whom() -> None:
    given = answer(FEARED, FEARED, CHEAPER, standalone_question=RESOLVED)
    assert score("follow_up", ASKED, given) == Score(0.0, "shown: the mayor, Bo Birk and Cy Cole")
    nobody = declined(standalone_question=RESOLVED)
    assert score("follow_up", ASKED, nobody) == Score(0.0, "shown: nobody")
    unnamed = answer(replace(KEPT, speaker=None), standalone_question=RESOLVED)
    assert score("follow_up", ASKED, unnamed) == Score(0.0, "shown: nobody")


def test_the_person_may_stand_under_any_acceptable_name() -> None:
    asked = replace(ASKED, expect=replace(ASKED.expect, viewpoints=(expected("ash", "mayor", "its cost"),)))
    assert score("follow_up", asked, answer(FEARED, standalone_question=RESOLVED)) == Score(1.0)


@pytest.mark.parametrize("people", [(), ("Ann Ash", "mayor")])
def test_a_follow_up_about_nobody_or_several_is_scored_by_its_question_alone(people: tuple[str, ...]) -> None:
    views = tuple(expected("ash", person, "should be kept") for person in people)
    asked = replace(ASKED, expect=replace(ASKED.expect, viewpoints=views))
    given = answer(KEPT, standalone_question=RESOLVED)
    assert (score("resolved", asked, given), score("follow_up", asked, given)) == (Score(1.0), NOTHING)


def test_a_question_without_conversation_is_no_follow_up() -> None:
    alone = replace(ASKED, conversation=())
    assert [score(name, alone, answer(KEPT)) for name in ("resolved", "follow_up")] == [NOTHING, NOTHING]


FILTERS = Filters(people=("Ann Ash",), publications=("The Skerrow Tide",), since="2018-09", until="2018")


@pytest.mark.parametrize(
    "understood",
    [
        Scope(people=("Ann Ash",), publications=("The Skerrow Tide",), since="2018-09", until="2018"),
        Scope(people=("Ash",), publications=("Skerrow Tide",), since="2018-09-01", until="2018-12-31"),
    ],
)
def test_the_filters_of_a_question_are_right_in_any_form(understood: Scope) -> None:
    assert score("understood", case(understood=FILTERS), answer(understood=understood)) == Score(1.0)


@pytest.mark.parametrize(
    ("understood", "worded"),
    [
        (Scope(), "no filters"),
        (Scope(people=("Ann Ash",)), "Ann Ash"),
        (
            Scope(people=("Bo Birk",), publications=("The Skerrow Tide",), since="2018-09", until="2018"),
            "Bo Birk; The Skerrow Tide; September 2018 to 2018",
        ),
        (
            Scope(people=("Ann Ash",), publications=("The Skerrow Tide",), since="2018", until="2018"),
            "Ann Ash; The Skerrow Tide; 2018",
        ),
        (
            Scope(
                people=("Ann Ash", "Bo Birk"),
                publications=("The Skerrow Tide",),
                since="2018-09",
                until="2018",
            ),
            "Ann Ash and Bo Birk; The Skerrow Tide; September 2018 to 2018",
        ),
    ],
)
def test_a_filter_too_few_too_many_or_another_is_named(understood: Scope, worded: str) -> None:
    wanted = "Ann Ash; The Skerrow Tide; September 2018 to 2018"
    found = score("understood", case(understood=FILTERS), answer(understood=understood))
    assert found == Score(0.0, f"understood {worded} instead of {wanted}")


def test_a_case_that_names_no_filters_says_nothing_of_them() -> None:
    assert score("understood", case(), answer(understood=Scope(people=("Ann Ash",)))) == NOTHING


def test_what_readers_must_be_told_stands_in_notes_or_absences() -> None:
    asked = case(mentions=("Ann Ash", "Dúrich", "The Tide"))
    absence = Absence(person="Dag Durich", articles=1, first=None, last=None, text="Dag Durich is silent.")
    given = answer(notes=("Is Ann Ash meant?",), absences=(absence,))
    assert score("mentions", asked, given) == Score(2 / 3, "not told: The Tide")
    assert (score("mentions", case(mentions=("Ann Ash",)), given), score("mentions", case(), given)) == (
        Score(1.0),
        NOTHING,
    )
