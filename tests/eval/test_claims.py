"""Claims whose truth is known, over the articles of `documents/`: how many are shown, how many stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.errors import AssistantError
from eval.claims import NAMED, Told, lines, load, measured

UNSEEN = Fraction(80, 100), Fraction(75, 100), Fraction(80, 100)
"""What holds of claims that nobody has looked at: far from what is aimed at, .95, .90 and .90."""


def of_overview(told: Told) -> bool:
    return told.kind.startswith("overview")


def right(found: Sequence[Told]) -> Fraction:
    return Fraction(sum(each.shown == each.true for each in found), len(found))


def test_every_claim_of_the_files_has_a_question_and_a_kind() -> None:
    files = load().values()
    assert all(each.question in items.questions for items in files for each in items.claims)
    assert sum(len(items.claims) for items in files if not items.seen) >= 60
    kinds = {each.kind for items in files for each in items.claims}
    assert {"true", *NAMED, "wrong person", "wrong side", "negation dropped", "hedging dropped"} <= kinds


def test_a_file_of_another_form_is_one_line(tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text("seen: yes\nclaims: 7\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"^bad\.yaml: "):
        load(tmp_path)


@pytest.fixture(scope="module")
def found(documents: Assistant, documents_index: Path) -> dict[bool, list[Told]]:
    """The claims by whether the checks were written with a look at them; of those that were every third."""
    files = load()
    some_of = {
        name: replace(items, claims=items.claims[:: 3 if items.seen else 1]) for name, items in files.items()
    }
    told = measured(some_of, documents_index)
    return {
        seen: [each for name, own in told.items() if files[name].seen is seen for each in own]
        for seen in (True, False)
    }


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_with_a_perfect_grader_what_is_true_is_shown_and_what_is_false_is_stopped(found) -> None:
    every = [*found[True], *found[False]]
    for overview in (True, False):
        graded = [each for each in every if each.graded and of_overview(each) is overview]
        assert right([each for each in graded if each.true]) >= Fraction(95, 100)
        assert right([each for each in graded if not each.true]) >= Fraction(95, 100)
    assert next(lines(every)).split() == ["perfect", "grader", "no", "grader"]


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    ("seen", "named", "claims", "sentences"),
    [(True, Fraction(95, 100), Fraction(85, 100), Fraction(90, 100)), (False, *UNSEEN)],
)
def test_without_a_grader_what_code_can_tell_is_stopped(found, seen, named, claims, sentences) -> None:
    bare = [each for each in found[seen] if not each.graded]
    true = [each for each in bare if each.true]
    assert right([each for each in bare if each.kind in NAMED]) >= named
    assert right([each for each in true if not of_overview(each)]) >= claims
    assert right([each for each in true if of_overview(each)]) >= sentences
    assert all(each.marked for each in bare if each.shown)
