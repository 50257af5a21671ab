"""Bylines in the text: who wrote it, where and when, read from the shape of its first and last lines.

A line counts only where all of it is a name, a role, a publication or a date; what may as well be a place
or a sentence is told and not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, zip_longest

from assistant.articles import Span
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.lexicon import either
from assistant.reading.dates import printed_date
from assistant.reading.lines import LINK, STARS
from assistant.reading.mentions import QUOTING, Field
from assistant.reading.metadata import Found, Value, forms, key_name, known_keys
from assistant.reading.people import is_elsewhere, is_name, is_person, is_press, opened, people, shown
from assistant.reading.ranking import LEAST, Choice, Edges, edges
from assistant.reading.sentences import STOPS
from assistant.text import blanked, trimmed

AT_THE_TOP = "byline in the text"
AT_THE_END = "last lines of the text"
_LINES = 12
"""Lines at the top among which a byline is looked for."""
_LONGEST = 120
"""Characters of a byline."""
_LONGEST_LABEL = 25
_LONGEST_TITLE = 60
_LONGEST_BIO = 600
_MOST_OF_A_CLOSING = 8
_MOST_OF_A_SIGNATURE = 4
_INITIALS = 3
"""Letters of initials at the most; a pen name in capitals has more."""
_SET_IN = 8
"""Spaces before a signature that stands at the right of the page."""
_EMPHASIS = " \t*_"
_ITALICS_ALONE = re.compile(r"([*_])[^*_]+\1,")
"""The name of a paper in italics before its date."""
_SEPARATOR = re.compile(r"\s+[|·•∙—–/-]\s+|\s*[|·•∙]\s*")
_DASH = re.compile(r"\s*(?:--|—|–)\s+")
_LONGEST_DATELINE = 60
_CREDIT_END = re.compile(r"(?<=\w{3})\.\s+(?=\w+ \w+ )|(?<=\w{3})\.$")
_SENTENCE_END = re.compile(r"(?<=\w{3})\.(?=\s|$)")


@dataclass(slots=True)
class Byline:
    """What the lines around the text say of it, and where these lines stand."""

    printed: str
    """The text with the heads of its pages."""
    values: dict[str, Value] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    """What is no part of the article's prose."""
    told: list[str] = field(default_factory=list)
    below: dict[str, Value] = field(default_factory=dict)
    """What the lines under the text say."""
    mastheads: list[str] = field(default_factory=list)
    """What stands before a date and is the publication if the author stands elsewhere."""
    title: str = ""
    """The likeliest title."""
    heading: Span | None = None
    """Where it stands."""

    @property
    def found(self) -> tuple[Found, ...]:
        places = ((self.values, AT_THE_TOP), (self.below, AT_THE_END))
        return tuple(Found(values, basis) for values, basis in places if values)


def byline(
    text: str, language: str | None = None, *, printed: bool = False, heads: Sequence[Span] = ()
) -> Byline:
    r"""The byline in the first lines of `text`, or in its last ones; `printed` if it was set on pages.

    The `heads` of its pages are no lines of the text.

    >>> byline("The Ferry\nBy Ada Lind\nHarbour Post, 3 May 2024\n\nIt sails.").values
    {'author': 'Ada Lind', 'date': '2024-05-03', 'publication': 'Harbour Post'}
    """
    found = Byline(text)
    likely = edges(text, language, heads)
    text = blanked(text, heads)
    lines = list(_rejoined(text, list(_top(text)), language))
    names = _under_title(text, lines, language, printed)
    if _under_masthead(text, lines, language) == 2:
        found.values["publication"] = _beside_rubric(_plain(text[slice(*lines[0])]))
        found.spans.append(lines[0])
    for place, (start, end) in enumerate(lines):
        raw = text[start:end].strip()
        line = _plain(raw)
        if line in names:
            found.values.setdefault("author", list(names))
            found.spans.append((start, end))
            continue
        below = text[slice(*lines[place + 1])].strip() if place + 1 < len(lines) else ""
        heading = raw.startswith("#") and not (place and opened(line))
        read = None if heading else _line(raw, line, found, text[end:], language, place=place)
        if read is None and not raw.startswith("#"):
            read = _above_a_date(raw, line, found, _date(_plain(below), language) is not None)
            signed = (
                _line(below, _plain(below), found, text[end:], language, place=place + 1) if below else None
            )
            if (
                read is None
                and place
                and _is_prose(text, line, end, language)
                and "author" not in (signed or {})
            ):
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
    _read_likely(likely, found)
    return found


