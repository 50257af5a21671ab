"""Where the views of an answer stand: together by person or side, counted, with what most of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from assistant.articles import listed
from assistant.data import Data
from assistant.dates import PublicationDate
from assistant.names import names_match
from assistant.wording.byline import DIGEST_NOTE, OPENING_NOTE

if TYPE_CHECKING:
    from assistant.answers import Answer, Key, Sides, Viewpoint
    from assistant.positions import Position, Stance

Group = tuple[str, tuple["Viewpoint", ...]]
"""A heading and the views under it."""
HEADINGS: dict[Stance | None, str] = {
    "for": "For",
    "against": "Against",
    "mixed": "Mixed",
    "none": "Takes no side",
    None: "Not read",
}
"""Of the views of one side, in the order in which they are shown."""
_COUNTED: dict[Stance, str] = {
    "for": "for",
    "against": "against",
    "mixed": "mixed",
    "none": "taking no side",
}
_MODEL = "model "
"""What stands before a model's name where it says who takes a side."""
_SIDES = ("for", "against", "mixed")
"""Stances between which one can change."""
_UNKNOWN = "no position that the records give was found on just this question"
UNSORTED = f"The views are not sorted by side: {_UNKNOWN}"
SIDE_UNKNOWN = "The filter on a side leaves nothing out."
"""Where it cannot be held against anything."""


def unsorted(near: Sequence[str] = ()) -> str:
    """That views are not sorted by side, and on which propositions near to the question they would be.

    >>> unsorted(["The quay should be sold"]).partition("; ")[2]
    'near it there are positions on “The quay should be sold”.'
    """
    quoted = listed(tuple(f"“{each}”" for each in near))
    return f"{UNSORTED}; near it there are positions on {quoted}." if quoted else f"{UNSORTED}."


def unrecorded(people: Sequence[str]) -> str:
    """That it is not known on which side some people are.

    >>> unrecorded(["Ann Ash"]).partition(":")[0]
    'Whether Ann Ash is for it is not recorded'
    """
    are = "is" if len(people) == 1 else "are"
    return f"Whether {listed(tuple(people))} {are} for it is not recorded: {_UNKNOWN}."


def grouped(viewpoints: Sequence[Viewpoint], sides: Sides | None = None) -> tuple[Group, ...]:
    """The views by side, that which is asked for first, each under its count of articles.

    No heading where no side is known. The order within a side stays as it is.
    """
    by_model = any(view.stance and view.position is None for view in viewpoints)
    if sides is None and not by_model:
        return (("", tuple(viewpoints)),) if viewpoints else ()
    first = sides.asked if sides else None
    order = sorted(HEADINGS, key=lambda stance: (stance is None, stance != first))
    groups = ((stance, tuple(view for view in viewpoints if view.stance == stance)) for stance in order)
    return tuple((f"{HEADINGS[stance]} ({_articles(views)})", views) for stance, views in groups if views)


def _articles(viewpoints: Sequence[Viewpoint]) -> int:
    return len({view.record.article_id for view in viewpoints})


def sides_line(sides: Sides | None) -> str:
    """How many articles take which side, and on what; empty where that is not known."""
    if sides is None:
        return ""
    numbers = {
        "for": sides.for_,
        "against": sides.against,
        "mixed": sides.mixed,
        "taking no side": sides.none,
    }
    asked = sides.asked or ""
    order = sorted(numbers, key=lambda side: side != asked)
    counts = ", ".join(f"{numbers[side]} {side}" for side in order if numbers[side] or side == asked)
    rest = f"; in {sides.not_read} no side was read" if sides.not_read else ""
    models = [each.removeprefix(_MODEL) for each in sides.basis.split(", ") if each.startswith(_MODEL)]
    part = "in part " if "record" in sides.basis.split(", ") else ""
    by = f", {part}as {listed(tuple(models))} reads it" if models else ""
    return f"On “{sides.on}”, by article{by}: {counts}{rest}."


