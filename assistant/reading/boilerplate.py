"""What stands around an article's own prose, told by place and form: bios, captions, headnotes, footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from assistant.articles import PROSE, Record
from assistant.lexicon import ARTICLES, COURTESIES, NUMBERS, PREPOSITIONS, either
from assistant.names import folded
from assistant.reading.piece import LINE_END, QUESTION, Piece
from assistant.reading.sentences import forms_of

ENDS_SENTENCE = re.compile(
    r"[.!?…。！？؟։।](?:[\"“”’'»«)\]*_]*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]+)*|[\"”’»]\s[(\[][^()\[\]]{1,80}[)\]])$"
)
"""How a sentence ends: also with the reference after a quotation, "(Micah 6: 8)"."""
_ANNOUNCES = re.compile(r"[:：;—–-][\"”*_]*$")
_ADDRESS = re.compile(r"https?://|\bwww\.|\w@\w|\b[\w-]{2,}\.[a-z]{2,}\b(?!\.\w)|[©®]")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|(?i:copyright)(?=\s+(?:©|\([cC]\)|\d{4}|by\b)))\s*(?=[^\W_a-zß-ÿ]|by\b|©|\()"
)
"""What opens a note on who holds the rights."""
_NUMBERED = re.compile(r"(?::\s+)?[^\W\d_]+\.?\s\d{1,3}[a-z]?[.:]\s|:\s+\S")
"""How a caption of a table or picture opens: "Table 1: …"; of a table in Pandoc's Markdown ": …"."""
_OPENING_LABEL = re.compile(r"(?P<name>[^\W\d_][^\n\v:.!?]{0,40}):(?=[ \n\v]|$)")
_GREETING = re.compile(
    r"(?P<words>[^\W\d_]{2,20}(?:[ ][^\W\d_.]{1,20}\.?){0,4})[ ]?[,:—–-][ ]?[—–-]?\s+(?=[^\W\d_a-zß-ÿ])"
)
"""How a letter opens in the line of its first sentence: "Sir, The ferry …"."""
_IN_CAPITALS = re.compile(r"(?:[^\W\d_a-zß-ÿ]{2,20}\.?[ ]?){2,4}(?=:)")
_LONG = 3
"""Words behind a courtesy that are no name: "MR BIRK GOES HOME: …"."""
_YOU = re.compile(r"\b(?i:you|your|please)\b")
"""What tells that somebody is written to."""
_APPOSITION = re.compile(r"[^.!?]{1,80}, [a-zß-ÿ]")
"""How a sentence goes on that names somebody first: "Mr Birk, Skerrow's old mayor, was wrong"."""
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n\v()—–:;!?]{1,60}?)(?P<agency>[ ]\([^()\n\v]{1,30}\))?"
    r"[ ]?(?:--|—|–| - )[ ]?(?=[^\W_a-zß-ÿ])"
)
_SET_OFF = {"quote", "verse"}
_COUNT = re.compile(r"^\(?\d+\)?\s+|\s+\(?\d+\)?$")
_WORDS = re.compile(r"[^\W_]+")
_SHORT = 200
"""Characters of a note or footer at the most."""
_LINE = 120
"""Characters of a line that is a title, byline or teaser rather than prose."""
_LINES = 4
_NOTE_SENTENCES = 400
"""Characters of a bio or headnote at the most."""
_MOST_PULLED = 40
_INITIALS = re.compile(r"[—–―-]?\s*(?:[^\W\d_a-zß-ÿ]\.[ ]?){1,5}")
"""A signature."""
_NUMBER = re.compile(r"\s*[\[(]?\^?(?P<number>\d{1,3}|[⁰¹²³⁴-⁹]{1,3})(?:[\])]|[.)]?(?=\s)|(?<=[⁰¹²³⁴-⁹]))")
"""What opens a numbered note."""
_MARKS = re.compile(
    # No unit is: "500 km²".
    r"\[\^?(\d{1,3})\]|(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”\"’»)]))([⁰¹²³⁴-⁹]{1,3})"
    # As at "failed.3" in `piece`, no number of an article or page is: "Art.3 says"
    r"|(?:(?<=[^\W\d_]{3}[,;:”\"’»)])|(?<=[.,!?][”\"’»)])"
    r"|(?<=[^\W\d_]{3}[.!?])(?=\d{1,3}(?:\s+[^\W\d_a-zß-ÿ]|\s*$)))(\d{1,3})(?![\w%]|[.,:]\d)"
)
"""What sends a reader to one: "[1]", "¹", or the number close after the stop behind a word."""
_CITES = re.compile(r"\b(?:ibid|idem|op\.? ?cit|loc\.? ?cit|(?<![(\[])pp?\. ?\d)", re.IGNORECASE)
_BARE = re.compile(r"\s*\d+\s")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_AFTER_NOTES = 2
"""Paragraphs that may stand under the notes: who wrote it, who holds the rights."""
_NEAR_THE_END = 2 / 3
"""Of an article's words, what must stand above a list of sources."""
_NO_LABEL = ARTICLES | PREPOSITIONS | NUMBERS.keys()
"""What opens a phrase that is no label: "My source", "At present"."""
_MOST_LABEL = 4
"""Words that a label like "Editor's note" stays below."""
_LONG = 2
"""Words of a heading that says enough, whatever follows them."""
_PROSE_SHARE = 0.5
"""Of all paragraphs, what must stand in such as end as sentences do, for others to be no prose."""


