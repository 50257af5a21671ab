"""What the edges of a text may give as its title, authors, date and publication, with features of each.

A mention is a part of a line, or up to three lines, that has the form of such a value; `weights` tell which
of them is the text's own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.lexicon import FUNCTION_WORDS, NAME_PARTICLES, PERSON_TITLES
from assistant.reading.lines import FIRST, LONGEST, WORDS, Line, Sheet, plain, spaced
from assistant.reading.metadata import forms, key_name, known_keys
from assistant.reading.people import is_elsewhere, is_name, is_person, is_press, opened, people

Field = Literal["title", "authors", "date", "publication"]
_TITLE_LINES = 3
_LONGEST_TITLE = 160
_LONGEST_PAPER = 60
_GAP = re.compile(
    r"\s{3,}|\t+|\s*[|·•∙»›►]\s*|\s+[—–/>-]\s+|\s*—\s*|[,;:]\s+|\s*[()\[\]“”\"«„]\s*|\.\s+(?=[^\W\d_a-zß-ÿ])"
)
_NUMBERED = re.compile(
    r"(?:[\s,/]|^)+(?:vol(?:ume)?|nos?|issue|number|nr|pp?|pages?|pg|section|année|heft|br)\.?\s*[\divx].*$"
    r"|\s+\d{1,4}(?:\(\d+\))?$|^\d{1,4}\s+",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:in|for|from|to|of|für|pour|za|per|para|en|dans|du)\s+(?P<paper>(?:(?:the|der|die|das|le|la|el)\s+)?"
    r"[^\W\d_a-zß-ÿ][\w’'.&-]*(?:\s+(?:&|of|and|the|[^\W\d_a-zß-ÿ][\w’'.&-]*))*)$"
)
_QUOTED = re.compile(r"[“\"„«](?P<title>[^“”\"„«»]{6,120}?)[,.]?[”\"“»]")
_TOKEN = re.compile(r"[^\s,;:|·•()\[\]<>“”\"«»„/…]+")
_BELOW_A_TITLE = ("by", "date", "name", "authors")
QUOTING = (">", "“", "„", "«", '"', "‟", "»", "‹", "「")
_NO_WRITER = {"common", "in phrase", "no person", "spoken of", "elsewhere"}
"""Features of a name by itself, with no word before it, that is a place's, a rubric's or the subject's."""
_MARKS = re.compile(r"(?<=[^\W\d_])[\d*†‡§,]+$|(?<=[^\W\d_])[⁰¹²³⁴-⁹*†‡§]+$")
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved|published by", re.IGNORECASE)


@dataclass(slots=True)
class Mention:
    """A value that a part of a text may be."""

    field: Field
    value: str
    first: int
    last: int
    """Places of its first and last lines."""
    features: set[str] = dataclasses.field(default_factory=set)
    whole: bool = False
    """Whether its lines hold nothing else."""


def titles(sheet: Sheet) -> Iterator[Mention]:
    """Lines and quotations that may be the title."""
    order = 0
    for line in sheet.edges:
        label, rest = line.label
        meant = known_keys().get(key_name(label), ()) if label else ()
        if "title" in meant:
            yield _title(sheet, line, line, rest, {"labelled"})
        for match in _QUOTED.finditer(line.words):
            if match.span() != (0, len(line.words)):
                around = {"quoted", f"left={_class(line.words[: match.start()])}"}
                around |= {"left name"} if any(True for _ in _runs(line.words[: match.start()])) else set()
                yield _title(sheet, line, line, match["title"], around)
        if line.prose or not any(map(str.isalpha, line.words)) or len(line.words) > _LONGEST_TITLE:
            continue
        if _is_no_title(line, sheet.at(line.place + 1)):
            continue
        words, last = line.words, line
        for count in range(_TITLE_LINES):
            yield _title(sheet, line, last, words, {f"lines={count + 1}", f"order={min(order, 6)}"})
            below = sheet.at(last.place + 1)
            hashes = line.raw[0] == "#" or (below is not None and below.raw[0] == "#")
            if hashes or below is None or below.group != line.group or below.prose or below.days:
                break
            if last.words.endswith(("?", "!")) and not below.words[:1].islower():
                break
            words, last = f"{words} {below.words}", below
            if len(words) > _LONGEST_TITLE:
                break
        if line.form not in ("address", "rule", "date", "rubric", "by"):
            order += 1


