"""Turns: whose words a part of a text is by the labels in it, and which of them only ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.articles import PROSE, Record
from assistant.lexicon import ALL_GIVEN_NAMES, DATE_WORDS, NAME_PARTICLES, TITLES, either
from assistant.names import folded, names_match
from assistant.reading.boilerplate import ENDS_SENTENCE, is_line
from assistant.reading.letters import headed_answers, signed_letters, signed_quotations
from assistant.reading.metadata import is_known
from assistant.reading.people import CAPITALISED
from assistant.reading.piece import QUESTION, TURN, Piece
from assistant.reading.sentences import forms, forms_of

_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?"
"""In a recording."""
_LABEL = re.compile(
    rf"(?:{_TIME}[ ]?(?:[-–—][ ])?)?"
    r"(?P<name>@\w[\w.\-]*|[^\W\d_](?=\.[ ][^:\n\v]*(?:[\n\v]|$))"
    r"|[^\W\d_][\w.’'\-]{0,40}(?:[ ][\w.’'\-]{1,40}){0,5}?)"
    r"(?P<role>[ ]?\([^()\n\v]{1,60}\)|,[ ][^:\n\v.?!]{2,60}?)?"
    rf"(?P<time>[ ]{{1,4}}{_TIME})?"
    r"[ ]?(?P<sign>:(?!//)|\.(?=[ \n\v])|\.?[—–―]|(?<=[ ])--?(?=[ ](?![^:\n\v]{0,40}:))"
    r"|(?(time)(?=[\n\v])|(?!)))"
    r"(?:[ \n\v]|(?=[“\"„«])|(?<=[—–―]))[ \n\v]*"
)
_BRACKETED_INITIALS = re.compile(r"\(([A-Z](?:\.?[A-Z]){1,3}\.?)\)")
_ADDRESSED = re.compile(rf"[—–―]\s*(?P<name>(?i:{either(TITLES)})\.?[ ](?:[^\W\d_][\w.’'\-]*[ ]?){{1,4}}),")
_SMALL = NAME_PARTICLES | {"and", "e", "et", "i", "the", "und"}
"""Words of a label that may begin with a small letter."""
_LOWER = re.compile(r"\b[^\W\d_]+\b")
_LONGEST_QUESTION = 400
_DASHES = "—–―-"
_TAIL = 20
"""Characters in which the mark of a question stands, with what closes after it."""
_INITIALS = 4
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
    meant = _accepted(found, pieces, record, language)
    told = _told(meant, pieces, record, forms(language))
    cut = _cut(pieces, meant)
    interview = record is not None and record.kind == "interview" and record.form != "digest"
    flows = len(meant) >= _FEW or (len(meant) > 1 and (interview or _is_record(meant, pieces)))
    speaker: str | None = None
    asks = going = False
    for piece, label in cut:
        if label:
            speaker, asks = told[label.key]
            going = True
        elif piece.kind == "heading" or (piece.bold and is_line(piece)) or not flows:
            speaker, asks, going = None, False, False
        if going and piece.kind in PROSE:
            piece.speaker, piece.asks = speaker, asks
    every = [piece for piece, _ in cut]
    if not flows:
        signed_quotations(every)
        signed_letters(every)
        headed_answers(every)
    if record and interview:
        _by_form(every, record.speakers[0] if len(record.speakers) == 1 else None)
    elif first := _dialogue(every):
        _by_form(every, None)
        name = _addressed(every)
        for piece in every[every.index(first) :]:
            if piece.kind in PROSE and not piece.asks and piece.speaker is None:
                piece.speaker = name
    return every


def _is_record(labels: Sequence[Label], pieces: Sequence[Piece]) -> bool:
    """Whether labels of two people at least, in capitals or with a post, open all paragraphs from the first.

    One more paragraph may tell something: "(Ann Ash left at noon.)".
    """
    formal = all(label.at == 0 and (label.name.isupper() or label.role) for label in labels)
    prose = sum(piece.kind in PROSE for piece in pieces[labels[0].piece :])
    persons = {label.key for label in labels if _is_person(label)}
    chairs = {label.key for label in labels} - persons
    named = len(persons) > 1 or (persons and all(key.startswith("the ") for key in chairs))
    return bool(formal and len(persons | chairs) > 1 and named and prose - len(labels) <= len(labels) // 2)


def _is_person(label: Label) -> bool:
    """Whether a label is a name by its title, its given name or the post behind it: no "HESK (Tuesday)"."""
    first, *others = folded(label.name).split() or [""]
    post = set(_LOWER.findall(label.role.lower()))
    return bool(others and first in TITLES | ALL_GIVEN_NAMES) or bool(post and not post & DATE_WORDS)


def _labels(pieces: Sequence[Piece]) -> Iterator[Label]:
    for number, piece in enumerate(pieces):
        if piece.kind not in PROSE or piece.own is not None:
            continue
        whole = bool(QUESTION.search(piece.words[-_TAIL:]))
        for at, end in piece.lines:
            if found := _LABEL.match(piece.words, at):
                rest = piece.words[max(found.end(), end - _TAIL) : end]
                name = found["name"].strip()
                asks = whole or bool(QUESTION.search(rest))
                yield Label(
                    number, at, found.end(), name, found["role"] or "", found["sign"][-1:] or ":", asks
                )


def _accepted(
    found: Sequence[Label], pieces: Sequence[Piece], record: Record | None, language: str | None
) -> list[Label]:
    """The labels that name a speaker: by who is known, by their form, by how often they come back."""
    counts = Counter(label.key for label in found)
    every = " ".join(piece.words for piece in pieces)
    small = {word for word in _LOWER.findall(every) if word.islower()}
    people = (*record.speakers, *_askers(record)) if record else ()
    known = forms(language)
    sides = {*known.get("asks", ()), *known.get("answers", ())}
    notes = forms_of("notes", language)
    introduced = set(_BRACKETED_INITIALS.findall(every))
    spoken = [piece for piece in pieces if piece.kind in PROSE]
    dashed = _dashed(found, len(spoken), every)
    letters = [label for label in found if label.sign == "." and len(label.name) == 1]
    questions = [label for label in letters if label.key in known.get("asks", ())]
    talk = letters[:1] == questions[:1] and {label.key for label in letters} <= sides  # no list, "A. … B. …"
    asked = all("?" in pieces[label.piece].words for label in questions)
    interview = record is not None and record.kind == "interview"  # else a writer answers himself
    dotted = set(letters) if interview and talk and asked and len(sides & counts.keys()) > 1 else set()
    first = next((at for at, piece in enumerate(pieces) if piece.kind in PROSE), 0)
    whole = bool(pieces) and ENDS_SENTENCE.search(pieces[first].words) is not None

    def sure(label: Label, *, opening: bool = False) -> bool:
        words = label.name.split()
        named = any(is_named(label.name, person) for person in people)
        hyphen = label.sign == "-" and label not in dashed
        never = hyphen or label.key in notes or (label.key in _NEVER and not named)
        field = is_known(label.name) and label.key not in sides  # "Host:" is both
        if never or field or not _is_name(words):
            return False
        if label.sign == ".":
            return label in dotted
        if named or label in dashed or label.name in introduced or label.name.startswith("@"):
            return True
        if label.key in sides:
            return (
                len(sides & counts.keys()) > 1
                or counts[label.key] > 1
                or bool(record and record.kind == "interview")
            )
        if label.sign != ":" and (not label.name.isupper() or label.role):  # "TARN (AP) —" is a place
            return False
        common = any(word.lower() in small for word in words if word.lower() not in _SMALL)
        if label.role:
            return not common and (len(words) > 1 or "(" in label.role)
        if counts[label.key] > 1:
            return not common or label.name.isupper()
        opens = label.piece == first and not (
            opening and whole
        )  # a headline, or who is addressed: "Citizens of Tarn: …"
        return (
            len(words) > 1
            and not (common or opens)
            and _goes_on(pieces[label.piece].words[label.end : label.end + _LONGEST_QUESTION])
        )

    accepted = [label for label in found if sure(label)]
    with_first = [label for label in found if sure(label, opening=True)]
    if accepted and 2 * len(with_first) >= len(spoken):  # others speak after it
        accepted = with_first
    keys = Counter(label.key for label in accepted)
    if len(keys) == 1 and not any(is_named(label.name, person) for label in accepted for person in people):
        # One word that comes back is a heading of its kind, "Result: …", unless another speaks too.
        accepted = [
            label
            for label in accepted
            if len(label.name.split()) > 1 or label.role or label.name[0] == "@" or label.key in sides
        ]
    if len(keys) > 1 and len(accepted) >= _FEW:
        talk = 2 * len(accepted) >= len(spoken)
        kept = set(accepted)
        accepted = [label for label in found if label in kept or _speaks_once(label, small, notes, talk=talk)]
    return accepted


def _dashed(found: Sequence[Label], spoken: int, text: str) -> frozenset[Label]:
    """The labels of a talk that a dash ends, "Birk — The ferry leaks.".

    They are of several people whom the text names in full, come back, and open most of its paragraphs.
    """
    own = [label for label in found if label.at == 0 and label.sign in _DASHES]
    counts = Counter(label.key for label in own)
    named = {
        label.key
        for label in own
        if " " in label.name or re.search(rf"{CAPITALISED} {re.escape(label.name)}\b", text)
    }
    talk = len(own) >= _FEW and 2 * len(own) >= spoken and len(counts) > 1 and max(counts.values()) > 1
    return frozenset(own) if talk and named == counts.keys() else frozenset()


def _speaks_once(label: Label, small: set[str], notes: frozenset[str], *, talk: bool) -> bool:
    """Whether a label among those of others names a speaker; a full name does where the text is a talk."""
    words = label.name.split()
    if label.sign != ":" or not _is_name(words) or label.key in notes or is_known(label.name):
        return False
    return (talk and len(words) > 1) or not any(word.lower() in small for word in words)


_NEVER = {"ps", "nb", "from", "sent", "to", "cc"}
"""Labels that open a line of a letter, or of the head of an e-mail."""


def _is_name(words: Sequence[str]) -> bool:
    """Whether each word but a particle has a capital, or is of a script without."""
    head = (word for word in words if not (word in _SMALL and word is not words[0]))
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
    labels: Sequence[Label], pieces: Sequence[Piece], record: Record | None, known: dict[str, list[str]]
) -> dict[str, tuple[str | None, bool]]:
    """The speaker of each label, and whether he asks; the speaker "" is somebody who is not named."""
    told: dict[str, tuple[str | None, bool]] = {}
    interview = record is not None and record.kind == "interview"
    by_key: dict[str, list[Label]] = {}
    said: Counter[str] = Counter()
    for label, following in zip_longest(labels, labels[1:]):
        by_key.setdefault(label.key, []).append(label)
        same = following is not None and following.piece == label.piece
        end = following.at if following and same else len(pieces[label.piece].words)
        said[label.key] += end - label.end
    for key, own in by_key.items():
        name = own[0].name
        asking = sum(each.asks for each in own)
        speaks = record is not None and any(is_named(name, person) for person in record.speakers)
        writes = record is not None and any(is_named(name, each) for each in _askers(record))
        role = folded(own[0].role.strip(" ,()"))
        asks = (
            key in known.get("asks", ())
            or (role in known.get("asks", ()) and (interview or asking > 0))  # who chairs may only speak
            or (interview and writes)
            # Who wrote a conversation of several down, and says the least in it, leads it.
            or (writes and len(by_key) > _FEW - 1 and said[key] == min(said.values()))
            or (len(by_key) > 1 and 2 * asking > len(own) + (not interview and not writes))
        )
        if key in known.get("answers", ()):
            told[key] = (None if interview else "", False)
        else:
            told[key] = (_spelled_out(name, pieces), asks and not speaks)
    return told


def _spelled_out(label: str, pieces: Sequence[Piece]) -> str:
    """The name that initials stand for, where the text gives one: "Ann Ash (A.A.)"."""
    initials = label.replace(".", "").replace(" ", "")
    if not (
        1 < len(initials) <= _INITIALS and initials.isupper() and ("." in label or len(initials) < _INITIALS)
    ):
        return label
    name = re.compile(r"(?<![\w.])" + r"[ ]".join(rf"{re.escape(each)}[^\W\d_]+" for each in initials))
    found = next(filter(None, (name.search(piece.words) for piece in pieces)), None)
    return found.group() if found and not found.group().isupper() else label


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


def _dialogue(pieces: Sequence[Piece]) -> Piece | None:
    """The first turn of a dialogue: most paragraphs open with a dash; the first or several of them ask."""
    prose = [piece for piece in pieces if piece.kind in PROSE]
    turns = [piece for piece in prose if TURN.match(piece.words)]
    questions = [piece for piece in turns if QUESTION.search(piece.words)]
    asked = len(questions) > 1 or turns[:1] == questions
    talks = 2 * len(turns) > len(prose) and len(turns) > _FEW and asked and len(questions) < len(turns)
    return turns[0] if talks else None


def _addressed(pieces: Sequence[Piece]) -> str:
    """The one person whom questions address, as "Dr. Ash, …" does; "" where nobody is named."""
    found = (_ADDRESSED.match(piece.words) for piece in pieces if piece.asks)
    names = {match["name"] for match in found if match}
    return names.pop() if len(names) == 1 else ""


def _by_form(pieces: Sequence[Piece], answering: str | None) -> None:
    """Turns of an interview without labels: the type of its questions asks, a dash changes the turn.

    What follows a question is `answering`'s, the only person interviewed.
    """
    prose = [piece for piece in pieces if piece.kind in PROSE]
    in_bold = any(piece.bold for piece in prose if not piece.label)
    slanted = [piece for piece in prose if piece.slanted]
    in_italics = any(QUESTION.search(piece.words) for piece in slanted) and len(slanted) > 1

    def asked(piece: Piece) -> bool:
        if in_bold or in_italics:
            return piece.bold if in_bold else piece.slanted
        return len(piece.words) <= _LONGEST_QUESTION and bool(QUESTION.search(piece.words))

    bold = [piece for piece in prose if piece.bold and not piece.label]
    if len(bold) >= sum(piece.label for piece in prose):  # labels in the first turns only
        for piece in bold:
            piece.asks, piece.speaker = True, None
    free = [piece for piece in prose if piece.speaker is None and not piece.label]
    questions = sum(map(asked, free))
    labelled = any(piece.label for piece in prose)
    dashed = any(TURN.match(piece.words) for piece in free)
    if not labelled and not (1 - dashed) < questions < len(free):
        return
    answers = False
    before: Piece | None = None
    for piece in prose:
        if not piece.label and piece.speaker is None:
            if asked(piece):
                piece.asks = True
            elif before is not None and TURN.match(piece.words):
                piece.asks = not before.asks
            if not piece.asks and answers:
                piece.speaker = answering
        answers = answers or piece.asks
        before = piece
