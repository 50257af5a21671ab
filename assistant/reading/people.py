"""People as records and bylines write them: one string, several, or objects of other tools."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.lexicon import ALL_GIVEN_NAMES, COURTESIES, NAME_PARTICLES, TITLES
from assistant.names import folded, without_article
from assistant.reading.metadata import PLACEHOLDER, Value, forms
from assistant.text import one_line, shortened

WIKI_LINK = re.compile(r"!?\[\[([^\[\]|#]++)[^\[\]]*+\]\]")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_MAIL = re.compile(r"<?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}>?")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)@[\w.]+")
_BRACKETED = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+|[A-Z]{1,3}")
_WHOLE_KEYS = ("name", "literal", "full_name", "fullName", "displayName", "display_name", "@value")
_GIVEN_KEYS = ("given", "givenName", "first_name", "first", "firstName")
_FAMILY_KEYS = ("family", "familyName", "last_name", "last", "lastName", "surname")
_LOOSE_KEYS = ("title", "text")
"""A name where an object has no other; beside one they are a courtesy or a role."""
_NAME_KEYS = (*_WHOLE_KEYS, *_LOOSE_KEYS)
_ROLE_KEYS = ("role", "job_title", "jobTitle", "position", "affiliation", "affiliations", "organization")
CAPITALISED = r"[^\W\d_a-zß-ÿ][\w.’'\-]*"
"""A word that may be one of a name, in a regular expression."""
_INSIDE = re.compile("['’.-]")
_BETWEEN = re.compile(r"\s*(?:[;|·•、\n]|\s[/–—-]\s)\s*")
_AFTER_NAME = re.compile(r"\s*[,|·•∙(/]|\s[–—-]\s")
_WHERE = re.compile(rf",? in (?:{CAPITALISED} ){{0,3}}{CAPITALISED}$")
"""Where somebody writes from."""
_SAINT = {"st", "saint"}
LONGEST = 5_000
"""Characters of a string with names; hundreds of people have less."""
MOST_WORDS = 6
"""Words of a person's name, particles and suffix among them."""


@dataclass(frozen=True, slots=True)
class People:
    """Names in the order they are given."""

    names: tuple[str, ...] = ()
    role: str | None = None
    told: tuple[str, ...] = ()
    """What was left out or is doubtful, one sentence each."""


def people(value: Value) -> People:
    """The people that a value names.

    >>> people("By Lind, Ada and Birk, Bo").names
    ('Ada Lind', 'Bo Birk')
    >>> people([{"name": "Ada Lind", "role": "pilot"}, "admin"])
    People(names=('Ada Lind',), role='pilot', told=("'admin' names nobody.",))
    """
    found = _each(value)
    names = tuple(dict.fromkeys(name for each in found for name in each.names))
    roles = [(each.names, each.role) for each in found if each.role and each.names]
    alone = len(names) == 1 or not roles
    role = "; ".join(role if alone else f"{' and '.join(who)}: {role}" for who, role in roles if role) or None
    return People(names, role, tuple(told for each in found for told in each.told))


def is_name(text: str) -> bool:
    """Whether a text has the shape of one person's full name: two words or more, all but particles capital.

    >>> is_name("Ada van der Lind"), is_name("Harbour"), is_name("director of the port")
    (True, False, False)
    """
    words = text.split()
    if words and words[-1].lower() in forms().suffixes:
        words = words[:-1]
    if not 2 <= len(words) <= MOST_WORDS:
        return False
    if words[0].lower() in forms().articles and not (words[1][-1] == "." or words[1].lower() in TITLES):
        return False  # "The Harbour Post", but "The Rev. Ada Lind"
    if words[-1].lower() in NAME_PARTICLES or "THE" in words[1:]:
        return False  # "BY NIGHT THE HINGE CRIES"
    capital = [word for word in words if word.lower() not in NAME_PARTICLES]
    return len(capital) >= 2 - (len(words) > len(capital)) and all(map(_is_name_word, capital))


def _is_name_word(word: str) -> bool:
    """Whether a word holds letters alone and begins with a capital, as "d'Arc" and "al-Sayf" do inside."""
    parts = [part for part in _INSIDE.split(word) if part]
    letters = all(unicodedata.category(char)[0] in "LM" for part in parts for char in part)
    return bool(parts) and letters and any(not part[0].islower() for part in parts)


def _each(value: Value) -> list[People]:
    if value is None:
        return []
    if isinstance(value, list):
        return [found for item in value for found in _each(item)]
    if isinstance(value, dict):
        return [_of_object(value)]
    return _of_string(value)