def set_aside(pieces: Sequence[Piece], record: Record | None, language: str | None) -> None:
    """Give what is not the article's own prose the kind that says so.

    A heading such as "Read also" takes what stands under it along; at the edges of the article, what is in
    italics is a note, and so is a paragraph at the end that opens with its author's name; below the last
    ruled line, short paragraphs with an address are a footer.
    """
    sections, inserts = forms_of("sections", language), forms_of("inserts", language)
    closing = forms_of("closing", language)
    _sections(pieces, sections, inserts, closing)
    _endnotes(pieces, sections | closing)
    lines = tuple(forms_of("lines", language))
    for piece in pieces:
        opening = piece.words[:_LINE]
        if piece.kind in PROSE and (folded(opening).startswith(lines) or _RIGHTS.match(opening)):
            piece.kind = "boilerplate"
    _greetings(pieces, forms_of("greetings", language))
    _labels(pieces, forms_of("notes", language), sections | inserts)
    _captions(pieces)
    _edges(pieces, record)
    _provenance(pieces, forms_of("first_published", language))
    _footer(pieces)
    _pulled(pieces)
    prose = [piece for piece in pieces if piece.kind in PROSE]
    verse = [piece for piece in prose if piece.kind == "verse"]
    if 2 * sum(len(piece.words) for piece in verse) < sum(len(piece.words) for piece in prose):
        for piece in verse:  # in an essay, somebody else's
            piece.own = (0, 0)
    else:
        for before, piece in pairwise(prose):
            if before.kind == "verse" and piece.kind == "paragraph" and piece.words[:1].islower():
                piece.kind = "verse"  # a stanza of one line
    first = next((piece for piece in prose if piece.kind == "paragraph" and not is_line(piece)), None)
    found = first and _DATELINE.match(first.words)
    if first and found and _is_dateline(found) and not _comes_back(found["place"], pieces):
        first.own = (found.end(), len(first.words))


