"""What a reader says of an answer in the web chat: the controls under it, and what becomes of it."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pydantic import BaseModel, Field, ValidationError

from assistant.errors import AssistantError
from assistant.feedback import UNKEPT
from assistant.remarks import LONGEST_COMMENT, WORDING, Complaint
from assistant.rendering.escaping import escaped

if TYPE_CHECKING:
    from assistant.feedback import FeedbackStore

_SORRY = "Sorry, this could not be kept."
_logger = logging.getLogger(__name__)


class Said(BaseModel):
    """What feedback.js sends."""

    answer: str = Field(pattern="^[0-9a-f]{16}$")
    reader: str = Field(min_length=16, max_length=64)
    """Random, for as long as a page is open."""
    helpful: bool
    complaints: tuple[Complaint, ...] = Field((), max_length=len(WORDING))
    comment: str = Field("", max_length=LONGEST_COMMENT)

    @property
    def words(self) -> str:
        """What was said, such as "not right (wrong date)"."""
        complaints = ", ".join(WORDING[each] for each in WORDING if each in self.complaints)
        return "helpful" if self.helpful else "not right" + (f" ({complaints})" if complaints else "")


def hear(store: FeedbackStore, sent: str) -> str:
    """Keep what the page sent; what the page is then told. Both are JSON, percent-encoded.

    So they hold no character that Gradio, which draws them in a hidden place, could take for markup.
    """
    try:
        said = Said.model_validate_json(unquote(sent))
    except ValidationError:
        _logger.warning("feedback of a form that no page sends was refused")
        return ""
    try:
        store.add(
            said.answer,
            reader=said.reader,
            helpful=said.helpful,
            complaints=said.complaints,
            comment=said.comment,
        )
    except AssistantError as error:
        _logger.warning("feedback was not kept: %s", error)
        return quote(json.dumps({"answer": said.answer, "kept": False, "text": _SORRY}))
    return quote(json.dumps({"answer": said.answer, "kept": True, "text": f"Thank you. Kept: {said.words}."}))


def feedback_html(answer_id: str | None) -> str:
    """The controls under an answer; a line where it could not be kept, nothing where none are wanted."""
    if answer_id is None:
        return ""
    if not answer_id:
        return f'<p class="unkept">{escaped(UNKEPT)}</p>'
    reasons = "".join(
        f'<label><input type="checkbox" name="complaint" value="{name}">{escaped(words.capitalize())}</label>'
        for name, words in WORDING.items()
    )
    # Not read out with the answer, which comes into a log; what became of it is.
    return (
        f'<div class="feedback" role="group" aria-label="Your view of this answer" aria-live="off"'
        f' data-answer="{answer_id}">'
        '<button type="button" class="helpful" aria-pressed="false">Helpful</button>'
        '<button type="button" class="wrong" aria-expanded="false">Not right</button>'
        '<p class="kept" role="status"></p>'
        f"<form hidden><fieldset><legend>What is not right?</legend>{reasons}</fieldset>"
        '<label class="more">Anything else? (optional)'
        f'<textarea name="comment" rows="2" maxlength="{LONGEST_COMMENT}"></textarea></label>'
        '<button type="submit">Send</button></form></div>'
    )