def _read_likely(likely: Edges, found: Byline) -> None:
    """What the trained model takes for the text's own, where no form tells it."""
    lines = likely.sheet.lines
    title = likely.title
    if title and title.probability >= LEAST["title"] and not _is_credit(title.mentions[0].value):
        first = title.mentions[0]
        found.title = first.value
        if first.whole:
            last, below = lines[first.last], likely.sheet.at(first.last + 1)
            subtitled = below and below.group == last.group and not (below.prose or STOPS.search(below.words))
            found.heading = (lines[first.first].start, below.end if subtitled and below else last.end)
    fields: tuple[tuple[Field, Choice | None], ...] = (
        ("authors", likely.authors),
        ("date", likely.date),
        ("publication", likely.publication),
    )
    for name, choice in fields:
        named = _is_told(name, found)
        if choice is None or named or choice.probability < LEAST[name]:
            continue
        values: list[Value] = [each.value for each in choice.mentions]
        first = choice.mentions[0]
        if name == "date" and first.value.isdigit():
            continue  # a year by itself is often that of a copyright, of an event or of a volume
        if name == "date" and first.first == 0 and first.whole and len(first.value) == len("YYYY-MM"):
            continue  # a first line "May 2018" is as well the title
        under = first.first > likely.sheet.last_prose
        if under and name == "authors" and _has_letters(found.printed[: lines[first.first].start]):
            continue
        (found.below if under else found.values)[name] = values if name == "authors" else values[0]
        for each in choice.mentions if name == "authors" else (first,):
            line = lines[each.first]
            if not (line.prose or line.closed or found.heading == (line.start, line.end)):
                found.spans.append((line.start, line.end))


def _is_credit(line: str) -> bool:
    """Whether a line names somebody who had a part in the article: "Reviewed by Ada Lind"."""
    first, _, rest = line.partition(" ")
    named = opened(rest)  # of "Sent by Mistake" no name
    return first.lower() in forms().credits and bool(named) and all(map(is_name, people(named).names))


def _is_told(name: Field, found: Byline) -> bool:
    """Whether a form has told a field."""
    key = "author" if name == "authors" else name
    return key in found.values or key in found.below


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
    printed pages, whose paper stands at their heads. Under a paper and date above the title, no date follows.
    """
    names: list[str] = []
    title = _under_masthead(text, lines, language)
    for place, (start, end) in enumerate(lines):
        line = _plain(text[start:end])
        alone = place > title and text[start] != "#" and is_name(line) and not opened(line)
        if alone and not _is_place(line, text[end:]):
            names.append(line)
            continue
        if place <= title:
            continue
        if names and title and all(_is_writer(each, text[start:]) for each in names):
            return () if any(map(is_elsewhere, names)) else tuple(names)
        pieces = [piece.strip() for piece in line.split(",")]
        date, rest = _cut_date(pieces, language)
        if names:
            paper = len(rest) == 1 and _is_paper(rest[0])
            counts = len(names) > 1 or printed if not rest else paper
            return tuple(names) if date and counts else ()
        if date or _is_prose(text, line, end, language):
            return ()
    return ()


def _under_masthead(text: str, lines: list[Span], language: str | None) -> int:
    """The place of the title: under a first line "Harbour Post, 3 May 2024", or "Harbour Post | Opinion" over
    a date; 0 where it opens the text.
    """
    first, second, third = ([_plain(text[slice(*span)]) for span in lines[:3]] + [""] * 3)[:3]
    date, rest = _cut_date([piece.strip() for piece in first.split(",")], language)
    if not rest or text.startswith("#") or date:
        return int(bool(rest and date and second))
    titled = third and not _is_writer(third, text[lines[2][1] :])
    return 2 if titled and _beside_rubric(first) and _date(second, language) else 0


def _beside_rubric(line: str) -> str:
    """The paper of "Moat & Mill | Opinion", which is no person's name."""
    pieces = [piece.strip() for piece in _SEPARATOR.split(line) if piece.strip()]
    rest = [piece for piece in pieces if piece.lower() not in forms().rubrics]
    alone = len(rest) == 1 < len(pieces) and _is_title(rest[0]) and not is_name(rest[0])
    return rest[0] if alone else ""


