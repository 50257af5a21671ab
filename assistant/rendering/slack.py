"""Answers as Slack messages, posted or streamed: what does not fit into one waits behind "Show more".

Everything from articles, questions and models stands in rich text elements, which Slack shows as they are:
nothing in them can mention, link, format or become an emoji.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from typing import Any, Self

from assistant.answers import Answer, Key, Viewpoint
from assistant.citing.forms import CiteForm
from assistant.errors import AssistantError
from assistant.events import Event, Searched, SummaryReady, ViewpointReady, added
from assistant.rendering.slack_actions import CITE_FORMS, action_blocks, cite_blocks, next_blocks
from assistant.rendering.slack_blocks import (
    Space,
    cited_between,
    grouped_blocks,
    heading_blocks,
    listing_lines,
    pages,
    shown_upto,
    spoken,
    viewpoint_blocks,
)
from assistant.rendering.slack_cite import reference_blocks
from assistant.rendering.slack_text import Block, Line, escaped, line, rich_text
from assistant.rendering.timeline import timeline_lines
from assistant.scopes import Scope
from assistant.wording.lines import (
    asides,
    counted,
    counted_line,
    decline_lines,
    engine_line,
    opening_line,
    part_lines,
    searched_lines,
)
from assistant.wording.positions import (
    Group,
    Shared,
    arranged,
    shared,
    shared_line,
)

_SPOKEN = 3_000
"""Bytes of a fallback text: chat.update takes 4,000 characters, by some accounts counted in bytes."""
_HEAD, _SUMMARY, _ASIDES = 2_500, 3_000, 2_000
"""Characters of a posted message that lines around the viewpoints may take."""
_CARD = 3_000
"""Characters of what is told of a person under an answer; the whole is behind a button."""
_ENDING = 4_800
"""Characters of the longest buttons, with what stands before them."""
_CLOSING = _ENDING + 1_200
"""Characters kept free while viewpoints come: a summary of common length and the notes need no more."""
Chunk = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How much of an answer is shown: lines of each sort, and the quotes up to a citation number."""

    head: int
    summary: int
    upto: float
    asides: int

    def __str__(self) -> str:
        upto = "all" if self.upto == inf else int(self.upto)
        return f"{self.head} {self.summary} {upto} {self.asides}"

    @classmethod
    def read(cls, value: str) -> Self:
        """The opposite of `str`; AssistantError for anything else."""
        try:
            head, summary, upto, aside = (inf if word == "all" else int(word) for word in value.split())
            return cls(head=int(head), summary=int(summary), upto=upto, asides=int(aside))
        except (ValueError, OverflowError):
            raise AssistantError(f"{value!r} does not tell what is shown of the answer: ask again") from None


def head_lines(answer: Answer) -> tuple[str | Line, ...]:
    """What was searched, how many articles bear on the question, why there is no answer, and a listing."""
    told = (*searched_lines(answer), *filter(None, (counted_line(answer),)), *decline_lines(answer))
    listed = listing_lines(answer.listing) if answer.listing else ()
    return (*told, *listed, *(each for part in answer.parts for each in _part_lines(part)))


def _part_lines(part: Answer) -> tuple[str | Line, ...]:
    """The words of a part of the question, and what is told of it beside its views."""
    absences, notes = asides(part)
    told = (*part_lines(part), *decline_lines(part), *absences, *notes)
    listed = listing_lines(part.listing) if part.listing else ()
    return (line(part.question, "bold"), *told, *listed, *summary_lines(part))


def summary_lines(answer: Answer) -> tuple[str, ...]:
    """The overview that a model wrote, if any."""
    return (answer.summary,) if answer.summary else ()


def aside_lines(answer: Answer) -> tuple[str, ...]:
    """Who is silent, the notes, and that a model worded the views."""
    return tuple(filter(None, (*(text for told in asides(answer) for text in told), engine_line(answer))))


def line_blocks(lines: Iterable[str | Line]) -> tuple[Block, ...]:
    """Lines of text as blocks."""
    return rich_text(each if isinstance(each, Line) else line(each) for each in lines)


def shared_blocks(told: Shared) -> tuple[Block, ...]:
    """What is told once above views."""
    return line_blocks(filter(None, [shared_line(told)]))


