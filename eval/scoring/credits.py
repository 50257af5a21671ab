"""Whether views stand under the name of the one who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answers import Answer
from eval.cases import Case
from eval.scoring.library import Library
from eval.scoring.names import fits, people, same
from eval.scoring.points import carrying, expected_points, held, pieces
from eval.scoring.score import NOTHING, Measure, Reply, Score, share


def _speaker(case: Case, reply: Reply, _: Library) -> Score:
    right: list[bool] = []
    wrong: list[str] = []
    for view, point in expected_points(case):
        names = [shown.speaker or "" for shown in carrying(reply.answer, view.article, point.any_of)]
        if names:
            wanted = (view.speaker or "", *view.also_named)
            right.append(any(fits(name, other) for name in names for other in wanted))
            if not right[-1]:
                wrong.append(f"{view.speaker or 'nobody named'} shown as {_listed(names)}")
    return share(right, "; ".join(wrong))


def _false_credit(case: Case, reply: Reply, _: Library) -> Score:
    verdicts = {credit: _true(case, credit) for credit in _credits(reply.answer)}
    checked = {credit: true for credit, true in verdicts.items() if true is not None}
    if not checked:
        return NOTHING
    false = [credit for credit, true in checked.items() if not true]
    why = "; ".join(f"credited to {credit.name}: {_opening(credit.words)!r}" for credit in false)
    return Score(len(false) / len(checked), why, weight=len(checked))


@dataclass(frozen=True, slots=True)
class _Credit:
    """Words of an article shown under a name."""

    article: str
    name: str
    words: tuple[str, ...]


def _credits(answer: Answer) -> Iterator[_Credit]:
    """Each quote under a name, viewpoint or nearest passage; where nobody is named nobody is credited."""
    for view in (*answer.viewpoints, *answer.nearest):
        if view.speaker:
            for quote in view.quotes:
                yield _Credit(view.record.article_id, view.speaker, pieces(quote))


def _true(case: Case, credit: _Credit) -> bool | None:
    """Whether the one named holds these words; None where the case says nothing of them."""
    shown = people(credit.name)
    denied = [
        people(trap.speaker)
        for trap in case.expect.never_credited
        if trap.article == credit.article and held(trap.any_of, credit.words)
    ]
    holders = _holders(case, credit)
    if not denied and not holders:
        return None
    return not any(_any(name, names) for names in denied for name in shown) and all(
        _any(name, names) for names in holders for name in shown
    )


def _holders(case: Case, credit: _Credit) -> tuple[tuple[str, ...], ...]:
    """For each expected wording in a quote: everyone who may be named for it."""
    holders: dict[str, tuple[str, ...]] = {}
    for view, point in expected_points(case):
        if view.article == credit.article:
            for span in held(point.any_of, credit.words):
                names = (name for speaker in view.speakers for name in people(speaker))
                holders[span] = (*holders.get(span, ()), *names)
    return tuple(holders.values())


def _any(name: str, names: Iterable[str]) -> bool:
    return any(same(name, other) for other in names)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name or "nobody named" for name in names))


def _opening(words: tuple[str, ...], longest: int = 60) -> str:
    text = " … ".join(words)
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


CREDITS = (
    Measure(
        "false_credit",
        "false credit",
        "lower",
        "Of the quotes shown under a name that hold words whose holder a case knows, the share that stand "
        "under the name of someone who does not hold them: one whom the case says never to credit with these "
        "words, or one who is none of those acceptable for an expected point. Counted over views, not cases; "
        "the nearest passages of a decline count too.",
        _false_credit,
    ),
    Measure(
        "speaker",
        "speaker accuracy",
        "higher",
        "Of the expected points shown, the share that stand under the name of the one who makes them; joint "
        "authors stand together. It is the accuracy of quote attribution (O'Keefe et al. 2012).",
        _speaker,
    ),
)