def _read_below(text: str, found: Byline, language: str | None) -> None:
    """The author in the last lines: "Text: Ada Lind", a signature, a note on who wrote it."""
    # A note on the writer may stand under the signature.
    for place, ((start, end), name, role) in enumerate(islice(_bios(text), 2)):
        raw, above = text[text.rfind("\n", 0, start) + 1 : end], text[:start].rstrip()
        lines = [_plain(line) for line in raw.split("\n")]
        fields = [line.partition(":") for line in lines if ":" in line and len(line) <= _LONGEST]
        labelled = [_labelled(label, rest.strip(), language) for label, _, rest in fields]
        closing = lines[0] if len(lines) > 1 and _closes(lines[0]) else above[above.rfind("\n") + 1 :].strip()
        if not above:
            return
        if not place and len(labelled) == len(lines):
            for each in labelled:
                found.below = (each or {}) | found.below
        elif not _has_letters(above.removesuffix(closing)):
            found.below = _signature(raw, lines, closing, above, language)
        emphasised = text[start] in _EMPHASIS and text[end - 1] in _EMPHASIS
        if not found.below and emphasised and role and name.split()[-1] not in above:
            found.below["author"] = name
        if found.below:
            found.spans.append((start, end))
        if found.below or not role:
            return


def _signature(
    raw: str, lines: list[str], closing: str, above: str, language: str | None
) -> dict[str, Value]:
    """The names that sign a text, with the date beside or under them.

    They sign it after words that take leave, or by their form: after a dash, in brackets, in italics with a
    date, set in far to the right, over a place with a date. A name under a quotation is that of its source.
    """
    leave = _closes(closing)
    while len(lines) > 1 and leave and _closes(lines[0]):
        lines = lines[1:]
    first = lines[0] if lines else ""
    bare = first.lstrip("—–―- ").strip("()")
    indent = len(raw) - len(raw.lstrip(" "))
    date, rest = _cut_date([piece.strip() for piece in bare.split(",")], language)
    dated = _cut_date([piece.strip() for piece in "".join(lines[1:2]).split(",")], language)
    # Titles of books and films stand in italics, too.
    in_italics = raw.lstrip()[0] in "*_" and date is not None
    set_off = first != bare or in_italics or indent >= _SET_IN or bool(dated[0] and dated[1])
    quoted = above[above.rfind("\n\n") + 1 :].lstrip()[:1] in QUOTING
    if not (leave or (set_off and not quoted)) or len(lines) > _MOST_OF_A_SIGNATURE or "](" in raw:
        return {}
    names = people(rest[0]).names if rest else ()
    pen_name = bare.rstrip(".")
    if leave and len(lines) == 1 and pen_name.isalpha() and pen_name.isupper() and len(pen_name) > _INITIALS:
        return {"author": [pen_name]}
    if not names or not all(is_name(name) if leave else _is_writer(name, above) for name in names):
        return {}
    # Of further lines those that are names sign it, too, and not those of an address.
    under = [line for line in lines[1:] if not (leave and is_name(line)) or is_elsewhere(line)]
    signed = [*names, *(line for line in lines[1:] if line not in under)]
    if any(STOPS.search(line) and line[-1] != "." for line in under):
        return {}
    for line in under:
        date = date or _cut_date([piece.strip() for piece in line.split(",")], language)[0]
    return {"author": list(dict.fromkeys(signed)), **({"date": date.iso} if date else {})}


def _closes(line: str) -> bool:
    """Whether a line takes leave, as a letter does above its signatures: a few words before a comma."""
    short = 0 < len(line.split()) <= _MOST_OF_A_CLOSING and line[0].isupper()
    return short and (line.endswith(",") or line.lower().strip(" .!") in forms().closings)


def _has_letters(text: str) -> bool:
    """Whether somebody has signed further up: then the text is a page of letters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return any(
        (_closes(line) and is_name(after.split(",")[0]))
        or (after[0] in "—–―" and is_name(after.lstrip("—–― ")))
        for line, after in pairwise(lines)
    )


def _read_dateline(text: str, span: Span, found: Byline, language: str | None) -> None:
    """The date in "SALTHOLM, Oct. 3, 1974 -- The ferry" at the head of the article's first sentence."""
    dash = _DASH.search(text, *span)
    left = text[span[0] : dash.start()] if dash else ""
    if dash and "date" not in found.values and len(left) <= _LONGEST_DATELINE:
        date, rest = _cut_date([piece.strip() for piece in left.split(",")], language)
        if date and rest and all(_is_title(piece) for piece in rest):
            found.values["date"] = date.iso
            found.spans.append((span[0], dash.end()))


