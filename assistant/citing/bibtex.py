"""References as BibTeX, readable by BibTeX and by biblatex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from assistant.citing.names import Name
from assistant.citing.reference import Reference

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# BibTeX counts every brace, an escaped one, too: only names of braces leave an entry whole.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "$&#%_"},
    }
)
_AND = re.compile(r"\band\b|,", re.IGNORECASE)


def bibtex(references: Iterable[Reference]) -> str:
    """One entry for each reference, under keys made of the articles' ids."""
    used: set[str] = set()
    return "\n".join(_entry(reference, _key(reference.article_id, used)) for reference in references)


def escaped(text: str) -> str:
    r"""`text` as TeX prints it.

    >>> escaped("50 % of {x}")
    '50 \\% of \\textbraceleft{}x\\textbraceright{}'
    """
    return text.translate(_SPECIAL)


def _entry(reference: Reference, key: str) -> str:
    kind = "article" if reference.publication else "misc"
    # One more pair of braces keeps the capitals of a title.
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.authors:
        yield "author", f"{{{' and '.join(map(_name, reference.authors))}}}"
    yield "title", f"{{{{{escaped(reference.title)}}}}}"
    if reference.publication:
        yield "journal", f"{{{escaped(reference.publication)}}}"
    if reference.date:
        yield "year", f"{{{reference.year}}}"
        if month := reference.date.iso[5:7]:
            yield "month", _MONTHS[int(month) - 1]
        yield "date", f"{{{reference.date.iso}}}"
    if reference.language:
        yield "language", f"{{{escaped(reference.language)}}}"
    if reference.address:
        yield "url", f"{{{reference.address}}}"
    asked = reference.remarks[:1] if reference.kind == "interview" else ()
    if note := ". ".join(filter(None, (*asked, reference.note))):
        yield "note", f"{{{escaped(note)}}}"


def _name(name: Name) -> str:
    """A name that BibTeX takes apart as we do; one in braces stays whole."""
    if not name.family or _AND.search(name.whole):
        return f"{{{escaped(name.whole)}}}"
    return escaped(", ".join(filter(None, (name.family, name.suffix, name.given))))


def _key(article_id: str, used: set[str]) -> str:
    """A key of plain letters, digits and hyphens, unlike those `used`."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(article_id).lower()).strip("-") or "article"
    key, number = plain, 1
    while key in used:
        number += 1
        key = f"{plain}-{number}"
    used.add(key)
    return key
