"""Turns: whose words a part of a text is by the labels in it, and which of them only ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.articles import PROSE, Record
from assistant.names import folded, names_match
from assistant.reading.piece import LINE_END, Piece
from assistant.reading.sentences import forms

_LABEL = re.compile(
    r"(?P<name>@\w[\w.\-]*|[^\W\d_][\w.’'\-]{0,40}(?:[ ][\w.’'\-]{1,40}){0,5}?)"
    r"(?P<role>[ ]?\([^()\n\v]{1,60}\)|,[ ][^:\n\v.?!]{2,60}?)?"
    r"[ ]?(?P<sign>:(?!//)|\.(?=[ \n\v])|\.?[—–―])(?:[ \n\v]|(?=[“\"„«])|(?<=[—–―]))[ \n\v]*"
)
_DASHED = re.compile(r"[—–―][ ]?(?=\S)")
_QUESTION = re.compile(r"[?？؟][\s*_\"”»]*$")
_PARTICLES = re.compile(r"(?:de|da|di|du|van|von|der|den|of|al|el|bin|ibn|la|le|y|e|and|the|i|und|et)\.?")
_LOWER = re.compile(r"\b[^\W\d_]+\b")
_LONGEST_QUESTION = 400
_FEW = 3
"""Labels of a text that is a conversation, or two of an interview."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words that may name the speaker of what follows them in a line."""

    piece: int
    at: int
    end: int
    name: str
    role: str
    sign: str
    asks: bool
    """Whether what follows, up to the end of its part or line, is a question."""

    @property
    def key(self) -> str:
        return folded(self.name) or self.name


def turned(pieces: Sequence[Piece], record: Record | None, language: str | None) -> list[Piece]:
    """The pieces cut where a label opens a line, each with its speaker."""
    found = list(_labels(pieces))
    meant = _accepted(found, pieces, record, forms(language))
    told = _told(meant, record, forms(language))
    cut = _cut(pieces, meant)
    interview = record is not None and record.kind == "interview" and record.form != "digest"
    flows = len(meant) >= _FEW or (interview and len(meant) > 1)
    speaker: str | None = None
    asks = going = False
    for piece, label in cut:
        if label:
            speaker, asks = told[label.key]
            going = True
        elif piece.kind == "heading" or not flows:
            speaker, asks, going = None, False, False
        if going and piece.kind in PROSE:
            piece.speaker, piece.asks = speaker, asks
    every = [piece for piece, _ in cut]
    if interview:
        _by_form(every)
    return every


def _labels(pieces: Sequence[Piece]) -> Iterator[Label]:
    for number, piece in enumerate(pieces):
        if piece.kind not in PROSE:
            continue
        starts = [0, *(match.end() for match in LINE_END.finditer(piece.words))]
        for at in starts:
            if found := _LABEL.match(piece.words, at):
                rest = LINE_END.split(piece.words[found.end() :], maxsplit=1)[0]
                name = found["name"].strip()
                asks = bool(_QUESTION.search(piece.words) or _QUESTION.search(rest))
                yield Label(number, at, found.end(), name, found["role"] or "", found["sign"][-1], asks)


def _accepted(
    found: Sequence[Label], pieces: Sequence[Piece], record: Record | None, known: dict[str, list[str]]
) -> list[Label]:
    """The labels that name a speaker: by who is known, by their form, by how often they come back."""
    counts = Counter(label.key for label in found)
    every = " ".join(piece.words for piece in pieces)
    small = {word for word in _LOWER.findall(every) if word.islower()}
    people = (*record.speakers, *_askers(record)) if record else ()
    sides = {*known.get("asks", ()), *known.get("answers", ())}
    notes = set(known.get("notes", ()))

    def sure(label: Label) -> bool:
        words = label.name.split()
        if label.key in notes or label.key in _NEVER or not _is_name(words):
            return False
        if label.sign == ".":
            return label.key in sides and len(label.name) == 1 and counts[label.key] > 0
        if label.name.startswith("@") or any(is_named(label.name, person) for person in people):
            return True
        if label.key in sides:
            return (
                len(sides & counts.keys()) > 1
                or counts[label.key] > 1
                or bool(record and record.kind == "interview")
            )
        if label.sign != ":" and not label.name.isupper():
            return False
        common = any(word.lower() in small for word in words if not _PARTICLES.fullmatch(word.lower()))
        if label.role:
            return not common and (len(words) > 1 or "(" in label.role)
        if counts[label.key] > 1:
            return not common or label.name.isupper()
        return len(words) > 1 and not common and _goes_on(pieces[label.piece].words[label.end :])

    accepted = [label for label in found if sure(label)]
    keys = Counter(label.key for label in accepted)
    if len(keys) == 1 and not any(is_named(label.name, person) for label in accepted for person in people):
        # One word that comes back is a heading of its kind, "Result: …", unless another speaks too.
        accepted = [
            label
            for label in accepted
            if len(label.name.split()) > 1 or label.role or label.name[0] == "@" or label.key in sides
        ]
    if len(keys) > 1 and len(accepted) >= _FEW:
        extra = (
            label
            for label in found
            if label.sign == ":" and _is_name(label.name.split()) and label.key not in notes
        )
        once = {label for label in extra if not any(word.lower() in small for word in label.name.split())}
        accepted = [label for label in found if label in once or label in set(accepted)]
    return accepted