def _of_object(value: dict[str, Value]) -> People:
    given = {key: item for key, item in value.items() if item}
    role = next((_plain(given[key]) for key in _ROLE_KEYS if key in given), None)
    first, family = (_first_string(given, keys) for keys in (_GIVEN_KEYS, _FAMILY_KEYS))
    named = any(key in given for key in (*_WHOLE_KEYS, *_GIVEN_KEYS, *_FAMILY_KEYS))
    for key in _WHOLE_KEYS if named else _LOOSE_KEYS:
        name = given.get(key)
        if family and not (isinstance(name, str) and _is_whole(name, first, family)):
            continue
        if isinstance(name, dict):
            found = _of_object(name)
        elif isinstance(name, str):
            found = People((one_line(name),)) if key == "literal" else people(name)
        elif isinstance(name, list):
            found = people(name)
        else:
            continue
        return People(found.names, role or found.role, found.told)
    return _of_parts(value, first, family, role)


def _of_parts(value: dict[str, Value], first: str, family: str, role: str | None) -> People:
    """The person whose name an object gives in parts; its title is a courtesy or the role."""
    if family and not first:
        name = _first_string(value, ("name",))
        first = "" if folded(name) == folded(family) else name
    title = _first_string(value, ("title",))
    if title and not role and not COURTESIES.issuperset(folded(title).split()):
        role = title
    between = ("additionalName", "dropping-particle", "non-dropping-particle", "prefix")
    parts = (first, *(_first_string(value, (key,)) for key in between), family)
    name = " ".join(filter(None, (*parts, _first_string(value, ("suffix",)))))
    told = () if name else (f"No name stands in {shown(value)}.",)
    return People((name,) if name else (), role, told)


def _first_string(value: Mapping[str, Value], keys: Iterable[str]) -> str:
    return next((one_line(item) for key in keys if isinstance(item := value.get(key), str) and item), "")


def _is_whole(name: str, first: str, family: str) -> bool:
    """Whether a name holds the family name and more; "李明" holds its parts without a space."""
    words, last = folded(name).split(), folded(family).split()
    if first and words != last:
        return folded(first) in folded(name) and folded(family) in folded(name)
    return len(words) > len(last) and set(last) <= set(words)


def _plain(value: Value) -> str | None:
    """The words of a role or affiliation, which may be an object or a list of them."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value))) or None
    if isinstance(value, dict):
        return next((_plain(value[key]) for key in _NAME_KEYS if value.get(key)), None)
    return one_line(value) if value else None


def _of_string(text: str) -> list[People]:
    told: tuple[str, ...] = ()
    found: list[People] = []
    lines = [one_line(line) for line in text[:LONGEST].splitlines() if line.strip()]
    named = _LINK.sub(r"\1", WIKI_LINK.sub(lambda match: match[1].rpartition("/")[2], "\n".join(lines)))
    line = named.strip(' *_`"“”')
    line = opened(line) or line
    if PLACEHOLDER.search(line):
        return [People(told=(f"{shown(text)} was never filled in.",))]
    for ending in forms().others:
        if line.lower().endswith(f" {ending}"):
            line = line[: -len(ending)].rstrip(" ,;&")
            told = (f"Not all authors are named: {shown(text)}.",)
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if len(parts) > 1 and ";" not in line and _names(parts[0]) and not _is_credit(parts[0]):
        return [*_apart(parts), People(told=told)]
    if ";" not in line and not all(is_name(_bare(part)) for part in parts):
        parts = [one_line(line)] if parts else []
    inverted, placed = _forms(parts) if ";" in line else (False, False)
    found = [each for part in parts for each in _of_part(part, inverted, placed=placed)]
    return [*found, People(told=told)] if found else [People(told=(f"{shown(text)} names nobody.",))]


def _names(part: str) -> bool:
    """Whether names alone stand in a part, but for what follows them after a comma."""
    heads = _joined(part.partition(",")[0])
    return bool(heads) and all(is_name(_bare(head)) and not _is_said_of(head) for head in heads)


def _apart(parts: Sequence[str]) -> list[People]:
    """The people of parts on lines of their own, or with a stroke between, of which the first is a name.

    What is none of a name's shape is the first one's role, and so is all from a credit on: "Photos by".
    """
    found: list[People] = []
    roles: list[str] = []
    told: list[str] = []
    credited = waits = False
    for part in parts:
        if not any(map(str.isalpha, _bare(part))):
            continue
        credit = _is_credit(part)
        credited = credited or credit
        if waits:
            roles[-1] += f" {part}"
        elif _names(part) and not credited:
            found += _of_part(part, listed=False, placed=False)
        else:
            clear = credit or _is_role(part)
            roles += [part] if clear or _is_said_of(part) else []
            told += [] if clear else [f"Whether {shown(part)} names one more author is not clear."]
        last = part.lower().split()[-1]
        waits = credited and (last[-1] == ":" or last in forms().by)
    first, *others = found
    role = first.role or "; ".join(roles) or None
    return [replace(first, role=role, told=(*first.told, *told)), *others]


def _is_credit(part: str) -> bool:
    """Whether a part names, or says before its name, who had another part in an article: "Edited by"."""
    first, *others = part.lower().split()
    opens = first.rstrip(":") in forms().credits
    return opens and (first[-1] == ":" or any(word[-1] == ":" or word in forms().by for word in others))


def _is_role(part: str) -> bool:
    """Whether a part is certainly no name: a title, a paper with its article, or words in small letters."""
    words = re.findall(r"\w+", part)
    lower = [word.lower() for word in words]
    if not words or lower[-1] in forms().roles or lower[0] in forms().articles or any(map(str.isdigit, part)):
        return True
    named = any(is_name(_bare(name)) for piece in part.split(",") for name in _joined(piece))
    return any(word[0].isupper() for word in words) and any(map(str.islower, words)) and not named


def _forms(parts: Sequence[str]) -> tuple[bool, bool]:
    """Whether all names between semicolons are inverted, "Lind, Ada"; whether places or roles follow them.

    One that is surely so tells it of all.
    """
    after = [part.partition(",")[::2] for part in parts if "," in part]
    sure = any(
        _is_given(rest.split()[0]) and not _is_given(first.split()[0])
        for first, rest in after
        if first.strip() and rest.strip()
    )
    placed = not sure and any(map(_is_placed, parts))
    return sure or not (placed or any(is_name(_bare(part)) for part in parts)), placed


def opened(line: str) -> str:
    """What follows the word that opens a byline; "" where none does.

    >>> opened("Words by Ada Lind"), opened("Von: Ada Lind"), opened("Von Berg")
    ('Ada Lind', 'Ada Lind', '')
    """
    lower = line.lower()
    for word in _openers():
        if lower.startswith(word) and line[len(word) : len(word) + 1] in (" ", ":"):
            name = line[len(word) + 1 :].strip()
            # "Von Berg" and "De la Cruz" are names: the word opens a byline where a whole name follows.
            first = _joined(_AFTER_NAME.split(name)[0])[:1]
            if word not in NAME_PARTICLES or any(map(is_name, first)):
                return name
    return ""


@cache
def _openers() -> tuple[str, ...]:
    """The words that open a byline, the longest first."""
    return tuple(sorted(forms().by, key=len, reverse=True))


def is_person(name: str) -> bool:
    """Whether a whole name is no paper's, no rubric's and no place's by one of its words."""
    words = re.findall(r"\w+", name.lower())
    return is_name(name) and not is_press(name) and not (forms().rubrics | forms().places).intersection(words)


