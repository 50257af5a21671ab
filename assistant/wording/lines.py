"""The sentences of an answer that every renderer shows: what was searched, understood, declined, noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.articles import Record, listed
from assistant.dates import PublicationDate
from assistant.scopes import Extent, Scope, in_words
from assistant.text import one_line, web_address
from assistant.wording.byline import (
    DIGEST_NOTE,
    OPENING_NOTE,
    PAGES,
    attribution,
    role,
    voice_attribution,
)
from assistant.wording.positions import (
    NOTHING_SHARED,
    UNMARKED,
    Shared,
    columns,
    kinds_of_notes,
    positions_line,
    side_words,
    sides_line,
)

if TYPE_CHECKING:
    from assistant.answers import Answer, Correction, Order, Quote, Reason, Viewpoint
    from assistant.events import Searched

_WORDED_BY_MODEL = "Worded by a language model; the quoted passages are the articles' own."

NOT_SEARCHED = ("empty_question", "empty_index", "unclear")
"""Reasons for which nothing was searched."""
READ = "Filters read from the question:"
_NEAREST = "The nearest passages:"
_LONGEST_QUESTION = 600
NOTHING_MORE = "Nothing more here bears on this."
_NAMED = 3
"""Files that are passed over and named in one line."""

_DECLINED: dict[Reason, str] = {
    "empty_question": "There is no question here.",
    "empty_index": "There are no articles here yet, so there is nothing to answer from.",
    "unclear": "What is that? Nothing before says what “it”, “this” or “that” is: name the matter, please.",
    "unknown_person": "Nobody of that name writes or speaks in these articles.",
    "person_silent": "Nothing here on this from the person asked about.",
    "filtered_out": "Nothing within these filters answers this; without them there is an answer.",
    "not_covered": "No article here answers this directly.",
}
_SEVERAL_SILENT = "Nothing here on this from the people asked about."


def extent_line(extent: Extent) -> str:
    """What was searched, in one sentence."""
    if not extent.articles:
        return "No article lies within these filters."
    return f"Searched {extent_words(extent)}"


def time_span(first: PublicationDate | None, last: PublicationDate | None) -> str:
    """From when to when, empty where no date is known.

    >>> time_span(PublicationDate("2018"), PublicationDate("2019-05"))
    '2018 to May 2019'
    """
    return " to ".join(dict.fromkeys(date.text for date in (first, last) if date))


def extent_words(extent: Extent) -> str:
    """How much there is."""
    voices = f" by {counted(extent.voices, 'voice')}" if extent.voices else ""
    dates = time_span(extent.first, extent.last)
    return f"{counted(extent.articles, 'article')}{voices}{dates and f', {dates}'}."


def searched_lines(answer: Answer, *, undo: str = "", literal: bool = False) -> tuple[str, ...]:
    """What was searched, for which question, by which filters.

    `undo` says how a reader asks without those read from the question; `literal`, that none were read.
    """
    if answer.reason in NOT_SEARCHED:
        return ()
    read = read_line(answer.understood, undo)
    asked = "Asked literally: nothing in the question was read as a filter." if literal else ""
    return tuple(filter(None, (*question_lines(answer), read, asked)))


def question_lines(answer: Answer) -> tuple[str, ...]:
    """What was searched, by which filters of the reader's, and what a follow-up was understood to ask.

    A listing tells by itself how much there is.
    """
    own, standalone = in_words(answer.scope), answer.standalone_question.strip()
    corrected = answer.question.strip()
    for made in answer.corrections:  # they are told by themselves
        corrected = corrected.replace(made.typed, made.meant)
    rewritten = not corrected.startswith(standalone)
    lines = (
        not answer.listing and extent_line(answer.searched),
        own and f"Your filters: {own}.",
        rewritten and f"Understood as: {shortened(standalone)}",
    )
    return tuple(line for line in lines if line)


def read_line(understood: Scope, undo: str = "") -> str:
    """The filters found in the question, empty where there are none."""
    filters = in_words(understood)
    aside = f" ({undo})" if undo else ""
    return f"{READ} {filters}{aside}." if filters else ""


def corrected_line(corrections: Sequence[Correction], undo: str = "") -> str:
    """Which words of the question were taken for others; empty for none. `undo` says how to ask as typed.

    >>> from assistant.answers import Correction
    >>> corrected_line([Correction(typed="Kosvo", meant="Kosovo")], "--exact asks as typed")
    'Corrected: Kosvo → Kosovo (--exact asks as typed).'
    """
    each = ", ".join(f"{made.typed} → {made.meant}" for made in corrections)
    return f"Corrected: {each}{undo and f' ({undo})'}." if corrections else ""


def decline_lines(answer: Answer) -> tuple[str, ...]:
    """Why there is no answer, who is silent and what else is known of that, leading over to the nearest.

    Empty where there is an answer or a listing: absences and notes are then its `asides`.
    """
    if answer.answered or answer.reason is None or answer.listing or answer.parts:
        return ()
    several = answer.reason == "person_silent" and len(answer.absences) > 1
    declined = _SEVERAL_SILENT if several else _DECLINED[answer.reason]
    nearest = (_NEAREST,) if answer.nearest else ()
    details = (*(absence.text for absence in answer.absences), *answer.notes)
    return (declined, *details, *nearest) if details else (" ".join((declined, *nearest)),)


def asides(answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a reader of the views must know beside: who is silent, and the notes.

    Of a declined question they are among its `decline_lines`; of one of several parts who is silent is told
    with the part.
    """
    if decline_lines(answer):
        return (), ()
    if answer.parts:
        return (), answer.notes
    return tuple(absence.text for absence in answer.absences), answer.notes


