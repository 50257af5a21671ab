"""Answers on a terminal, viewpoint by viewpoint as they come about; plain lines where it is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from assistant.answers import Answer, Key, Quote, Viewpoint
from assistant.events import Event, Finished, PartReady, Searched, SummaryReady, ViewpointReady, added
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
)
from assistant.wording.listings import rows

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
    """What was printed of one answer, so that nothing is printed twice."""

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
        self._shown: dict[Key, Viewpoint] = {}
        self._linked: set[str] = set()
        self._summary: str | None = None

    def show(self, event: Event) -> Event:
        if isinstance(event, Searched):
            self._begin(event.answer(self._question, self._scope), opening_line(event))
        elif isinstance(event, ViewpointReady):
            if not event.viewpoint.part:  # that of a part stands under its words
                self._viewpoint(event.viewpoint)
        elif isinstance(event, PartReady):
            self._part(event.part)
        elif isinstance(event, SummaryReady):
            self._conclude(event.summary)
        else:
            self._finish(event.answer)
        return event

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
        self._begin(answer, counted_line(answer))
        if not answer.parts:
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
        """Why there is no answer, a listing, the views and the overview, but for what was printed before."""
        for line in self._undoable(decline_lines(answer), answer):
            self._block([line])
        if answer.listing:
            self._listing(answer.listing)
        for viewpoint in answer.shown:
            self._viewpoint(viewpoint)
        if answer.summary:
            self._conclude(answer.summary)

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

    def _conclude(self, summary: str) -> None:
        if summary != self._summary:
            self._summary = summary
            self._block([summary])

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
        """The viewpoint, or what is new in it where it was printed before."""
        new = added(viewpoint, self._shown.get(viewpoint.key))
        self._shown[viewpoint.key] = viewpoint
        if new is None:
            return
        self._gap()
        write(self._console, attribution_text(new))
        for text, lead, style in _details(new):
            write(self._console, text, lead=lead, style=style)
        address = web_address(new.record.url)
        if address and address not in self._linked:
            self._linked.add(address)
            self._address(address + page_note(new.record))


def _details(viewpoint: Viewpoint) -> Iterator[tuple[str, Text, str]]:
    yield viewpoint.record.title, _INDENT, "italic"
    if marks(viewpoint):
        yield " · ".join(marks(viewpoint)), _INDENT, "dim"
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