def is_press(text: str) -> bool:
    """Whether a name is a paper's by one of its words: "Harbour Post"."""
    return any(word in forms().press for word in re.findall(r"\w+", text.lower()))


def is_elsewhere(line: str) -> bool:
    """Whether a line names where a writer lives or works."""
    return is_press(line) or bool(forms().addresses.intersection(line.lower().split()))


def without_papers(names: Iterable[Value], papers: Iterable[str | None]) -> list[Value]:
    """Names of authors but for those of the papers themselves; somebody's blog may bear his own name.

    >>> without_papers(["Harbour Post", "Ada Lind"], ("The Harbour Post", "Ada Lind"))
    ['Ada Lind']
    """
    known = {without_article(paper) for paper in papers if paper}
    return [
        name
        for name in names
        if not isinstance(name, str) or is_person(name) or without_article(name) not in known
    ]


def _is_placed(text: str) -> bool:
    """Whether a given name opens what stands before a comma, and none what follows: "Ada Lind, Oslo"."""
    first, _, rest = text.partition(",")
    given, second = first.split()[:1], rest.split()[:1]
    heads = [is_name(_bare(name)) for name in _joined(first)]
    return bool(second and heads) and all(heads) and _is_given(given[0]) and not _is_given(second[0])


def _is_given(word: str) -> bool:
    return folded(word) in ALL_GIVEN_NAMES


def _is_said_of(name: str) -> bool:
    """Whether what has the shape of a name is a role, a paper, a body or a place beside somebody's name."""
    words = re.findall(r"\w+", name.lower())
    if len(words) > 2 and words[-1] in forms().bodies:  # "Robert Schuman Centre"
        return True
    if not words or _is_given(words[0]):
        return False
    saint = words[0] in _SAINT and len(words) > 2  # "St John Lind"
    place = words[0] in forms().places and not saint
    return is_press(name) or bool(forms().bodies.intersection(words)) or place or words[-1] in forms().roles


