"""Questions and their answers as HTML for the web chat."""

from __future__ import annotations

import re

from assistant.rendering.attribution import DIGEST_NOTE, OPENING_NOTE, where_and_when, who
from assistant.rendering.html_text import escaped, link
from assistant.types import Answer, Extent, Quote, Reason, Record, Scope, Viewpoint, listed

_DECLINED: dict[Reason, str] = {
    "empty_question": "Please write a question, for example one of those suggested at the start.",
    "empty_index": "There are no articles here yet, so there is nothing to answer from.",
    "unknown_person": "Nobody of that name writes or speaks in these articles.",
    "person_silent": "Nothing on this from the person asked about.",
    "filtered_out": "Nothing within these filters answers this. Without them there is an answer.",
    "not_covered": "No article here answers this directly.",
}
_CITATION = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]", re.ASCII)
# Words that bring their own quotation marks.
_QUOTED = re.compile('[“"][^“”"]+[”"]')
_LONGEST_QUESTION = 600


def exchange_html(answer: Answer, *, turn: int, status: str = "", failure: str = "") -> str:
    """A question and as much of its answer as there is; `turn` makes its citation links its own.

    Citation n of turn t links to `#src-t-n`, which `sources_html` of the same turn provides.
    """
    return "".join(
        (
            f'<article class="exchange" data-turn="{turn}">',
            f'<h2 class="question">{escaped(_shortened(answer.question))}</h2>',
            _searched(answer),
            _declined(answer),
            _summary(answer, turn),
            *(_viewpoint(view, turn) for view in (*answer.viewpoints, *answer.nearest)),
            *(f'<p class="absence">{escaped(absence.text)}</p>' for absence in answer.absences),
            *(f'<p class="note">{escaped(note)}</p>' for note in answer.notes),
            status and f'<p class="status">{escaped(status)}</p>',
            failure and notice_html(failure),
            "</article>",
        )
    )


def notice_html(text: str) -> str:
    """A sentence that a screen reader says at once."""
    return f'<p class="notice" role="alert">{escaped(text)}</p>'


def labels(record: Record) -> tuple[str, ...]:
    """What a reader must know of the text before taking it for the author's, or for the whole."""
    digest = (DIGEST_NOTE,) if record.form == "digest" else ()
    opening = (OPENING_NOTE,) if record.coverage == "opening" else ()
    return digest + opening


def labels_html(record: Record) -> str:
    """The labels as one line, empty where there are none."""
    text = " · ".join(labels(record))
    return text and f'<p class="label">{escaped(text)}</p>'


def extent_text(extent: Extent) -> str:
    """What was searched, in one sentence.

    >>> extent_text(Extent(articles=2, voices=1))
    'Searched 2 articles, 1 voice.'
    """
    parts = [_counted(extent.articles, "article"), _counted(extent.voices, "voice")]
    if extent.first and extent.last:
        ends = dict.fromkeys((extent.first.text, extent.last.text))
        parts.append(" to ".join(ends))
    left_out = extent.undated_left_out
    return f"Searched {', '.join(parts)}." + (
        f" {_counted(left_out, 'undated article')} left out by the dates asked for." if left_out else ""
    )


def scope_text(scope: Scope) -> str:
    """Filters in words, empty where there are none.

    >>> scope_text(Scope(people=("Ann Ash",), since="2018"))
    'Ann Ash; since 2018'
    """
    since, until = scope.since and f"since {scope.since}", scope.until and f"until {scope.until}"
    return "; ".join(filter(None, (listed(scope.people), listed(scope.publications), since, until)))


def _searched(answer: Answer) -> str:
    if answer.searched == Extent():
        return ""
    lines = [extent_text(answer.searched)]
    if answer.scope:
        lines.append(f"Your filters: {scope_text(answer.scope)}.")
    if answer.understood:
        lines.append(f"Taken from the question: {scope_text(answer.understood)}.")
    if answer.standalone_question.strip() not in ("", answer.question.strip()):
        lines.append(f"Understood as: {_shortened(answer.standalone_question)}")
    if answer.summary or any(view.claim for view in answer.viewpoints):
        lines.append("Worded by a language model; the quoted passages are the articles' own.")
    return f'<p class="searched">{escaped(" ".join(lines))}</p>'


def _declined(answer: Answer) -> str:
    if answer.answered or answer.reason is None:
        return ""
    nearest = " The nearest passages:" if answer.nearest else ""
    return f'<p class="declined">{escaped(_DECLINED[answer.reason] + nearest)}</p>'


def _summary(answer: Answer, turn: int) -> str:
    if answer.summary is None:
        return ""
    citations = {quote.citation: view for view in answer.viewpoints for quote in view.quotes}

    def cited(numbers: str) -> str:
        found = [int(number) for number in numbers.split(",")]
        return "".join(_cite(citations[n], n, turn) if n in citations else escaped(f"[{n}]") for n in found)

    # Odd pieces are what the pattern's group matched.
    pieces = _CITATION.split(answer.summary)
    text = "".join(cited(piece) if odd % 2 else escaped(piece) for odd, piece in enumerate(pieces))
    return f'<p class="summary">{text}</p>'


def _viewpoint(view: Viewpoint, turn: int) -> str:
    page = link(view.record.url, "original page")
    return "".join(
        (
            '<section class="viewpoint">',
            f'<p class="who">{who_html(view)}{_stance(view)}</p>',
            f'<p class="where">{where_html(view.record)}{page and " · " + page}</p>',
            labels_html(view.record),
            view.claim and f'<p class="claim">{escaped(view.claim)}</p>' or "",
            *(_quote(view, quote, turn) for quote in view.quotes),
            "</section>",
        )
    )


def who_html(view: Viewpoint) -> str:
    """Who holds the view, the name itself marked as strong."""
    text = who(view)
    name = view.speaker if view.speaker and text.startswith(view.speaker) else text
    return f"<strong>{escaped(name)}</strong>{escaped(text[len(name) :])}"


def where_html(record: Record) -> str:
    """Publication, date and title; how the date is known is shown on hovering."""
    basis = f' title="{escaped(record.date_basis)}"' if record.date_basis else ""
    return f"<span{basis}>{escaped(where_and_when(record))}</span> · <cite>{escaped(record.title)}</cite>"


def _stance(view: Viewpoint) -> str:
    return f' <span class="stance">{view.stance}</span>' if view.stance else ""


def _quote(view: Viewpoint, quote: Quote, turn: int) -> str:
    form = view.record.form
    bare = form == "digest" or _QUOTED.fullmatch(quote.shown)
    words = escaped(quote.shown if bare else f"“{quote.shown}”")
    return f'<blockquote class="{form}"><p>{words} {_cite(view, quote.citation, turn)}</p></blockquote>'


def _cite(view: Viewpoint, citation: int, turn: int) -> str:
    label = escaped(f"Source {citation}: {view.record.title}")
    return f'<a class="cite" href="#src-{turn}-{citation}" aria-label="{label}">[{citation}]</a>'


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUESTION:
        return text
    return f"{text[:_LONGEST_QUESTION].rstrip()} … ({len(text):,} characters)"
