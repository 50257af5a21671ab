"""What a reader says of an answer or a view in the web chat: the controls, and what becomes of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pydantic import BaseModel, Field, ValidationError

from assistant.answers import Viewpoint
from assistant.errors import AssistantError
from assistant.remarks import (
    COMPLAINTS,
    LONGEST_COMMENT,
    OF_ANSWERS,
    Complaint,
    Feedback,
)
from assistant.rendering.escaping import escaped
from assistant.rendering.words import ENGLISH, Words
from assistant.wording.byline import who

if TYPE_CHECKING:
    from assistant.feedback import FeedbackStore

_READER = "web"
"""Each answer of the web chat is shown to one reader alone, so that nothing need tell who that is."""
_logger = logging.getLogger(__name__)


class Said(BaseModel):
    """What feedback.js sends."""

    answer: str = Field(pattern="^[0-9a-f]{16}$")
    viewpoint: int | None = Field(None, ge=1)
    """The first citation number of the view of which it is said."""
    helpful: bool
    complaints: tuple[Complaint, ...] = Field((), max_length=len(COMPLAINTS))
    comment: str = Field("", max_length=LONGEST_COMMENT)


def hear(store: FeedbackStore, sent: str, words: Words = ENGLISH) -> str:
    """Keep what the page sent; what the page is then told. Both are JSON, percent-encoded.

    So they hold no character that Gradio, which draws them in a hidden place, could take for markup.
    """
    try:
        said = Said.model_validate_json(unquote(sent))
    except ValidationError:
        _logger.warning("feedback of a form that no page sends was refused")
        return ""
    told = {"answer": said.answer, "viewpoint": said.viewpoint}
    try:
        store.add(
            said.answer,
            reader=_READER,
            helpful=said.helpful,
            complaints=said.complaints,
            comment=said.comment,
            viewpoint=said.viewpoint,
        )
    except AssistantError as error:
        _logger.warning("feedback was not kept: %s", error)
        return quote(json.dumps({**told, "kept": False, "text": words("feedback.sorry")}))
    thanks = words("feedback.thanks", said=_said(said, words))
    return quote(json.dumps({**told, "kept": True, "text": thanks}))


def remarks(store: FeedbackStore | None, answers: Sequence[str]) -> tuple[Feedback, ...]:
    """What was said of these answers; nothing where that cannot be read, and the log says why."""
    try:
        return store.said_of(answers, reader=_READER) if store else ()
    except AssistantError as error:
        _logger.warning("what became of feedback cannot be read: %s", error)
        return ()


def feedback_html(answer_id: str | None, said: Sequence[Feedback] = (), words: Words = ENGLISH) -> str:
    """The controls under an answer; a line where it could not be kept, nothing where none are wanted.

    `said` is what was said of any answers and views before.
    """
    if answer_id is None:
        return ""
    if not answer_id:
        return f'<p class="unkept">{words("feedback.unkept")}</p>'
    reasons = "".join(
        f'<label><input type="checkbox" name="complaint" value="{name}">'
        f"{words.capital(f'complaint.{name}')}</label>"
        for name in COMPLAINTS
    )
    # Not read out with the answer, which comes into a log; what became of it is.
    return (
        f'<div class="feedback" role="group" aria-label="{words("feedback.of_answer")}" aria-live="off"'
        f' data-answer="{answer_id}">'
        f'<button type="button" class="helpful" aria-pressed="false">{words("feedback.helpful")}</button>'
        f'<button type="button" class="wrong" aria-expanded="false">{words("feedback.not_right")}</button>'
        '<p class="kept" role="status"></p>'
        f"{_became(said, answer_id, None, words)}"
        f"<form hidden><fieldset><legend>{words('feedback.what')}</legend>{reasons}</fieldset>"
        f'<label class="more">{words("feedback.else")}'
        f'<textarea name="comment" rows="2" maxlength="{LONGEST_COMMENT}"></textarea></label>'
        f'<button type="submit">{words("feedback.send")}</button></form></div>'
    )


def doubt_html(
    view: Viewpoint, answer_id: str | None, said: Sequence[Feedback] = (), words: Words = ENGLISH
) -> str:
    """The controls of a view; feedback.js brings the answer's own form here when it is opened."""
    if not answer_id or not view.quotes:
        return ""
    first, whose = view.quotes[0].citation, escaped(who(view))
    label, doubt = words("feedback.of_view", who=whose), words("feedback.doubt_view", who=whose)
    return (
        f'<div class="feedback" role="group" aria-label="{label}"'
        f' data-answer="{answer_id}" data-viewpoint="{first}" data-without="{OF_ANSWERS}">'
        f'<button type="button" aria-expanded="false" aria-label="{doubt}">'
        f'{words("feedback.doubt")}</button><p role="status"></p>'
        f"{_became(said, answer_id, first, words)}</div>"
    )


def _became(said: Sequence[Feedback], answer_id: str, viewpoint: int | None, words: Words) -> str:
    mine = (each for each in said if (each.answer_id, each.viewpoint) == (answer_id, viewpoint))
    line = "".join(_outcome(each, words) for each in mine)
    return f'<p class="became">{escaped(line)}</p>' if line else ""


def _outcome(said: Feedback, words: Words) -> str:
    """What became of a remark, for the reader who made it; empty where it is not marked yet."""
    if said.outcome is None:
        return ""
    told = {"said": _said(said, words), "outcome": words(f"outcome.{said.outcome}")}
    if said.reply:
        return words("feedback.became_with_reply", **told, reply=said.reply)
    return words("feedback.became", **told)


def _said(said: Said | Feedback, words: Words) -> str:
    """What was said, in a few words."""
    if said.helpful:
        return words("feedback.said_helpful")
    named = ", ".join(words(f"complaint.{each}") for each in COMPLAINTS if each in said.complaints)
    return words("feedback.said_why", complaints=named) if named else words("feedback.said_not_right")
