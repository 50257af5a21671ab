"""A judge's replies, kept in a file, so that nothing is asked twice and grades can be read at any time."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.generation.reply import Reply
from eval.judging.request import Request, Verdict, verdict

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


JUDGED = "judged.jsonl"
"""In the folder of a run."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Who is asked, for how many seconds each time, and how often at the same time."""

    name: str
    model: BaseChatModel
    seconds: float
    jobs: int = 4


class Verdicts:
    """The replies of one judge; the file has one JSON object a line: `key`, `judge`, `reply`."""

    def __init__(self, file: Path, judge: str | None = None) -> None:
        """`judge` is the name of the model that is asked; without it, whoever judged last is read."""
        lines = tuple(_lines(file))
        self.file = file
        self.judge = judge or next((line["judge"] for line in reversed(lines)), None)
        self._replies = {line["key"]: line["reply"] for line in lines if line["judge"] == self.judge}
        self._writing = threading.Lock()

    def missing(self, requests: Iterable[Request]) -> tuple[Request, ...]:
        """Those that the judge was not asked, each once."""
        return tuple({each.key: each for each in requests if each.key not in self._replies}.values())

    def of(self, request: Request) -> Verdict | None:
        """None where the judge was not asked this."""
        reply = self._replies.get(request.key)
        return None if reply is None else verdict(request.kind, reply)

    def ask(self, requests: Iterable[Request], judge: Judge) -> Iterator[None]:
        """Ask what was never asked, with a beat after each reply.

        Raises `ChatModelError` where the judge does not answer; what it answered before is kept.
        """
        self._drop_half_a_line()
        with ThreadPoolExecutor(judge.jobs) as pool:
            asked = [pool.submit(self._ask, request, judge) for request in self.missing(requests)]
            try:
                for done in as_completed(asked):
                    yield done.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _ask(self, request: Request, judge: Judge) -> None:
        arriving = Reply(judge.model, request.messages, seconds=judge.seconds)
        reply = "".join(arriving)
        if arriving.whole is False:
            # Then its last line cannot be taken for a grade.
            reply += f"\n(cut off: {arriving.reason or 'the connection broke'})"
        line = json.dumps({"key": request.key, "judge": self.judge, "reply": reply}, ensure_ascii=False)
        with self._writing:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            self._replies[request.key] = reply

    def _drop_half_a_line(self) -> None:
        """What a kill left at the end would run into the next reply."""
        content = self.file.read_bytes() if self.file.exists() else b""
        if content and not content.endswith(b"\n"):
            self.file.write_bytes(content[: content.rfind(b"\n") + 1])


def _lines(file: Path) -> Iterator[dict[str, str]]:
    """The lines of the file; half a line at the end, which a kill leaves, is passed over."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    *whole, _ = text.split("\n")
    for number, line in enumerate(whole, start=1):
        try:
            entry = json.loads(line)
            yield {name: str(entry[name]) for name in ("key", "judge", "reply")}
        except (ValueError, KeyError, TypeError):
            raise AssistantError(
                f"{file.as_posix()!r}, line {number}, is no reply of a judge: delete the line"
            ) from None