def position_line(view: Viewpoint) -> str:
    """Which side is taken on what, and who read it there; empty where none is."""
    position = view.position
    if position is None:
        return ""
    read = read_note(position).removeprefix("side ")
    return side_words(position) + (f" ({read})" if read else "")


def side_words(position: Position) -> str:
    """Which side is taken on what: "against “The quay should be sold”"."""
    return f"{_COUNTED[position.stance]} “{position.on}”"


def read_note(position: Position) -> str:
    """Who read the side in the article, and when; empty where its record does not say."""
    by = f"by {position.read_by}" if position.read_by else ""
    when = _when(PublicationDate(position.read_on)) if position.read_on else ""
    return " ".join(filter(None, ("side read", by, when))) if by or when else ""


def positions_line(viewpoints: Sequence[Viewpoint]) -> str:
    """How many voices take each side as a model reads them, and who changed; empty where it reads none.

    A voice is counted once however many of its passages are shown, and on each side that it takes.
    Such sides are a model's reading, which code cannot prove as it proves words: the line says so.
    """
    read = [view for view in viewpoints if view.position is None]
    voices: dict[Stance, set[str | Key]] = {}
    for view in read:
        if view.stance:
            voices.setdefault(view.stance, set()).add(_holder(view) or view.key)
    if not voices:
        return ""
    counts = ", ".join(
        f"{len(voices[stance])} {word}" for stance, word in _COUNTED.items() if stance in voices
    )
    return f"Positions, as the model reads them, by voices: {'; '.join((counts, *changes(read)))}."


def changes(viewpoints: Sequence[Viewpoint]) -> tuple[str, ...]:
    """Who took one position and later another: "Ann Ash against in 2019, for in May 2023"."""
    found = []
    for holder in dict.fromkeys(filter(None, map(_holder, viewpoints))):
        own = [view for view in viewpoints if _holder(view) == holder and view.stance in _SIDES]
        turns = [next(views) for _, views in groupby(sorted(own, key=_days), key=lambda view: view.stance)]
        if len(turns) > 1 and all(_days(one)[1] < _days(next_one)[0] for one, next_one in pairwise(turns)):
            found.append(f"{holder} {', '.join(map(_step, turns))}")
    return tuple(found)


def _holder(view: Viewpoint) -> str | None:
    return view.speaker or (None if view.reported else view.record.voice)


def _step(view: Viewpoint) -> str:
    known = view.record.date
    return f"{_COUNTED[view.stance or 'none']} {_when(known) if known else 'in ' + view.record.date_text}"


def _when(known: PublicationDate) -> str:
    """
    >>> _when(PublicationDate("2018-09")), _when(PublicationDate("2018-09-13"))
    ('in September 2018', 'on 13 September 2018')
    """
    return f"{'on' if known.first == known.last else 'in'} {known.text}"


def _days(view: Viewpoint) -> tuple[date, date]:
    known = view.record.date
    return (known.first, known.last) if known else (date.min, date.max)


_OTHERS = "Others"
Column = tuple[str, tuple["Viewpoint", ...]]
"""A person, and the views by or in an article of that person."""


def columns(answer: Answer, views: Sequence[Viewpoint]) -> tuple[Column, ...]:
    """A column for each person asked about; none where fewer than two have any.

    A view stands with its speaker, else with the voice or author of its article. What is of none of
    them, or of several together, stands under "".
    """
    people = tuple(dict.fromkeys((*answer.understood.people, *answer.scope.people)))
    if len(people) < 2:
        return ()
    whose = [_whose(view, people) for view in views]
    if len(set(whose) - {""}) < 2:
        return ()
    return tuple(
        (person, own)
        for person in (*people, "")
        if (own := tuple(view for view, name in zip(views, whose, strict=True) if name == person))
    )