def role_at_the_end(text: str, authors: tuple[str, ...]) -> tuple[Found | None, Span | None, str]:
    """The role in "Ada Lind is the director of …" under the article, the place of that, and what is doubtful.

    Only of an article's only author; of others the lines are no part of the prose all the same.
    """
    for span, name, role in _bios(text):
        if role and name in authors:
            first = _SENTENCE_END.split(role)[0].strip().rstrip(".")
            return Found({"author_role": first}, AT_THE_END) if len(authors) == 1 else None, span, ""
        if role and not authors and text[span[0]] in _EMPHASIS:
            return None, None, f"The last lines may tell who wrote it: {shown(_plain(text[slice(*span)]))}."
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


def _bios(text: str) -> Iterator[tuple[Span, str, str]]:
    """The last paragraphs, the last one first, with the name and role in "Ada Lind is the director of …".

    Both are empty where a paragraph is no such note on somebody.
    """
    end = len(text.rstrip())
    for _ in range(3):
        start, _ = trimmed(text, text.rfind("\n\n", 0, end) + 1, end)
        if end - start > _LONGEST_BIO or start >= end:
            return
        words = _plain(text[start:end]).split()
        verb = next((at for at in range(2, min(len(words), 8)) if words[at].casefold() in forms().copulas), 0)
        name = " ".join(words[:verb])
        yield (start, end), *((name, " ".join(words[verb + 1 :])) if is_name(name) else ("", ""))
        end = len(text[:start].rstrip())


def _plain(line: str) -> str:
    return STARS.sub("", LINK.sub(r"\1", " ".join(line.split()).lstrip("#"))).strip()


def _is_prose(text: str, line: str, end: int, language: str | None) -> bool:
    """Whether the article itself begins here: a sentence, a long line, or one of several that run on.

    A title runs over a few short lines, too, and a byline over a name and a date.
    """
    if len(line) > _LONGEST or STOPS.search(line):
        return True
    rest = [_plain(each) for each in text[end:].partition("\n\n")[0].split("\n")[1:]]
    dated = any(_date(each, language) for each in rest[:_MOST_OF_A_SIGNATURE])
    if rest and is_name(line):
        date, paper = _cut_date([piece.strip() for piece in rest[0].split(",")], language)
        dated |= date is not None and all(map(_is_paper, paper))
    whole = " ".join((line, *rest))
    return bool(rest) and not dated and (len(whole) > _LONGEST or STOPS.search(whole) is not None)


def _line(
    raw: str, line: str, found: Byline, text: str, language: str | None, *, place: int
) -> dict[str, Value] | None:
    """What a line says, all of it; None where it is no byline, {} where it only looks like one.

    The first line, at `place` 0, may be the title: it is a byline only where it says so or is dated by the
    day; "May 2018" above a text is what it is called.
    """
    if not line or len(line) > _LONGEST or line.endswith((":", "?", "!")):
        return None
    if date := _date(line, language):
        titled = not (place or ":" in line) and len(date.iso) < len("YYYY-MM-DD") and text.strip()
        return None if titled else {"date": date.iso}
    label, colon, rest = line.replace("：", ":").partition(":")
    if colon and len(label) <= _LONGEST_LABEL:
        return _labelled(label, rest.strip(), language)
    if (place or opened(line)) and (read := _written_for(line, text, language)):
        return read
    if rest := opened(line):
        # "Words by Ada Lind. Pictures by Bo Birk."
        return _signed(rest, text, language) or _signed(_CREDIT_END.split(rest)[0], text, language)
    pieces = [piece.strip() for piece in _SEPARATOR.split(line) if piece.strip()]
    if len(pieces) > 1:
        return _separated(pieces, text, language)
    return _with_commas(raw, line, found, text, language) or (_joint(line, text) if place else None)


def _written_for(line: str, text: str, language: str | None) -> dict[str, Value] | None:
    """The parts of "Ada Lind, special to the Harbour Post, 3 May 2024" and of "Ada Lind, Harbour Post"."""
    date, pieces = _cut_date([piece.strip() for piece in line.split(",")], language)
    sign = re.compile(rf",? (?P<words>{either(forms().written_for)}) ", re.IGNORECASE).search(
        ", ".join(pieces)
    )
    if sign:
        name, paper, sure = sign.string[: sign.start()], sign.string[sign.end() :], " " in sign["words"]
    else:
        name, paper, sure = ", ".join(pieces[:-1]), "".join(pieces[-1:]), False
    while paper[:1].islower() and " " in paper:  # "for the Harbour Post"
        paper = paper.partition(" ")[2]
    sure = sure or is_press(paper) or paper.split(" ")[0].lower() in forms().articles
    names = people(name).names
    signed = all(map(is_name, names)) if opened(name) else all(_is_writer(each, text) for each in names)
    if not (names and signed and _is_title(paper) and (sure or (sign and opened(name)))):
        return None
    read: dict[str, Value] = {"author": list(names) if len(names) > 1 else names[0]}
    return read | ({"publication": paper} if sure else {}) | ({"date": date.iso} if date else {})