def counted_line(answer: Answer) -> str:
    """How many articles bear on the question and how many are shown, and where the views stand.

    Empty where none does.
    """
    if answer.parts:  # each is counted by itself
        return ""
    before, shown = len(answer.shown_before), len(answer.articles)
    count = bearing_line(before + shown + answer.more, shown=shown, before=before)
    apart = bool(answer.sides or columns(answer, answer.shown))
    lines = (count, order_line(answer.order, shown, apart=apart), sides_line(answer.sides))
    return " ".join(filter(None, (*lines, positions_line(answer.viewpoints))))


def opening_line(event: Searched) -> str:
    """The counted line as far as it is known before the first view is."""
    count = bearing_line(event.bearing, shown=event.shown, before=event.before)
    order = order_line(event.order, event.shown, apart=event.sides is not None)
    return " ".join(filter(None, (count, order, sides_line(event.sides))))


def order_line(order: Order, shown: int, *, apart: bool = False) -> str:
    """That dates order the articles shown, where several are; `apart`: those of each person or side.

    >>> order_line("timeline", 3), order_line("best", 3), order_line("newest", 1)
    ('The oldest come first.', '', '')
    >>> order_line("newest", 3, apart=True)
    'The newest of each come first.'
    """
    first = {"newest": "newest", "oldest": "oldest", "timeline": "oldest"}.get(order)
    return f"The {first}{' of each' * apart} come first." if first and shown > 1 else ""


def bearing_line(bearing: int, *, shown: int = 0, before: int = 0) -> str:
    """How many articles bear on the question, how many of them are shown, and were shown before."""
    if not bearing:
        return ""
    bear = "bears" if bearing == 1 else "bear"
    earlier = f"{before:,} {'was' if before == 1 else 'were'} shown before" if before else ""
    here = f"{shown:,} {'is' if shown == 1 else 'are'} shown" + (" here" if before else "")
    parts = (earlier, here if shown and shown < bearing else "")
    told = ", ".join(filter(None, parts))
    return f"{counted(bearing, 'article')} {bear} on this{told and '; ' + told}."


def part_lines(part: Answer, undo: str = "") -> tuple[str, ...]:
    """Of a part of a question: what it was understood to ask, by which filters, and how much bears on it."""
    rewritten = not part.question.startswith(part.standalone_question)
    understood = f"Understood as: {shortened(part.standalone_question)}" if rewritten else ""
    return tuple(filter(None, (understood, read_line(part.understood, undo), counted_line(part))))


def more_line(answer: Answer, how: str) -> str:
    """How a reader sees what is not shown yet; empty where all is shown.

    >>> from assistant.answers import Answer
    >>> more_line(Answer(question="", standalone_question="", answered=True, more=3), "“more” shows it")
    '3 more articles bear on this: “more” shows it.'
    """
    more = "1 more article bears" if answer.more == 1 else f"{answer.more:,} more articles bear"
    return f"{more} on this: {how}." if answer.more else ""


def engine_line(answer: Answer) -> str:
    """That a model worded the answer, where one did."""
    worded = answer.summary or any(view.claim for view in answer.viewpoints)
    return _WORDED_BY_MODEL if worded else ""


def labels(record: Record) -> tuple[str, ...]:
    """What a reader must know of the text before taking it for the author's, or for the whole."""
    digest = (DIGEST_NOTE,) if record.form == "digest" else ()
    opening = (OPENING_NOTE,) if record.coverage == "opening" else ()
    disputed = ("authorship disputed",) if record.authorship == "disputed" else ()
    pseudonym = (f"pseudonym of {record.pseudonym_of}",) if record.pseudonym_of else ()
    return (*digest, *opening, *disputed, *pseudonym)


def page_note(record: Record) -> str:
    """What stands at the article's address, in brackets; empty where it is the original.

    >>> page_note(Record(article_id="a", title="T", url_kind="copy"))
    ' (copied page)'
    """
    return "" if record.url_kind == "original" else f" ({PAGES[record.url_kind]})"


