"""The assistant broken on purpose: the right measure falls, and a comparison of the two runs names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.settings import Settings
from eval.about import About, about
from eval.cases import CATEGORIES, Case, Category, load
from eval.comparison import Comparison, compared
from eval.record import Run, outcome
from eval.scoring.fidelity import FIDELITY
from eval.scoring.library import Library, library
from eval.suite import SUITES, SuiteCase
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
_MOST: Mapping[Category, int] = {
    "factual": 3,
    "single_author": 3,
    "many_authors": 5,
    "comparison": 4,
    "changed_mind": 2,
    "speaker_vs_author": 14,
    "date_and_filter": 12,
    "follow_up": 8,
    "silence": 8,
    "adversarial": 2,
}
"""Cases of a category and suite that are asked."""
OF_THE_FILES = {measure.name for measure in FIDELITY}
"""Measures that hold by construction: none may fall but for what was broken."""


OF_MANY_VOICES: tuple[Category, ...] = ("many_authors", "comparison", "follow_up", "adversarial")


@dataclass(frozen=True, slots=True)
class Unbroken:
    """The worlds, and what an unbroken assistant answers in them."""

    worlds: Mapping[str, World]
    replies: Replies
    about: About

    def asked(
        self, kind: type[Assistant] = Assistant, categories: Collection[Category] = CATEGORIES
    ) -> Replies:
        """The cases of some categories in every world."""
        return {
            k: reply for world in self.worlds.values() for k, reply in world.replies(kind, categories).items()
        }

    def worse(self, replies: Replies) -> set[str]:
        """What a comparison says became clearly worse."""
        return set(self.beside(replies).clearly("worse"))

    def beside(self, replies: Replies) -> Comparison:
        """A run compared with the unbroken one; what it did not ask anew is as it was."""
        return self.compared(self.replies, {**self.replies, **replies})

    def compared(self, first: Replies, second: Replies, truth: Library | None = None) -> Comparison:
        """Two runs over the same cases, held against what the files say."""
        cases = {(world.suite, case.id): case for world in self.worlds.values() for case in world.cases}
        runs = (
            tuple(
                outcome(suite, cases[suite, name], reply, None, truth or self.worlds[suite].truth)
                for (suite, name), reply in replies.items()
            )
            for replies in (first, second)
        )
        return compared(*(Run(name, self.about, outcomes) for name, outcomes in zip("AB", runs, strict=True)))


def chosen(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The first cases of each category in the open half."""
    seen: Counter[Category] = Counter()
    found: list[Case] = []
    for case in cases:
        if case.half == "open" and seen[case.category] < _MOST[case.category]:
            seen[case.category] += 1
            found.append(case)
    return tuple(found)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unbroken]:
    worlds = {
        suite.name: World.of(suite, chosen(load(suite.cases)), tmp_path_factory.mktemp(suite.name))
        for suite in SUITES
    }
    cases = [SuiteCase(world.suite, case) for world in worlds.values() for case in world.cases]
    told = about("unbroken", SUITES, cases, Settings.read(), engine="extractive", seed=0, jobs=1)
    empty = Unbroken(worlds, {}, told)
    yield replace(empty, replies=empty.asked())
    for world in worlds.values():
        world.index.close()


def test_a_second_run_of_the_unbroken_assistant_is_neither_better_nor_worse(unbroken: Unbroken) -> None:
    found = unbroken.beside(unbroken.asked())
    assert [found.clearly(verdict) for verdict in ("worse", "better", "different")] == [(), (), ()]
    assert found.changed == ()


def test_swapped_authors_show_as_wrong_authors(unbroken: Unbroken, tmp_path: Path) -> None:
    with unbroken.worlds["originals"].rewritten(swapped_authors, tmp_path) as world:
        worse = unbroken.worse(world.replies())
    assert worse & OF_THE_FILES == {"author"}


def test_shifted_dates_show_as_wrong_dates(unbroken: Unbroken, tmp_path: Path) -> None:
    with unbroken.worlds["originals"].rewritten(a_year_later, tmp_path) as world:
        worse = unbroken.worse(world.replies())
    assert worse & OF_THE_FILES == {"date"}


def test_texts_of_the_wrong_article_are_not_found_in_it_and_miss_the_point(
    unbroken: Unbroken, tmp_path: Path
) -> None:
    with unbroken.worlds["originals"].rewritten(under_wrong_names, tmp_path) as world:
        worse = unbroken.worse(world.replies())
    assert worse & OF_THE_FILES == {"quote_fidelity"}
    assert worse >= {"coverage", "precision", "point_recall"}


def test_one_wrong_letter_shows_in_the_fidelity_of_quotes(unbroken: Unbroken) -> None:
    garbling = {key: replace(reply, answer=garbled(reply.answer)) for key, reply in unbroken.replies.items()}
    assert unbroken.worse(garbling) & OF_THE_FILES == {"quote_fidelity"}


def test_reported_views_credited_to_the_author_show_as_false_credit(unbroken: Unbroken) -> None:
    with without(TO_THE_VOICE):
        worse = unbroken.worse(unbroken.asked(categories=("speaker_vs_author",)))
    assert worse >= {"false_credit", "speaker"}
    assert worse & OF_THE_FILES == set()


def test_a_voice_that_no_cap_holds_back_shows_in_the_balance(unbroken: Unbroken, tmp_path: Path) -> None:
    """Where one writer has written more than all others together: a few articles by each need no cap."""
    with unbroken.worlds["originals"].rewritten(with_a_columnist, tmp_path) as world:
        capped = world.replies(categories=OF_MANY_VOICES)
        with without(UNCAPPED):
            uncapped = world.replies(categories=OF_MANY_VOICES)
    worse = unbroken.compared(capped, uncapped, library(world.folder / DOCUMENTS)).clearly("worse")
    assert set(worse) >= {"balance", "coverage"}
    assert set(worse) & OF_THE_FILES == set()


def test_always_answering_shows_in_silence(unbroken: Unbroken) -> None:
    with without(ALWAYS_ANSWERING):
        worse = unbroken.worse(unbroken.asked(categories=("silence",)))
    assert worse >= {"silence", "silence_recall"}
    assert worse & OF_THE_FILES == set()


def test_never_answering_shows_in_silence_and_in_all_that_is_not_shown(unbroken: Unbroken) -> None:
    with without(NEVER_ANSWERING):
        worse = unbroken.worse(unbroken.asked(categories=(*OF_MANY_VOICES, "factual")))
    assert worse >= {"silence", "silence_precision", "coverage", "point_recall"}
    assert worse & OF_THE_FILES == set()


def test_ignored_filters_are_not_understood_and_let_in_what_was_not_asked_for(unbroken: Unbroken) -> None:
    worse = unbroken.worse(unbroken.asked(Unfiltered, ("date_and_filter", "single_author", "adversarial")))
    assert worse >= {"understood", "precision"}
    assert worse & OF_THE_FILES == set()


def test_a_forgotten_conversation_leaves_follow_ups_unresolved(unbroken: Unbroken) -> None:
    worse = unbroken.worse(unbroken.asked(Forgetful, ("follow_up",)))
    assert worse >= {"resolved", "follow_up"}
    assert worse & OF_THE_FILES == set()
