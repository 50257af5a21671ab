"""The labels of essays, judged by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AssistantError
from eval.essays import labelled, read_labels


def test_every_label_fits_one_sentence_and_the_halves_are_fixed() -> None:
    halves = [half for _, rows in labelled() for half, _, _ in rows]
    assert len(halves) == 349
    assert halves.count("frozen") == 174


def test_a_file_of_labels_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text("ford: [{starts: Millers, holder: perhaps}]", encoding="utf-8")
    with pytest.raises(AssistantError, match="'perhaps' stands where one of these is expected"):
        read_labels(tmp_path / "labels.yaml")