def basis_lines(record: Record) -> tuple[str, ...]:
    """Where the record's own words do not stand in its front matter, one sentence for each place.

    >>> basis_lines(Record(article_id="a", title="T", basis={"authors": "byline in the text"}))
    ('Authors: byline in the text.',)
    """
    places: dict[str, list[str]] = {}
    for name, place in record.basis.items():
        places.setdefault(place, []).append(name.replace("_", " "))
    return tuple(f"{', '.join(names).capitalize()}: {place}." for place, names in places.items())


def also_line(viewpoint: Viewpoint) -> str:
    """Where else the same text was published, "also published in the Tide (May 2019)"; empty for nowhere."""
    record = viewpoint.record
    others = (
        f"{edition.publication} ({edition.date.text if edition.date else 'undated'})"
        for edition in viewpoint.also_in
        if edition.publication and (edition.publication, edition.date) != (record.publication, record.date)
    )
    places = listed(tuple(dict.fromkeys(others)))
    return f"also published in {places}" if places else ""


def quoted(text: str, record: Record) -> str:
    """`text` in quotation marks, where it is the author's own words."""
    return text if record.form == "digest" else f"“{text}”"


def page_words(quote: Quote) -> str:
    """The page on which a quote stands, after its words; empty where it is not known.

    >>> from assistant.answers import Quote
    >>> page_words(Quote(citation=1, text="It sails.", start=0, end=9, page="12"))
    ' (p. 12)'
    """
    return f" (p. {quote.page})" if quote.page else ""


def copied(view: Viewpoint) -> str:
    """A view to paste elsewhere: its quotes, over the line that tells whose it is, where and when.

    A model's words on the view are left out; a digest's have no quotation marks, and are told to be one.
    """
    record = view.record
    words = []
    for quote in view.quotes:
        words.append(quoted(one_line(quote.shown), record) + page_words(quote))
        words += filter(None, (translation_line(quote),))
    address = web_address(record.url)
    source = f"{one_line(attribution(view))}, “{one_line(record.title)}”"
    where = f"{source}, {address}{page_note(record)}" if address else source
    notes = " · ".join(filter(None, (*labels(record), also_line(view))))
    return "\n".join(filter(None, (*words, f"— {where}", notes)))


def context_line(quote: Quote) -> str:
    """The sentence before a quote that cannot be understood alone; never a part of the quote."""
    return f"(The sentence before [{quote.citation}]: {quote.context})" if quote.context else ""


def translation_line(quote: Quote) -> str:
    """A model's translation of a quote, marked as such; empty where there is none.

    >>> from assistant.answers import Quote, Translation
    >>> told = Translation(text="Elle part.", by="gpt-9")
    >>> translation_line(Quote(citation=1, text="It sails.", start=0, end=9, translation=told))
    'Translated by gpt-9: Elle part.'
    """
    return f"Translated by {quote.translation.by}: {quote.translation.text}" if quote.translation else ""


def source_line(record: Record) -> str:
    """An article in a list of sources: its title, its voice and whoever stands between, where and when."""
    return f"“{record.title}”, {voice_attribution(record)}"


def shortened(question: str) -> str:
    """A question as it is shown: a very long one is cut, and its length told."""
    text = question.strip()
    if len(text) <= _LONGEST_QUESTION:
        return text
    return f"{text[:_LONGEST_QUESTION].rstrip()} … ({len(text):,} characters)"


def passed_over_line(paths: Sequence[str]) -> str:
    """Which files are not read, by the names of the first ones; empty where all are.

    >>> passed_over_line(["docs/a.key", "docs/b.pages"])
    '2 files were passed over: a.key, b.pages; `assistant check` says why.'
    """
    if not paths:
        return ""
    names = [shortened(one_line(path.rpartition("/")[2])) for path in paths[:_NAMED]]
    more = " …" if len(paths) > _NAMED else ""
    were = "was" if len(paths) == 1 else "were"
    files = counted(len(paths), "file")
    return f"{files} {were} passed over: {', '.join(names)}{more}; `assistant check` says why."


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def marks(view: Viewpoint, told: Shared = NOTHING_SHARED) -> tuple[str, ...]:
    """The speaker's role, the view's `notes`, and its stance: for lists that are not grouped."""
    known = view.position is None or view.position.on == told.on
    stance = f"stance: {view.stance}" if view.stance and known else ""
    return tuple(filter(None, (role(view), *notes(view, told), stance)))


def notes(view: Viewpoint, told: Shared = NOTHING_SHARED) -> tuple[str, ...]:
    """The labels of its article, where else the same text was published, which side it takes on what, who
    read that there, and that a model's words on it were not checked: of these what is not `told` above it.
    """
    own = {
        kind: note
        for kind, note in kinds_of_notes(view).items()
        if note != told.notes.get(kind, UNMARKED[kind])
    }
    others = (label for label in labels(view.record) if label not in (DIGEST_NOTE, OPENING_NOTE))
    position = view.position
    side = side_words(position) if position and position.on != told.on else ""
    every = (own.get("form"), own.get("coverage"), *others, also_line(view), side, own.get("side"))
    return tuple(filter(None, (*every, own.get("words"))))