def _of_part(text: str, listed: bool, *, placed: bool) -> list[People]:
    """The people of a string without semicolons; `listed` if others stand beside it between semicolons.

    `placed` if in such a list a place or a role follows each name.
    """
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 2 and (inverted := _inverted(*pieces, sure=listed)):
        return [_one(inverted)]
    joined = _joined(text)
    if len(joined) > 1:
        each = [[piece.strip() for piece in part.split(",")] for part in joined]
        if all(len(part) == 2 and _inverted(*part, sure=True) for part in each):
            return [_one(_inverted(*part, sure=True) or "") for part in each]
    if len(pieces) == 1:
        named = all(is_name(_bare(part)) or _nobody(part) for part in joined)
        parts = joined if named and any(is_name(_bare(part)) for part in joined) else [text]
        return [_one(part) for part in parts]
    if pieces[-1].lower() in forms().suffixes and len(pieces) == 2:
        return [_one(" ".join(pieces))]
    # "A, B and C": each a whole name; or one name and what is said of it.
    parts = [part for piece in pieces for part in _joined(piece)]
    if not parts:
        return []
    if all(is_name(_bare(part)) or _nobody(part) for part in parts):
        further = [part for part in parts[1:] if not _is_said_of(part)]
        said = [part for part in parts[1:] if part not in further]
        one = _one(parts[0])
        told = (
            ()
            if all(map(_is_role, said))
            else (f"Whether {shown(text)} is one name or several is not clear.",)
        )
        role = one.role or "; ".join(said) or None
        return [replace(one, role=role, told=(*one.told, *told)), *map(_one, further)]
    if len(pieces) % 2 == 0 and all(
        _inverted(*pair, sure=False) for pair in zip(pieces[::2], pieces[1::2], strict=True)
    ):
        return [People((text,), told=(f"Whether {shown(text)} is one name or several is not clear.",))]
    first, _, rest = text.partition(",")
    unclear = f"Whether {shown(text)} is one name or several is not clear."
    clear = placed or not (len(pieces) == 2 and _is_name_word(pieces[1]))
    heads = _joined(first)
    if heads and all(is_name(_bare(part)) for part in heads) and (clear or _is_placed(text)):
        found, *others = map(_one, heads)
        role = "; ".join(filter(None, (found.role, rest.strip())))
        doubts = found.told if clear else (*found.told, unclear)
        return [People(found.names, role if clear else found.role, doubts), *others]
    return [People((text,), told=(unclear,))]


def _inverted(surname: str, given: str, *, sure: bool) -> str | None:
    """The name that "Surname, Given" inverts; `sure` if the string holds names of this form alone."""
    names, words = given.split(), surname.split()
    if not names or not words or any(_nobody(part) for part in (surname, given)):
        return None
    if names[-1].lower() in forms().suffixes:
        return None
    initials = _INITIALS.fullmatch(given) is not None and "." in given
    capital = [word for word in words if word.lower() not in NAME_PARTICLES]
    if not all(map(_is_name_word, (*capital, *names))) and not initials:
        return None
    if sure or initials or len(capital) == 1 and len(names) <= 2:
        return f"{given} {surname}"
    return None


def _joined(text: str) -> list[str]:
    """A string taken apart at its words for "and"."""
    words = text.split(" ")
    parts: list[list[str]] = [[]]
    for word in words:
        if word.lower() in forms().conjunctions and not (len(word) == 1 and word.isupper()):
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for words in parts if (part := " ".join(words).strip(" ,"))]


def _bare(text: str) -> str:
    """A name without its mail address, handle and what stands in brackets behind it."""
    plain = _BRACKETED.sub("", _ADDRESS.sub("", _MAIL.sub("", text))).strip(" ,<>")
    plain = _HANDLE.sub("", plain).strip(" ,<>") or plain
    where = _WHERE.search(plain)
    if where and is_person(plain[: where.start()]) and not _is_said_of(plain[: where.start()]):
        plain = plain[: where.start()]
    first, _, rest = plain.partition(" ")
    titled = rest.partition(" ")[0].lower().strip(".") in TITLES or rest.partition(" ")[0].endswith(".")
    return rest if first.lower() in forms().articles and titled and is_name(rest) else plain


def _one(text: str) -> People:
    """One person; what stands in brackets is his name after a mail address, otherwise his role."""
    line = text.strip()
    bracketed = _BRACKETED.search(line)
    inside = bracketed[1].strip() if bracketed else ""
    name = _bare(line)
    if not name and inside:
        name, inside = _bare(inside), ""
    if not name or _nobody(name) or _ADDRESS.fullmatch(line) or not any(map(str.isalnum, name)):
        return People(told=(f"{shown(text)} names nobody.",))
    role = inside if inside and not _HANDLE.fullmatch(inside) and not _MAIL.fullmatch(inside) else None
    return People((name,), role)


def _nobody(name: str) -> bool:
    return _bare(name).casefold().strip() in forms().nobody


def shown(value: Value, longest: int = 60) -> str:
    """A value of a record as a warning quotes it."""
    return repr(shortened(one_line(value) if isinstance(value, str) else str(value), longest))