def fitting(
    lines: Sequence[str | Line], space: Space, characters: int | None = None, *, leave: int = 0
) -> int:
    """How many of the lines fit, from the first, at most into so many characters; takes their space.

    `leave` is what they leave free of it.
    """

    def too_many(number: int) -> bool:
        blocks = line_blocks(lines[:number])
        return not (space.has(blocks, leave=leave) and (characters is None or Space(characters).has(blocks)))

    number = bisect_left(range(1, len(lines) + 1), True, key=too_many)
    space.take(line_blocks(lines[:number]))
    return number


def ending(
    answer: Answer,
    *,
    answer_id: str | None,
    share: bool = False,
    below: tuple[Block, ...] = (),
    shown: Shown,
) -> tuple[Block, ...]:
    """How much is shown here, where that is not all, what stands `below`, and the buttons."""
    cut = rest(answer, shown) != ()
    here = line_blocks([_here(answer, shown, answer_id is not None)]) if cut else ()
    value = str(shown) if cut or answer.more else None
    return (*here, *below, *action_blocks(answer, answer_id=answer_id, share=share, rest=value))


def rest(answer: Answer, shown: Shown, answer_id: str | None = None) -> tuple[tuple[Block, ...], ...]:
    """The blocks of the further messages."""
    views = tuple(cited_between(answer.shown, after=shown.upto))
    told = shared(answer)
    return pages(
        (
            line_blocks(head_lines(answer)[shown.head :]),
            line_blocks(summary_lines(answer)[shown.summary :]),
            shared_blocks(told) if views else (),
            *grouped_blocks(views, arranged(answer), answer_id, told),
            line_blocks(aside_lines(answer)[shown.asides :]),
        )
    )


def statement(answer: Answer) -> str:
    """The answer for those who hear it or see a notification: how many articles, who says what; escaped."""
    listing = answer.listing.text if answer.listing else ""
    declined = (*decline_lines(answer), *(text for part in answer.parts for text in _declined(part)))
    opening = (*declined, listing, counted_line(answer), *summary_lines(answer))
    lines = (*filter(None, opening), *map(spoken, answer.shown))
    return _together(lines) or "There is nothing to show."


def _declined(part: Answer) -> tuple[str, ...]:
    """A part that nothing answers, and why."""
    told = " ".join(decline_lines(part))
    return (f"{part.question} {told}",) if told else ()


def further(answer: Answer, shown: Shown) -> str:
    """The same of the viewpoints that come after those shown."""
    return _together(tuple(map(spoken, cited_between(answer.shown, after=shown.upto))))


def _here(answer: Answer, shown: Shown, button: bool) -> str:
    views = answer.shown
    whole = sum(all(quote.citation <= shown.upto for quote in view.quotes) for view in views)
    how = "“Show more” brings the rest" if button else "the rest follows"
    if whole == len(views):
        return f"Not everything fits here; {how}."
    return f"{whole} of {counted(len(views), 'view')} fit here; {how}."


def _together(lines: Sequence[str]) -> str:
    """The lines that fit into a fallback text, none of them cut; how many more there are is told."""
    told: list[str] = []
    space = _SPOKEN
    for text in map(escaped, lines):
        size = len(text.encode("utf-8")) + 1
        if size <= space:
            told.append(text)
            space -= size
    left = len(lines) - len(told)
    more = f"And {left:,} more." if told else "The answer is too long to be told here."
    return "\n".join((*told, *([more] if left else ())))


