"""Attribution of the sentences of an article: each is its voice's, or a source's that it reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from assistant.articles import Article, Block, Record, listed
from assistant.attribution.attribution import Attribution, Holder, voices_labelled
from assistant.attribution.model import Judged, Source, attribution_model
from assistant.attribution.naming import Naming
from assistant.attribution.subjects import SAYS, subject
from assistant.languages import is_examined
from assistant.lexicon import VIEW_NOUNS, either, singular_or_past, with_plurals, word_set
from assistant.names import folded, of_unlike_sex
from assistant.patterns import Pattern

_SURE = 0.8
"""Probability of what a sentence is taken for, from which it is certain."""
_REPORTED = 0.6
"""Probability of being reported from which a sentence without a cue is: below it, it is as often the voice's.

Of such sentences of hand n, which the model has not seen, 9 in 10 were held or only told by the voice.
"""
_QUOTED_WITH = 0.3
"""The same where the sentence opens with "As Ash wrote", which the voice agrees with: it is Ash's first."""
_VIEW = 0.25
"""Probability of being a view at all, below which an interviewer or reporter only tells."""
_NAMED = 0.35
"""Probability of the words that name a source, below which nobody is named."""
_CUE = re.compile(
    rf"[“\"]|^(?:[A-ZÀ-Þ][\w.’'-]*(?: |(?=:))){{1,4}}:|\bwould (?:rather|sooner|like)\b"
    rf"|\b(?:{SAYS}|[Aa]ccording|{either(with_plurals(VIEW_NOUNS))})\b"
)
"""What tells that somebody says or wants something: a verb, a noun, a quotation, a name before a colon."""
_AS_SAID = Pattern(
    r"^\W*As (?!(?:I|we|you) )(?:[\w.’'-]+ ){1,5}?(?:\w+ly |so \w+ |once |also )?"
    rf"(?:{singular_or_past(word_set('argue explain note observe remark say tell write'))}|ha[sd] (?:\w+ )?"
    r"(?:argued|noted|said|written)|puts? it|point(?:s|ed) out)\b[^,;:]*,"
)
"""What quotes somebody in agreement: "As Ash wrote in May, the ferry feeds the town"."""
_CONDITION = re.compile(r"^\W*(?:(?:Even|Only) if|If|Unless|Suppose|Should|Had|Were)\b[^,;:]*")
"""What a sentence supposes of somebody nobody has said: "If the council says no, the town will pay"."""
_CONCESSION = re.compile(r"\b(?i:whatever|no matter (?:what|how)|however (?:much|loudly|often))\b[^,;:]*")
"""What a sentence says against somebody is not his: "It will be built, whatever the shopkeepers say"."""
_SHARED = re.compile(
    r"^\W*(?:Like|Unlike|Together with|Along with)\b[^,;:]*(?=, (?:I|we)\b)"
    r"|^\W*(?:I|We) (?:\w+ly )?(?:share|(?:dis)?agree with|side with)\b"
    r"[^,;:“\"]*?(?=[,;:](?! ?[“\"])| that\b)"
)
"""With whom the writer shares a view, or does not: "Like the mayor, I think that it can be saved"."""
_TOLD_BY_ME = re.compile(
    r"^\W*(?:(?:[\w ]{1,30} (?:ago|before|earlier)|(?:Last|This) \w+|In \d{4}|Once|Yesterday),? )?"
    r"(?:I|We) (?:told|warned|reminded|assured|informed)\b[^,;:“\"]*?(?=[,;:“\"]| that\b)"
)
"""To whom the writer has said something: "I told the council that the quay must go"."""
_DENIAL = Pattern(
    rf"^(?![^.]* but (?:\w+ )??(?:{SAYS})\b)"
    r"\W*(?:(?:(?i:the|my|our|his|her|their|its)) (?:[a-z][\w’'-]* ){1,2}|(?:[A-ZÀ-Þ][\w’'.-]+ ){1,4})"
    r"(?:(?:has |had )?never|did not|didn[’']t|has not|does not) "
    r"(?:sa(?:y|id)|claim(?:ed)?|argued?|suggest(?:ed)?|wr[io]t(?:e|ten)|told|tell)\b"
    r"(?:(?! (?:but|while|though|although|yet)\b)[^,;:])*"
)
"""What somebody has not said: "Ash never said that the weir leaks, and it is idle to print it"."""
_NO_REPORT = (_CONDITION, _CONCESSION, _SHARED, _TOLD_BY_ME, _DENIAL)
_REPORT = Pattern(
    rf"(?P<pronoun>(?:[,;:—–]|\b(?:and|but)) (?:he|she|they) (?:\w+ly |also |then )?(?:{SAYS})"
    r"(?=,? that\b|[,:]? ?[“\"]))"
    rf"|\b\w+(?:, [^,;]{{1,60}},)? (?:\w+ly |also |then |has |had )?(?:{SAYS})\b"
    rf"|[”\",] (?:{SAYS}) (?:[\w.’'-]+ ){{0,3}}[\w’'-]+|\b[Aa]ccording to [^,;:]*"
)
"""Who says something beside such a clause: "I told the council so, and they said that it leaks"."""
_ONE = re.compile(r"(?:(?!\b(?:they|both)\b).)*\b(?:he|she)\b", re.IGNORECASE | re.DOTALL)
"""A pronoun of one person before any that may stand for two."""
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_SAID_BY = re.compile(
    rf"(?:^|[,;:—–”] |\b(?:and|but|that) )(?P<pronoun>he|she) "
    rf"(?:\w+ly |also |then |has |had )?(?:{SAYS})\b",
    re.IGNORECASE,
)
"""A man or a woman who says something, named before: "The sluice, she says, leaks"."""
_ADDRESSES = {"he": "Mr. X", "she": "Ms. X"}
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"\w+")


