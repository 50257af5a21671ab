"""The lexicon: English words by kind, each written once, for every part that reads text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def word_set(text: str) -> frozenset[str]:
    """The words of a list written out."""
    return frozenset(text.split())


def either(alternatives: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, longer ones first.

    >>> either(["view", "view of", "view"])
    'view of|view'
    """
    return "|".join(sorted(set(alternatives), key=lambda word: (-len(word), word)))


def with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    """Nouns with their regular plurals.

    >>> sorted(with_plurals(["reply", "speech", "view"]))
    ['replies', 'reply', 'speech', 'speeches', 'view', 'views']
    """
    return frozenset(form for noun in nouns for form in (noun, _plural(noun)))


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


# Verbs, in their base form.

SPEECH_VERBS = word_set("""
acknowledge add admit advise affirm agree allege announce answer argue ask assert assess assure attack blast
boast brag calculate call caution celebrate chant characterize charge cheer chide cite claim comment
complain concede conclude confess confirm congratulate contend continue counsel counter decide declare decry
deem defend demand demonstrate denounce deny describe discover dismiss dub elaborate emphasize endorse
estimate exclaim explain express fume gush hail hint imply indicate inform insist interject invoke joke
judge label laugh liken maintain mention mock muse note object observe offer opine pledge point ponder post
predict press proclaim promise propose prove question quip quote rail rate react reason recall reckon
recommend recount refer reference reflect refuse reiterate remark remember remind repeat reply report
request respond retort retweet reveal ridicule rule scoff scold shout signal slam snap specify speculate
state stress suggest summarize surmise testify text thank theorize threaten touch tout tweet urge vow warn
wonder yell
""")
"""Regular verbs of saying."""
ATTITUDE_VERBS = word_set("""
abhor accept accuse admire advocate anticipate applaud appreciate approve assume bemoan believe blame
champion cherish condemn consider contest crave criticise criticize deplore despise detest disagree
disapprove dislike dispute distrust doubt dread envisage expect fault favor favour fear foresee hate hope
imagine lament loathe love mistrust mourn oppose praise prefer presume prize protest regard reject resent
support suppose suspect trust value view want welcome wish worry
""")
"""Verbs of wanting, judging and feeling."""
COMMON_VERBS = word_set("""
appear cry feel find give go hear hold know learn make mean put read say see seem shoot show speak swear
take tell think write
""")
"""Verbs that report a view among much else."""
REPORTING_VERBS = SPEECH_VERBS | ATTITUDE_VERBS | COMMON_VERBS
_IRREGULAR = {
    line.split()[0]: tuple(line.split())
    for line in """
        be is was being been are were am
        do does did doing done
        feel feels felt feeling
        find finds found finding
        foresee foresees foresaw foreseeing foreseen
        forget forgets forgot forgetting forgotten
        give gives gave giving given
        go goes went going gone
        have has had having
        hear hears heard hearing
        hold holds held holding
        know knows knew knowing known
        learn learns learned learning
        make makes made making
        mean means meant meaning
        plan plans planned planning
        prefer prefers preferred preferring
        put puts put putting
        read reads read reading
        refer refers referred referring
        say says said saying
        see sees saw seeing seen
        seek seeks sought seeking
        shoot shoots shot shooting
        show shows showed showing shown
        speak speaks spoke speaking spoken
        swear swears swore swearing sworn
        take takes took taking taken
        tell tells told telling
        think thinks thought thinking
        understand understands understood understanding
        write writes wrote writing written
    """.strip().splitlines()
}
"""Base form, third person, past, present participle, then forms of its own."""


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb: base, third person, past, present participle, then any others.

    >>> forms("deny"), forms("write")
    (('deny', 'denies', 'denied', 'denying'), ('write', 'writes', 'wrote', 'writing', 'written'))
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if re.search(r"(s|sh|ch|x)$", verb) else "s")
    # Whether the last letter is doubled depends on stress: both spellings, of which one does no harm.
    doubled = re.search(r"[^aeiou][aeiou][bgmpt]$", verb)
    double = (verb + verb[-1] + "ed", verb + verb[-1] + "ing") if doubled else ()
    return verb, third, stem + "ed", stem + "ing", *double


