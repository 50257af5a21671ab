"""Bylines in the text: who wrote it, where and when, read from the shape of its first and last lines.

A line counts only where all of it is a name, a role, a publication or a date; what may as well be a place
or a sentence is told and not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from assistant.articles import Span
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.reading.dates import printed_date
from assistant.reading.metadata import Found, Value, forms, key_name, known_keys
from assistant.reading.people import is_name, people, shown
from assistant.text import trimmed

AT_THE_TOP = "byline in the text"
AT_THE_END = "last lines of the text"
_LINES = 12
"""Lines at the top among which a byline is looked for."""
_LONGEST = 120
"""Characters of a byline."""
_LONGEST_LABEL = 25
_LONGEST_TITLE = 60
_LONGEST_BIO = 600
_MOST_OF_A_CLOSING = 5
_EMPHASIS = " \t*_"
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*\)")
_SEPARATOR = re.compile(r"\s+[|·•∙—–-]\s+|\s*[|·•∙]\s*")
_DASH = re.compile(r"\s*(?:--|—|–)\s+")
_LONGEST_DATELINE = 60
_PROSE_END = re.compile(r"[.!?…:;。！？][\"'”’»)*_]*$")
_CREDIT_END = re.compile(r"(?<=\w{3})\.\s+(?=\w+ \w+ )|(?<=\w{3})\.$")
_SENTENCE_END = re.compile(r"(?<=\w{3})\.(?=\s|$)")


@dataclass(slots=True)
class Byline:
    """What the lines around the text say of it, and where these lines stand."""

    values: dict[str, Value] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    """What is no part of the article's prose."""
    told: list[str] = field(default_factory=list)
    below: dict[str, Value] = field(default_factory=dict)
    """What the lines under the text say."""
    mastheads: list[str] = field(default_factory=list)
    """What stands before a date and is the publication if the author stands elsewhere."""

    @property
    def found(self) -> tuple[Found, ...]:
        places = ((self.values, AT_THE_TOP), (self.below, AT_THE_END))
        return tuple(Found(values, basis) for values, basis in places if values)


def byline(text: str, language: str | None = None, *, printed: bool = False) -> Byline:
    r"""The byline in the first lines of `text`, or in its last ones; `printed` if it was set on pages.

    >>> byline("The Ferry\nBy Ada Lind\nHarbour Post, 3 May 2024\n\nIt sails.").values
    {'author': 'Ada Lind', 'date': '2024-05-03', 'publication': 'Harbour Post'}
    """
    found = Byline()
    lines = list(_rejoined(text, list(_top(text)), language))
    names = _under_title(text, lines, language, printed)
    for place, (start, end) in enumerate(lines):
        raw = text[start:end].strip()
        line = _plain(raw)
        if line in names:
            found.values.setdefault("author", list(names))
            found.spans.append((start, end))
            continue
        below = text[slice(*lines[place + 1])].strip() if place + 1 < len(lines) else ""
        read = None if raw.startswith("#") else _line(raw, line, found, text[end:], language)
        if read is None and not raw.startswith("#"):
            read = _above_a_date(raw, line, found, _date(_plain(below), language) is not None)
            signed = _line(below, _plain(below), found, text[end:], language) if below else None
            if read is None and place and _is_prose(text, line, end) and "author" not in (signed or {}):
                _read_dateline(text, (start, end), found, language)
                break
        if read:
            found.values |= {key: value for key, value in read.items() if key not in found.values}
            found.spans.append((start, end))
    if lines and not found.values:
        _read_dateline(text, lines[0], found, language)
    if "author" in found.values and found.mastheads:
        found.values.setdefault("publication", found.mastheads[0])
        found.told.clear()
    if "author" not in found.values:
        _read_below(text, found, language)
    return found


def _rejoined(text: str, lines: list[Span], language: str | None) -> Iterator[Span]:
    """The lines, one whose date goes on in the next one with that."""
    joined = False
    for (start, end), (_, after) in zip_longest(lines, lines[1:], fillvalue=(0, 0)):
        whole = _plain(text[start:after]) if after else ""
        if joined:
            joined = False
        elif (
            whole[-4:].isdecimal()
            and text[end:after].strip() == whole[-4:]
            and _ends_in_date(whole, language)
        ):
            joined = True
            yield start, after
        else:
            yield start, end


