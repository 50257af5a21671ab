"""The filters of the web chat: controls to choose them, and chips at the question's box that show them.

The browser alone draws and removes the chips (filters.js): no press of one waits for the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Hands filters.js what is chosen.
_CHOSEN = (
    "(...values) => { document.dispatchEvent(new CustomEvent('chosen', { detail: values })); return []; }"
)
# Takes over what is left of the filters once a chip is removed; its signs may not make up markup here.
_LEFT = """\
document.addEventListener('left', (it) => { props.value = it.detail; trigger('click'); });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The controls that narrow a question to people, publications and dates."""

    people: Any
    publications: Any
    since: Any
    until: Any
    left: Any
    """Its value is what is left of them once a chip is removed."""

    @property
    def all(self) -> list[Any]:
        return [self.people, self.publications, self.since, self.until]


def chips() -> None:
    """The place of the chips, put into the Gradio Blocks being built."""
    import gradio as gr

    gr.HTML('<ul aria-label="Your filters"></ul>', elem_id="chips", apply_default_css=False)


def laid_out() -> Filters:
    """The controls, folded away, put into the Gradio Blocks being built."""
    import gradio as gr

    with gr.Accordion("Only these people, publications or dates", open=False, elem_id="filters"):
        with gr.Row():
            # The choices come when a page is opened; one that outlived the server may send its own.
            people = gr.Dropdown(
                [], multiselect=True, allow_custom_value=True, label="People", elem_id="people"
            )
            publications = gr.Dropdown(
                [], multiselect=True, allow_custom_value=True, label="Publications", elem_id="publications"
            )
        with gr.Row():
            since = gr.Textbox("", label="Since", placeholder="2018, 2018-09 or 2018-09-13", elem_id="since")
            until = gr.Textbox("", label="Until", placeholder="2025", elem_id="until")
    left = gr.HTML("", elem_id="left", visible="hidden", js_on_load=_LEFT, apply_default_css=False)
    return Filters(people=people, publications=publications, since=since, until=until, left=left)


def connect(filters: Filters, filled_in: Iterable[Any]) -> None:
    """Have the browser draw the chips whenever a filter changes, and take a filter away with its chip.

    `filled_in` are the events that fill the filters in: one that is folded away does not tell of its change.
    """
    import gradio as gr

    here: dict[str, Any] = {"fn": None, "api_visibility": "private", "show_progress": "hidden"}
    gone = filters.left.click(
        inputs=filters.left, outputs=filters.all, js="(left) => JSON.parse(decodeURIComponent(left))", **here
    )
    drawn = here | {"inputs": filters.all, "js": _CHOSEN}
    gr.on([each.change for each in filters.all], **drawn)
    for event in (gone, *filled_in):
        event.then(**drawn)