def _greetings(pieces: Sequence[Piece], greetings: frozenset[str]) -> None:
    """Leave greetings out, "Dear Sir, The ferry …".

    Those of several people with a name and a colon are labels of turns, "MR BIRK: The ferry …", unless what
    follows addresses them.
    """
    found = [
        (piece, greeting)
        for piece in pieces
        if piece.kind == "paragraph" and (greeting := _GREETING.match(piece.words))
    ]
    labels = []
    for piece, greeting in found:
        title, _, name = folded(greeting["words"]).partition(" ")
        named = title in COURTESIES and name
        if title not in greetings or (named and _APPOSITION.match(piece.words, greeting.end())):
            continue
        if named and "," not in greeting[0] and len(name.split()) < _LONG:
            labels.append((piece, greeting))
        else:
            piece.own = (greeting.end(), len(piece.words))
    names = {folded(greeting["words"]) for _, greeting in labels}
    names |= {folded(label[0]) for piece in pieces if (label := _IN_CAPITALS.match(piece.words))}
    addressed = any(_YOU.search(piece.words, at.end(), at.end() + _LINE) for piece, at in labels)
    if len(names) < 2 or addressed:
        for piece, greeting in labels:
            piece.own = (greeting.end(), len(piece.words))


def unpunctuated(pieces: Sequence[Piece]) -> None:
    """Make headings of short lines that end as no sentence does: titles, bylines, signatures, teasers."""
    paragraphs = [piece for piece in pieces if piece.kind == "paragraph"]
    whole = sum(len(piece.words) for piece in paragraphs if ENDS_SENTENCE.search(piece.words))
    if whole <= _PROSE_SHARE * sum(len(piece.words) for piece in paragraphs):
        return
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].words if at + 1 < len(pieces) else ""
        if (
            piece.kind == "paragraph"
            and _INITIALS.fullmatch(piece.words)
            or (
                piece.kind in ("paragraph", "verse")
                and piece.speaker is None
                and not piece.label
                and is_line(piece)
                and not (
                    after[:1].islower()
                    or (piece.words.endswith(",") and after and pieces[at + 1].kind in _SET_OFF)
                )
            )
        ):
            piece.kind = "heading"


def is_line(piece: Piece) -> bool:
    """Whether a piece is no sentence but a title, a name, an address or several of them."""
    words = piece.words
    return (
        len(words) <= _LINE
        and len(piece.lines) <= _LINES
        and bool(words)
        and not any(ENDS_SENTENCE.search(words[start:end].rstrip()) for start, end in piece.lines)
        and not _ANNOUNCES.search(words)
        and words[0] not in '“„«"—–―'
    )


def _sections(
    pieces: Sequence[Piece], names: frozenset[str], inserts: frozenset[str], closing: frozenset[str]
) -> None:
    """Set aside what stands under a heading such as "Comments" or "Read also"; near the end, "Sources".

    A line such as "Subscribe", which is a button or stands over an advertisement, takes only lines along:
    after them the article goes on. What stands over a button is part of it if it repeats its word.
    """
    level: int | None = None
    within = False
    before: Piece | None = None
    long = tuple(f"{name} " for name in names | inserts if len(name.split()) > _LONG)
    whole = sum(len(piece.words) for piece in pieces)
    above = 0
    for piece in pieces:
        late = above >= _NEAR_THE_END * whole
        above += len(piece.words)
        line = piece.kind == "heading" or (piece.bold and is_line(piece)) or len(piece.words) <= _SHORT / 4
        title = folded(_COUNT.sub("", piece.words.strip(" :*_"))) if line else ""
        if title in names or title in inserts or (late and title in closing) or title.startswith(long):
            within = title in inserts and piece.kind != "heading" and not piece.bold
            level, piece.kind = piece.level, "heading"
            short = before is not None and before.kind == "paragraph" and len(before.words) <= _SHORT
            if before and within and short and f" {title.split()[0]}" in folded(before.words):
                before.kind = "boilerplate"
        elif within and (piece.kind == "heading" or (piece.kind == "paragraph" and not is_line(piece))):
            level, within = None, False
        elif level is not None and piece.kind == "heading" and piece.level <= level:
            level = None
        elif level is not None and piece.kind != "heading":
            piece.kind = "boilerplate"
        before = piece


