"""References as RIS, the lines of tags that reference managers import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.citing.reference import Reference
from assistant.text import one_line


def ris(references: Iterable[Reference]) -> str:
    """One record for each reference; every value stands on one line, so none can end its record."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _tags(reference))


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if reference.publication else "ELEC" if reference.address else "GEN"
    yield "ID", one_line(reference.article_id)
    yield from (("AU", name.inverted) for name in reference.authors)
    yield "TI", reference.title
    if reference.publication:
        yield "T2", reference.publication
    if reference.date:
        yield "PY", reference.year
        # Year, month, day and a word of one's own, each empty where it is not known.
        parts = [*reference.date.iso.split("-"), "", "", ""][:3]
        yield "DA", "/".join((*parts, ""))
    if reference.language:
        yield "LA", reference.language
    if reference.address:
        yield "UR", reference.address
    asked = reference.remarks[:1] if reference.kind == "interview" else ()
    if note := ". ".join(filter(None, (*asked, reference.note))):
        yield "N1", note
    yield "ER", ""
