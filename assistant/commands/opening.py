"""Folders named on the command line, opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.output import progress

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.settings import Settings


@contextmanager
def opened(documents: Path | None, index: Path | None, *, once: bool = False) -> Iterator[Assistant]:
    """The assistant over these folders or those of the settings, its index built where there is none.

    `once` where the process ends after an answer.
    """
    from assistant.answering.assistant import Assistant

    with progress() as advance:
        assistant = Assistant.open(documents=documents, index=index, progress=advance, once=once)
    try:
        yield assistant
    finally:
        assistant.close()


def settings(documents: Path | None, index: Path | None = None) -> Settings:
    """The settings, with the folders given in place of theirs."""
    from assistant.settings import Settings

    return Settings.read(documents=documents, index=index)