def _endnotes(pieces: Sequence[Piece], titles: frozenset[str]) -> None:
    """Set numbered notes at the end aside: half of them or more are marked in the text above, or cite.

    Without either, or where other notes are numbered, a numbered list is the article's own.
    """
    if any(piece.kind in ("note", "boilerplate") and _numbered(piece, titles) for piece in pieces):
        return
    prose = [piece for piece in pieces if piece.kind in PROSE]
    numbered = [_numbered(piece, titles) for piece in prose]
    last = len(prose)
    while last and not numbered[last - 1] and len(prose) - last < _AFTER_NOTES:
        last -= 1
    first, notes = last, list[tuple[int, str]]()
    while first and (above := numbered[first - 1]) and not (notes and above[-1][0] >= notes[0][0]):
        first -= 1
        notes = above + notes
    numbers = [number for number, _ in notes]
    if not notes or (_BARE.match(notes[0][1]) and (len(notes) == 1 or numbers[0] != 1)):
        return  # "3 years ago …"
    marks = [each for piece in prose[:first] for each in _MARKS.findall(piece.words)]
    sure = {
        int((set_apart or raised).translate(_SUPERSCRIPTS))
        for set_apart, raised, _ in marks
        if set_apart or raised
    }
    length = sum(len(piece.words) for piece in prose[first:last])
    if 2 * length > sum(len(piece.words) for piece in prose) and not sure.issuperset(numbers):
        return  # a text of numbered paragraphs
    cited = sum(_CITES.search(words) is not None for _, words in notes)
    close = {int(number) for *_, number in marks if number}.intersection(numbers)
    told = max(cited, len(sure.intersection(numbers)), len(close) if len(close) > 1 else 0)
    if 2 * told >= len(numbers):
        for piece in prose[first:last]:
            piece.kind = "note"


def _numbered(piece: Piece, titles: frozenset[str]) -> list[tuple[int, str]]:
    """The numbers that open the lines of a piece, each with its words; none where no number opens the piece.

    The line of a title over them does not count.
    """
    lines = [piece.words[start:end] for start, end in piece.lines]
    if len(lines) > 1 and folded(lines[0].strip(" :*_")) in titles:
        lines = lines[1:]
    found: list[tuple[int, list[str]]] = []
    for line in (f"{piece.lead}{lines[0]}", *lines[1:]):
        number = _NUMBER.match(line)
        value = int(number["number"].translate(_SUPERSCRIPTS)) if number else 0
        if value and (not found or value == found[-1][0] + 1):
            found.append((value, [line]))
        elif found:
            found[-1][1].append(line)
        else:
            return []
    return [(value, " ".join(words)) for value, words in found]


def _labels(pieces: Sequence[Piece], names: frozenset[str], sections: frozenset[str]) -> None:
    """Set "Editor's note: …" aside, and "Read also: …"."""
    for piece in pieces:
        if piece.kind in PROSE and (found := _OPENING_LABEL.match(piece.words)):
            label = folded(found["name"].partition(",")[0])
            words = label.split()
            last = 1 < len(words) < _MOST_LABEL and words[0] not in _NO_LABEL and words[-1] in names
            if label in sections or label in names or (words and words[0] in names) or last:
                piece.kind = "note"


def _captions(pieces: Sequence[Piece]) -> None:
    before: Piece | None = None
    for at, piece in enumerate(pieces):
        small = piece.kind in PROSE and len(piece.words) <= _NOTE_SENTENCES
        under = before is not None and before.image and not before.words.strip()
        numbered = _NUMBERED.match(piece.words) is not None
        if small and (piece.slanted or numbered or is_line(piece)) and (piece.image or under):
            piece.kind = "caption"
        after = pieces[at + 1].kind if at + 1 < len(pieces) else ""
        if small and numbered and "table" in (after, before.kind if before else ""):
            piece.kind = "caption"
        before = piece


