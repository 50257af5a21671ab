"""What the page shows of kept conversations, and the components behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.conversations import LONGEST_TITLE, Listed
from assistant.dates import PublicationDate
from assistant.feedback import KEPT_FOR
from assistant.rendering.escaping import escaped
from assistant.rendering.words import ENGLISH, Words


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


def conversations_html(listed: Sequence[Listed], current: str, words: Words = ENGLISH) -> str:
    """A button that opens the list of conversations; nothing where there are none."""
    if not listed:
        return ""
    rows = "".join(_row(each, words, current=each.id == current) for each in listed)
    title, close = words("keeping.title"), words("keeping.close")
    return (
        f'<button type="button" class="list" popovertarget="kept">{title}</button>'
        f'<div id="kept" popover role="dialog" aria-label="{title}"><header><h2>{title}</h2>'
        f'<button type="button" popovertarget="kept" popovertargetaction="hide">{close}</button></header>'
        f"<p>{words('keeping.hint', days=KEPT_FOR.days)}</p><ul>{rows}</ul></div>"
    )


def _row(listed: Listed, words: Words, *, current: bool) -> str:
    title = escaped(listed.title)
    day = words.date(PublicationDate(listed.day))
    here = ' aria-current="true"' if current else ""
    told = f"{day} · {words('count.question', number=listed.questions)}"
    rename, delete = words("keeping.rename_this", title=title), words("keeping.delete_this", title=title)
    return (
        f'<li data-conversation="{listed.id}"><button type="button" class="open"{here}>{title}</button>'
        f"<span>{told}</span>"
        f'<button type="button" class="rename" aria-expanded="false" aria-label="{rename}">'
        f"{words('keeping.rename')}</button>"
        f'<button type="button" class="delete" aria-label="{delete}">{words("keeping.delete")}</button>'
        f"<form hidden><label>{words('keeping.new_title')}"
        f'<input name="title" maxlength="{LONGEST_TITLE}" value="{title}" required></label>'
        f'<button type="submit">{words("keeping.save")}</button></form></li>'
    )


def redo_html(turn: int, words: Words, *, ready: bool) -> str:
    """The buttons beside the last question, which keep their place until they are ready."""
    return (
        f'<p class="redo"{"" if ready else " inert"}>'
        f'<button type="button" class="edit" aria-label="{words("answer.edit_question")}">'
        f"{words('answer.edit')}</button> "
        f'<button type="button" data-again="{turn} repeat">{words("answer.again")}</button></p>'
    )


def asked_html(address: str, conversation: str) -> str:
    """What keeping.js has to know of the newest question: its address, and the conversation it is in."""
    data = f'data-address="{escaped(address)}" data-conversation="{conversation}"'
    return f'<span class="asked" hidden {data}></span>'


def editing_html(words: Words) -> str:
    """A line by the box while the last question is being edited."""
    return (
        f'<p class="notice" role="status">{words("keeping.editing")} '
        f'<button type="button" class="leave">{words("keeping.leave")}</button></p>'
    )
