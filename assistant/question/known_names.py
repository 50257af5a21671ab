"""The people and publications of the records, ready to be found in a question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import Record
from assistant.names import folded, surname
from assistant.question.masks import words

_PARTS = re.compile(r"[/()]| – | - ")
_MEDIA = frozenset("blog website online magazine weekly".split())
_INSTITUTIONS = frozenset("foundation endowment institute institution center centre club discussion".split())
_POWERS = frozenset("eu uk un us".split())
_SMALL = frozenset("the of for and on in de la le der die das a an".split())


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names by the words that may stand for them in a question; every key is folded."""

    records: tuple[Record, ...]
    by_surname: dict[str, tuple[str, ...]]
    by_given_name: dict[str, tuple[str, ...]]
    publications: dict[tuple[str, ...], frozenset[str]]
    """Each way of naming a publication → the full names it may mean."""
    publication_spellings: tuple[str, ...]
    """Those ways of naming one, as text."""
    publication_openers: frozenset[str]
    """First words of `publications`."""
    longest: int
    """Words of the longest way of naming a publication."""
    by_person: dict[str, tuple[Record, ...]]
    """Full name → the records where the person is voice or author."""
    years: tuple[int, int] | None
    """The first and the last of the records' dates."""

    @classmethod
    def of(cls, records: Sequence[Record]) -> KnownNames:
        surnames, given = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        by_person = defaultdict[str, list[Record]](list)
        years = [int(record.date.iso[:4]) for record in records if record.date]
        for record in records:
            for name in record.people:
                by_person[name].append(record)
        for name in by_person:
            surnames[surname(name)].append(name)
            given[(folded(name).split() or [""])[0]].append(name)
        wordings = _publications(record.publication for record in records if record.publication)
        return cls(
            records=tuple(records),
            by_surname={key: tuple(names) for key, names in surnames.items()},
            by_given_name={key: tuple(names) for key, names in given.items()},
            publications=wordings,
            publication_spellings=tuple(" ".join(wording) for wording in wordings),
            publication_openers=frozenset(wording[0] for wording in wordings),
            longest=max(map(len, wordings), default=0),
            by_person={name: tuple(found) for name, found in by_person.items()},
            years=(min(years), max(years)) if years else None,
        )


_cached: list[tuple[tuple[Record, ...], KnownNames]] = []
_MOST_CACHED = 4


def known_names(records: Sequence[Record]) -> KnownNames:
    """The names of `records`; made once for each tuple, since an index keeps handing out the same one."""
    if not isinstance(records, tuple):
        return KnownNames.of(records)
    for kept, names in _cached:
        if kept is records:
            return names
    names = KnownNames.of(records)
    _cached.append((records, names))
    del _cached[:-_MOST_CACHED]
    return names


def _publications(names: Iterable[str]) -> dict[tuple[str, ...], frozenset[str]]:
    wordings = defaultdict[tuple[str, ...], set[str]](set)
    for name in set(names):
        for wording in _wordings(name):
            wordings[wording].add(name)
    return {wording: frozenset(full) for wording, full in wordings.items()}


def _wordings(name: str) -> set[tuple[str, ...]]:
    """How a question may name a publication: in full, in part, by its initials, without its kind."""
    full = _keys(name)
    wordings = {full}
    parts = [part for part in _PARTS.split(name) if part.strip()]
    wordings |= {_keys(part) for part in parts}
    initials = ["".join(word.text[0] for word in words(part) if word.key not in _SMALL) for part in parts]
    short = [letters.lower() for letters in initials if len(letters) > 1]
    wordings |= {(letters,) for letters in short if letters not in _POWERS}
    if len(short) == len(parts):
        wordings.add(tuple(short))
    if len(full) > 1 and full[-1] in _MEDIA and not _SMALL & set(full):
        wordings.add(full[:-1])
    if len(full) > 1 and full[1] in _INSTITUTIONS:
        wordings |= {full[:1], full[:2]}
    return {wording for wording in wordings if wording}


def _keys(name: str) -> tuple[str, ...]:
    keys = tuple(word.key for word in words(name))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys
