"""The page as it is laid out: questions and answers on the left, the articles they come from on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.feedback import KEPT_FOR

TITLE = "Ask the articles"
_HEADER = (
    f"<header><h1>{TITLE}</h1><p>Who said what, where and when: every view comes with its speaker, "
    "its date and the words that prove it.</p></header>"
)
_KEPT = (
    f'<p class="kept">Your questions and their answers are kept for {KEPT_FOR.days} days, and longer where '
    "somebody has said something of the answer. Nothing links them to you.</p>"
)
_SOURCES_HEADER = (
    '<header><h2>Sources</h2><button type="button" class="back">Back to the answer</button></header>'
    '<p class="hint">A number such as [1] opens its article here, with the quoted words marked.</p>'
)
# Tells script.js that a part of the page was drawn anew.
_REDRAWN = "watch('value', () => document.dispatchEvent(new CustomEvent('redrawn')));"
# Lets screen readers say what comes in.
_LOG = "element.setAttribute('role', 'log'); element.setAttribute('aria-label', 'Answer')"
# Takes over which filter script.js was told to drop, and tells the server.
_UNDO = "document.addEventListener('undo', (it) => { props.value = it.detail; trigger('click'); });"
# Takes over what feedback.js was told by a reader, tells the server, and hands back what became of it.
_SAY = (
    "document.addEventListener('say', (it) => { props.value = it.detail; trigger('click'); });"
    "watch('value', () => document.dispatchEvent(new CustomEvent('heard', { detail: props.value })));"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The controls that narrow a question to people, publications and dates."""

    people: Any
    publications: Any
    since: Any
    until: Any

    @property
    def all(self) -> list[Any]:
        return [self.people, self.publications, self.since, self.until]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The components that change; the growing exchange is apart from the past, which need not be resent."""

    conversation: Any
    past: Any
    current: Any
    past_sources: Any
    current_sources: Any
    examples: Any
    example_buttons: tuple[Any, ...]
    notice: Any
    reader: Any
    """Who has logged in, with the button to log out."""
    question: Any
    ask: Any
    stop: Any
    clear: Any
    undo: Any
    """Its value is the turn and the filter read from its question that a reader wants dropped."""
    said: Any
    """Its value is what a reader says of an answer, then what became of it."""
    filters: Filters

    @property
    def all(self) -> list[Any]:
        """Everything that asking, stopping and clearing may change."""
        return [
            self.conversation,
            self.past,
            self.current,
            self.past_sources,
            self.current_sources,
            self.examples,
            self.notice,
            self.question,
            self.ask,
            self.stop,
        ]


def laid_out(examples: tuple[str, ...], *, keeps: bool) -> Page:
    """The page's components, put into the Gradio Blocks being built; it `keeps` answers where it says so."""
    import gradio as gr

    with gr.Row(elem_id="page"):
        with gr.Column(scale=3, elem_id="talk", min_width=300):
            with gr.Column(elem_id="transcript"):
                reader = _drawn("reader")
                gr.HTML(_HEADER + (_KEPT if keeps else ""), elem_id="title", apply_default_css=False)
                with gr.Column(elem_id="examples") as suggestions:
                    buttons = tuple(gr.Button(example, size="sm") for example in examples)
                past, current = _drawn("past"), _drawn("current", _LOG)
            notice = _drawn("notice")
            with gr.Row(elem_id="asking"):
                question = gr.Textbox(
                    "",
                    placeholder="Ask what the writers say…",
                    label="Your question",
                    container=False,
                    max_lines=6,
                    autofocus=True,
                    elem_id="question",
                    scale=8,
                    min_width=160,
                )
                ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0, min_width=80)
                stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=80, visible=False)
            filters = _filters()
            clear = gr.Button("New conversation", size="sm", elem_id="clear")
            undo, said = _hidden("undo", _UNDO), _hidden("said", _SAY)
        with gr.Column(scale=2, elem_id="sources", min_width=300):
            gr.HTML(_SOURCES_HEADER, elem_id="sources-header", apply_default_css=False)
            past_sources, current_sources = _drawn("past-sources"), _drawn("current-sources")
    return Page(
        conversation=gr.State(()),
        past=past,
        current=current,
        past_sources=past_sources,
        current_sources=current_sources,
        examples=suggestions,
        example_buttons=buttons,
        notice=notice,
        reader=reader,
        question=question,
        ask=ask,
        stop=stop,
        clear=clear,
        undo=undo,
        said=said,
        filters=filters,
    )


def _drawn(name: str, on_load: str = "") -> Any:
    """A place for our own HTML, which Gradio neither styles nor interprets."""
    import gradio as gr

    return gr.HTML("", elem_id=name, js_on_load=_REDRAWN + on_load, apply_default_css=False)


def _hidden(name: str, on_load: str) -> Any:
    """A place that is not seen, through which our scripts and the server talk."""
    import gradio as gr

    return gr.HTML("", elem_id=name, visible="hidden", js_on_load=on_load, apply_default_css=False)


def _filters() -> Filters:
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
    return Filters(people=people, publications=publications, since=since, until=until)
