"""Claims whose truth is known, over the articles of `documents/`: how many are shown, how many stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from assistant.errors import AssistantError
from eval.claims import NAMED, Told, lines, load, measured


def right(found: Sequence[Told]) -> Fraction:
    return Fraction(sum(each.shown == each.true for each in found), len(found))


def test_every_claim_of_the_files_has_a_question_and_a_kind() -> None:
    files = load().values()
    assert all(each.question in items.questions for items in files for each in items.claims)
    assert sum(len(items.claims) for items in files if not items.seen) >= 120
    kinds = {each.kind for items in files for each in items.claims}
    assert {"true", *NAMED, "wrong person", "wrong side", "negation dropped", "hedging dropped"} <= kinds


def test_a_file_of_another_form_is_one_line(tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text("seen: yes\nclaims: 7\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"^bad\.yaml: "):
        load(tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_with_a_perfect_grader_what_is_true_is_shown_and_without_one_what_code_can_tell_is_stopped() -> None:
    some_of = {name: replace(items, claims=items.claims[::3]) for name, items in load().items()}
    found = [each for own in measured(some_of).values() for each in own]
    claims = [each for each in found if not each.kind.startswith("overview")]
    overview = [each for each in found if each.kind.startswith("overview")]
    for some in (claims, overview):
        graded = [each for each in some if each.graded]
        assert right([each for each in graded if each.true]) >= Fraction(95, 100)
        assert right([each for each in graded if not each.true]) >= Fraction(95, 100)
    bare = [each for each in found if not each.graded]
    assert right([each for each in bare if each.kind in NAMED]) >= Fraction(95, 100)
    assert right([each for each in bare if each in claims and each.true]) >= Fraction(85, 100)
    assert right([each for each in bare if each in overview and each.true]) >= Fraction(90, 100)
    assert all(each.marked for each in bare if each.shown)
    assert all(each.view for each in found)
    assert next(lines(found)).split() == ["perfect", "grader", "no", "grader"]