def _joint(line: str, text: str) -> dict[str, Value] | None:
    """The names of "Ada Lind and Bo Birk" by themselves: two people in a line are its writers.

    Those of whom the text speaks, or who speak in it, are its matter; a note on the writers may end it.
    """
    names = people(line).names
    body = text[: text.rstrip().rfind("\n\n") + 1]
    spoken_of = any(re.search(rf"\b{re.escape(name.split()[-1])}\b", body, re.IGNORECASE) for name in names)
    if len(names) > 1 and not spoken_of and all(_is_writer(name, text) for name in names):
        return {"author": list(names)}
    return None


def _is_writer(name: str, text: str) -> bool:
    """Whether a name by itself can only be a writer's: a person's, no place's, of no common words."""
    words = name.lower().split()
    common = any(re.search(rf"\b{re.escape(word)}\b", text) for word in words if len(word) > 1)
    return is_person(name) and not common and not _is_place(name, text)


def _labelled(label: str, rest: str, language: str | None) -> dict[str, Value] | None:
    """The value of "Author: Ada Lind" and "Date: 3 May 2024", in the words of the table of keys."""
    meant = known_keys().get(key_name(label), ())
    if "date" in meant and (date := _date(_SEPARATOR.split(rest)[0], language)):
        return {"date": date.iso}
    if "authors" in meant or {label.casefold(), f"{label.casefold()} by"} & forms().by:
        names = people(rest).names
        if names and not STOPS.search(rest) and all(is_name(name) or " " not in name for name in names):
            return {"author": list(names)}
    return None


def _signed(line: str, text: str, language: str | None) -> dict[str, Value] | None:
    """The names after "By", then a role, or a publication and a date."""
    # Old print ends a byline with a full stop.
    pieces = [part for piece in _SEPARATOR.split(_CREDIT_END.sub("", line)) for part in piece.split(",")]
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
    elif len(pieces) > 1 or (pieces and STOPS.search(line)):
        return None
    return read | ({"date": date.iso} if date else {})


def _separated(pieces: list[str], text: str, language: str | None) -> dict[str, Value] | None:
    """The parts of "Ada Lind | Harbour Post | 3 May 2024", in any order, with one of the last two or both."""
    dates = [date for piece in pieces if (date := _date(piece, language))]
    rest = [piece for piece in pieces if not _date(piece, language) and piece.lower() not in forms().rubrics]
    papers = [piece for piece in rest if is_press(piece) and not opened(piece)]
    if len(dates) > 1 or not 0 < len(rest) <= 2 or not (dates or len(papers) == 1):
        return None
    read: dict[str, Value] = {"date": dates[0].iso} if dates else {}
    first, paper = (
        (rest[1], rest[0]) if rest[:1] == papers and len(rest) > 1 else (rest[0], "".join(rest[1:]))
    )
    names = people(opened(first) or first).names
    sure = (
        all(map(is_name, names)) if dates or opened(first) else all(_is_writer(name, text) for name in names)
    )
    if names and sure and first not in papers and not any(_is_place(name, text) for name in names):
        read["author"] = list(names) if len(names) > 1 else names[0]
        if paper and _is_title(paper):
            read["publication"] = paper
    return read or None


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
    in_italics = _ITALICS_ALONE.match(raw) is not None and not is_name(alone)
    if in_italics or len(words) > 1 and (words[0].lower() in forms().articles or "author" in found.values):
        return read if _is_place(alone, text) else read | {"publication": alone}
    if alone and not is_name(alone) and _comes_back(alone, found.printed):
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
    if LINK.fullmatch(raw.strip(_EMPHASIS)):
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


def _is_paper(text: str) -> bool:
    """Whether a publication may be called so, also with one capital: "Горный вестник"."""
    return _is_title(text) or (is_press(text) and text[0].isupper() and len(text) <= _LONGEST_TITLE)


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
