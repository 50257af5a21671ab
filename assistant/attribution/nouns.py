"""Nouns for views, and nouns for those who hold them."""

from __future__ import annotations

import re

from assistant.lexicon import word_set

NOUN_CUES = word_set("""
view views opinion claim claims statement statements remark remarks comment comments argument call calls
suggestion assertion belief promise pledge proposal criticism warning question description words vow tweet
message declaration contention speech advice plea answer response refusal demand insistence notion idea
concept use reference letter slogan mantra phrase fear fears worry worries hope hopes concern complaint
objection reply reasoning case report reports study poll survey conclusion questions conviction position
stance verdict charge charges accusation allegation
""")
"""Nouns for what somebody says or thinks: "his view", "the critics' fear"."""

VIEW_NOUNS = word_set("""
view views opinion eyes eye account reading experience judgement judgment words telling mind minds
estimation estimate assessment interpretation perspective standpoint reckoning book version standpoint
opinions thinking argument
""")
"""What stands in "in her view", "to his mind", "in the eyes of"."""

COLLECTIVE = re.compile(
    r"(?:officials|critics|supporters|aides|advisers|experts|analysts|sources|people|voters|democrats|republicans"
    r"|realists|campaign|group|company|report|statement|study|poll|suit|party|court|police)$"
)

_HOLDERS = word_set("""
force forces jury juries bench auditors candidates candidate delegates delegate magistrates magistrate
advocates advocate secretary secretaries missionaries mercenaries league club chamber consortium foundation
academy college inquiry panel junta clergy militia rebels navy syndicate tribunal office bureau centre
hospital museum archive theatre service authority diocese administration agency alliance allies aristocracy
army assembly association author authority authorities bank bishop block board bureaucracy cabinet camp
camps capital capitals chief chiefs children chorus church city coalition colleague colleagues commission
committee community communities company conservatives council councils country countries court crowd
delegation department elite elites embassy embassies enthusiasts executive expert experts faction faculty
families family firm firms friend friends government governments group groups guild hawks doves house
household inhabitants institute intellectuals king left liberals lobby locals majority management media
minority minorities ministry moderates mother mothers father fathers movement municipality nation nations
officials ones opposition parents parish parishes parliament parties party patriarch people peoples police
pope presidency press priest prince province public queen radicals regime region regions right romantics
schools school sceptics senate side sides skeptics society staff state states survivors synod team theorists
town towns tribe union unions university village villages west woman women world young old poor rich youth
spokesman spokeswoman spokesperson head president critics cynics academics officialdom generals nationals
professionals individuals rivals villagers
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
_THINGS = word_set("""
pier piers tower towers shelter timber sugar cellar pillar altar calendar dollar dollars door doors floor
floors mirror mirrors terror horror sector sectors motor motors tremor anchor plant plants restaurant grant
grants constant variant accident accidents incident incidents precedent precedents corner counter dinner
leather feather finger shoulder hammer ladder butter layer layers flower flowers shower barrier barriers
frontier frontiers charter disaster disasters computer container containers tree fees degree degrees knees
bees guarantee guarantees list lists mist twist gist larger smaller bigger stronger weaker older newer fewer
further longer higher lower plans talks deals steps ideas words terms ties ways years days weeks months
lines laws rules rights wars lands areas places lives signs goals prices costs taxes funds rates votes
streets roads houses ships fields things trees dams means forms parts pages books points reasons causes
effects changes claims views worries fears hopes doubts maps links gains losses moves stakes behaviour
harbour harbours labour colour colours favour hour hours honour better later earlier either whether ever
never over under after rather answer answers border borders chapter chapters factor factors letter letters
matter matters number numbers order orders paper papers power quarter river rivers rumour rumours water
waters weather winter summer other another latter former document documents event events agreement
agreements argument arguments commentary debate debates territory error errors character centre center
corridor offer offers manner summary danger dangers moment moments
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
    return noun in _PERSONS or (noun not in _THINGS | _HOLDERS and bool(_ONE_AGENT.search(noun)))


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
    return noun in _HOLDERS | _PERSONS or (noun not in _THINGS and bool(_AGENT.search(noun)))


def can_hold_together(noun: str) -> bool:
    """Whether the lower-case noun may stand for several people: a plural that is no known thing.

    >>> can_hold_together("shepherds"), can_hold_together("negotiations")
    (True, False)
    """
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics"))
    return plural and noun not in _THINGS | EVIDENCE and not is_abstract(noun)


EVIDENCE = word_set("""
evidence experience history figures numbers facts fact data logic sense example examples case cases result
results events event practice reality everything nothing something truth record analysis comparison
geography
""")
"""What shows or suggests something without anybody's saying so."""
DOCUMENTS = word_set("""
report reports study studies poll polls survey surveys letter letters statement statements document
documents article articles paper papers resolution book books law laws treaty constitution memo memorandum
declaration plan programme program press communique editorial editorials manifesto suit filing headline
headlines posts post tweet
""")
"""What people speak through."""