def arranged(answer: Answer) -> tuple[Group, ...]:
    """The views as text shows them: by person where several are asked about, otherwise by side.

    Each group stands under its heading, which is empty where there is nothing to tell apart. Those of a
    question of several parts are so within each.
    """
    if answer.parts:
        return tuple(group for part in answer.parts for group in arranged(part))
    by_person = columns(answer, answer.shown)
    if not by_person:
        return grouped(answer.shown, answer.sides)
    return tuple((person or _OTHERS, views) for person, views in by_person)


def in_order(answer: Answer, views: Sequence[Viewpoint]) -> tuple[Viewpoint, ...]:
    """The views as they stand together, by person, then by side; their citation numbers ascend so."""
    numbers = iter(sorted(quote.citation for view in views for quote in view.quotes))
    together = columns(answer, views) or (("", tuple(views)),)
    ordered = (view for _, own in together for _, group in grouped(own, answer.sides) for view in group)
    return tuple(
        replace(view, quotes=tuple(replace(quote, citation=next(numbers)) for quote in view.quotes))
        for view in ordered
    )


def _whose(view: Viewpoint, people: Sequence[str]) -> str:
    record = view.record
    together = not view.reported and view.speaker in (None, record.voice)
    speakers = record.voices if together or view.speaker is None else (view.speaker,)
    for names in (speakers, record.voices, record.names):
        meant = [person for person in people if any(_same(person, name) for name in names)]
        if meant:
            return meant[0] if len(meant) == 1 else ""
    return ""


def _same(person: str, name: str) -> bool:
    """Whether two names mean one person, where either may be the surname alone."""
    return names_match(person, name) or names_match(name, person)


UNCHECKED_NOTE = "in the model's words, not checked for meaning"
UNMARKED = {
    "form": "the author's own words",
    "coverage": "the whole text is available here",
    "words": "in the model's words, checked for meaning",
    "side": "side as the record gives it",
}
"""By kind of note, what goes without saying unless a note above the views says otherwise."""


@dataclass(frozen=True, slots=True)
class Shared(Data):
    """What is told once above the views of an answer."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """By kind, the note of most views that have one of that kind."""
    on: str = ""
    """The proposition on which sides are told."""


NOTHING_SHARED = Shared()


def shared(answer: Answer) -> Shared:
    """The notes of more than half of the views, and of two at least."""
    found: dict[str, list[str]] = {kind: [] for kind in UNMARKED}
    for view in (*answer.viewpoints, *answer.nearest):
        for kind, note in kinds_of_notes(view).items():
            found[kind].append(note)
    counts = {kind: Counter(notes).most_common(1)[0] for kind, notes in found.items() if notes}
    most = {
        kind: note
        for kind, (note, count) in counts.items()
        if note != UNMARKED[kind] and count > max(1, len(found[kind]) / 2)
    }
    return within(Shared(most), answer)


def within(told: Shared, part: Answer) -> Shared:
    """The same where the views of a part of the question stand, which has its own proposition."""
    return replace(told, on=part.sides.on if part.sides else "")


def shared_line(told: Shared) -> str:
    """The shared notes as a sentence; empty where there are none.

    >>> shared_line(Shared({"form": "summary, not the author's words"}))
    "Unless a view says otherwise: summary, not the author's words."
    """
    return f"Unless a view says otherwise: {' · '.join(told.notes.values())}." if told.notes else ""


def kinds_of_notes(view: Viewpoint) -> dict[str, str]:
    """Its note of each kind that applies to it, one that goes without saying, too."""
    record, position = view.record, view.position
    kinds = {
        "form": DIGEST_NOTE if record.form == "digest" else "",
        "coverage": OPENING_NOTE if record.coverage == "opening" else "",
    }
    if view.claim_check:
        kinds["words"] = UNCHECKED_NOTE if view.claim_check == "unchecked" else ""
    if position:
        kinds["side"] = read_note(position)
    return {kind: note or UNMARKED[kind] for kind, note in kinds.items()}
