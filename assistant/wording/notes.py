"""The notes of a view, which tell how to take its words; what most views of an answer have is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.data import Data
from assistant.wording.byline import DIGEST_NOTE, OPENING_NOTE
from assistant.wording.lines import also_line, labels
from assistant.wording.positions import read_note, side_words

if TYPE_CHECKING:
    from assistant.answers import Answer, Viewpoint

UNCHECKED_NOTE = "in the model's words, not checked for meaning"
_UNMARKED = {
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


def shared(answer: Answer) -> Shared:
    """The notes of more than half of the views, and of two at least."""
    found: dict[str, list[str]] = {kind: [] for kind in _UNMARKED}
    for view in (*answer.viewpoints, *answer.nearest):
        for kind, note in _kinds(view).items():
            found[kind].append(note)
    counts = {kind: Counter(notes).most_common(1)[0] for kind, notes in found.items() if notes}
    most = {
        kind: note
        for kind, (note, count) in counts.items()
        if note != _UNMARKED[kind] and count > max(1, len(found[kind]) / 2)
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


def marks(view: Viewpoint, told: Shared = Shared()) -> tuple[str, ...]:
    """Its `notes` and where the view stands on the question: for lists that are not grouped."""
    known = view.position is None or view.position.on == told.on
    stance = (f"stance: {view.stance}",) if view.stance and known else ()
    return (*notes(view, told), *stance)


def notes(view: Viewpoint, told: Shared = Shared()) -> tuple[str, ...]:
    """The labels of its article, where else the same text was published, which side it takes on what, who
    read that there, and that a model's words on it were not checked: of these what is not `told` above it.
    """
    own = {kind: note for kind, note in _kinds(view).items() if note != told.notes.get(kind, _UNMARKED[kind])}
    others = (label for label in labels(view.record) if label not in (DIGEST_NOTE, OPENING_NOTE))
    position = view.position
    side = side_words(position) if position and position.on != told.on else ""
    found = (own.get("form"), own.get("coverage"), *others, also_line(view), side, own.get("side"))
    return tuple(filter(None, (*found, own.get("words"))))


def _kinds(view: Viewpoint) -> dict[str, str]:
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
    return {kind: note or _UNMARKED[kind] for kind, note in kinds.items()}
