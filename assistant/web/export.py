"""What the page is told when a reader wants an answer, or the whole conversation, as a file."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote

from assistant.rendering.export import ExportForm, exported
from assistant.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from assistant.web.exchange import Conversation

_SENT = re.compile(rf"(\d{{1,4}}) ({'|'.join(get_args(ExportForm))})", re.ASCII)
_logger = logging.getLogger(__name__)


def export(sent: str, conversation: Conversation, words: Words = ENGLISH) -> str:
    """A file as JSON, percent-encoded: "TURN FORM", turn 0 for the conversation; or the problem with it.

    So it holds no character that Gradio, which draws it in a hidden place, could take for markup.
    """
    match = _SENT.fullmatch(sent)
    if match is None:
        _logger.warning("an export of a form that no page sends was refused")
        return ""
    turn = int(match[1])
    chosen = conversation[turn - 1 : turn] if turn else conversation
    if not chosen:
        return quote(json.dumps({"problem": words("citing.gone")}))
    form: ExportForm = match[2]  # type: ignore[assignment]
    file = exported([each.answer for each in chosen], form, words)
    return quote(json.dumps(asdict(file), ensure_ascii=False))
