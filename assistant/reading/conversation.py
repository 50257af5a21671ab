"""The speakers of a conversation whose record names none: by the labels of its turns and its introduction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.articles import Block, Record
from assistant.lexicon import DETERMINERS, NAME_PARTICLES, PREPOSITIONS, TITLES, either
from assistant.names import folded, names_match
from assistant.reading.metadata import forms
from assistant.reading.people import CAPITALISED, is_name, is_person

BASIS = "labels of the turns in the text"
_FEWEST_TURNS = 3
_MOST_SPEAKERS = 20
_SHARE = 0.6
"""Of a conversation's words, what stands in its turns at the least."""
_RUN = re.compile(rf"(?<!\w){CAPITALISED}(?: (?:{CAPITALISED}|[^\W\d_]\.)){{1,4}}(?!\w)")
_LONGEST_INTRODUCTION = 2_000


def with_speakers(record: Record, text: str, blocks: Sequence[Block]) -> Record:
    """The record of a conversation with its speakers; any other record, or one that names them, as it is.

    Each label that comes back and does not only ask must lead to a whole name: the label itself, or the only
    name in the text that has it. The record's authors are who asks, and no speakers.
    """
    if record.speakers or record.kind not in ("article", "interview") or record.form == "digest":
        return record
    spoken = [block for block in blocks if block.sentences]
    turns = [block for block in spoken if block.speaker is not None]
    words = sum(block.end - block.start for block in spoken)
    if len(turns) < _FEWEST_TURNS or sum(block.end - block.start for block in turns) < _SHARE * words:
        return record
    counts = Counter(block.speaker or "" for block in turns)
    # Names that come once each head what is told of them: "Ann Ash: a miller. Bo Birk: an angler."
    if not 1 < len(counts) <= _MOST_SPEAKERS or max(counts.values()) == 1:
        return record
    asking = {block.speaker for block in turns if block.asks}
    names: list[str] = []
    for label, times in counts.items():
        name = _whole_name(label, text) if label else _introduced(text, blocks)
        if name is None and times > 1 and label not in asking:
            return record
        known = (*record.authors, *filter(None, (record.publication,)))
        if name and is_person(name) and not any(names_match(name, each) for each in known):
            names.append(name)
    if not names:
        return record
    basis = {**record.basis, "speakers": BASIS, "kind": BASIS}
    return replace(record, kind="interview", speakers=tuple(dict.fromkeys(names)), basis=basis)


def _whole_name(label: str, text: str) -> str | None:
    """The full name that a label is, or that stands for it in the text: "Lind", "ADA LIND", "Dr. Lind"."""
    words = [word for word in label.split() if word.lower().strip(".") not in TITLES | forms().courtesies]
    bare = " ".join(words)
    if len(words) > 1 and is_name(bare):
        if not bare.isupper():
            return bare
        written = (match.group() for match in re.finditer(rf"(?i)\b{re.escape(bare)}\b", text))
        return next((each for each in written if not each.isupper()), bare.title())
    if len(words) != 1 or forms().rubrics.intersection(bare.lower().split()):
        return None
    own = re.escape(bare.capitalize() if bare.isupper() else bare)
    particle = f"(?:(?:{either(NAME_PARTICLES)}) )?"
    found = re.findall(rf"(?<!\w){CAPITALISED}(?: [^\W\d_]\.)? {particle}{own}(?!\w)", text)
    found = found or re.findall(rf"(?<!\w){own} {particle}{CAPITALISED}", text)
    named = {
        name
        for name in found
        if is_name(name)
        and not {word.lower().strip(".") for word in name.split()} & (TITLES | forms().courtesies)
    }
    return named.pop() if len(named) == 1 else None


def _introduced(text: str, blocks: Sequence[Block]) -> str | None:
    """The person introduced before the first turn; None where another may be meant.

    Lines before it open with the name, or a heading or note has it: "A conversation with Ada Lind".
    """
    first = next(number for number, block in enumerate(blocks) if block.speaker is not None)
    found: set[str] = set()
    for block in blocks[:first]:
        words = " ".join(text[block.start : block.end][:_LONGEST_INTRODUCTION].split()).strip("#*_ ")
        for run in _RUN.finditer(words):
            name = run.group()
            before = set(folded(words[: run.start()][-30:]).split()[-1:])
            opens = before & forms().together or (block.sentences and run.start() == 0)
            other = block.sentences and len(name.split()) == 2 and not before & (PREPOSITIONS | DETERMINERS)
            if is_name(name) and (opens or other):
                found.add(name)
    return found.pop() if len(found) == 1 else None
