"""Whether a question was understood: in its conversation, with its filters, and with its mistakes."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.names import folded, names_match, publications_match
from assistant.scopes import Scope, in_words
from eval.cases import Case, Filters
from eval.scoring.library import Library
from eval.scoring.names import fits
from eval.scoring.score import NOTHING, Measure, Reply, Score, share, yes


def _unresolved(case: Case, answer: Answer) -> list[str]:
    """The groups of wordings of which the stand-alone question holds none."""
    question = folded(answer.standalone_question)
    groups = case.expect.standalone
    return [" or ".join(group) for group in groups if not any(folded(word) in question for word in group)]


def _resolved(case: Case, reply: Reply, _: Library) -> Score:
    if not case.conversation:
        return NOTHING
    missing = _unresolved(case, reply.answer)
    question = reply.answer.standalone_question
    return yes(not missing, f"understood as {question!r}, without {', '.join(missing)}")


def _follow_up(case: Case, reply: Reply, _: Library) -> Score:
    """See the definition; nothing where a case expects nobody's view, or those of several."""
    expected = {view.speaker for view in case.expect.viewpoints}
    if not case.conversation or len(expected) != 1:
        return NOTHING
    if missing := _unresolved(case, reply.answer):
        return yes(False, f"not resolved: without {', '.join(missing)}")
    names = {name for view in case.expect.viewpoints for name in view.speakers}
    shown = [view.speaker or "" for view in reply.answer.viewpoints]
    found = any(fits(name, wanted) for name in shown for wanted in names)
    return yes(found, f"shown: {', '.join(dict.fromkeys(filter(None, shown))) or 'nobody'}")


def _understood(case: Case, reply: Reply, _: Library) -> Score:
    expected, found = case.expect.understood, reply.answer.understood
    if expected == Filters():
        return NOTHING
    read, wanted = (in_words(scope) or "no filters" for scope in (found, expected.scope))
    return yes(_equal(expected.scope, found), f"understood {read} instead of {wanted}")


def _equal(one: Scope, other: Scope) -> bool:
    return (
        _paired(one.people, other.people, names_match)
        and _paired(one.publications, other.publications, publications_match)
        and (one.since and PublicationDate(one.since).first)
        == (other.since and PublicationDate(other.since).first)
        and (one.until and PublicationDate(one.until).last)
        == (other.until and PublicationDate(other.until).last)
    )


def _paired(one: tuple[str, ...], other: tuple[str, ...], match: Callable[[str, str], bool]) -> bool:
    return len(one) == len(other) and all(any(match(a, b) or match(b, a) for b in other) for a in one)


def _mentions(case: Case, reply: Reply, _: Library) -> Score:
    answer = reply.answer
    told = folded(" ".join((*answer.notes, *(absence.text for absence in answer.absences))))
    missing = [word for word in case.expect.mentions if folded(word) not in told]
    return share((word not in missing for word in case.expect.mentions), f"not told: {', '.join(missing)}")


CONVERSATION = (
    Measure(
        "follow_up",
        "follow-ups, right person",
        "higher",
        "Of follow-ups about one person, the share that was resolved and shows that person's view.",
        _follow_up,
    ),
    Measure(
        "resolved",
        "follow-ups, resolved",
        "higher",
        "Of follow-ups, the share whose stand-alone question holds what the conversation was about, in one "
        "of the wordings that the case lists.",
        _resolved,
    ),
    Measure(
        "understood",
        "filters understood",
        "higher",
        "Of questions that name filters, the share of which exactly these were read.",
        _understood,
    ),
    Measure(
        "mentions",
        "readers told",
        "higher",
        "Share of the words that the notes of an answer must hold, such as the name that was meant.",
        _mentions,
    ),
)
