"""What the page shows of kept conversations, and the components behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.conversations import LONGEST_TITLE, Listed
from assistant.dates import PublicationDate
from assistant.feedback import KEPT_FOR
from assistant.rendering.escaping import escaped
from assistant.wording.lines import counted

NAME = "Your conversations"
_HINT = f"Each question is kept for {KEPT_FOR.days} days, with its answer."


class Keeping:
    """The components by which conversations are kept, put into the Gradio Blocks being built.

    `seat` is that of a page not yet opened.
    """

    def __init__(self, seat: Any, *, keeps: bool) -> None:
        import gradio as gr

        self.seat: Any = gr.State(seat)
        # What the page is opened with; then "ask" where its question is to be asked at once, else "opened".
        self.opening = hidden("opening", tells="opened")
        # What was pressed in the list of conversations or under the last question.
        self.press = hidden("press", takes="press")
        self.suggested = hidden("suggested", takes="suggested")
        redrawn = "watch('value', () => document.dispatchEvent(new CustomEvent('listed')));"
        self.listed: Any = gr.HTML(
            "", elem_id="conversations", visible=keeps, js_on_load=redrawn, apply_default_css=False
        )


def hidden(name: str, *, takes: str = "", tells: str = "") -> Any:
    """A place that is not seen, through which our scripts and the server talk.

    The server is told the detail of the event that it `takes`; the one that it `tells` has the new value.
    """
    import gradio as gr

    taken = f"document.addEventListener('{takes}', (it) => {{ props.value = it.detail; trigger('click'); }});"
    detail = "{ detail: props.value }"
    told = f"watch('value', () => document.dispatchEvent(new CustomEvent('{tells}', {detail})));"
    script = (taken if takes else "") + (told if tells else "")
    return gr.HTML("", elem_id=name, visible="hidden", js_on_load=script, apply_default_css=False)


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
    """The buttons beside the last question, which keep their place until they are ready."""
    return (
        f'<p class="redo"{"" if ready else " inert"}>'
        '<button type="button" class="edit" aria-label="Edit the question">Edit</button> '
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