def _ends_in_date(line: str, language: str | None) -> bool:
    return _cut_date([piece.strip() for piece in line.split(",")], language)[0] is not None


def _under_title(text: str, lines: list[Span], language: str | None, printed: bool) -> tuple[str, ...]:
    """The names that stand by themselves between a title and a date.

    One name there may be that of a place or a paper: it counts where another line names the paper, and on
    printed pages, whose paper stands at their heads.
    """
    names: list[str] = []
    for place, (start, end) in enumerate(lines):
        line = _plain(text[start:end])
        alone = place and text[start] != "#" and is_name(line) and not _opened(line)
        if alone and not _is_place(line, text[end:]):
            names.append(line)
            continue
        pieces = [piece.strip() for piece in line.split(",")]
        date, rest = _cut_date(pieces, language)
        if names:
            paper = len(rest) == 1 and _is_title(rest[0])
            counts = len(names) > 1 or printed if not rest else paper
            return tuple(names) if date and counts else ()
        if place and (date or _is_prose(text, line, end)):
            return ()
    return ()


def _read_below(text: str, found: Byline, language: str | None) -> None:
    """The author in the last lines: "Text: Ada Lind", a letter's signatures, a note on who wrote it."""
    text = text.rstrip()
    start = text.rfind("\n\n") + 2
    if start < 2 or len(text) - start > _LONGEST_BIO:
        return
    raw = text[start:]
    lines = [_plain(line) for line in raw.split("\n")]
    above = text[:start].rstrip()
    fields = [line.partition(":") for line in lines if ":" in line and len(line) <= _LONGEST]
    labelled = [_labelled(label, rest.strip(), language) for label, _, rest in fields]
    closing = lines[0] if len(lines) > 1 and lines[0].endswith(",") else above[above.rfind("\n") + 1 :]
    names = lines[1:] if closing is lines[0] else lines
    if len(labelled) == len(lines):
        for each in labelled:
            found.below = (each or {}) | found.below
    elif _closes(closing) and all(map(is_name, names)) and not _has_letters(above.removesuffix(closing)):
        found.below["author"] = list[Value](names)
    elif raw[0] in _EMPHASIS and raw[-1] in _EMPHASIS:
        name, role = _copula(lines[0])
        if role and name.split()[-1] not in above:
            found.below["author"] = name
    if found.below:
        found.spans.append((start, len(text)))


def _closes(line: str) -> bool:
    """Whether a line takes leave, as a letter does above its signatures: a few words before a comma."""
    return line.endswith(",") and len(line.split()) <= _MOST_OF_A_CLOSING and line[0].isupper()


def _has_letters(text: str) -> bool:
    """Whether somebody has signed further up: then the text is a page of letters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return any(_closes(line) and is_name(after) for line, after in pairwise(lines))


def _read_dateline(text: str, span: Span, found: Byline, language: str | None) -> None:
    """The date in "SALTHOLM, Oct. 3, 1974 -- The ferry" at the head of the article's first sentence."""
    dash = _DASH.search(text, *span)
    left = text[span[0] : dash.start()] if dash else ""
    if dash and "date" not in found.values and len(left) <= _LONGEST_DATELINE:
        date, rest = _cut_date([piece.strip() for piece in left.split(",")], language)
        if date and rest and all(_is_title(piece) for piece in rest):
            found.values["date"] = date.iso
            found.spans.append((span[0], span[0] + dash.end()))


def role_at_the_end(text: str, authors: tuple[str, ...]) -> tuple[Found | None, Span | None, str]:
    """The role in "Ada Lind is the director of …" under the article, the place of that, and what is doubtful.

    Only of an article's only author; of others the lines are no part of the prose all the same.
    """
    for start, end in _bottom(text):
        raw = text[start:end]
        line = _plain(raw)
        name, role = _copula(line)
        if role and name in authors:
            first = _SENTENCE_END.split(role)[0].strip().rstrip(".")
            given = Found({"author_role": first}, AT_THE_END) if len(authors) == 1 else None
            return given, (start, end), ""
        if role and not authors and is_name(name) and raw.startswith(("*", "_")):
            return None, None, f"The last lines may tell who wrote it: {shown(line)}."
    return None, None, ""


def _top(text: str) -> Iterator[Span]:
    """The first lines with anything in them, as far as they are short."""
    start, count = 0, 0
    while start < len(text) and count < _LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            if end - start > 2 * _LONGEST:
                return
            count += 1
            yield start, end
        start = end + 1


