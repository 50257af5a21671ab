"""Cases that two runs answered differently, each with both answers in a few lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.rendering.attribution import attribution
from assistant.rendering.filters import in_words
from assistant.types import Answer, Viewpoint
from eval.record import Outcome
from eval.scoring import MEASURES
from eval.scoring.score import Measure

WIDTH = 100
TIMES = ("seconds", "first_seconds")
"""Measures of the machine and its load as much as of the assistant."""
_OPENING = 48
"""Characters shown of a quote."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A case in two runs that show or are worth something else."""

    first: Outcome
    second: Outcome
    measures: tuple[Measure, ...]
    """Those whose score changed; none where only the wording did."""


def changes(pairs: Iterable[tuple[Outcome, Outcome]]) -> tuple[Changed, ...]:
    """The pairs that differ, in order, those whose scores changed before those that read otherwise."""
    found = [Changed(first, second, _moved(first, second)) for first, second in pairs]
    differ = [each for each in found if each.measures or _content(each.first) != _content(each.second)]
    return tuple(sorted(differ, key=lambda each: not each.measures))


def changed_lines(changed: Changed) -> Iterator[str]:
    """A case, the measures that changed, and both answers: what is in both is named once, and shortly."""
    case = changed.second.case
    yield from textwrap.wrap(f"{case.id}: {' / '.join((*case.conversation, case.question))}", WIDTH)
    moved = (_move(measure, changed) for measure in changed.measures)
    yield from _wrapped("    ", ", ".join(moved))
    first, second = _told(changed.first), _told(changed.second)
    if first == second:
        yield from _wrapped("A B ", "read the same this shortly: places, contexts or later words differ")
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _wrapped("A B ", _same(first[a:b]))
            continue
        for side, lines in (("A   ", first[a:b]), ("  B ", second[c:d])):
            for line in lines:
                yield from _wrapped(side, line)


def _moved(first: Outcome, second: Outcome) -> tuple[Measure, ...]:
    if not first.scores or not second.scores:
        return ()
    return tuple(
        measure
        for measure in MEASURES
        if measure.name not in TIMES and first.scores[measure.name].value != second.scores[measure.name].value
    )


def _move(measure: Measure, changed: Changed) -> str:
    values = (each.scores[measure.name].value for each in (changed.first, changed.second))
    return f"{measure.title} {' → '.join('none' if value is None else f'{value:.3g}' for value in values)}"


def _content(outcome: Outcome) -> Answer | str | None:
    """An answer without what it took."""
    if outcome.reply is None:
        return outcome.error
    return replace(outcome.reply.answer, timings_ms={}, usage=None)


def _told(outcome: Outcome) -> tuple[str, ...]:
    """What a reader of the answer is told, one line each."""
    return tuple(_lines(outcome.reply.answer)) if outcome.reply else (f"failed: {outcome.error}",)


def _lines(answer: Answer) -> Iterator[str]:
    yield "answered" if answer.answered else f"declined: {answer.reason}"
    if answer.standalone_question != answer.question:
        yield f"asked as: {answer.standalone_question}"
    if answer.understood:
        yield f"filters read: {in_words(answer.understood)}"
    if answer.summary:
        yield f"summary: {answer.summary}"
    yield from map(_view, answer.viewpoints)
    yield from (f"nearest: {_view(view)}" for view in answer.nearest)
    yield from (absence.text for absence in answer.absences)
    yield from (f"note: {note}" for note in answer.notes)


def _view(view: Viewpoint) -> str:
    """Who, where and when, in which article, and how the claim and each quote begin."""
    claim = f" {view.claim}" if view.claim else ""
    stance = f" ({view.stance})" if view.stance else ""
    quotes = " ".join(f"“{_shortened(quote.shown)}”" for quote in view.quotes)
    return f"{attribution(view)} [{view.record.article_id}]{stance}:{claim} {quotes}"


def _same(lines: Sequence[str]) -> str:
    """Lines that both have: whole where it is one."""
    if len(lines) == 1:
        return lines[0]
    return f"{len(lines)} lines the same: {'; '.join(map(_shortened, lines))}"


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _OPENING, placeholder=" …")


def _wrapped(prefix: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"  {prefix}", subsequent_indent=" " * (len(prefix) + 4))