def _edges(pieces: Sequence[Piece], record: Record | None) -> None:
    """Set headnotes and bios aside, which stand first or last in italics or open with the author's name."""
    prose = [piece for piece in pieces if piece.kind in PROSE]
    if all(piece.slanted for piece in prose):
        return
    asks = record is not None and record.kind == "interview"
    for order in (prose, prose[::-1]):
        lines = sum(1 for _ in takewhile(lambda piece: is_line(piece) and not piece.slanted, order))
        for piece in order[lines if lines <= _LINES else 0 :]:
            if not (piece.slanted and len(piece.words) <= _NOTE_SENTENCES):
                break
            if asks and QUESTION.search(piece.words):
                break
            piece.kind = "note"
    prose = [piece for piece in prose if piece.kind in PROSE]
    if record is None or record.form == "digest" or record.kind in ("interview", "report") or len(prose) < 2:
        return
    names = {folded(name) for name in record.authors}
    opens = [piece for piece in prose if any(_opens_with(piece.words, name) for name in names)]
    last = prose[-1]
    printed = f" {folded(last.words)} " if len(last.words) <= _SHORT + len(record.title) else ""
    if all(f" {folded(name)} " in printed for name in (record.title, record.publication or "\0")):
        last.kind = "boilerplate"  # "The post … appeared first on …"
    if opens == [last] and len(last.words) <= _NOTE_SENTENCES and ENDS_SENTENCE.search(last.words):
        last.kind = "note"


def _provenance(pieces: Sequence[Piece], names: frozenset[str]) -> None:
    """Set aside a note over the article on where it stood before: "Read in June; first published in 1901.".

    It ends with the year, as no sentence on a book's first edition does that an article opens with.
    """
    prose = [piece for piece in pieces if piece.kind in PROSE]
    told = rf"(?:^|;\s)(?:{either(names)})\b.*\b\d{{4}}\W*$"
    if len(prose) > 1 and len(prose[0].words) <= _SHORT and re.search(told, prose[0].words, re.I | re.S):
        prose[0].kind = "note"


def _opens_with(words: str, name: str) -> bool:
    """Whether a paragraph tells of somebody; a label names who speaks in it."""
    opening = words[: len(name) + 20]
    return bool(name) and f"{folded(opening)} ".startswith(f"{name} ") and ":" not in opening


def _footer(pieces: Sequence[Piece]) -> None:
    """Set aside what stands under the last ruled line, if all is short and some of it is an address."""
    last = next((at for at in range(len(pieces) - 1, 0, -1) if pieces[at].ruled), None)
    if last is None:
        return
    under = [piece for piece in pieces[last:] if piece.kind in PROSE]
    if all(len(piece.words) <= _SHORT for piece in under) and any(
        _ADDRESS.search(piece.words) for piece in under
    ):
        for piece in under:
            piece.kind = "boilerplate"


def _pulled(pieces: Sequence[Piece]) -> None:
    """Set aside quotations by the layout: words of the article shown again, or a quotation all in bold."""
    short = [
        piece
        for piece in pieces
        if piece.kind in ("quote", "paragraph")
        and len(piece.words) <= _SHORT
        and (piece.kind == "quote" or piece.bold or not ENDS_SENTENCE.search(piece.words))
    ][:_MOST_PULLED]
    if not short:
        return
    every = _bare(piece.words for piece in pieces if piece.kind in PROSE)
    for piece in short:
        words = _bare([piece.words])
        again = len(words.split()) > 2 and every.count(words) > 1
        if again or (piece.kind == "quote" and piece.bold):
            piece.kind = "boilerplate"


def _bare(words: Iterable[str]) -> str:
    return f" {' '.join(_WORDS.findall(' '.join(words).lower()))} "


def _comes_back(opening: str, pieces: Sequence[Piece]) -> bool:
    return sum(piece.words.startswith(opening) for piece in pieces) > 1


def _is_dateline(found: re.Match[str]) -> bool:
    """Whether an article opens with a place in capitals, or with one and a news agency."""
    place = LINE_END.sub(" ", found["place"])
    first = place.partition(",")[0].split()
    capitals = all(word.isupper() for word in first) and len(max(first, key=len)) > 2
    return capitals or bool(found["agency"] and all(word[0].isupper() for word in first))
