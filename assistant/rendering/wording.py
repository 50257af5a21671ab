"""The sentences of an answer that every renderer shows: what was searched, understood, declined."""

from __future__ import annotations

from assistant.rendering.attribution import DIGEST_NOTE, OPENING_NOTE, attribution
from assistant.types import Answer, Extent, Reason, Record, Scope, Viewpoint, listed

_WORDED_BY_MODEL = "Worded by a language model; the quoted passages are the articles' own."

_LONGEST_QUESTION = 600

_DECLINED: dict[Reason, str] = {
    "empty_question": "There is no question here.",
    "empty_index": "There are no articles here yet, so there is nothing to answer from.",
    "unknown_person": "Nobody of that name writes or speaks in these articles.",
    "person_silent": "Nothing here on this from the person asked about.",
    "filtered_out": "Nothing within these filters answers this; without them there is an answer.",
    "not_covered": "No article here answers this directly.",
}


def extent_line(extent: Extent) -> str:
    """What was searched, in one sentence.

    >>> extent_line(Extent(articles=53, voices=48))
    'Searched 53 articles by 48 voices.'
    """
    if not extent.articles:
        return "No article lies within these filters."
    voices = f" by {counted(extent.voices, 'voice')}" if extent.voices else ""
    ends = dict.fromkeys(date.text for date in (extent.first, extent.last) if date)
    dates = f", {' to '.join(ends)}" if ends else ""
    return f"Searched {counted(extent.articles, 'article')}{voices}{dates}."


def scope_line(scope: Scope) -> str | None:
    """Filters in words, None where there are none.

    >>> scope_line(Scope(people=("Ann Ash",), since="2018"))
    'Ann Ash; since 2018'
    """
    since, until = scope.since and f"since {scope.since}", scope.until and f"until {scope.until}"
    return "; ".join(filter(None, (listed(scope.people), listed(scope.publications), since, until))) or None


def decline_line(answer: Answer) -> str:
    """Why there is no answer, ready to be followed by the nearest passages; empty where there is one."""
    if answer.answered or answer.reason is None:
        return ""
    return _DECLINED[answer.reason] + (" The nearest passages:" if answer.nearest else "")


def searched_lines(answer: Answer) -> tuple[str, ...]:
    """What was searched, by which filters, for which question."""
    if answer.reason in ("empty_question", "empty_index"):
        return ()
    asked, understood = scope_line(answer.scope), scope_line(answer.understood)
    standalone = answer.standalone_question.strip()
    rewritten = not answer.question.strip().startswith(standalone)
    lines = (
        extent_line(answer.searched),
        asked and f"Your filters: {asked}.",
        understood and f"Taken from the question: {understood}.",
        rewritten and f"Understood as: {shortened(standalone)}",
    )
    return tuple(line for line in lines if line)


def engine_line(answer: Answer) -> str:
    """That a model worded the answer, where one did."""
    worded = answer.summary or any(view.claim for view in answer.viewpoints)
    return _WORDED_BY_MODEL if worded else ""


def labels(record: Record) -> tuple[str, ...]:
    """What a reader must know of the text before taking it for the author's, or for the whole."""
    digest = (DIGEST_NOTE,) if record.form == "digest" else ()
    opening = (OPENING_NOTE,) if record.coverage == "opening" else ()
    return digest + opening


def marks(viewpoint: Viewpoint) -> tuple[str, ...]:
    """The labels of its article and where the view stands on the question."""
    stance = (f"stance: {viewpoint.stance}",) if viewpoint.stance else ()
    return labels(viewpoint.record) + stance


def quoted(text: str, record: Record) -> str:
    """`text` in quotation marks, where it is the author's own words."""
    return text if record.form == "digest" else f"“{text}”"


def source_line(record: Record) -> str:
    """An article in a list of sources: its title, its voice and whoever stands between, where and when."""
    voice = Viewpoint(record=record, speaker=record.voice, reported=False, quotes=())
    return f"“{record.title}”, {attribution(voice)}"


def shortened(question: str) -> str:
    """A question as it is shown: a very long one is cut, and its length told."""
    text = question.strip()
    if len(text) <= _LONGEST_QUESTION:
        return text
    return f"{text[:_LONGEST_QUESTION].rstrip()} … ({len(text):,} characters)"


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