_NEVER = {"ps", "nb"}


def _is_name(words: Sequence[str]) -> bool:
    """Whether each word but a particle has a capital, or is of a script without."""
    head = (word for word in words if not (_PARTICLES.fullmatch(word) and word is not words[0]))
    return all(word[0] == "@" or not word[0].islower() for word in head)


def _goes_on(words: str) -> bool:
    """Whether a sentence follows."""
    rest = words.lstrip("“„«\"'( \n")
    return bool(rest) and not rest[0].islower() and len(rest.split()) > 2


def is_named(label: str, person: str) -> bool:
    """Whether a label is a person's name, surname or initials.

    >>> is_named("MILIC", "Zora Milić"), is_named("Z.M.", "Zora Milić"), is_named("Zora", "Zora Milić")
    (True, True, True)
    """
    bare = label.replace(".", "").replace(" ", "")
    initials = "".join(word[0] for word in person.split())
    words = folded(person).split()
    return (
        names_match(label, person) or (len(initials) > 1 and bare == initials) or folded(label) in words[:1]
    )


def _told(
    labels: Sequence[Label], record: Record | None, known: dict[str, list[str]]
) -> dict[str, tuple[str | None, bool]]:
    """The speaker of each label, and whether he asks."""
    told: dict[str, tuple[str | None, bool]] = {}
    interview = record is not None and record.kind == "interview"
    for label in labels:
        own = [each for each in labels if each.key == label.key] if label.key not in told else []
        if not own:
            continue
        asking = sum(each.asks for each in own)
        speaks = record is not None and any(is_named(label.name, person) for person in record.speakers)
        writes = record is not None and any(is_named(label.name, name) for name in _askers(record))
        others = {each.key for each in labels} - {label.key}
        asks = (
            label.key in known.get("asks", ())
            or (interview and writes)
            or (bool(others) and 2 * asking > len(own) + (not interview))
        )
        answers = label.key in known.get("answers", ())
        told[label.key] = (None if answers else label.name, asks and not speaks and not answers)
    return told


def _askers(record: Record) -> tuple[str, ...]:
    return (*record.authors, *([record.publication] if record.publication else []))


def _cut(pieces: Sequence[Piece], labels: Sequence[Label]) -> list[tuple[Piece, Label | None]]:
    by_piece: dict[int, list[Label]] = {}
    for label in labels:
        by_piece.setdefault(label.piece, []).append(label)
    cut: list[tuple[Piece, Label | None]] = []
    for number, piece in enumerate(pieces):
        own = by_piece.get(number, [])
        if not own or own[0].at > 0:
            cut.append((piece.part(0, own[0].at) if own else piece, None))
        ends = [*(label.at for label in own[1:]), len(piece.words)]
        for label, end in zip(own, ends, strict=False):
            part = piece.part(label.at, end)
            part.own, part.label = (label.end - label.at, len(part.words)), True
            cut.append((part, label))
    return cut


def _by_form(pieces: Sequence[Piece]) -> None:
    """Turns of an interview without labels: bold type or a question mark asks, a dash changes the turn."""
    prose = [piece for piece in pieces if piece.kind in PROSE]
    in_bold = any(piece.bold for piece in prose if not piece.label)

    def asked(piece: Piece) -> bool:
        question = len(piece.words) <= _LONGEST_QUESTION and _QUESTION.search(piece.words)
        return piece.bold if in_bold else bool(question)

    free = [piece for piece in prose if piece.speaker is None and not piece.label]
    questions = sum(map(asked, free))
    labelled = any(piece.label for piece in prose)
    if not labelled and not 1 < questions < len(free):
        return
    before: Piece | None = None
    for piece in prose:
        if not piece.label and piece.speaker is None:
            if asked(piece):
                piece.asks = True
            elif before is not None and _DASHED.match(piece.words):
                piece.asks = not before.asks
        before = piece