def every_form(verbs: Iterable[str]) -> frozenset[str]:
    """All forms of several verbs."""
    return frozenset(form for verb in verbs for form in forms(verb))


def finite_forms(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of several verbs that make a predicate: base, third person and past.

    >>> sorted(finite_forms(["say"]))
    ['said', 'say', 'says']
    """
    return frozenset(form for verb in verbs for form in forms(verb)[:3])


# Auxiliary verbs.

BE = frozenset(forms("be"))
HAVE = frozenset(forms("have"))
DO = word_set("do does did")
MODALS = word_set("can cannot could may might must ought shall should will would")

# Small words.

PRONOUNS = {
    **{"he": "male", "she": "female", "it": "thing", "they": "several", "you": "reader"},
    **{"i": "writer", "we": "writer", "who": "relative", "which": "relative", "that": "relative"},
    **dict.fromkeys(("one", "another", "others", "some", "many"), "vague"),
}
"""Pronoun → whom it can stand for."""
OBJECT_PRONOUNS = word_set("me him her us them")
POSSESSIVES = {
    **{"his": "male", "her": "female", "their": "several", "its": "thing", "my": "writer", "our": "writer"}
}
DEMONSTRATIVES = word_set("this that these those")
RELATIVES = word_set("who which that")
QUESTION_WORDS = word_set("who whom whose which what how when where why")
CLAUSE_OPENERS = (QUESTION_WORDS - {"whom"}) | word_set("""
after although and as because before but despite if including nor or since so than that though unless until
whereas whether while yet
""")
PREPOSITIONS = word_set("""
about after against along amid among around as at before behind between beyond by despite during following
for from in into like near of on outside over per through to towards under via with within without
""")
DETERMINERS = (
    DEMONSTRATIVES
    | word_set(
        "a all an another any both each every few many most my no one other our several some the three two"
    )
    | POSSESSIVES.keys()
)
ARTICLES = word_set("a an the 's this") | POSSESSIVES.keys()
"""What a noun follows: articles, and what stands in their place."""
LINKERS = word_set("""
and but here however indeed instead meanwhile moreover nevertheless now or perhaps so still then there
therefore thus yet
""")
"""Words that link a sentence to the one before."""
AUXILIARIES = (
    BE | HAVE | DO | MODALS | word_set("'d 's 've wo n't didn't doesn't don't hasn't haven't wouldn't")
) - word_set("am being cannot ought") | word_set("""
long alike ever also then later not never once again just already first even still recently soon simply
repeatedly often always now too further subsequently himself herself themselves itself
""")
"""What may stand between a subject and its verb: auxiliary verbs, adverbs, reflexive pronouns."""

# Time and number.

# The calendar module would name the months in the locale of the process.
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
DATE_WORDS = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS))
"""Months and days of the week in lower case."""
DAYS = DATE_WORDS | {"today", "yesterday"}
"""What tells a day without a preposition."""
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
NUMBERS = {word: number for number, word in enumerate(_SMALL)} | TENS
"""Number word → number, up to ninety."""
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {f"{word[:-1]}ieth": number for word, number in TENS.items()}

# Nouns.

COURTESIES = word_set("mr mrs ms miss dr prof professor doctor sir dame lord lady")
OFFICES = word_set("""
abbot adviser advisor alderman ambassador archbishop bishop brother canon captain chairman chairwoman
chancellor chief colonel commissioner councillor director envoy father general governor imam judge king
leader mayor minister patriarch pope premier president prince princess queen rabbi representative reverend
secretary senator sister spokesman spokeswoman
""")
TITLES = COURTESIES | OFFICES | word_set("foreign gen gov govs presidents prime rep reps sen sens vice")
"""What may stand before a name."""
VIEW_NOUNS = word_set("""
accusation advice allegation answer argument assertion belief call case charge claim comment complaint
concern conclusion contention conviction criticism declaration demand description fear hope idea insistence
message notion objection opinion plea pledge poll position promise proposal question reasoning reference
refusal remark reply report response speech stance statement study suggestion survey verdict view vow
warning worry
""")
"""Nouns for what somebody says or thinks."""
