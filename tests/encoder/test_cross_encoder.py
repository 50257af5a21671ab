"""Two texts read together."""

from __future__ import annotations

from assistant.encoder.cross_encoder import paired


def test_two_texts_are_read_together_as_far_as_they_may_reach() -> None:
    ids, second = paired([([7, 8, 8], [9]), ([7], [])], (2, 1))
    assert ids.tolist() == [[101, 7, 8, 102, 9, 102], [101, 7, 102, 102, 0, 0]]
    assert second.tolist() == [[0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 0, 0]]
