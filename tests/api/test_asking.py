"""The desk that takes programs' questions."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from assistant.api.asking import Desk
from assistant.web.perimeter import Refusal
from tests.api.conftest import QUESTION


def test_streams_asked_for_at_once_count_before_they_begin_and_no_more_once_they_are_left(
    scripted: Any,
) -> None:
    desk, question = Desk(scripted, concurrent=1, waiting=1), partial(scripted.stream, QUESTION)
    streams = [desk.stream(question, None, "api") for _ in range(2)]
    with pytest.raises(Refusal, match="Too many questions are waiting"):
        desk.stream(question, None, "api")
    streams.pop()
    streams.append(desk.stream(question, None, "api"))
