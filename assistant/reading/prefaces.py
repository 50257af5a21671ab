"""Prefaces and notes that a work's editor, translator or publisher wrote, as their titles say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.articles import Block, Record, listed
from assistant.lexicon import either
from assistant.names import folded
from assistant.reading.sentences import forms_of

BASIS = "title"
_ROLES = {"editors": "the editor", "translators": "the translator", "publishers": "the publisher"}
_MOST_BEFORE = 3
"""Words before it in its part of the title: "The French Translator's Preface"."""
_PARTS = re.compile(r"[:;|()\[\]]|\s[–—-]+\s|\.\s")


def of_whom(title: str, language: str | None) -> str | None:
    """Who wrote a preface or note, where its title says that it is no author's.

    >>> of_whom("French Translator's Preface (1792)", "en"), of_whom("The Editor's Dilemma", "en")
    ('the translator', None)
    """
    nouns = either(forms_of("prefaces", language))
    for kind, role in _ROLES.items():
        owners = either(forms_of(kind, language))
        form = re.compile(
            rf"(?:\S+ ){{0,{_MOST_BEFORE}}}(?:(?:{owners}) (?:{nouns})|(?:{nouns}) (?:{owners}))(?: \d+)?"
        )
        if any(form.fullmatch(folded(part)) for part in _PARTS.split(title)):
            return role
    return None


def with_writer(record: Record, text: str, blocks: Sequence[Block]) -> tuple[Record, str]:
    """The record with who wrote the preface or note that it is, and a sentence that tells it or a doubt.

    The title of a magazine's own "Editor's note" says the same, and the record names the editor: only where
    the text speaks of each author in the record by name do they stand for the work alone.
    """
    role = of_whom(record.title, record.language)
    if role is None or not record.authors or record.kind not in ("article", "contribution"):
        return record, ""
    prose = folded(" ".join(text[block.start : block.end] for block in blocks if block.sentences))
    names = listed(record.authors)
    if not all(re.search(rf"\b{re.escape(folded(name.split()[-1]))}\b", prose) for name in record.authors):
        return record, f"Its title says that {role} wrote it: {names} is taken for {role}."
    told = f"Its title says that {role} wrote it: its views are not shown as those of {names}."
    return replace(record, written_by=role, basis={**record.basis, "written_by": BASIS}), told
