"""The assistant broken on purpose: the right measure falls, and a comparison of the two runs names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.about import About, about
from eval.cases import Case, Category, Expectation, Filters, load
from eval.comparison import Comparison, compared
from eval.record import Run, outcome
from eval.scoring.fidelity import FIDELITY
from eval.scoring.library import Library, library
from eval.suite import SUITES, Suite, SuiteCase
from tests.eval.mutants import (
    ALWAYS_ANSWERING,
    DOCUMENTS,
    NEVER_ANSWERING,
    TO_THE_VOICE,
    UNCAPPED,
    Forgetful,
    Replies,
    Unfiltered,
    World,
    a_year_later,
    garbled,
    swapped_authors,
    under_wrong_names,
    with_a_columnist,
    without,
)

pytestmark = pytest.mark.slow
OF_THE_FILES = {measure.name for measure in FIDELITY}
"""Measures that hold by construction: none may fall but for what was broken."""


OF_MANY_VOICES: tuple[Category, ...] = ("many_authors", "comparison", "follow_up", "adversarial")
OF_ONE_ARTICLE: tuple[Category, ...] = ("factual", "single_author", "speaker_vs_author")


@dataclass(frozen=True, slots=True)
class Unbroken:
    """The invented articles, and what an unbroken assistant answers from them."""

    world: World
    replies: Replies
    about: About

    def worse(self, replies: Replies) -> set[str]:
        """What a comparison says became clearly worse."""
        return set(self.beside(replies).clearly("worse"))

    def beside(self, replies: Replies) -> Comparison:
        """A run compared with the unbroken one; what it did not ask anew is as it was."""
        return self.compared(self.replies, {**self.replies, **replies})

    def compared(self, first: Replies, second: Replies, truth: Library | None = None) -> Comparison:
        """Two runs over the same cases, held against what the files say."""
        cases = {(self.world.suite, case.id): case for case in self.world.cases}
        runs = (
            tuple(
                outcome(suite, cases[suite, name], reply, None, truth or self.world.truth)
                for (suite, name), reply in replies.items()
            )
            for replies in (first, second)
        )
        return compared(*(Run(name, self.about, outcomes) for name, outcomes in zip("AB", runs, strict=True)))


def chosen(suite: Suite) -> tuple[Case, ...]:
    """The open half of a suite, and as many questions that name an author as it takes to measure filters."""
    authors = sorted({name for source in library(suite.documents).values() for name in source.authors})
    named = (
        Case(
            id=f"named-{number}",
            category="date_and_filter",
            question=f"What does {name} write?",
            expect=Expectation(answered="either", understood=Filters(people=(name,))),
        )
        for number, name in enumerate(authors)
    )
    return tuple(case for case in (*load(suite.cases), *named) if case.half == "open")


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unbroken]:
    (suite,) = (suite for suite in SUITES if suite.name == "originals")
    world = World.of(suite, chosen(suite), tmp_path_factory.mktemp(suite.name))
    cases = [SuiteCase(world.suite, case) for case in world.cases]
    told = about("unbroken", (suite,), cases, Settings.read(), engine="extractive", seed=0, jobs=1)
    yield Unbroken(world, world.replies(), told)
    world.index.close()


def test_a_second_run_of_the_unbroken_assistant_is_neither_better_nor_worse(unbroken: Unbroken) -> None:
    found = unbroken.beside(unbroken.world.replies())
    assert [found.clearly(verdict) for verdict in ("worse", "better", "different")] == [(), (), ()]
    assert found.changed == ()


def test_swapped_authors_show_as_wrong_authors(unbroken: Unbroken, tmp_path: Path) -> None:
    with unbroken.world.rewritten(swapped_authors, tmp_path) as world:
        worse = unbroken.worse(world.replies(categories=OF_ONE_ARTICLE))
    assert worse & OF_THE_FILES == {"author"}


def test_shifted_dates_show_as_wrong_dates(unbroken: Unbroken, tmp_path: Path) -> None:
    with unbroken.world.rewritten(a_year_later, tmp_path) as world:
        worse = unbroken.worse(world.replies(categories=OF_ONE_ARTICLE))
    assert worse & OF_THE_FILES == {"date"}


def test_texts_of_the_wrong_article_are_not_found_in_it_and_miss_the_point(
    unbroken: Unbroken, tmp_path: Path
) -> None:
    with unbroken.world.rewritten(under_wrong_names, tmp_path) as world:
        worse = unbroken.worse(world.replies(categories=OF_ONE_ARTICLE))
    assert worse & OF_THE_FILES == {"quote_fidelity"}
    assert worse >= {"coverage", "precision", "point_recall"}


def test_one_wrong_letter_shows_in_the_fidelity_of_quotes(unbroken: Unbroken) -> None:
    garbling = {key: replace(reply, answer=garbled(reply.answer)) for key, reply in unbroken.replies.items()}
    assert unbroken.worse(garbling) & OF_THE_FILES == {"quote_fidelity"}


def test_reported_views_credited_to_the_author_show_as_false_credit(unbroken: Unbroken) -> None:
    with without(TO_THE_VOICE):
        worse = unbroken.worse(unbroken.world.replies(categories=("speaker_vs_author",)))
    assert worse >= {"false_credit", "speaker"}
    assert worse & OF_THE_FILES == set()


def test_a_voice_that_no_cap_holds_back_shows_in_the_balance(unbroken: Unbroken, tmp_path: Path) -> None:
    """Where one writer has written more than all others together: a few articles by each need no cap."""
    with unbroken.world.rewritten(with_a_columnist, tmp_path) as world:
        capped = world.replies(categories=OF_MANY_VOICES)
        with without(UNCAPPED):
            uncapped = world.replies(categories=OF_MANY_VOICES)
    worse = unbroken.compared(capped, uncapped, library(world.folder / DOCUMENTS)).clearly("worse")
    assert set(worse) >= {"balance", "coverage"}
    assert set(worse) & OF_THE_FILES == set()


def test_always_answering_shows_in_silence(unbroken: Unbroken) -> None:
    with without(ALWAYS_ANSWERING):
        worse = unbroken.worse(unbroken.world.replies(categories=("silence",)))
    assert worse >= {"silence", "silence_recall"}
    assert worse & OF_THE_FILES == set()


def test_never_answering_shows_in_silence_and_in_all_that_is_not_shown(unbroken: Unbroken) -> None:
    with without(NEVER_ANSWERING):
        worse = unbroken.worse(unbroken.world.replies(categories=(*OF_MANY_VOICES, "factual")))
    assert worse >= {"silence", "silence_precision", "coverage", "point_recall"}
    assert worse & OF_THE_FILES == set()


def test_ignored_filters_are_not_understood_and_let_in_what_was_not_asked_for(unbroken: Unbroken) -> None:
    worse = unbroken.worse(
        unbroken.world.replies(Unfiltered, ("date_and_filter", "single_author", "adversarial"))
    )
    assert worse >= {"understood", "precision"}
    assert worse & OF_THE_FILES == set()


def test_a_forgotten_conversation_leaves_follow_ups_unresolved(unbroken: Unbroken) -> None:
    worse = unbroken.worse(unbroken.world.replies(Forgetful, ("follow_up",)))
    assert worse >= {"resolved", "follow_up"}
    assert worse & OF_THE_FILES == set()
