import threading
from collections.abc import Iterator
from contextvars import ContextVar
from enum import Enum
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGenerationChunk

from assistant.answers import Usage
from assistant.errors import ChatModelError
from assistant.generation.reply import LONGEST, Reply

ASKED = (HumanMessage("Who says so?"),)
READER: ContextVar[str] = ContextVar("reader", default="nobody")


class Talker(GenericFakeChatModel):
    """Streams the chunks it is given; waits at a None until it is let go on."""

    chunks: tuple[AIMessageChunk | None, ...]
    go_on: Any = None
    ended: Any = None

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        try:
            for chunk in self.chunks:
                if chunk is None:
                    self.go_on.wait()
                else:
                    yield ChatGenerationChunk(message=chunk)
        finally:
            if self.ended:
                self.ended.set()


def said(text: str, **more: Any) -> AIMessageChunk:
    return AIMessageChunk(content=text, **more)


def reply(*chunks: AIMessageChunk | None, seconds: float = 60.0, **more: Any) -> Reply:
    return Reply(Talker(messages=iter(()), chunks=chunks, **more), ASKED, seconds=seconds)


@pytest.mark.parametrize(
    ("metadata", "whole"),
    [
        ({"finish_reason": "stop"}, True),
        ({"stop_reason": "end_turn"}, True),
        ({"done_reason": "stop"}, True),
        ({"finish_reason": "STOP"}, True),
        ({"finish_reason": "eos_token"}, True),
        ({"finish_reason": "length"}, False),
        ({"stop_reason": "max_tokens"}, False),
        ({"model_provider": "openai"}, False),
        ({}, None),
    ],
)
def test_every_provider_says_in_its_words_whether_it_came_to_an_end(
    metadata: dict[str, Any], whole: bool | None
) -> None:
    made = reply(said("Bo "), said("says."), said("", response_metadata=metadata))
    assert ("".join(made), made.whole) == ("Bo says.", whole)


def test_usage_is_what_the_model_reports_in_all_its_pieces_or_an_estimate() -> None:
    reported = reply(
        said("Bo", usage_metadata={"input_tokens": 9, "output_tokens": 1, "total_tokens": 10}),
        said("", usage_metadata={"input_tokens": 0, "output_tokens": 4, "total_tokens": 4}),
    )
    silent = reply(said("Bo says so."))
    assert ("".join(reported), "".join(silent)) == ("Bo", "Bo says so.")
    assert (reported.usage, silent.usage) == (Usage(9, 5, 1), Usage(3, 2, 1, estimated=True))


def counted(*reports: tuple[int, int]) -> Usage:
    chunks = (
        said("Bo", usage_metadata={"input_tokens": read, "output_tokens": written, "total_tokens": read})
        for read, written in reports
    )
    made = reply(*chunks)
    list(made)
    return made.usage


def test_a_server_that_reports_the_sum_so_far_with_each_piece_is_counted_once() -> None:
    assert counted((9, 1), (9, 2), (9, 5)) == Usage(9, 5, 1)


def test_nobody_earns_tokens() -> None:
    assert counted((-5, -7)) == Usage(3, 0, 1, estimated=True)


def test_a_reason_that_is_no_text_is_read_as_one() -> None:
    class Why(Enum):
        STOP = 1

    for reason, whole in ((Why.STOP, True), (5, False), (["stop"], False)):
        made = reply(said("Bo says.", response_metadata={"finish_reason": reason}))
        assert ("".join(made), made.whole) == ("Bo says.", whole)


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), Unspeakable(), MemoryError()])
def test_whatever_ends_the_model_ends_the_waiting(error: BaseException) -> None:
    class Broken(Talker):
        def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
            raise error

    with pytest.raises(ChatModelError, match=r"^The chat model's server failed$"):
        list(Reply(Broken(messages=iter(()), chunks=()), ASKED, seconds=60))


def test_content_in_blocks_is_read_as_text() -> None:
    blocks = AIMessageChunk(content=[{"type": "text", "text": "Bo "}, {"type": "text", "text": "says."}])
    assert "".join(reply(blocks)) == "Bo says."


def test_a_reply_without_end_is_cut_off() -> None:
    made = reply(*(said("x" * 1_000) for _ in range(200)))
    assert (len("".join(made)), made.whole, made.reason) == (LONGEST, False, "length")


def test_a_model_that_hangs_is_left_when_the_time_is_over() -> None:
    go_on = threading.Event()
    with pytest.raises(ChatModelError, match=r"^The chat model did not answer in time$"):
        list(reply(None, said("late"), go_on=go_on, seconds=0.05))
    go_on.set()


def test_no_time_left_asks_nothing_of_the_reader() -> None:
    with pytest.raises(ChatModelError, match="in time"):
        list(reply(said("Bo"), seconds=-1))


def test_a_reader_who_stops_listening_stops_the_model() -> None:
    go_on, ended = threading.Event(), threading.Event()
    pieces = iter(reply(said("Bo"), None, said("says"), said("more"), go_on=go_on, ended=ended))
    assert next(pieces) == "Bo"
    pieces.close()  # type: ignore[attr-defined]
    go_on.set()
    assert ended.wait(60)


def test_the_model_runs_in_the_readers_context() -> None:
    class Asker(Talker):
        def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
            yield ChatGenerationChunk(message=said(READER.get()))

    token = READER.set("Rita")
    assert next(iter(Reply(Asker(messages=iter(()), chunks=()), ASKED, seconds=60))) == "Rita"
    READER.reset(token)
