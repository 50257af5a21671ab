"""Cue verbs: forms that report a view, by how often they do and of whom."""

from __future__ import annotations

from assistant.lexicon import (
    ATTITUDE_VERBS,
    BE,
    COMMON_VERBS,
    DO,
    HAVE,
    MODALS,
    REPORTING_VERBS,
    SPEECH_VERBS,
    VIEW_NOUNS,
    every_form,
    finite_forms,
    forms,
    word_set,
)

REGULAR_VERBS = SPEECH_VERBS | ATTITUDE_VERBS
FACTIVE_CUES = finite_forms(
    word_set(
        "prove demonstrate know find learn forget realise realize understand discover ignore notice read put"
    )
) - {"found", "discovered"} | {"known"}
"""What somebody knows or overlooks is the writer's own claim as well; what he found is his."""
_WITH_CLAUSE = word_set("write continue maintain hold seem appear show reveal")
CLAUSE_CUES = finite_forms(_WITH_CLAUSE) | word_set("found report reports shown written")
"""Verbs that report a view only where a clause or a quotation follows or precedes them."""
NEUTRAL_FRAMES = finite_forms(
    word_set("""
note observe recall mention report cite quote describe recount remark acknowledge concede summarise
summarize
""")
) | word_set("grants admits lists reminds records sums adds sets")
"""Verbs with which a voice passes on what others hold, rather than arguing it."""
VERDICTS = every_form(
    word_set("""
criticise criticize praise condemn hail dismiss denounce applaud attack ridicule mock reject decry deplore
fault
""")
)
"""Verbs of judging aloud: that somebody did so is told, and the judgement stays his."""
_BACKING = word_set("backs backed likes liked")
"""Forms that are seldom a noun or a preposition, as "back" and "like" mostly are."""
ATTITUDE_CUES = every_form(ATTITUDE_VERBS) | _BACKING
CUES = (every_form(REPORTING_VERBS) | _BACKING | {"according"}) - {"known", "state", "states"}
"""The forms of the verbs that may report a view; "state" is mostly a noun, "known as" gives a name."""

_STATING = word_set(
    "say write add argue reply ask continue note explain insist respond state warn conclude tweet"
)
STRONG_CUES = every_form(_STATING | word_set("tell call claim declare")) | {"pointed", "according"}
SAYING_CUES = finite_forms(_STATING) - {"states", "tweets"}
"""Verbs that may follow what was said, their subject after them; "states" and "tweets" are nouns."""
OUTCRIES = finite_forms(word_set("cry shout protest object"))
"""Louder ones, which follow what was said in the same way: "No, cry the bakers."."""
WEAK_CUES = every_form(
    word_set("""
know see show put give make take go find hold speak shoot mean read hear want appear seem refer
""")
) | word_set("offer offered use point pointed points press pressed charge question")
RARE_CUES = (WEAK_CUES - word_set("found finds showed shows sees heard pointed seems")) | word_set("""
means continues defending hold find holds putting endorse endorsed reasons reason press opposed holding
celebrated announce decide mean cry states shot held attack mentioned blame showing points questions comment
respond giving promises reflects demand thought attacks defended attacked believed reiterated blasted hope
report continue message charged named refer touted touts posted call quote decided offers spoke response
words remarks speech adding oppose support
""")
"""Cues that seldom report a whole sentence (in 300 training articles of PolNeAR under .45 of their uses)."""

MIDDLING_CUES = word_set("""
called calling claim believe considered recommended agree agreed acknowledge want wants wanted dismissed
expect knows denied announced expressed reports show proposed feel urged criticized criticize asked wrote
telling pledged saying found confirmed denounced invoked seems shows hoped hopes fears answer knew
questioned comments
""")
"""Cues that report a whole sentence only where they stand over nearly all of it."""


PARTICIPLES = frozenset(forms(verb)[-1 if len(forms(verb)) > 4 else 2] for verb in COMMON_VERBS)
NOUN_LIKE_VERBS = frozenset(
    form
    for verb in (REGULAR_VERBS & VIEW_NOUNS)
    | word_set("""
attack blast brag call caution counsel counter dispute doubt estimate laugh mention mock note object offer
plan point post praise press push quote reason request signal support text threat threaten touch trust tweet
value worry yell contest favour favor
""")
    for form in forms(verb)[:2]
)
_NOT_PLAIN = word_set("am be been being having cannot ought shall")
PLAIN_VERBS = (BE | HAVE | DO | MODALS) - _NOT_PLAIN | word_set("""
came went made took gave got ran held met sent won lost led left kept put saw brought became began hits cut
hit sat stood spent built drew drove fell flew grew rose sold threw wore gets goes makes takes gives runs
holds wants uses keeps brings comes looks seems
""")
"""Common verbs that are no noun, by which a predicate is told."""
