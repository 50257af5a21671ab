"""What the attacks share: the options of the run, a library with its index, and one healthy web chat."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from eval.attack.chat import Chat, serving
from eval.attack.scratch import Library, invented


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for on the command line."""

    seed: int = 7
    quick: bool = False


class Stage:
    """Temporary folders and servers of one run; all of them are gone when it is left."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._open = ExitStack()
        self._numbers = itertools.count(1)
        self._root = Path()
        self._base: Library | None = None
        self._chats: dict[tuple[tuple[str, str], ...], Chat] = {}

    def __enter__(self) -> Self:
        self._root = Path(tempfile.mkdtemp(prefix="attack-"))
        self._open.callback(shutil.rmtree, self._root, ignore_errors=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def few(self, whole: int, quick: int) -> int:
        """How many tries: the quick part of a run makes fewer."""
        return quick if self.options.quick else whole

    def chance(self, name: str) -> random.Random:
        """The same for the same seed and name."""
        return random.Random(f"{self.options.seed} {name}")

    def folder(self) -> Path:
        """A new empty folder."""
        path = self._root / f"{next(self._numbers):03}"
        path.mkdir()
        return path

    def library(self) -> Library:
        """A new copy of a dozen indexed articles."""
        if self._base is None:
            self._base = invented(self._root / "base")
            done = self._base.run("index")
            if done.code:
                raise RuntimeError(f"the invented articles could not be indexed: {done.said}")
        return self._base.copied(self.folder())

    def chat(self, **more: str) -> Chat:
        """A web chat with these settings that answers; one that an attack has felled is replaced."""
        key = tuple(sorted(more.items()))
        chat = self._chats.get(key)
        if chat is None or not chat.healthy():
            if chat is not None:
                chat.kill()  # what stands still would go on burning a core beside the next attacks
            chat = self._chats[key] = self._open.enter_context(serving(self.library(), more=more))
        return chat