def _is_no_title(line: Line, below: Line | None) -> bool:
    """Whether a line is the last one, or a sentence by itself; old print ends titles with full stops."""
    over = below is not None and below.form in _BELOW_A_TITLE
    sentence = line.words.endswith(".") and not (line.words.isupper() or over)
    return sentence or (below is None and not line.raw.startswith("#"))


def _title(sheet: Sheet, line: Line, last: Line, words: str, given: set[str]) -> Mention:
    shown = words.strip()
    found = Mention(
        "title", shown, line.place, last.place, given, whole=shown == line.words or line is not last
    )
    below, count = sheet.at(last.place + 1), len(shown.split())
    features = found.features
    features |= _place(sheet, line, "p") | _beside(sheet, line, last)
    features |= _form(shown)
    content = {word for word in WORDS.findall(shown.lower()) if len(word) > 3 and word not in FUNCTION_WORDS}
    known = sum(f" {word[:6]}" in sheet.lower for word in content)
    features.add(f"known={round(3 * known / len(content)) if content else 'none'}")
    features.add(f"words={_bucket(count, (1, 2, 3, 4, 6, 9, 14))}")
    if line.raw.startswith("#"):
        features.add(f"hash={len(line.raw) - len(line.raw.lstrip('#'))}")
    elif any(each.raw.startswith("#") for each in sheet.edges):
        features.add("hash elsewhere")
    if any(word in FUNCTION_WORDS for word in shown.lower().split()):
        features.add("small words")
    if line is not last:
        second = sheet.at(line.place + 1)
        assert second is not None
        features.add("2nd lower" if second.words[:1].islower() else "2nd upper")
        features.add("2nd first=" + second.form)
        small = line.words.split()[-1].lower() in FUNCTION_WORDS
        features.add(
            f"1st ends={'small' if small else 'word' if line.words[-1].isalnum() else line.words[-1]}"
        )
        features.add(f"caps={line.words.isupper()}{second.words.isupper()}")
    if below and below.group == last.group:
        features.add("goes on lower" if below.words[:1].islower() else "goes on")
        features.add(f"caps below={shown.isupper()}{below.words.isupper()}")
    if shown.split()[-1].lower() in FUNCTION_WORDS:
        features.add("ends small")
    features |= {"printed"} if line.printed else set()
    if sheet.text.count(shown) > 1:
        features.add("comes back")
    if any(shown in each.words for each in sheet.lines[: min(line.place, FIRST)]):
        features.add("stands above")
    return found


def names(sheet: Sheet, title: Mention | None) -> Iterator[Mention]:
    """People's names, each by itself, and pen names where a byline has no other."""
    for line in sheet.edges:
        if len(line.words) > LONGEST:
            continue
        found = list(_runs(line.words))
        label, rest = line.label
        meant = known_keys().get(key_name(label), ()) if label else ()
        if "authors" in meant and ";" in rest:
            for name in people(rest).names:
                if is_name(name):
                    yield _name(sheet, line, name, 0, len(line.words), 1, title)
            continue
        mentions = [_name(sheet, line, name, start, end, len(found), title) for name, start, end in found]
        alone = [each for each in mentions if each.features & {"lead=none", "lead=and"}]
        above = sheet.at(line.place - 1)
        quoted = above is not None and above.raw.lstrip().startswith(QUOTING)
        if quoted or any(each.features & _NO_WRITER for each in alone):
            mentions = [each for each in mentions if each not in alone]
        yield from mentions
        if not found and (pen := _pen_name(sheet, line)):
            start = line.words.find(pen)
            mention = _name(sheet, line, pen, start, start + len(pen), 1, title)
            mention.features |= {"pen", f"pen words={len(pen.split())}"}
            yield mention


def _runs(words: str) -> Iterator[tuple[str, int, int]]:
    """The names in a line: runs of words with capitals, of initials and particles between them."""
    run: list[tuple[str, int, int]] = []
    before = 0
    for match in [*_TOKEN.finditer(words), None]:
        token = match[0] if match else ""
        bare = token if token[-1:].isalpha() else _MARKS.sub("", token)
        broken = match is None or bool(words[before : match.start()].strip())
        if run and (broken or not (_is_part(bare) or bare.lower() in NAME_PARTICLES)):
            yield from _named(words, run)
            run = []
        if match is None:
            return
        before = match.end()
        if _is_part(bare) or (run and bare.lower() in NAME_PARTICLES):
            stop = bare.endswith(".") and len(bare.rstrip(".")) > 1
            titled = bare.lower().rstrip(".") in PERSON_TITLES or bare.lower() in forms().suffixes
            ends = (stop and not titled and not re.fullmatch(r"(?:\w\.)+", bare)) or bare != token
            run.append((bare, match.start(), match.start() + len(bare)))
            if ends:
                yield from _named(words, run)
                run = []