def attribute(article: Article) -> tuple[Attribution, ...]:
    """The attribution of each sentence of `article.sentences`, in order, as the trained model tells it.

    In another language than those evaluated, only turns and block quotations are read. Raises ModelMissing.
    """
    if not is_examined(article.record.language):
        return attributions(article, None)
    return attributions(article, attribution_model().judge(article))


def attributions(article: Article, judged: Sequence[Judged] | None) -> tuple[Attribution, ...]:
    """The attributions by the structure of the text and by what a model has judged of its sentences.

    A turn that asks is its author's; what is reported, and a block quotation, a source's; any other turn is
    that of the person on its label, and all else the voice's, or the reporter's where it is only told.
    """
    naming = Naming(article)
    blocks = [block for block in article.blocks for _ in block.sentences]
    found = []
    each = judged or repeat(None, len(blocks))
    texts = [article.plain.text[start:end] for start, end in article.plain.sentences]
    starts = [start for start, _ in article.plain.sentences]
    for (start, end), at, text, block, one in zip(
        article.sentences, starts, texts, blocks, each, strict=True
    ):
        (speaker, reported), probability = _holder(article.record, block, text, at, one, naming)
        if one and not block.asks and (other := _told_by(text, at, naming)) and other != speaker:
            speaker, reported, probability = other, True, 0.0
        certain = probability >= _SURE
        found.append(Attribution(start=start, end=end, speaker=speaker, reported=reported, certain=certain))
    return tuple(found)


def _holder(
    record: Record, block: Block, text: str, at: int, judged: Judged | None, naming: Naming
) -> tuple[Holder, float]:
    """Who holds the sentence `text`, which begins at `at`, and how sure that is."""
    if block.asks:
        return (listed(record.authors) or None, False), 1.0
    if block.kind == "verse" and block.speaker is None:  # that of others is no prose of an essay
        return (record.voice, False), 1.0
    quoted = block.kind == "quote" and block.speaker is None
    reports = judged and _reports(text, judged) and not _is_of_the_label(block, text, judged, naming)
    turn = None if block.speaker is None else _turn(record, block.speaker, naming)
    if judged and (quoted or reports):
        source, sure = _source(text, at, judged, naming)
        return (turn, 0.0) if source == (None, True) and turn and turn[1] else (source, sure)
    if turn is not None:
        return turn, judged.probability if judged else 1.0
    if judged is None:
        return (None, True) if quoted else (record.voice, False), 0.0
    if judged.own + judged.reported < _VIEW and record.kind in ("interview", "report"):
        return (listed(record.authors) or None, False), judged.probability
    return (record.voice, False), judged.probability


