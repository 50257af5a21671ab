"""Whose words a part of a text is by what stands before or under it: an announcement, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.articles import PROSE
from assistant.lexicon import CLAUSE_OPENERS, LINKERS, MONTHS, NAME_PARTICLES, PREPOSITIONS, WEEKDAYS, either
from assistant.reading.boilerplate import ENDS_SENTENCE, is_line
from assistant.reading.people import CAPITALISED
from assistant.reading.piece import Piece

_PARTICLE = rf"(?:{either((*NAME_PARTICLES, 'und', 'et'))})"
_NAME = rf"{CAPITALISED}(?:[ ](?:{_PARTICLE}[ ])?{CAPITALISED}){{0,5}}"
_SIGNATURE = re.compile(rf"[—–―-]{{1,2}}[ ]?(?P<name>{_NAME})(?:[,;(][^\n\v]{{1,80}})?\.?$")
_ATTRIBUTION = re.compile(
    r"[—–―-]{1,2}[ ]?(?P<name>[^\W\d_][^,;:.?!()\n\v]{1,60}?)[ ]?(?:[,;(][^\n\v?!]{1,80})?"
)
"""The last line of a block quotation, which may describe somebody: "— the harbour board, 1901"."""
_SOURCE = re.compile(rf"(?P<name>{CAPITALISED}(?:[ ]{CAPITALISED}){{1,4}})[ ]?[,(][^\n\v?!]{{1,80}}")
"""The last paragraph of a block quotation, without a dash: "Ann Ash, The Mole (1901)"."""
_SIGNED_LINE = re.compile(rf"(?P<name>{_NAME})(?:[ ]?[,(\n\v][^:?!]{{0,80}})?")
_HEADED = re.compile(
    rf"(?P<name>{CAPITALISED}(?:[ ](?:{_PARTICLE}[ ])?{CAPITALISED}){{0,3}}[ ](?P<last>{CAPITALISED}))"
    r"(?:,[ ]|[ ]?[(–—-][ ]?)(?:(?P<age>\d{2})\b|(?=[^\W\dA-ZÀ-Þ]))[^\n\v.:;?!]{0,60}"
)
"""A heading that names who answers under it: "Ann Ash, 34, miller", "Ann Ash (miller)"."""
_TELLS_OF = re.compile(r"(?:^|[.!?][”\"’]?\s)(?:He|She|His|Her)\b")
_OF_ONESELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_NAMES = re.compile(rf"{CAPITALISED}(?:[ ](?:{_PARTICLE}[ ])?{CAPITALISED}){{1,5}}")
_PEN_NAME = re.compile(r"(?P<name>[^\W\d_a-zß-ÿ][^\n\v:;?!]*)")
_LONGEST_SIGNATURE = 70
_LONGEST_ANNOUNCEMENT = 90
_LONGEST_SALUTATION = 60
_LETTERS = 2
"""Signatures, or a salutation under one, that make a text a page of letters."""
_DAY = re.compile(rf"^(?:(?:{either((*WEEKDAYS, *MONTHS))})\b[ ]?)+", re.IGNORECASE)
"""The days that a name runs into: "On 3 May Ann Ash wrote:"."""
_CONNECTING = PREPOSITIONS | CLAUSE_OPENERS | LINKERS
"""Words that no name opens with: "As Ann Ash puts it:"."""
_OPENING = "“„«\"‟»‚‘'"


def signed_quotations(pieces: Sequence[Piece]) -> None:
    """Give a quotation the name that announces it, or that stands under it after a dash."""
    for at, piece in enumerate(pieces):
        if piece.kind not in PROSE or piece.label or piece.speaker is not None:
            continue
        lines = piece.lines
        before = pieces[at - 1] if at else None
        last = piece.words[slice(*lines[-1])] if lines else ""
        attributed = piece.kind == "quote" and not ENDS_SENTENCE.search(last) and _ATTRIBUTION.fullmatch(last)
        if signed := _SIGNATURE.fullmatch(last) or attributed:
            if len(lines) > 1 and _is_quotation(piece):
                piece.speaker, piece.own = signed["name"], (0, lines[-1][0])
            elif len(lines) == 1 and before is not None and _is_quotation(before):
                for quotation in _run(pieces, at - 1):
                    quotation.speaker = signed["name"]
                piece.kind = "note"
        elif source := _named_last(pieces, at):
            for quotation in _run(pieces, at - 1):
                quotation.speaker = source["name"]
            piece.kind = "note"
        elif len(lines) == 1 and piece.words[:1] in _OPENING and (under := _after_quotation(piece)):
            piece.speaker = under["name"]
            piece.own = (0, under.start())
        elif name := _announced(piece, pieces[at + 1] if at + 1 < len(pieces) else None):
            for quotation in _quotations(pieces, at + 1):
                quotation.speaker = name


def _named_last(pieces: Sequence[Piece], at: int) -> re.Match[str] | None:
    """The source of a block quotation that its last paragraph is."""
    kinds = [piece.kind for piece in pieces[max(at - 1, 0) : at + 2]]
    last = at > 0 and kinds[:2] == ["quote", "quote"] and kinds[2:] != ["quote"]
    return _SOURCE.fullmatch(pieces[at].words) if last and is_line(pieces[at]) else None


def quoted_mail(pieces: Sequence[Piece]) -> None:
    """Give what a reply quotes with ">", where nothing announces whose it is, to somebody not named."""
    for before, piece in pairwise([None, *pieces]):
        if piece is None or piece.kind != "quote" or piece.speaker is not None or not piece.is_mail:
            continue
        if before is None or not before.words.rstrip().endswith((":", "：")):
            piece.speaker = ""


def signed_letters(pieces: Sequence[Piece]) -> None:
    """Give each letter of a page of letters its writer, whose name stands under it.

    A letter opens with a salutation or after the signature of the one before. A text that has one signature
    and no further letter is its author's.
    """
    signatures = [at for at in range(1, len(pieces)) if _signature(pieces, at)]
    openings = [at for at in range(len(pieces)) if _opens_letter(pieces, at)]
    ends = {*openings, *(at for at, piece in enumerate(pieces) if piece.kind not in PROSE), len(pieces)}
    ended = [at for at in signatures if at + 1 in ends or pieces[at].slanted]
    salutations = [at for at in openings if pieces[at].kind != "heading"]
    answered = any(at > ended[0] for at in salutations) if ended else False
    if not (len(ended) >= _LETTERS or answered):
        return
    start = 0
    for at in ended:
        opened = max((each for each in openings if start <= each < at), default=start)
        for piece in pieces[opened:at]:
            if piece.kind in PROSE and not piece.label and not is_line(piece):
                piece.speaker = _signature(pieces, at)
        pieces[at].kind = "note"
        start = at + 1
    for at in salutations:
        if len(pieces[at].words) <= _LONGEST_SALUTATION and not _is_greeted(pieces[at]):
            pieces[at].kind, pieces[at].speaker = "heading", None


def headed_answers(pieces: Sequence[Piece]) -> None:
    """Give what stands under headings such as "Ann Ash, 34, miller" to these people, as in a street survey.

    Not where a text tells of them under their names; an age or an "I" shows that they speak.
    """
    heads = [
        at for at, piece in enumerate(pieces) if piece.kind == "heading" or (piece.bold and is_line(piece))
    ]
    sections = [pieces[at + 1 : end] for at, end in pairwise((*heads, len(pieces)))]
    under = [[piece for piece in section if piece.kind in PROSE] for section in sections]
    found = [(_HEADED.fullmatch(pieces[at].words), own) for at, own in zip(heads, under, strict=True) if own]
    named = [(head, own) for head, own in found if head]
    if len(named) < max(_LETTERS, len(found) - 1):
        return
    told = any(
        head["last"] in piece.words or _TELLS_OF.search(piece.words) for head, own in named for piece in own
    )
    speak = any(head["age"] or _OF_ONESELF.search(piece.words) for head, own in named for piece in own)
    for head, own in named if speak and not told else ():
        for piece in own:
            if not piece.label and piece.speaker is None:
                piece.speaker = head["name"]


def _signature(pieces: Sequence[Piece], at: int) -> str | None:
    """The name that a piece is, under a paragraph and above a letter, a heading or the end."""
    piece, before = pieces[at], pieces[at - 1]
    words = piece.words.strip().lstrip("—–―- ")
    if not (piece.kind in PROSE and len(words) <= _LONGEST_SIGNATURE and is_line_of_names(piece)):
        return None
    found = (_PEN_NAME if piece.slanted else _SIGNED_LINE).fullmatch(words)
    closes = ENDS_SENTENCE.search(before.words) or before.words.endswith(",")
    return found["name"].strip(" .") if found and closes and before.kind in PROSE else None


def is_line_of_names(piece: Piece) -> bool:
    """Whether a piece is no sentence; a name may stand after a dash."""
    bare = piece.words.lstrip("—–―- ")
    return len(bare.split()) <= 12 and not ENDS_SENTENCE.search(bare) and not bare.endswith((",", ":"))


def _opens_letter(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece opens a letter: a heading, a ruled line, "Dear Bo,", or with "Sir, –" in its line."""
    if pieces[at].kind == "heading" or (pieces[at].ruled and at) or _is_greeted(pieces[at]):
        return True
    words = pieces[at].words.strip()
    following = pieces[at + 1].words[:1] if at + 1 < len(pieces) else ""
    return (
        pieces[at].kind in PROSE
        and 1 < len(words) <= _LONGEST_SALUTATION
        and words.endswith((",", ":", ",—"))
        and words[:1].isupper()
        and not following.islower()
        and following not in _OPENING
        and following != ""
        and not is_line(pieces[at + 1])
    )


