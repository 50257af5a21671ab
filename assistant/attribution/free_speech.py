"""Free indirect speech: thoughts and findings told without a word of saying, after a sentence opening it."""

from __future__ import annotations

import re

from assistant.attribution.clauses import sentence_subject
from assistant.attribution.lexicon import PRONOUNS, word_set
from assistant.attribution.noun_phrases import head
from assistant.attribution.nouns import DOCUMENTS
from assistant.attribution.phrases import phrase_before
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold, names_nobody
from assistant.attribution.tokens import Tokens

_MOODS = word_set("""
certain sure convinced adamant furious indignant outraged sceptical skeptical unmoved unimpressed unconvinced
confident hopeful desperate alarmed
""")
_WERE = {"was", "were", "remained"}
_REFUSALS = re.compile(
    r"\b(?:would have none of (?:it|this|that)|shook (?:his|her|their) heads?|had no doubts?|knew better|"
    r"was not so sure|were not so sure|shrugged)[.]$"
)
_FINDINGS = re.compile(
    r"\b(?:published|presented|announced|released|read out) (?:its|his|her|their) "
    r"(?:findings?|conclusions?|verdict|results?|report)\b"
    r"|\b(?:findings|conclusions|verdict|report) (?:was|were) (?:published|read out|released|made public)\b"
)
_LONGEST = 10
_IN_THOUGHT = re.compile(r"\b(?:would|could|might|plainly|surely|clearly)\b|[?!]$|^(?:Surely|No|Not|Never)\b")
_IN_FINDINGS = re.compile(
    r"\bhad (?:\w+ly |never |not |long )?(?:been|\w+ed|\w+en|known|left|lost|made|gone|taken|found)\b"
)


def opens_thought(page: Prose, tokens: Tokens) -> Tokens:
    """Whose mind a bare sentence shows without telling what is in it: "The drivers | were furious."."""
    words = [token for token in tokens if token.word]
    text = page.text[tokens[0].start : tokens[-1].end]
    mood = len(words) > 2 and words[-1].low in _MOODS and any(token.low in _WERE for token in words[-4:-1])
    if len(words) > _LONGEST or not (mood or _REFUSALS.search(text)):
        return ()
    return _somebody(page, tokens)


def opens_findings(page: Prose, tokens: Tokens) -> Tokens:
    """Whose findings are said to be out: "The committee | published its findings in June."."""
    text = page.text[tokens[0].start : tokens[-1].end]
    return _somebody(page, tokens) if _FINDINGS.search(text) else ()


def is_thought(sentence: str) -> bool:
    """Whether a sentence after such an opening looks on from there: "Who was to pay?"."""
    return bool(_IN_THOUGHT.search(sentence))


def is_finding(sentence: str) -> bool:
    """Whether a sentence after such an opening tells what had happened: "The pump had failed at noon."."""
    return bool(_IN_FINDINGS.search(sentence))


def _somebody(page: Prose, tokens: Tokens) -> Tokens:
    verb = next((at for at, token in enumerate(tokens) if token.low in _WERE), 0)
    subject = phrase_before(tokens, verb) if verb else sentence_subject(tokens)
    if not subject or PRONOUNS.get(subject[0].low) in {"writer", "reader", "thing"} or names_nobody(subject):
        return ()
    return subject if can_hold(page, subject) or head(subject).low in DOCUMENTS else ()