def _reports(text: str, judged: Judged) -> bool:
    """Whether a sentence is a report: likelier than all else, and surely so where no cue tells it."""
    if judged.reported >= _QUOTED_WITH and _AS_SAID.match(text):
        return True
    likeliest = judged.reported == judged.probability
    return likeliest and (judged.reported >= _REPORTED or _CUE.search(text) is not None)


def _told_by(text: str, at: int, naming: Naming) -> str | None:
    """Whom a sentence surely reports, whatever a model makes of it: the subject of its verb of saying."""
    found = subject(text)
    speaker = naming.of_subject(at + found[0], at + found[1]) if found else None
    return speaker if speaker and not _supposes(text, speaker) else None


def _is_of_the_label(block: Block, text: str, judged: Judged, naming: Naming) -> bool:
    """Whether a turn is its speaker's, though a source outside all turns is taken for its holder.

    Those of whom prose above the turns tells hold none of them, unless a pronoun leads to them.
    """
    source = next(iter(judged.sources), None)
    outside = block.speaker is not None and source is not None and naming.is_outside_turns(source.start)
    return outside and not _PRONOUN.search(text)


def _source(text: str, at: int, judged: Judged, naming: Naming) -> tuple[Holder, float]:
    """The source of a report, if the model is sure enough of the words that name it."""
    sources = _fitting(text, at, judged.sources, naming)
    source = next(iter(sources), None)
    unfit = sum(each.share for each in judged.sources if each not in sources)
    if source is None or source.share < max(judged.unnamed, _NAMED * (1 - unfit)):
        return (None, True), 0.0
    speaker, reported = naming.holder(source.start, source.end)
    if reported and speaker and _supposes(text, speaker):
        return (naming.record.voice, False), 0.0
    if speaker and _is_of_several(speaker) and _ONE.match(text) and not _holds_last(text, speaker):
        return (None, True), 0.0  # "She" after two women
    probability = 1.0 if _AS_SAID.match(text) else judged.probability
    sure = 0.0 if reported and speaker is None else min(probability, source.share)
    return (speaker, reported), sure


def _fitting(text: str, at: int, sources: tuple[Source, ...], naming: Naming) -> tuple[Source, ...]:
    """The sources without the men before the sentence at `at` where a "she" says something; so for a "he"."""
    said_by = _SAID_BY.search(_QUOTATION.sub("“”", text))
    if said_by is None:
        return sources
    somebody = _ADDRESSES[said_by["pronoun"].lower()]
    before = {each: naming.holder(each.start, each.end)[0] for each in sources if each.start < at}
    return tuple(each for each in sources if not of_unlike_sex(somebody, before.get(each) or ""))


def _supposes(sentence: str, speaker: str) -> bool:
    """Whether a sentence reports a speaker only in a condition, a concession or a comparison."""
    clauses, rest = "", sentence
    for form in _NO_REPORT:
        clauses += "".join(f"{clause[0]} " for clause in form.finditer(rest))
        rest = form.sub("", rest)
    if not _holds_last(clauses, speaker):
        return False
    return not any(each["pronoun"] or _holds_last(each[0], speaker) for each in _REPORT.finditer(rest))


def _is_of_several(speaker: str) -> bool:
    """Whether a speaker is several people by name: no group, and no body as "Ministry of Trade and Work"."""
    names = speaker.split(" and ")
    return len(names) > 1 and all(name[:1].isupper() and " of " not in name for name in names)


def _holds_last(words: str, speaker: str) -> bool:
    """Whether the last word of a speaker's name stands in some words."""
    return set(folded(speaker).split()[-1:]) <= set(_WORD.findall(folded(words)))


def _turn(record: Record, label: str, naming: Naming) -> Holder:
    """Whose turn it is, None where the label names nobody, and whether it is another's than the voice's."""
    if not label:
        return None, True
    if voices := voices_labelled(record, label):
        return (voices[0], False) if len(voices) == 1 else (None, True)
    return naming.of_label(label), True