def _bottom(text: str) -> Iterator[Span]:
    """The last paragraphs, the last one first."""
    end = len(text.rstrip())
    for _ in range(3):
        start = text.rfind("\n\n", 0, end) + 1
        start, _ = trimmed(text, start, end)
        if end - start > _LONGEST_BIO or start >= end:
            return
        yield start, end
        end = len(text[: max(start - 1, 0)].rstrip())
        if not end:
            return


def _plain(line: str) -> str:
    return _LINK.sub(r"\1", " ".join(line.split()).lstrip("#")).strip(_EMPHASIS)


def _is_prose(text: str, line: str, end: int) -> bool:
    """Whether the article itself begins here: a sentence, a long line, or one of several that run on."""
    return len(line) > _LONGEST or _PROSE_END.search(line) is not None or text[end : end + 2].strip() != ""


def _line(raw: str, line: str, found: Byline, text: str, language: str | None) -> dict[str, Value] | None:
    """What a line says, all of it; None where it is no byline, {} where it only looks like one."""
    if not line or len(line) > _LONGEST or line.endswith((":", "?", "!")):
        return None
    if date := _date(line, language):
        return {"date": date.iso}
    label, colon, rest = line.partition(":")
    if colon and len(label) <= _LONGEST_LABEL:
        return _labelled(label, rest.strip(), language)
    if opened := _opened(line):
        # "Words by Ada Lind. Pictures by Bo Birk."
        return _signed(opened, text, language) or _signed(_CREDIT_END.split(opened)[0], text, language)
    pieces = [piece.strip() for piece in _SEPARATOR.split(line) if piece.strip()]
    if len(pieces) > 1:
        return _separated(pieces, text, language)
    return _with_commas(raw, line, found, text, language)


def _labelled(label: str, rest: str, language: str | None) -> dict[str, Value] | None:
    """The value of "Author: Ada Lind" and "Date: 3 May 2024", in the words of the table of keys."""
    meant = known_keys().get(key_name(label), ())
    if "date" in meant and (date := _date(rest, language)):
        return {"date": date.iso}
    if "authors" in meant or {label.casefold(), f"{label.casefold()} by"} & {*forms().by}:
        names = people(rest).names
        if names and not _PROSE_END.search(rest) and all(is_name(name) or " " not in name for name in names):
            return {"author": list(names)}
    return None


def _opened(line: str) -> str:
    """What follows the word that opens a byline; "" where none does."""
    lower = line.casefold()
    for word in sorted(forms().by, key=len, reverse=True):
        if lower.startswith(word) and line[len(word) : len(word) + 1] == " ":
            return line[len(word) :].strip()
    return ""


def _signed(line: str, text: str, language: str | None) -> dict[str, Value] | None:
    """The names after "By", then a role, or a publication and a date."""
    pieces = [part for piece in _SEPARATOR.split(line) for part in piece.split(",")]
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    date, pieces = _cut_date(pieces, language)
    names = list(people(pieces[0]).names) if pieces else []
    listed = people(", ".join(pieces)).names
    if len(listed) > len(pieces) and all(map(is_name, listed)):  # "A, B and C"
        names, pieces = list(listed), []
    pieces = pieces[1:]
    if not names or not all(map(is_name, names)) or all(_is_common(name, text) for name in names):
        return None
    read: dict[str, Value] = {"author": list(names) if len(names) > 1 else names[0]}
    if pieces and pieces[0][0].islower() and len(names) == 1:
        read["author"] = {"name": names[0], "role": ", ".join(pieces)}
    elif len(pieces) == 1 and date and _is_title(pieces[0]):
        read["publication"] = pieces[0]
    elif len(pieces) > 1 or (pieces and _PROSE_END.search(line)):
        return None
    return read | ({"date": date.iso} if date else {})


def _separated(pieces: list[str], text: str, language: str | None) -> dict[str, Value] | None:
    """The parts of "Ada Lind | 3 May 2024", in any order, with a publication or without."""
    dates = [date for piece in pieces if (date := _date(piece, language))]
    rest = [piece for piece in pieces if not _date(piece, language)]
    if len(dates) != 1 or not 0 < len(rest) <= 2:
        return None
    read: dict[str, Value] = {"date": dates[0].iso}
    first = _opened(rest[0]) or rest[0]
    names = people(first).names
    if names and all(is_name(name) and not _is_place(name, text) for name in names):
        read["author"] = list(names) if len(names) > 1 else names[0]
        if len(rest) == 2 and _is_title(rest[1]):
            read["publication"] = rest[1]
    return read


