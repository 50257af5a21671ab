"""Cases that two runs answered differently, each with both answers in a few lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.answers import Answer, Viewpoint
from assistant.scopes import in_words
from assistant.wording.byline import attribution
from eval.record import Outcome
from eval.scoring import MEASURES
from eval.scoring.cost import COSTS, TIMES
from eval.scoring.score import Measure, Verdict

WIDTH = 100
_OPENING = 48
"""Characters shown of a quote."""
_WORDS: Mapping[str, tuple[Verdict | None, ...]] = {
    "worse": ("worse",),
    "better": ("better",),
    "otherwise": ("different", None),
}


@dataclass(frozen=True, slots=True)
class Move:
    """A measure whose value in one case is not the same in two runs."""

    measure: Measure
    first: float | None
    second: float | None

    @property
    def verdict(self) -> Verdict | None:
        """None where it has no value in one of the runs."""
        if self.first is None or self.second is None:
            return None
        return self.measure.verdict(self.second - self.first)


@dataclass(frozen=True, slots=True)
class Changed:
    """A case in two runs that show or are worth something else."""

    first: Outcome
    second: Outcome
    moves: tuple[Move, ...]
    """None where only the wording changed."""

    def names(self, verdict: Verdict) -> tuple[str, ...]:
        """Measures that became so; what an answer costs is left out."""
        told = ((move.measure.name, move.verdict) for move in self.moves)
        return tuple(name for name, found in told if found == verdict and name not in COSTS)


def changes(
    pairs: Iterable[tuple[Outcome, Outcome]], measures: Sequence[Measure] = MEASURES
) -> tuple[Changed, ...]:
    """The pairs that differ: those that became worse first, those whose wording alone changed last."""
    found = [Changed(first, second, moves(first, second, measures)) for first, second in pairs]
    differ = [each for each in found if each.moves or shown(each.first) != shown(each.second)]
    return tuple(sorted(differ, key=lambda each: (-len(each.names("worse")), not each.moves)))


def moves(first: Outcome, second: Outcome, measures: Iterable[Measure]) -> tuple[Move, ...]:
    """What changed from one answer to another; nothing where one failed, nor in the times."""
    if not first.scores or not second.scores:
        return ()
    both = ((each, first.scores.get(each.name), second.scores.get(each.name)) for each in measures)
    return tuple(
        Move(measure, before.value, now.value)
        for measure, before, now in both
        if before and now and before.value != now.value and measure.name not in TIMES
    )


def shown(outcome: Outcome) -> Answer | str | None:
    """An answer without what it took, or what went wrong."""
    if outcome.reply is None:
        return outcome.error
    return _untimed(outcome.reply.answer)


def _untimed(answer: Answer) -> Answer:
    return replace(answer, timings_ms={}, usage=None, parts=tuple(map(_untimed, answer.parts)))


def changed_lines(changed: Changed) -> Iterator[str]:
    """A case, the measures that changed, and both answers: what is in both is named once, and shortly."""
    case = changed.second.case
    yield from textwrap.wrap(f"{case.id}: {' / '.join((*case.conversation, case.question))}", WIDTH)
    for word, verdicts in _WORDS.items():
        if moved := [_from_to(move) for move in changed.moves if move.verdict in verdicts]:
            yield from _wrapped("    ", f"{word}: {', '.join(moved)}")
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


def _from_to(move: Move) -> str:
    values = ("none" if value is None else f"{value:.3g}" for value in (move.first, move.second))
    return f"{move.measure.title} {' → '.join(values)}"


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