class Transcript:
    """What was streamed of one answer: nothing is shown twice, and the message keeps to its limits.

    Slack streams not only text but blocks (a chunk of type `blocks`: docs.slack.dev/changelog/2026/04/16/
    block-kit-new-blocks). So a viewpoint is streamed once, as soon as it is verified, in the form in which it
    stays. A stream keeps the mode it was started in (`streaming_mode_mismatch`) and takes no `markdown_text`
    beside `chunks` (`cannot_provide_both_markdown_text_and_chunks`): start, append and stop all pass
    `chunks`.
    """

    def __init__(self, *, question: str, scope: Scope = Scope(), answer_id: str | None = None) -> None:
        """`answer_id` is the id under which the answer is going to be kept."""
        self._question, self._scope, self._answer_id = question, scope, answer_id
        self._space = Space()
        self._lines: tuple[str, ...] = ()
        self._shown: dict[Key, Viewpoint] = {}
        self._told = Shared()
        self._full = False
        self._summed = 0
        """Lines of the overview that were streamed."""

    def chunks(self, event: Event) -> tuple[Chunk, ...]:
        """`chunks` for chat.startStream (the first that are not empty) or chat.appendStream.

        Searched brings what is searched, as a text, and the lines that follow it, as a block; SummaryReady
        the overview; ViewpointReady the viewpoint, or what is new in it; empty where an event shows nothing
        now: a viewpoint beyond what one message holds, one that takes the place of others, which cannot be
        taken back here, Finished.
        """
        if isinstance(event, Searched):
            return tuple(self._begin(event))
        if isinstance(event, SummaryReady):
            self._summed = fitting((event.summary,), self._space, leave=_ENDING)
            return tuple(_chunk(line_blocks((event.summary,)[: self._summed])))
        if isinstance(event, ViewpointReady):
            return tuple(self._viewpoint(event.viewpoint))
        return ()

    def closing(
        self,
        answer: Answer,
        *,
        answer_id: str | None = None,
        share: bool = False,
        below: tuple[Block, ...] = (),
    ) -> tuple[tuple[Block, ...], Shown]:
        """What of the answer was not streamed yet, at its end the buttons, and how much is shown then.

        The blocks are for chat.stopStream, or for a message of which nothing was streamed. What no longer
        fits waits behind "Show more".
        """
        nothing = Shown(head=0, summary=0, upto=0, asides=0)
        self._space.take(ending(answer, answer_id=answer_id, share=share, below=below, shown=nothing))
        groups = arranged(answer) if not self._shown else (("", answer.shown),)
        self._space.take(heading_blocks(groups))
        notes = self._opened(shared(answer))
        self._space.take(notes)
        head = tuple(text for text in head_lines(answer) if text not in self._lines)
        summary, aside = summary_lines(answer)[self._summed :], aside_lines(answer)
        limits = (None,) * 3 if self._lines else (None if answer.listing else _HEAD, _SUMMARY, _ASIDES)
        heads, summaries, asides = (
            fitting(lines, self._space, most)
            for lines, most in zip((head, summary, aside), limits, strict=True)
        )
        upto, views = self._remaining(answer.shown, groups, answer_id)
        before = len(head_lines(answer)) - len(head)
        shown = Shown(head=before + heads, summary=self._summed + summaries, upto=upto, asides=asides)
        blocks = (
            *line_blocks(head[:heads]),
            *line_blocks(summary[:summaries]),
            *(notes if views else ()),
            *views,
            *line_blocks(aside[:asides]),
            *ending(answer, answer_id=answer_id, share=share, below=below, shown=shown),
        )
        return blocks, shown

    def _begin(self, event: Searched) -> Iterator[Chunk]:
        """What is searched goes first as text: it has no words but ours, and notifications show it."""
        self._told = event.shared
        searched, *others = searched_lines(event.answer(self._question, self._scope))
        others += filter(None, [opening_line(event)])
        text: Chunk = {"type": "markdown_text", "text": searched}
        self._space.take([text])
        self._lines = (searched, *others[: fitting(others, self._space, _HEAD)])
        yield text
        yield from _chunk(line_blocks(self._lines[1:]))

    def _viewpoint(self, view: Viewpoint) -> Iterator[Chunk]:
        new = added(view, self._shown.get(view.key))
        opened = self._opened(self._told)
        blocks = (
            (*opened, *viewpoint_blocks(new, self._answer_id, self._told)) if new and not self._full else ()
        )
        # Once one did not fit no other is shown: what is shown ends at one citation number.
        self._full = self._full or not self._space.take(blocks, leave=_CLOSING)
        if not self._full:
            self._shown[view.key] = view
            yield from _chunk(blocks)

    def _opened(self, told: Shared) -> tuple[Block, ...]:
        """What is told above the first view; empty once one is shown."""
        if self._shown:
            return ()
        self._told = told
        return shared_blocks(told)

    def _remaining(
        self, views: Sequence[Viewpoint], groups: Sequence[Group], answer_id: str | None
    ) -> tuple[float, tuple[Block, ...]]:
        """Up to which citation all is shown now, and what of that was not streamed."""
        left = tuple(new for view in views if (new := added(view, self._shown.get(view.key))))
        after = shown_upto(left, self._space, answer_id, self._told)
        shown = tuple(cited_between(left, upto=after))
        blocks = tuple(chain.from_iterable(grouped_blocks(shown, groups, answer_id, self._told)))
        if after == inf:
            return inf, blocks
        unseen = [quote.citation for view in cited_between(left, after=after) for quote in view.quotes]
        last = max((quote.citation for view in views for quote in view.quotes), default=0)
        return min(unseen, default=last + 1) - 1, blocks


