"""Nouns for views and for those who can hold one."""

from __future__ import annotations

import re

from assistant.lexicon import VIEW_NOUNS, with_plurals, word_set

NOUN_CUES = with_plurals(VIEW_NOUNS) | word_set("concept letter mantra phrase slogan tweet use words")
"""Nouns for what somebody says or thinks: "his view", "the critics' fear"."""

PERSPECTIVE_NOUNS = word_set("""
view views opinion eyes eye account reading experience judgement judgment words telling mind minds
estimation estimate assessment interpretation perspective standpoint reckoning book version standpoint
opinions thinking argument
""")
"""What stands in "in her view", "to his mind", "in the eyes of"."""

COLLECTIVE = re.compile(
    r"(?:officials|critics|supporters|aides|advisers|experts|analysts|sources|people|voters|democrats|republicans"
    r"|realists|campaign|group|company|report|statement|study|poll|suit|party|court|police)$"
)

_HOLDERS = with_plurals(
    word_set("""
advocate authority camp candidate capital community council country delegate elite embassy family firm force
government group jury magistrate minority nation parish party people region school side state town union
village
""")
) | word_set("""
academics academy administration agency alliance allies archive aristocracy army assembly association
auditors bank bench block board bureau bureaucracy cabinet centre chamber chiefs children chorus church city
clergy club coalition colleagues college commission committee company conservatives consortium court critics
crowd cynics delegation department diocese doves enthusiasts executive experts faction faculty fathers
foundation friends generals guild hawks hospital house household individuals inhabitants inquiry institute
intellectuals junta league left liberals lobby locals majority management media mercenaries militia ministry
missionaries moderates mothers movement municipality museum nationals navy office officialdom officials old
ones opposition panel parents parliament police poor presidency press professionals province public radicals
rebels regime rich right rivals romantics sceptics secretaries senate service skeptics society staff
survivors syndicate synod team theatre theorists tribe tribunal university villagers west women world young
youth
""")
_ABSTRACT = re.compile(r"(?:[st]ions?|ments?|ings?|ness|ity|ities|isms?|ances?|ences?|ages?|ships?)$")
_AGENT = re.compile(
    r"(?:ists?|ers?|ours?|ors?|ians?|ants?|onents?|dents?|ials|ees?|men|man|crats?|naries|logues?)$"
)
_PERSONS = word_set("""
abbess princess countess duchess captain warden notary grandmother grandfather son wife husband child parent
heir cousin nephew niece abbot aunt author bishop boy chef chief clerk coach cook girl guard guest guide
host judge monk nun nurse uncle widow colleague father friend head king man mother patriarch poet pope
president priest prince pilot queen spokesman spokesperson spokeswoman woman expert secretary
""")
_ONE_AGENT = re.compile(r"(?:ist|er|our|or|ian|ant|onent|dent|ee|man|woman|crat|logue)$")
_THINGS = with_plurals(
    word_set("""
document letter paper accident agreement answer argument barrier border chapter colour container danger
debate degree disaster dollar door error event factor floor flower frontier grant guarantee harbour hour
incident layer list matter mirror moment motor number offer order pier plant precedent river rumour sector
tower tree water
""")
) | word_set("""
after altar anchor another areas bees behaviour better bigger butter calendar causes cellar center centre
changes character charter claims commentary computer constant corner corridor costs counter dams days deals
dinner doubts earlier effects either ever favour fears feather fees fewer fields finger former forms funds
further gains gist goals hammer higher honour hopes horror houses ideas knees labour ladder lands larger
later latter leather lines links lives longer losses lower manner maps means mist months moves never newer
older other over pages parts pillar places points power prices quarter rates rather reasons restaurant
rights roads rules shelter ships shoulder shower signs smaller stakes steps streets stronger sugar summer
talks taxes terms territory terror things ties timber tremor twist under variant views votes wars ways
weaker weather weeks whether winter words worries years books laws plans summary
""")
ARTICLE_PARTS = word_set("""
article articles essay study piece text summary headline title book analysis passage conclusion commentary
column contribution heading introduction introductory release standfirst subtitle
""")
"""What speaks for the article's voice: "the summary says"."""
NARRATORS = word_set("""
report interviewer reporter journalist broadcaster newspaper paper magazine agency portal correspondent
question questioner host moderator conversation interview
""")
"""Who speaks in an interview or a report beside the voice."""


def is_one_person(noun: str) -> bool:
    """Whether "he" or "she" can stand for the lower-case noun.

    >>> is_one_person("minister"), is_one_person("ministry"), is_one_person("ministers")
    (True, False, False)
    """
    if noun in _PERSONS:
        return True
    return noun not in _THINGS and noun not in _HOLDERS and bool(_ONE_AGENT.search(noun))


def is_abstract(noun: str) -> bool:
    """Whether the ending is that of an action or a quality.

    >>> is_abstract("negotiations"), is_abstract("millers")
    (True, False)
    """
    return bool(_ABSTRACT.search(noun))


def can_hold_a_view(noun: str) -> bool:
    """Whether the lower-case noun stands for people or for what people speak through.

    >>> can_hold_a_view("farmers"), can_hold_a_view("ministry"), can_hold_a_view("borders")
    (True, True, False)
    """
    return noun in _HOLDERS or noun in _PERSONS or (noun not in _THINGS and bool(_AGENT.search(noun)))


def can_hold_together(noun: str) -> bool:
    """Whether the lower-case noun may stand for several people: a plural that is no known thing.

    >>> can_hold_together("shepherds"), can_hold_together("negotiations")
    (True, False)
    """
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics"))
    return plural and noun not in _THINGS and noun not in EVIDENCE and not is_abstract(noun)


EVIDENCE = word_set("""
evidence experience history figures numbers facts fact data logic sense example examples case cases result
results events event practice reality everything nothing something truth record analysis comparison
geography
""")
"""What shows or suggests something without anybody's saying so."""
DOCUMENTS = with_plurals(
    word_set("""
article book communique constitution declaration document editorial filing headline law letter manifesto
memo memorandum paper plan poll post press program programme report resolution statement study suit survey
treaty tweet
""")
)
"""What people speak through."""