def _with_commas(
    raw: str, line: str, found: Byline, text: str, language: str | None
) -> dict[str, Value] | None:
    """The parts of "Harbour Post, 3 May 2024" under a byline; of "*Ada Lind, 3 May 2024*" anywhere."""
    date, rest = _cut_date([piece.strip() for piece in line.split(",")], language)
    if date is None or len(rest) > 2:
        return None
    read: dict[str, Value] = {"date": date.iso}
    alone = rest[0].strip(_EMPHASIS) if len(rest) == 1 else ""
    words = alone.split()
    if len(words) > 1 and (words[0].lower() in forms().articles or "author" in found.values):
        return read if _is_place(alone, text) else read | {"publication": alone}
    if alone and not is_name(alone) and _comes_back(alone, text):
        found.mastheads.append(alone)
    names = people(alone).names if alone else ()
    if names and all(map(is_name, names)) and "author" not in found.values:
        if raw[0] in "*_" and raw[-1] in "*_" and not any(_is_place(name, text) for name in names):
            return read | {"author": list(names) if len(names) > 1 else names[0]}
        found.told.append(f"The line {shown(line)} may name the author: whether it does is not clear.")
        found.mastheads += [] if _is_place(alone, text) else [alone]
    return read


def _above_a_date(raw: str, line: str, found: Byline, is_date: bool) -> dict[str, Value] | None:
    """A name above a date: a byline where it is a link, as newsletters print it; or a publication's."""
    if not is_date or "author" in found.values:
        return None
    words = line.split()
    if len(words) > 1 and words[0].lower() in forms().articles and len(line) <= _LONGEST_TITLE:
        return {"publication": line}
    if not is_name(line):
        return None
    if _LINK.fullmatch(raw.strip(_EMPHASIS)):
        return {"author": line}
    found.told.append(f"The line {shown(line)} may name the author: whether it does is not clear.")
    return None


def _date(text: str, language: str | None) -> PublicationDate | None:
    """The date that a piece of a line is, at least with its month: a number may be anything."""
    if not any(map(str.isdigit, text)) or len(text) > 60:
        return None
    label, _, rest = text.partition(":")
    if "date" in known_keys().get(key_name(label), ()):
        text = rest
    try:
        date = printed_date(text, language)
    except InvalidDate:
        return None
    return date if len(date.iso) > len("YYYY") else None


def _cut_date(pieces: list[str], language: str | None) -> tuple[PublicationDate | None, list[str]]:
    """The date at the end of a line's pieces, which may itself hold a comma, and the pieces before it."""
    for count in (3, 2, 1):
        if len(pieces) >= count and (date := _date(", ".join(pieces[-count:]), language)):
            return date, pieces[:-count]
    return None, pieces


def _is_title(text: str) -> bool:
    """Whether a publication may be called so: every word begins with a capital or is a number."""
    return len(text) <= _LONGEST_TITLE and all(not word[0].islower() for word in text.split())


def _comes_back(line: str, text: str) -> bool:
    """Whether a line stands again in the text below, as the running head of printed pages does."""
    return re.search(rf"^[^\w\n]*{re.escape(line)}[^\w\n]*$", text, re.IGNORECASE | re.MULTILINE) is not None


def _is_common(name: str, text: str) -> bool:
    """Whether each word of a name also stands in the text below in small letters: "By Night Train"."""
    return all(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in name.split())


def _is_place(name: str, text: str) -> bool:
    """Whether a name stands inside sentences of the text below: of a place it does, of the writer hardly."""
    start = text.find(name)
    while start >= 0:
        before = text[:start].rstrip() if start < 200 else text[start - 200 : start].rstrip()
        if before[-1:].islower():
            return True
        start = text.find(name, start + len(name))
    return False


def _copula(line: str) -> tuple[str, str]:
    """The name and the role of "Ada Lind is the director of …"; the role is empty where it is none."""
    words = line.split()
    for place in range(2, min(len(words), 8)):
        if words[place].casefold() in forms().copulas and is_name(" ".join(words[:place])):
            return " ".join(words[:place]), line[line.index(words[place]) :].partition(" ")[2]
    return "", ""
