"""What the page shows of kept conversations, and the components behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.conversations import LONGEST_TITLE, Listed
from assistant.dates import PublicationDate
from assistant.feedback import KEPT_FOR
from assistant.rendering.escaping import escaped
from assistant.wording.lines import counted

NAME = "Your conversations"
_HINT = f"Each question is kept for {KEPT_FOR.days} days, with its answer."
# Tells keeping.js whether the question in the box is to be asked at once.
_OPENED = "watch('value', () => document.dispatchEvent(new CustomEvent('opened', { detail: props.value })));"
# Takes over what was pressed, or a suggested question, and tells the server.
_PRESS = "document.addEventListener('%s', (it) => { props.value = it.detail; trigger('click'); });"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The components by which conversations are kept."""

    seat: Any
    """Who reads the page, and which conversation it shows."""
    opening: Any
    """What the page is opened with; then "ask" where its question is to be asked at once."""
    press: Any
    """What was pressed in the list of conversations or under the last question."""
    suggested: Any
    """The suggested question that was chosen."""
    listed: Any
    """The list of conversations."""


def laid_out(seat: Any, *, keeps: bool) -> Keeping:
    """The components, put into the Gradio Blocks being built; `seat` is that of a page not yet opened."""
    import gradio as gr

    def hidden(name: str, on_load: str) -> Any:
        return gr.HTML("", elem_id=name, visible="hidden", js_on_load=on_load, apply_default_css=False)

    redrawn = "watch('value', () => document.dispatchEvent(new CustomEvent('listed')));"
    return Keeping(
        seat=gr.State(seat),
        opening=hidden("opening", _OPENED),
        press=hidden("press", _PRESS % "press"),
        suggested=hidden("suggested", _PRESS % "suggested"),
        listed=gr.HTML(
            "", elem_id="conversations", visible=keeps, js_on_load=redrawn, apply_default_css=False
        ),
    )


def conversations_html(listed: Sequence[Listed], current: str) -> str:
    """A button that opens the list of conversations; nothing where there are none."""
    if not listed:
        return ""
    rows = "".join(_row(each, current=each.id == current) for each in listed)
    return (
        f'<button type="button" class="list" popovertarget="kept">{NAME}</button>'
        f'<div id="kept" popover role="dialog" aria-label="{NAME}"><header><h2>{NAME}</h2>'
        '<button type="button" popovertarget="kept" popovertargetaction="hide">Close</button></header>'
        f"<p>{_HINT}</p><ul>{rows}</ul></div>"
    )


def _row(listed: Listed, *, current: bool) -> str:
    title = escaped(listed.title)
    day = PublicationDate(listed.day).text
    here = ' aria-current="true"' if current else ""
    told = f"{day} · {counted(listed.questions, 'question')}"
    return (
        f'<li data-conversation="{listed.id}"><button type="button" class="open"{here}>{title}</button>'
        f"<span>{told}</span>"
        f'<button type="button" class="rename" aria-expanded="false" aria-label="Rename: {title}">'
        "Rename</button>"
        f'<button type="button" class="delete" aria-label="Delete: {title}">Delete</button>'
        "<form hidden><label>New title"
        f'<input name="title" maxlength="{LONGEST_TITLE}" value="{title}" required></label>'
        '<button type="submit">Save</button></form></li>'
    )


def redo_html(turn: int, *, ready: bool) -> str:
    """The buttons under the last question, which keep their place until they are ready."""
    if not ready:
        return '<p class="redo"></p>'
    return (
        '<p class="redo"><button type="button" class="edit" aria-label="Edit the question">Edit</button> '
        f'<button type="button" data-again="{turn} repeat">Ask again</button></p>'
    )


def asked_html(address: str, conversation: str) -> str:
    """What keeping.js has to know of the newest question: its address, and the conversation it is in."""
    data = f'data-address="{escaped(address)}" data-conversation="{conversation}"'
    return f'<span class="asked" hidden {data}></span>'


def editing_html() -> str:
    """A line by the box while the last question is being edited."""
    return (
        '<p class="notice" role="status">Your next question takes the place of the last one. '
        '<button type="button" class="leave">Leave it as it was</button></p>'
    )