def _is_greeted(piece: Piece) -> bool:
    """Whether a greeting opens a paragraph, which is no part of its own words."""
    return piece.kind == "paragraph" and not piece.label and piece.own is not None and piece.own[0] > 0


def _after_quotation(piece: Piece) -> re.Match[str] | None:
    """A signature in the line of its quotation: “It must stay.” – Ann Ash."""
    at = max(piece.words.rfind(mark) for mark in '”"»“«')
    rest = piece.words[at + 1 :]
    found = re.compile(rf"[ ]*(?:{_SIGNATURE.pattern})").fullmatch(piece.words, at + 1)
    return found if at > 0 and rest else None


def _announced(piece: Piece, following: Piece | None) -> str | None:
    """The one person whom a short line with a colon names before a quotation."""
    words = piece.words[-_LONGEST_ANNOUNCEMENT:]
    if following is None or len(piece.words) > _LONGEST_ANNOUNCEMENT or not words.endswith((":", "：")):
        return None
    if not _is_quotation(following) or following.label or following.speaker is not None:
        return None
    opening, _, rest = words.partition(" ")
    found = _NAMES.findall(rest if opening.lower() in _CONNECTING else words)
    names = [name for each in found if (name := _DAY.sub("", each))]
    return names[0] if len(names) == 1 else None


def _is_quotation(piece: Piece) -> bool:
    return piece.kind == "quote" or piece.words[:1] in tuple(_OPENING)


def _quotations(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    """The paragraphs of one quotation from its first: each opens with a mark, the last is closed."""
    first = pieces[at]
    yield first
    for before, piece in pairwise(pieces[at:]):
        if piece.kind != first.kind or piece.label or not _is_quotation(piece):
            return
        if first.kind != "quote" and _is_closed(before):
            return
        yield piece


def _run(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    """The paragraphs of one quotation, from its last back to its first."""
    yield pieces[at]
    for number in range(at - 1, -1, -1):
        piece = pieces[number]
        if piece.kind != pieces[at].kind or not _is_quotation(piece):
            return
        if piece.kind != "quote" and _is_closed(piece):
            return
        yield piece


def _is_closed(piece: Piece) -> bool:
    return piece.words.rstrip("*_ ")[-1:] in "”\"»’'"
