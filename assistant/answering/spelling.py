"""Spelling: misspelt words of a question, taken for the names and words of the articles that are meant."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.drafts import Asked
from assistant.index.snapshot import Snapshot
from assistant.languages import code, of_question
from assistant.question.mentions import known_names
from assistant.question.spelling import Spellings, corrected
from assistant.wording.lines import corrected_line


def spelt(asked: Asked, snapshot: Snapshot) -> Asked:
    """The question with its misspelt words corrected, and a note that says so; as it is where `asked.exact`.

    What is a slip is told for English alone.
    """
    written = snapshot.lexical.languages
    language = code(of_question(asked.question, sorted(written - {"en"}))) or "en"
    if asked.exact or language != "en" or language not in written:
        return asked
    spellings = Spellings(snapshot.lexical.mentions, lambda: snapshot.vocabulary.words, snapshot.encoder)
    text, made = corrected(asked.question, known_names(snapshot.catalog.records), spellings)
    if not made:
        return asked
    notes = (*asked.notes, corrected_line(made))
    return replace(asked, question=text, request=asked.words, notes=notes, corrections=made)