def _is_part(word: str) -> bool:
    """Whether a word may be one of a name."""
    return word[:1].isalpha() and not word[0].islower() and not any(map(str.isdigit, word))


def _named(words: str, run: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The name that a run of words is, without what opens a byline before it."""
    while run and run[-1][0].lower() in NAME_PARTICLES:
        run = run[:-1]
    while run and run[0][0].lower().rstrip(".") in _openers():
        run = run[1:]
    if not run:
        return
    start, end = run[0][1], run[-1][2]
    name = words[start:end].rstrip(".") if len(run[-1][0]) > 3 else words[start:end]
    if is_name(
        name.removeprefix("The ").removeprefix("THE ") if name[4:].lower().startswith("rev") else name
    ):
        yield name, start, start + len(name)


@cache
def _openers() -> frozenset[str]:
    """The words that open or join the names of a byline."""
    return (forms().by | forms().credits | forms().conjunctions) - NAME_PARTICLES


def _pen_name(sheet: Sheet, line: Line) -> str:
    """What stands after "by", or by itself under the text, and is no whole name."""
    rest = opened(line.words) or re.sub(r"(?i)^(?:posted|written) by ", "", line.words)
    sure = rest != line.words
    rest = re.split(r"\s+(?:at|on|in)\s|\s{2,}|[,|·(]|\d", rest)[0].strip(" .—–-")
    under = line.place > sheet.last_prose or line.label[0] != ""
    rest = rest if line.label[0] == "" or sure else line.label[1]
    words = rest.split()
    if len(words) == 1 and opened(line.words):
        return ""  # "By Monday"
    if (sure or under) and 1 <= len(words) <= 4 and all(map(_is_part, (words[0], words[-1]))):
        return rest
    return ""


def _name(
    sheet: Sheet, line: Line, name: str, start: int, end: int, count: int, title: Mention | None
) -> Mention:
    words = line.words
    whole = start <= 2 and len(words) - end <= 2
    found = Mention("authors", name, line.place, line.place, whole=whole)
    features = found.features
    left, right = words[:start], words[end:]
    lead = _class(left)
    features |= _place(sheet, line, "p") | _beside(sheet, line, line)
    features |= {f"lead={lead}", f"whole={whole}", f"count={_bucket(count, (1, 2, 3))}"}
    features |= {f"region+lead={_region(sheet, line)}+{lead}", f"lead+whole={lead}+{whole}"}
    from_title = _from_title(line, title)
    features |= {f"title={from_title}", f"title+whole+lead={from_title}+{whole}+{lead}"}
    features |= _near(left, "l") | _near_right(right)
    if not left.strip(" —–-(*") and line.place:
        above = sheet.lines[line.place - 1]
        features.add(f"above={above.form}")
        if above.group == line.group and (tail := WORDS.findall(above.words)):
            features.add(f"above ends={tail[-1].lower()}")
    if _closes(sheet, line):
        features.add("closes")
    if re.match(r"\s*[—–―-]{1,2}\s?$", left):
        features.add("dash")
    surname, every = spaced(name.split()[-1]), spaced(name)
    again = sum(
        surname in each.letters and not each.letters.startswith(every)
        for each in sheet.lines[sheet.first_prose : sheet.last_prose + 1]
        if each is not line and each.prose
    )
    if again and _region(sheet, line) == "top":
        features.add("spoken of")
    features.add(f"body={_bucket(again, (0, 1, 2))}")
    features.add(f"body+whole={bool(again)}+{whole}")
    features.add(f"region+body={_region(sheet, line)}+{bool(again)}")
    told = [each.letters for each in sheet.lines[sheet.last_prose :] if each is not line]
    if any(each.startswith(every) for each in told):
        features.add("told below")
    elif any(surname in each for each in told):
        features.add("named below")
    if any(line is not each and every in each.letters for each in sheet.edges):
        features.add("again")
    features |= {"turn"} if surname.strip().split(" ")[-1] in sheet.labels else set()
    low = [word for word in name.lower().split() if len(word) > 2]
    features |= {"common"} if any(word in sheet.small for word in low) else set()
    at = sheet.body.find(name)
    features |= {"in phrase"} if at > 1 and sheet.body[:at].rstrip(" ,")[-1:].islower() else set()
    features |= {"press"} if is_press(name) else set()
    body = forms().bodies.intersection(name.lower().split())
    features |= {"person"} if is_person(name) and not body else {"no person"}
    features |= {"elsewhere"} if is_elsewhere(name) else set()
    features |= {"caps"} if name.isupper() else set()
    features.add(f"words={len(name.split())}")
    features |= {"titled"} if name.split()[0].lower().rstrip(".") in PERSON_TITLES else set()
    features |= {"initial"} if re.search(r"(?<!\w)\w\.", name) else set()
    return found


def _closes(sheet: Sheet, line: Line) -> bool:
    """Whether words that take leave, as in a letter, stand over a line."""
    above = sheet.at(line.place - 1)
    if above is None:
        return False
    words = above.words.lower().strip(" .,!")
    short = len(words.split()) <= 8 and above.words.endswith(",") and above.place > sheet.first_prose
    return short or words in forms().closings


def dates(sheet: Sheet, title: Mention | None) -> Iterator[Mention]:
    """The days, months and years that the lines print."""
    every = [(line, day) for line in sheet.edges for day in line.days]
    full = sorted({day.iso for _, day in every if len(day.iso) > 4})
    for number, (line, day) in enumerate(every):
        words = line.words
        whole = day.start <= 2 and len(words) - day.end <= 2
        found = Mention("date", day.iso, line.place, line.place, whole=whole)
        left, right = words[: day.start], words[day.end :]
        lead = _class(left) if left.strip() else _class(words[day.start : day.end].partition(" ")[0])
        kind = {4: "year", 7: "month", 10: "day"}[len(day.iso)]
        features = found.features
        features |= _place(sheet, line, "p") | _beside(sheet, line, line)
        features |= {f"lead={lead}", f"kind={kind}", f"lead+kind={lead}+{kind}", f"whole={whole}"}
        features |= {
            f"region+lead={_region(sheet, line)}+{lead}",
            f"region+kind={_region(sheet, line)}+{kind}",
        }
        features |= {f"region+whole={_region(sheet, line)}+{whole}", f"nth={min(number, 4)}"}
        features |= {f"title={_from_title(line, title)}", f"title+lead={_from_title(line, title)}+{lead}"}
        features |= _near(left, "l") | _near_right(right)
        inside = words[day.start : day.end].lower()
        features |= {f"in={word}" for word in WORDS.findall(inside) if len(word) > 2}
        features |= {"clock"} if re.search(r"\d[:.h]\d\d", inside) else set()
        features.add(f"full={_bucket(len(full), (0, 1, 2, 3))}")
        if len(day.iso) > 4 and full:
            features |= {"earliest"} if day.iso == full[0] else set()
            features |= {"latest"} if day.iso == full[-1] else set()
        pieces = [piece for piece in _GAP.split(left) if piece]
        features.add("beside press" if any(map(is_press, pieces)) else "no press")
        features |= {"prose"} if line.prose else set()
        features |= {"printed"} if line.printed else set()
        features |= {"rights"} if _RIGHTS.search(words) else set()
        features |= {"capitals"} if left.strip() and left.isupper() else set()
        runs_on = re.match(r"\s*[—–-]+ *\w", right) is not None
        features |= {"runs on"} if runs_on and line.prose else set()
        if runs_on or _region(sheet, line) != "prose":
            yield found


def papers(sheet: Sheet, title: Mention | None) -> Iterator[Mention]:
    """What may be the name of a newspaper, journal, site or publisher."""
    for line in sheet.edges:
        if len(line.words) > LONGEST:
            continue
        for value, place, count, given in _pieces(line):
            mention = _paper(sheet, line, value, place, count, given)
            from_title = _from_title(line, title)
            mention.features |= {f"title={from_title}", f"title+at={from_title}+{place}+{bool(line.days)}"}
            if title and spaced(value) in spaced(title.value):
                mention.features.add("in title")
            yield mention


def _pieces(line: Line) -> Iterator[tuple[str, str, int, set[str]]]:
    """The parts of a line between dates and signs, and capitalised words after "in"."""
    label, rest = line.label
    meant = known_keys().get(key_name(label), ()) if label else ()
    source = " ".join(re.sub(r"\s{3,}|\t", " | ", line.raw.strip()).split())
    words = plain(source)
    if "publication" in meant:
        words = rest
    for day in line.days:
        printed = line.words[day.start : day.end].strip(" ,.;")
        words = words.replace(printed, " | ")
    pieces = [piece.strip(" .,") for piece in _GAP.split(words)]
    pieces = [piece for piece in pieces if any(map(str.isalpha, piece))]
    for number, piece in enumerate(pieces):
        at = (
            "whole"
            if len(pieces) == 1
            else "first"
            if number == 0
            else "last"
            if piece is pieces[-1]
            else "in"
        )
        before = pieces[number - 1] if number else ""
        value = piece
        while (cut := _NUMBERED.sub("", value).strip(" ,./")) != value:
            value = cut
        given = {"labelled"} if "publication" in meant else {f"label={meant[0]}"} if meant else set()
        given |= {"numbered"} if value != piece else set()
        if before:
            given.add("after name" if is_name(before) else "after")
        given |= {"cited"} if _QUOTED.search(line.words) else set()
        inner = _INSIDE.search(value)
        if inner and inner.start():
            whom = "name" if is_name(value[: inner.start()].strip()) else "other"
            word = value[inner.start() :].split()[0].lower()
            yield inner["paper"], at, len(pieces), given | {"inside", f"inside={word}", f"inside of={whom}"}
        elif inner:
            yield inner["paper"], at, len(pieces), given | {"inside", "inside at start"}
        if value and len(value) <= _LONGEST_PAPER and not value[0].islower():
            yield value, at, len(pieces), given


def _paper(sheet: Sheet, line: Line, value: str, at: str, count: int, given: set[str]) -> Mention:
    found = Mention("publication", value, line.place, line.place, given, whole=at == "whole")
    features = found.features
    features |= _place(sheet, line, "p") | _beside(sheet, line, line) | _form(value)
    features |= {f"at={at}", f"pieces={_bucket(count, (1, 2, 3, 4))}", f"dated={bool(line.days)}"}
    features |= {f"region+dated={_region(sheet, line)}+{bool(line.days)}+{at}"}
    features.add(f"words={_bucket(len(value.split()), (1, 2, 3, 4, 5, 7))}")
    bare = spaced(value).removeprefix(" the")
    features |= {"body"} if bare in sheet.lower else set()
    edges = [each for each in sheet.edges if each is not line and bare in each.letters]
    features |= {"again"} if edges else set()
    features |= {"again alone"} if any(len(each.words) < len(value) + 25 for each in edges) else set()
    features |= {"rights again"} if any(_RIGHTS.search(each.words) for each in edges) else set()
    letters = bare.replace(" ", "")
    if any(letters and letters in host for host in sheet.hosts):
        features.add("host")
    elif sheet.hosts:
        features.add("other host")
    features |= {"rights"} if _RIGHTS.search(line.words) else set()
    features |= {"printed"} if line.printed else set()
    features |= {"prose"} if line.prose else set()
    features |= {"elsewhere"} if is_elsewhere(value) and not is_press(value) else set()
    features |= {"hash"} if line.raw.startswith("#") else set()
    features |= {"slanted"} if f"*{value}*" in line.raw or f"_{value}_" in line.raw else set()
    words = [word for word in WORDS.findall(value.lower()) if len(word) > 3]
    known = sum(f" {word[:6]}" in sheet.lower for word in words)
    features.add(f"known={round(3 * known / len(words)) if words else 'none'}")
    features |= {f"w={word}" for word in words}
    return found


# What is seen around a mention


def _from_title(line: Line, title: Mention | None) -> str:
    """How many lines a line stands below the title, or above it."""
    if title is None:
        return "none"
    if title.first <= line.place <= title.last:
        return "same"
    below = line.place - (title.last if line.place > title.last else title.first)
    return _bucket(below, (-4, -3, -2, -1, 1, 2, 3, 5, 9))


def _region(sheet: Sheet, line: Line) -> str:
    if line.place < sheet.first_prose:
        return "top"
    return "prose" if line.place <= sheet.last_prose else "end"


def _place(sheet: Sheet, line: Line, name: str) -> set[str]:
    region = _region(sheet, line)
    found = {f"region={region}"}
    if region == "top":
        found.add(f"{name}top={_bucket(line.place, (0, 1, 2, 3, 4, 6, 9))}")
        found.add(f"{name}above={_bucket(sheet.first_prose - line.place, (1, 2, 3, 4, 6, 9))}")
    elif region == "end":
        found.add(f"{name}end={_bucket(len(sheet.lines) - 1 - line.place, (0, 1, 2, 4, 7))}")
        found.add(f"{name}below={_bucket(line.place - sheet.last_prose, (1, 2, 3, 5, 8))}")
    elif line.place == sheet.first_prose:
        found.add("first prose")
    elif line.place == sheet.last_prose:
        found.add("last prose")
    indent = len(line.raw) - len(line.raw.lstrip(" "))
    found |= {"indent"} if indent >= 8 else set()
    found |= {"quote"} if line.raw.lstrip().startswith(">") else set()
    found |= {"item"} if re.match(r"\s*(?:[-*•]|\d+\.)\s", line.raw) else set()
    bare = line.raw.strip()
    found |= {"bold"} if bare[:2] in ("**", "__") else {"italic"} if bare[:1] in ("*", "_") else set()
    found |= {"link"} if re.match(r"\W*\[[^\]]+\]\(", bare) else set()
    return found


def _beside(sheet: Sheet, first: Line, last: Line) -> set[str]:
    """The forms of the lines above and below, and whether these are parts of one paragraph."""
    found: set[str] = set()
    for name, place, own in (("a", first.place - 1, first), ("b", last.place + 1, last)):
        other = sheet.at(place)
        form = other.form if other else "edge"
        close = "+" if other and other.group == own.group else ""
        found |= {f"{name}={form}{close}", f"{name} close={bool(close)}"}
    for name, place in (("aa", first.place - 2), ("bb", last.place + 2)):
        other = sheet.at(place)
        found.add(f"{name}={other.form if other else 'edge'}")
    return found | {f"form={first.form}"}


def _form(words: str) -> set[str]:
    found: set[str] = set()
    tokens = words.split()
    capital = [token for token in tokens if token[:1].isupper()]
    found |= {"upper"} if words.isupper() else {"title case"} if len(capital) == len(tokens) else set()
    found.add(
        "opens lower" if words[:1].islower() else "opens capital" if words[:1].isupper() else "opens sign"
    )
    found |= {f"ends {words[-1]}"} if not words[-1].isalnum() else set()
    found |= {"name"} if is_name(words) else set()
    found |= {"person"} if is_person(words) else set()
    found |= {"press"} if is_press(words) else set()
    found |= {"rubric"} if words.lower().strip(" .:") in forms().rubrics else set()
    found |= {"rubric in"} if forms().rubrics & set(WORDS.findall(words.lower())) else set()
    found |= {"article"} if tokens[0].lower() in forms().articles else set()
    found |= {"by"} if opened(words) else set()
    found |= {"digits"} if any(map(str.isdigit, words)) else set()
    found |= {"colon"} if re.search(r"\w: ", words) else set()
    found |= {"address"} if "www." in words or "://" in words or "@" in words else set()
    found |= {"body word"} if set(WORDS.findall(words.lower())) & forms().bodies else set()
    found |= {f"opens {tokens[0].lower().strip('.:')}"}
    return found


def _class(left: str) -> str:
    """What the words before a mention say that it is."""
    words = left.strip(' (—–-:*·|,“"').lower()
    if not words:
        return "none"
    tail = WORDS.findall(words)[-6:]
    whole = " ".join(tail)
    if not tail:
        return "sign"
    if set(tail) & forms().credits:
        return "credit"
    if set(tail) & forms().later:
        return "later"
    if words in forms().by or whole in forms().by:
        return "by"
    meant = known_keys().get(key_name(words), ())
    if meant and left.rstrip().endswith((":", "：")):
        return meant[0]
    if tail[-1] in forms().by and len(tail) <= 4:
        return "something by"
    if tail[-1] in forms().by:
        return "by in phrase"
    if tail[-1] in forms().conjunctions:
        return "and"
    if left.rstrip().endswith(":"):
        return "label"
    return "comma" if left.rstrip().endswith((",", ";")) else "words"


def _near(left: str, name: str) -> set[str]:
    tail = [word.lower() for word in WORDS.findall(left)[-3:]]
    return {f"{name}={word}" for word in tail[-1:]} | {f"{name}s={word}" for word in tail[:-1]}


def _near_right(right: str) -> set[str]:
    bare = right.lstrip()
    first = WORDS.findall(bare)[:1]
    sign = bare[:1] if bare and not bare[0].isalnum() else ""
    found = {f"r sign={sign}"} if sign else set()
    if first:
        found.add(f"r={first[0].lower()}")
        found.add("r lower" if first[0].islower() else "r upper")
    return found | ({"r end"} if not bare else set())


def _bucket(number: int, edges: tuple[int, ...]) -> str:
    """The least edge that a number does not pass."""
    return next((str(edge) for edge in edges if number <= edge), f"{edges[-1]}+")
