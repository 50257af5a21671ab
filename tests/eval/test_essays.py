"""The scorer of judged sentences, on hand-made outcomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.attribution import Attribution
from assistant.errors import AssistantError
from eval.essays import Figures, Judged, Label, Outcome, figures, misses, outcomes, read_labels


def outcome(
    judged: Judged, speaker: str | None, *, reported: bool, names: tuple[str | None, ...] = ()
) -> Outcome:
    holder = Attribution(start=0, end=1, speaker=speaker, reported=reported, certain=True)
    return Outcome("open", "ford", "Millers fear the flood.", Label("Millers", judged, names), holder)


GOOD = outcome("reported", "millers", reported=True, names=("the millers",))
WRONG_NAME = outcome("reported", "bakers", reported=True, names=("millers",))
MISSED = outcome("reported", "Ann Ash", reported=False, names=("millers",))
FALSE_ALARM = outcome("own", "millers", reported=True)
OWN = outcome("own", "Ann Ash", reported=False)
EITHER = outcome("either", "millers", reported=True)


def test_perfect_outcomes_score_one() -> None:
    assert figures([GOOD, OWN]) == Figures(2, 1, 0, 1.0, 1.0, 1.0, 1.0, 0)


def test_each_kind_of_error_counts_once() -> None:
    assert figures([GOOD, WRONG_NAME, MISSED, FALSE_ALARM, OWN, EITHER]) == Figures(
        5, 3, 1, 2 / 3, 2 / 3, 2 / 3, 0.5, 1
    )


def test_only_wrong_outcomes_of_the_open_half_are_listed() -> None:
    frozen = Outcome("frozen", MISSED.article_id, MISSED.sentence, MISSED.label, MISSED.holder)
    assert misses([GOOD, OWN, EITHER, frozen, MISSED]) == [
        "ford: reported ['millers'], found own 'Ann Ash': Millers fear the flood."
    ]


def test_every_label_fits_one_sentence_and_the_halves_are_fixed() -> None:
    found = outcomes()
    assert len(found) == 349
    assert sum(each.half == "frozen" for each in found) == 174


def test_a_file_of_labels_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text("ford: [{starts: Millers, holder: perhaps}]", encoding="utf-8")
    with pytest.raises(AssistantError, match="cannot be read"):
        read_labels(tmp_path / "labels.yaml")
