"""Answers on a terminal as they come about, drawn anew where a model words them; elsewhere the end result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from assistant.answers import Answer, Quote, Viewpoint
from assistant.events import Event, Finished, PartReady, Searched, ViewpointReady
from assistant.listings import Listing
from assistant.scopes import Scope
from assistant.text import one_line, web_address
from assistant.wording.byline import heading
from assistant.wording.lines import (
    asides,
    context_line,
    corrected_line,
    counted_line,
    decline_lines,
    engine_line,
    marks,
    more_line,
    opening_line,
    page_note,
    page_words,
    part_lines,
    quoted,
    searched_lines,
    translation_line,
)
from assistant.wording.listings import rows
from assistant.wording.positions import (
    Shared,
    shared,
    shared_line,
)

_INDENT = Text("  ")


def show(
    events: Iterable[Event],
    console: Console,
    *,
    question: str = "",
    scope: Scope = Scope(),
    undo: str = "",
    as_typed: str = "",
    more: str = "",
    literal: bool = False,
) -> Answer:
    """Print an answer while its events arrive, and return it.

    `undo` and `literal` are those of `searched_lines`; `as_typed` says how a reader asks with no word
    corrected, `more` how he sees what is not shown yet.
    """
    transcript = _Transcript(console, question, scope, undo, as_typed, more, literal)
    *_, last = map(transcript.show, events)
    assert isinstance(last, Finished)
    return last.answer


def write(console: Console, text: str | Text, *, lead: Text | None = None, style: str = "") -> None:
    """Print one paragraph, nothing in it read as markup or sent as a control character.

    A terminal gets it wrapped, hanging under `lead`; anything else gets one line.
    """
    shown = Text(one_line(text), style) if isinstance(text, str) else text
    lead = lead or Text()
    lines = [shown]
    if console.is_terminal:
        lines = list(shown.wrap(console, max(console.width - lead.cell_len, 20)))
    for number, line in enumerate(lines):
        line.rstrip()
        margin = Text(" " * lead.cell_len) if number else lead
        console.print(margin + line, soft_wrap=True, highlight=False)


def attribution_text(viewpoint: Viewpoint) -> Text:
    """The attribution, the speaker and the date in bold."""
    return Text.assemble(*((words, "bold" if bold else "") for words, bold in heading(viewpoint)))


class _Transcript:
    """What stands on the screen of one answer.

    What a model then puts in the place of views is drawn over them, as far up as the screen goes: what has
    left it cannot be taken back, and the answer follows below. Where nothing can be drawn over, in a pipe,
    all waits for the end.
    """

    def __init__(
        self,
        console: Console,
        question: str,
        scope: Scope,
        undo: str,
        as_typed: str,
        more: str,
        literal: bool,
    ) -> None:
        self._console = console
        self._question, self._scope = question, scope
        self._undo, self._as_typed, self._more, self._literal = undo, as_typed, more, literal
        self._counted = ""
        self._parts = 0
        self._begun = self._printed = False
        self._shown: list[Viewpoint] = []
        self._told = Shared()
        self._rows = 0
        """Of the screen that may be drawn over."""
        self._linked: set[str] = set()

    def show(self, event: Event) -> Event:
        if isinstance(event, Finished):
            self._finish(event.answer)
        elif not self._console.is_terminal:
            return event
        elif isinstance(event, Searched):
            self._told = event.shared
            self._begin(event.answer(self._question, self._scope), opening_line(event))
        elif isinstance(event, PartReady):
            self._part(event.part)
        elif isinstance(event, ViewpointReady) and not event.viewpoint.part:
            known = event.viewpoint.key in (view.key for view in self._shown)
            if not known:  # what was added to it is seen when all is drawn anew
                with self._counted_rows():
                    if not self._shown:
                        self._shared()
                    self._viewpoint(event.viewpoint)
                self._shown.append(event.viewpoint)
        return event

    @contextmanager
    def _counted_rows(self) -> Iterator[None]:
        """Print what is printed meanwhile, and count the rows it takes."""
        with self._console.capture() as captured:
            yield
        text = captured.get()
        self._console.file.write(text)
        self._console.file.flush()
        width = max(self._console.width, 1)
        lengths = (Text.from_ansi(line).cell_len for line in text.splitlines())
        self._rows += sum(max(1, -(-length // width)) for length in lengths)

    def _draw_over(self) -> None:
        if 0 < self._rows < self._console.height:
            self._console.file.write(f"\x1b[{self._rows}F\x1b[J")
        self._rows = 0
        self._linked.clear()

    def _begin(self, answer: Answer, count: str) -> None:
        if not self._begun:
            self._begun = True
            self._block(searched_lines(answer, undo=self._undo, literal=self._literal), style="dim")
            self._count(count)

    def _count(self, count: str) -> None:
        if count and count != self._counted:
            self._counted = count
            self._block([count])

    def _finish(self, answer: Answer) -> None:
        # Of several parts each tells the filters read from its own words.
        self._begin(replace(answer, understood=Scope()) if answer.parts else answer, counted_line(answer))
        as_drawn = bool(self._shown) and answer.summary is None and list(answer.shown) == self._shown
        if not answer.parts and not as_drawn:
            self._draw_over()
            self._views(answer)
        for part in answer.parts[self._parts :]:
            self._part(part)
        for lines in asides(answer):
            self._block(self._undoable(lines, answer))
        self._count(counted_line(answer))
        self._block(filter(None, [engine_line(answer), more_line(answer, self._more)]), style="dim")

    def _part(self, part: Answer) -> None:
        """The answer to a part of the question, under its words."""
        self._parts += 1
        self._block([part.question], style="bold underline")
        self._block(part_lines(part, self._undo), style="dim")
        self._views(part)
        for lines in asides(part):
            self._block(lines)

    def _views(self, answer: Answer) -> None:
        """Why there is no answer, a listing, the overview and the views."""
        for line in self._undoable(decline_lines(answer), answer):
            self._block([line])
        if answer.listing:
            self._listing(answer.listing)
        if answer.summary:
            self._block([answer.summary])
        self._told = shared(answer)
        self._shared()
        for viewpoint in answer.shown:
            self._viewpoint(viewpoint)

    def _shared(self) -> None:
        """What is told once for the views below."""
        self._block(filter(None, [shared_line(self._told)]), style="dim")

    def _undoable(self, lines: Iterable[str], answer: Answer) -> tuple[str, ...]:
        """The lines, that on misspelt words with how a reader asks as typed."""
        told = corrected_line(answer.corrections)
        whole = corrected_line(answer.corrections, self._as_typed)
        return tuple(whole if line == told else line for line in lines)

    def _listing(self, listing: Listing) -> None:
        self._block([listing.text])
        for number, row in enumerate(rows(listing)):
            if not number:
                self._gap()
            write(self._console, row.text, lead=_INDENT)
            if row.address:
                self._address(row.address + row.note)

    def _address(self, address: str) -> None:
        self._console.print(_INDENT + Text(address, "dim"), soft_wrap=True, highlight=False)

    def _block(self, lines: Iterable[str], style: str = "") -> None:
        for number, line in enumerate(lines):
            if not number:
                self._gap()
            write(self._console, line, style=style)

    def _gap(self) -> None:
        if self._printed:
            self._console.print()
        self._printed = True

    def _viewpoint(self, viewpoint: Viewpoint) -> None:
        self._gap()
        write(self._console, attribution_text(viewpoint))
        for text, lead, style in _details(viewpoint, self._told):
            write(self._console, text, lead=lead, style=style)
        address = web_address(viewpoint.record.url)
        if address and address not in self._linked:
            self._linked.add(address)
            self._address(address + page_note(viewpoint.record))


def _details(viewpoint: Viewpoint, told: Shared) -> Iterator[tuple[str, Text, str]]:
    yield viewpoint.record.title, _INDENT, "italic"
    if own := marks(viewpoint, told):
        yield " · ".join(own), _INDENT, "dim"
    if viewpoint.claim:
        yield viewpoint.claim, _INDENT, ""
    for quote in viewpoint.quotes:
        yield from _quote(quote, viewpoint)


def _quote(quote: Quote, viewpoint: Viewpoint) -> Iterator[tuple[str, Text, str]]:
    """The numbered quote, after the sentence before it where it needs one."""
    number = Text.assemble("  ", (f"[{quote.citation}] ", "cyan"))
    if quote.context:
        yield context_line(quote), Text(" " * number.cell_len), "dim"
    yield quoted(quote.shown, viewpoint.record) + page_words(quote), number, ""
    if quote.translation:
        yield translation_line(quote), Text(" " * number.cell_len), "dim"
