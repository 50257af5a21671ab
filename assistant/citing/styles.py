"""References in words: Chicago (author-date, and as a note), APA and MLA.

The forms are those of newspaper and web articles in the Chicago Manual of Style (17th edition, 14.191 to
14.211, 15.49), the APA Publication Manual (7th edition, 10.1) and the MLA Handbook (9th edition). Titles keep
their capitals: which words of a title are names is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.citing.names import Name
from assistant.citing.reference import Reference
from assistant.lexicon import MONTHS

_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_ENDED = re.compile(r"[.?!…][’”)\]]*$")
_ASKED = re.compile(r"[?!…]’?$")
# A quotation mark opens where nothing but another one, a bracket or a space stands before it.
_OPENING = re.compile(r'(?<![^\s(\[‘“„«])["“„«]')
_CLOSING = re.compile('["“”„«»]')
_MOST_APA = 20
"""Authors that APA names; of more the first nineteen and the last."""


class Run(NamedTuple):
    """Some words of a reference."""

    text: str
    italic: bool = False


Runs = tuple[Run, ...]


def chicago(reference: Reference) -> Runs:
    """Author-date; a paper stands in the place of an author who is not named."""
    year = _sentence(reference.year or "n.d.")
    title = Run(_title(reference, "."))
    said = [_sentence(remark) for remark in reference.remarks]
    day = _american(reference) if "-" in (reference.date.iso if reference.date else "") else ""
    where = _joined(Run(reference.publication, italic=True), Run(day))
    link = reference.address and f"{_capital(_link(reference)) if reference.link else reference.address}."
    if reference.authors:
        lead: Sequence[Run] = (Run(_sentence(_chicago_names(reference))),)
    elif reference.publication:
        lead, where = (Run(reference.publication, italic=True), Run(".")), (Run(day),) if day else ()
    else:
        return _spaced((title,), (Run(year),), *_each(said), _ended(where), (Run(link),))
    return _spaced(lead, (Run(year),), (title,), *_each(said), _ended(where), (Run(link),))


def chicago_note(reference: Reference) -> Runs:
    """The same as a full note."""
    names = _forward(reference)
    said = [remark[:1].lower() + remark[1:] for remark in reference.remarks]
    rest = _joined(
        *map(Run, said),
        Run(reference.publication, italic=True),
        Run(_american(reference) or "n.d."),
        Run(_link(reference)),
    )
    return _spaced((Run(names and f"{names},"),), (Run(_title(reference, ",")),), _ended(rest))


def apa(reference: Reference) -> Runs:
    """APA; the title stands in the place of an author who is not named."""
    date = f"({', '.join(filter(None, (reference.year, _month_and_day(reference)))) or 'n.d.'})."
    said = f" [{'; '.join(reference.remarks)}]" if reference.remarks else ""
    title = (Run(_sentence(reference.title + said)),)
    lead = (Run(_sentence(_apa_names(reference.authors))),) if reference.authors else title
    publication = _ended((Run(reference.publication, italic=True),)) if reference.publication else ()
    link = _capital(_link(reference)) if reference.link else reference.address
    return _spaced(lead, (Run(date),), title if reference.authors else (), publication, (Run(link),))


def mla(reference: Reference) -> Runs:
    """MLA; without an author it begins with the title."""
    names = _mla_names(reference)
    rest = _joined(Run(reference.publication, italic=True), Run(_mla_date(reference)), Run(_link(reference)))
    said = [_sentence(remark) for remark in reference.remarks]
    lead = (Run(_sentence(names)),) if names else ()
    return _spaced(lead, (Run(_title(reference, ".")),), *_each(said), _ended(rest))


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def _title(reference: Reference, mark: str) -> str:
    """The title in quotation marks, those inside it made single, with a mark before the last."""
    inside = _CLOSING.sub("’", _OPENING.sub("‘", reference.title))
    if mark == "." and _ASKED.search(inside) or inside.endswith(mark):
        return f"“{inside}”"
    if inside.endswith("’"):
        return f"“{inside[:-1]}{mark}’”"
    return f"“{inside}{mark}”"


def _chicago_names(reference: Reference) -> str:
    first, *others = reference.authors
    names = [first.inverted + _real(reference), *(name.forward for name in others)]
    return _and(names, "and")


def _mla_names(reference: Reference) -> str:
    if not reference.authors:
        return ""
    first, *others = reference.authors
    name = first.inverted + _real(reference)
    if len(others) > 1:
        return f"{name}, et al."
    return f"{name}, and {others[0].forward}" if others else name


def _forward(reference: Reference) -> str:
    names = [name.forward for name in reference.authors]
    if len(names) > 3:
        return f"{names[0]} et al."
    return _and(names, "and") + _real(reference) if len(names) != 2 else " and ".join(names)


def _apa_names(authors: Sequence[Name]) -> str:
    names = [
        ", ".join(filter(None, (name.family, name.initials, name.suffix))) or name.whole for name in authors
    ]
    if len(names) > _MOST_APA:
        return f"{', '.join(names[: _MOST_APA - 1])}, … {names[-1]}"
    return _and(names, "&")


def _and(names: Sequence[str], word: str) -> str:
    """
    >>> _and(["Ash, A.", "Birk, B."], "&")
    'Ash, A., & Birk, B.'
    """
    return f"{', '.join(names[:-1])}, {word} {names[-1]}" if len(names) > 1 else "".join(names)


def _real(reference: Reference) -> str:
    """Who writes under the pen name of a single author."""
    alone = reference.pseudonym_of and len(reference.authors) == 1
    return f" [{reference.pseudonym_of}]" if alone else ""


def _month_and_day(reference: Reference) -> str:
    """As in "September 13"; empty where neither is known."""
    _, *rest = reference.date.iso.split("-") if reference.date else ("",)
    return " ".join((MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:]))) if rest else ""


def _american(reference: Reference) -> str:
    """As in "September 13, 2018", "September 2018" or "2018"; empty where no date is known."""
    words = _month_and_day(reference)
    return words + (", " if " " in words else " " if words else "") + reference.year


def _mla_date(reference: Reference) -> str:
    if reference.date is None:
        return ""
    year, *rest = reference.date.iso.split("-")
    return " ".join(
        (*(str(int(day)) for day in rest[1:]), *(_MLA_MONTHS[int(it) - 1] for it in rest[:1]), year)
    )


def _link(reference: Reference) -> str:
    return f"{reference.link} at {reference.address}" if reference.link else reference.address


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if _ENDED.search(text) else f"{text}."


def _each(texts: Iterable[str]) -> tuple[Runs, ...]:
    return tuple((Run(text),) for text in texts)


def _ended(runs: Runs) -> Runs:
    return (*runs, Run(".")) if runs and not runs[-1].text.endswith(".") else runs


def _joined(*runs: Run) -> Runs:
    """What is known of some parts, with commas between."""
    known = [run for run in runs if run.text]
    return tuple(piece for run in known for piece in (Run(", "), run))[1:]


def _spaced(*parts: Sequence[Run]) -> Runs:
    """What is known of some parts, with spaces between."""
    known = [[run for run in part if run.text] for part in parts]
    return tuple(piece for part in known if part for piece in (Run(" "), *part))[1:]
