"""The filters of the web chat: controls to choose them, and chips at the question's box that show them.

The browser alone draws and removes the chips (filters.js): no press of one waits for the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from assistant.rendering.words import Words
from assistant.scopes import Scope, Side
from assistant.web.keeping_html import hidden

# Hands filters.js what is chosen.
_CHOSEN = (
    "(...values) => { document.dispatchEvent(new CustomEvent('chosen', { detail: values })); return []; }"
)


class Filters:
    """The controls that narrow a question to people, publications, forms of text, a side and dates.

    Folded away, and put into the Gradio Blocks being built.
    """

    def __init__(self, words: Words) -> None:
        import gradio as gr

        with gr.Accordion(words("filters.title"), open=False, elem_id="filters"):
            with gr.Row():
                # The choices come when a page is opened; one that outlived the server may send its own.
                own: dict[str, Any] = {"multiselect": True, "allow_custom_value": True}
                people, publications = words("filters.people"), words("filters.publications")
                self.people: Any = gr.Dropdown([], label=people, elem_id="people", **own)
                self.publications: Any = gr.Dropdown([], label=publications, elem_id="publications", **own)
            with gr.Row():
                self.kinds: Any = gr.Dropdown([], label=words("filters.form"), elem_id="kinds", **own)
                self.side: Any = gr.Dropdown(
                    [
                        (words("side.either"), ""),
                        *((words(f"side.{side}"), side) for side in get_args(Side)),
                    ],
                    value="",
                    label=words("filters.side"),
                    elem_id="side",
                    allow_custom_value=True,
                )
            with gr.Row():
                # Examples short enough for a phone.
                since, until = words("filters.since_example"), words("filters.until_example")
                self.since: Any = gr.Textbox(
                    "", label=words("filters.since"), placeholder=since, elem_id="since"
                )
                self.until: Any = gr.Textbox(
                    "", label=words("filters.until"), placeholder=until, elem_id="until"
                )
        # Its value is what is left of them once a chip is removed.
        self.left = hidden("left", takes="left")

    @property
    def all(self) -> list[Any]:
        return [self.people, self.publications, self.since, self.until, self.kinds, self.side]

    def filled(self, scope: Scope) -> dict[Any, Any]:
        """The values of the controls that stand for a scope."""
        values = (scope.people, scope.publications, scope.since, scope.until, scope.kinds, scope.side)
        shown = (list(value) if isinstance(value, tuple) else value or "" for value in values)
        return dict(zip(self.all, shown, strict=True))


def scope_of(chosen: Sequence[Any]) -> Scope:
    """The scope that the values of the controls stand for. Raises `AssistantError`."""
    people, publications, since, until, kinds, side = chosen
    return Scope(
        people=tuple(people),
        publications=tuple(publications),
        since=since.strip() or None,
        until=until.strip() or None,
        kinds=tuple(kinds),
        side=side or None,
    )


def chips(words: Words) -> None:
    """The place of the chips, put into the Gradio Blocks being built."""
    import gradio as gr

    label = words("filters.yours")
    gr.HTML(f'<ul aria-label="{label}"></ul>', elem_id="chips", apply_default_css=False)


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
