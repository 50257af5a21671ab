"""What goes wrong, told to whoever waits: as it is where a reader can use that, else as an apology."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from assistant.errors import AssistantError
from assistant.slack.notices import APOLOGY, notice
from assistant.slack.posting import TROUBLE
from assistant.slack.private import Whisper

_logger = logging.getLogger(__name__)


class Refusal(AssistantError):
    """What somebody wants is not done; the message says why."""


def told_of(error: Exception) -> str:
    """What a reader is told; to be called where the error is caught, since what is not told is logged."""
    if isinstance(error, AssistantError) and error.for_readers:
        return str(error)
    _logger.error("a Slack request failed", exc_info=error)
    return APOLOGY


@contextlib.contextmanager
def told(whisper: Whisper) -> Iterator[None]:
    """What goes wrong inside is told."""
    try:
        yield
    except Exception as error:
        try:
            whisper.tell(notice(told_of(error)))
        except TROUBLE:
            _logger.exception("Slack takes no message: somebody is left without a word")
