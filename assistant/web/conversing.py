"""Opening the page, and conversations that are taken up again, renamed, deleted or changed at their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from assistant.articles import Kind, Record
from assistant.names import folded, is_transliterated
from assistant.rendering.words import ENGLISH, Words
from assistant.scopes import Scope
from assistant.web.address import question_of
from assistant.web.filters import Filters
from assistant.web.keeping import Opening, Press, Seat, read, request_scope
from assistant.web.keeping_html import editing_html
from assistant.web.page import Page, reader_html

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.web.chat import Chat
    from assistant.web.exchange import Conversation

Update = dict[Any, Any]
"""New values or properties by component."""


class Conversing:
    """What a page does beside asking; all state is in what each call is given."""

    def __init__(self, chat: Chat, page: Page, assistant: Assistant) -> None:
        self._chat = chat
        self._page = page
        self._assistant = assistant

    def opened(self, sent: str) -> Update:
        """The page as it is opened: the reader's name, the filters' choices, a conversation or a question."""
        wanted = read(Opening, sent) or Opening()
        try:
            begun = self._taken_up(wanted)
        except Exception as error:
            begun = self._chat.listed(Seat(wanted.key)) | self._chat.failed(error)
        try:
            begun |= self._choices(begun)
        except Exception as error:
            begun |= self._chat.failed(error)
        return {self._page.keeping.opening: "opened"} | begun | {self._page.reader: _reader(self._page.words)}

    def pressed(self, sent: str, conversation: Conversation, seat: Seat) -> Update:
        """What a button in the list of conversations or under the last question does."""
        try:
            return self._pressed(read(Press, sent), conversation, seat)
        except Exception as error:
            return self._chat.failed(error)

    def _pressed(self, press: Press | None, conversation: Conversation, seat: Seat) -> Update:
        chat, page = self._chat, self._page
        scope = conversation[-1].asked.scope if conversation else Scope()
        match press:
            case Press(act="open"):
                shown = self._shown(replace(seat, conversation=press.conversation, editing=False))
                return chat.cleared(seat) | shown
            case Press(act="rename"):
                chat.keeper.rename(seat, press.conversation, press.title)
            case Press(act="delete"):
                chat.keeper.delete(seat, press.conversation)
                if press.conversation == seat.conversation:
                    return chat.cleared(seat)
            case Press(act="edit") if conversation:
                filled = chat.filled_in(conversation[-1].asked.question, scope)
                editing = replace(seat, editing=True)
                return filled | {page.keeping.seat: editing, page.notice: editing_html(page.words)}
            case Press(act="leave"):
                left = chat.filled_in("", scope)
                return left | {page.keeping.seat: replace(seat, editing=False), page.notice: ""}
        return chat.listed(seat)

    def _taken_up(self, wanted: Opening) -> Update:
        """The conversation that the page shows, or a new one with the question that stands in its address."""
        seat = Seat(wanted.key)
        if wanted.conversation:
            shown = self._shown(replace(seat, conversation=wanted.conversation), wanted.question)
            if shown:
                return shown
        elif wanted.conversation is None and not wanted.question:
            for last in self._chat.keeper.listed(seat)[:1]:
                return self._shown(replace(seat, conversation=last.id))
        begun = self._chat.listed(seat)
        if wanted.question.strip():
            filters = self._page.filters
            begun |= {
                self._page.question: wanted.question,
                filters.people: wanted.people,
                filters.publications: wanted.publications,
                filters.since: wanted.since,
                filters.until: wanted.until,
                filters.kinds: wanted.kinds,
                filters.side: wanted.side,
                self._page.keeping.opening: "ask",
            }
        return begun

    def _shown(self, seat: Seat, asked: str = "") -> Update:
        """A kept conversation as it stood; nothing where there is none.

        A question that was asked, but is not the last in it, comes back into the box.
        """
        conversation = self._chat.keeper.opened(seat)
        if not conversation:
            return {}
        last = conversation[-1]
        filled = self._chat.filled_in(asked, last.asked.scope)
        if asked in ("", question_of(last)):
            del filled[self._page.question]  # where a reader may have begun to write
        return (
            self._chat.drawn_before(conversation[:-1], last.asked)
            | self._chat.drawn_current(conversation, seat)
            | filled
            | self._chat.listed(seat)
        )

    def _choices(self, chosen: Update) -> Update:
        """The filters' choices as the articles stand now, beside what is `chosen` of them already.

        What is not chosen here is left alone: a reader may have begun to choose.
        """
        import gradio as gr

        records, filters, words = self._assistant.records, self._page.filters, self._page.words
        named: dict[Any, list[tuple[str, Record]]] = {
            filters.people: [(person, record) for record in records for person in record.people],
            filters.publications: [(each.publication, each) for each in records if each.publication],
            filters.kinds: [(record.kind, record) for record in records],
        }
        kinds = {kind: words(f"kind.{kind}") for kind in get_args(Kind)}
        found: Update = {
            each: gr.Dropdown(
                choices=_choices(of, words, kinds if each == filters.kinds else {}),
                **({"value": chosen[each]} if each in chosen else {}),
            )
            for each, of in named.items()
        }
        for box, name, date in _dated(filters, records, words):
            value = {"value": chosen[box]} if box in chosen else {}
            found[box] = gr.Textbox(label=f"{name} ({date})" if date else name, **value)
        return found


def _reader(words: Words) -> str:
    """Whoever has logged in, as `login` has found; nobody where there is no login."""
    scope = request_scope()
    name = scope.get("assistant.reader")
    return reader_html(name, words, can_log_out=scope["assistant.can_log_out"]) if name else ""


def _dated(filters: Filters, records: Iterable[Record], words: Words) -> Iterator[tuple[Any, str, str]]:
    """Each box of a date, what it is called, and the first or the last year of the articles."""
    years = _years(records)
    first, last = (min(years), max(years)) if years else (0, 0)
    yield filters.since, words("filters.since"), words("filters.from", year=first) if years else ""
    yield filters.until, words("filters.until"), words("filters.to", year=last) if years else ""


def _choices(
    of: Iterable[tuple[str, Record]], words: Words = ENGLISH, shown: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[str, str]]:
    """Names to choose from, each with how many articles and of which years, and what it stands for.

    `shown` are words in the place of some of them.

    One in Greek or Cyrillic is found by Latin letters, too.

    >>> from assistant.dates import PublicationDate
    >>> dates = [PublicationDate(date) for date in ("2018", "2025-06")]
    >>> records = [Record(article_id=date.iso, title="", date=date) for date in dates]
    >>> _choices([("Politika", records[0]), *(("Политика", record) for record in records)])
    [('Politika, 1 article, 2018', 'Politika'), ('Политика (Politika), 2 articles, 2018–2025', 'Политика')]
    """

    def count(articles: int) -> str:
        return words("count.article", number=articles)

    articles: dict[str, list[Record]] = {}
    for name, record in of:
        articles.setdefault(name, []).append(record)
    return [
        (", ".join(filter(None, (shown.get(name) or _shown(name), count(len(own)), _span(own)))), name)
        for name, own in sorted(articles.items(), key=lambda item: (folded(item[0]), item[0]))
    ]


def _shown(name: str) -> str:
    return f"{name} ({folded(name).title()})" if is_transliterated(name) else name


def _span(records: Iterable[Record]) -> str:
    years = _years(records)
    return "–".join(str(year) for year in dict.fromkeys((min(years), max(years)))) if years else ""


def _years(records: Iterable[Record]) -> set[int]:
    dates = [record.date for record in records if record.date]
    return {day.year for date in dates for day in (date.first, date.last)}