def _chunk(blocks: tuple[Block, ...]) -> Iterator[Chunk]:
    if blocks:
        yield {"type": "blocks", "blocks": list(blocks)}


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage, chat.postEphemeral or chat.update is given, beside channel and thread.

    Pass `unfurl_links=False, unfurl_media=False, parse="none"` with it, wherever the method takes them.
    """

    text: str
    """For notifications and screen readers: how many articles, who says what; escaped, about 3,000 bytes."""
    blocks: tuple[Block, ...]


def messages(
    answer: Answer, *, answer_id: str | None = None, share: bool = False, below: tuple[Block, ...] = ()
) -> tuple[Message, ...]:
    """The answer: the first message is shown at once, the others when a reader asks for more.

    Without an `answer_id` there are no buttons: whoever posts the first then posts all of them. With `share`
    an answer that one reader alone sees can be shown to all; `below`, of `below_blocks`, stands above the
    buttons.
    No message breaks one of Slack's limits (`tests/slack/limits` knows them). The cut is between viewpoints.
    """
    transcript = Transcript(question=answer.question)
    blocks, shown = transcript.closing(answer, answer_id=answer_id, share=share, below=below)
    return Message(statement(answer), blocks), *_following(answer, shown, answer_id)


def following(answer: Answer, shown: str, *, answer_id: str | None = None) -> tuple[Message, ...]:
    """What "Show more" brings of this answer; `shown` is the value of the button pressed.

    Works under posted and under streamed answers. AssistantError for a value that no such button has.
    """
    return _following(answer, Shown.read(shown), answer_id)


def _following(answer: Answer, shown: Shown, answer_id: str | None) -> tuple[Message, ...]:
    found = rest(answer, shown, answer_id)
    said = further(answer, shown)
    what = f":\n{said}" if said else "."
    return tuple(
        Message(f"More of the answer, {page} of {len(found)}{what}", blocks)
        for page, blocks in enumerate(found, 1)
    )


def timeline_messages(answer: Answer) -> tuple[Message, ...]:
    """The articles of an answer by date, one line a date; none where fewer than two dates are known."""
    lines = timeline_lines(answer)
    return tuple(Message(_together(lines), blocks) for blocks in pages([line_blocks(lines)]))


def person_messages(card: Sequence[Line]) -> tuple[Message, ...]:
    """A person's card."""
    return tuple(
        Message(_together(["".join(words.text for words in each.words) for each in card[:3]]), blocks)
        for blocks in pages([line_blocks(card)])
    )


def reference_messages(answer: Answer, form: CiteForm, answer_id: str) -> tuple[Message, ...]:
    """The references to what an answer shows, in a form, and at their end the menu of all forms."""
    said = f"References as {CITE_FORMS[form]}"
    units = (*reference_blocks(answer, form), cite_blocks(answer_id))
    return tuple(Message(said, blocks) for blocks in pages(units))


def below_blocks(
    questions: Sequence[str], answer_id: str | None, *, card: Sequence[Line] = (), person: str = ""
) -> tuple[Block, ...]:
    """What stands above an answer's buttons: of the card of a `person` what fits, and what to ask next."""
    lines = card[: fitting(card, Space(_CARD))]
    return (*line_blocks(lines), *(next_blocks(questions, answer_id, person) if answer_id else ()))
