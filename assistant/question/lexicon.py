"""Lexicon of questions: each list of words once, as sets or as alternatives of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.lexicon import forms


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def either(words: Iterable[str]) -> str:
    """>>> either(["view", "view of", "view"])
    'view of|view'
    """
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Verbs:
    """Forms of a group of verbs, each as one alternation."""

    base: str
    third: str
    past: str
    ing: str

    @classmethod
    def of(cls, regular: str, irregular: str) -> Verbs:
        """`irregular` holds its four forms joined by slashes."""
        rows = [forms(verb)[:4] for verb in regular.split()]
        rows += [tuple(verb.split("/")) for verb in irregular.split()]
        return cls(*(either(column) for column in zip(*rows, strict=True)))

    @property
    def any(self) -> str:
        return "|".join((self.base, self.third, self.past, self.ing))


STATING = Verbs.of(
    """
    add allege announce argue ask assert assess assume believe claim comment conclude consider contend
    criticise criticize declare deem describe emphasise emphasize explain express imagine imply interpret
    judge maintain mention note observe opine perceive point portray predict reason recommend recount
    regard remark stress suggest suspect view voice wonder characterise characterize picture liken compare
    equate formulate summarise summarize diagnose envisage discuss warn react respond reply answer
    attribute ascribe depict condemn denounce praise welcome dismiss lament deplore publish
    """,
    """
    say/says/said/saying think/thinks/thought/thinking write/writes/wrote|written/writing
    see/sees/saw|seen/seeing
    tell/tells/told/telling mean/means/meant/meaning find/finds/found/finding hold/holds/held/holding
    feel/feels/felt/feeling foresee/foresees/foresaw/foreseeing forecast/forecasts/forecast/forecasting
    """,
)
"""Whoever does this speaks or writes: a source, in whatever tense."""

ACTING = Verbs.of(
    """
    accept acknowledge admit advise advocate agree approve back blame caution cite concede confirm counter
    criticise defend demand deny differ disagree doubt endorse expect explain favour favor fear hope
    insist invoke justify like name object oppose plead prefer present prize propose question quote reject
    repeat support trust urge value want worry connect associate contrast refer excuse accuse credit
    address treat imply rate care conceive count call share threaten promise plead intend
    """,
    """
    give/gives/gave/giving know/knows/knew/knowing make/makes/made/making draw/draws/drew/drawing
    offer/offers/offered/offering set/sets/set/setting take/takes/took/taking
    forgive/forgives/forgave/forgiving
    understand/understands/understood/understanding catch/catches/caught/catching put/puts/put/putting
    stand/stands/stood/standing foretell/foretells/foretold/foretelling
    """,
)
"""Whoever does this may be acting instead: a source only in the present tense, in which texts are retold."""

FEELING = Verbs.of(
    """
    satisfy please content convince persuade worry trouble anger annoy frighten alarm surprise disturb puzzle
    irritate impress bother reassure disappoint hearten encourage
    """,
    "upset/upsets/upset/upsetting",
)
"""Whoever this is done to feels it: "What worries Birk?" asks for the views of Birk."""

RESPONDING = Verbs.of(
    """
    contradict counter oppose support back criticise criticize answer rebut refute reject dispute challenge
    defend echo share follow attack object reply respond react argue concur agree disagree differ side
    """,
    "",
)
"""Whoever does this to somebody takes a side on what that one said."""
ATTITUDES = (
    r"of (?:this|that|the|the same) (?:opinion|view)|for|against|in favou?r|opposed|convinced|certain|afraid|"
    r"worried|troubled|concerned|alarmed|s[ck]eptical|critical|optimistic|pessimistic|hopeful|confident|"
    r"doubtful|wary|uneasy"
)

AUXILIARIES = words("""
is are was were do does did has have had can could will would should may might must
don't doesn't didn't isn't wasn't aren't won't wouldn't
""")
WH_WORDS = words("what who whom whose which where when why how what's who's")
SUBJECTS = words("i he she they we you it's that's")
CLAUSE_WORDS = AUXILIARIES | WH_WORDS | SUBJECTS | {"am", "be"}
"""Words that only a clause has; a question without them is a fragment."""
_PRONOUNS = words("""
it its me us him his her hers their theirs them himself herself themselves here there this that these those
each every any some all both one two several other others another else own first last
""")
_PREPOSITIONS = words("""
in on at by from for with of to about as over since before after until between behind against under among
through without within than
""")
_CONJUNCTIONS = words(
    "and or but so because the a an not no only just too also still ever yet then now please"
)
_TIMES = words("""
earlier later today nowadays currently recently previously meanwhile latest newest oldest recent year years
time times
""")
_VIEW_NOUNS = words("""
view views opinion opinions position positions stance stances argument arguments take point points message
analysis thoughts thinking claim claims answer reply
""")
_WRITINGS = words("""
article articles essay essays op-ed op-eds piece pieces column columns text texts interview interviews
""")
_REASONS = words("""
thesis theses verdict reading assessment assessments judgement judgment reasons reason reasoning objection
objections recommendation recommendations prediction predictions forecast response book post posts blog
criticism criticisms conclusion conclusions warning warnings words remarks comments commentary solution
attitude fears hopes concerns worries case understanding explanation interpretation diagnosis idea ideas tone
line
""")
_WRITERS = words("""
critics commentators commentator people authors author writers writer voices sources speakers
""")
_SAYING = words("""
know name state states feel hold holds discuss report reports reported print read say says said saying think
thinks thought write writes wrote written writing publish publishes published appear appears appeared argue
argues argued believe believes believed comment get see
""")
_COMPARING = words("""
compare compared comparison contrast differ differs different difference differences same opposite agree
agrees disagree disagrees replies respond versus vs v otherwise differently likewise similarly contrary
reverse instead
""")
_CHANGING = words("""
change changes changed changing mind minds evolve evolved evolves evolving develop developed shift shifted
remain remained
""")
_REQUESTS = words(
    "show give tell list find quote quotes summary summarise summarize summarised summarized gist"
)
ASKING = (
    (CLAUSE_WORDS - words("must don't doesn't didn't isn't wasn't aren't won't wouldn't what's who's am"))
    - words("it's that's")
    | _PRONOUNS
    | _PREPOSITIONS
    | _CONJUNCTIONS
    | _TIMES
    | _VIEW_NOUNS
    | (_WRITINGS - {"op-ed", "op-eds"})
    | _WRITERS
    | _SAYING
    | _COMPARING
    | _CHANGING
    | _REQUESTS
    | words("""
    been being op ed eds contribution contributions analyses anything something everything writings work works
    publication publications source common main key central chief general overall exactly available more most
    very contain contains got takes
    """)
)
"""Words that name no matter, whatever they are asked of."""
ELLIPTICAL = words("""
according ok okay way ways hear i'd i'm let let's add include example examples instance pls plz thx thanks
thank ground grounds basis cause need someone somebody anyone anybody everyone nobody ones one's doing done
come comes came round go goes going gone along thing well plus again favour favor opposed supporter look looks
magazine paper newspaper journal site website outlet printed printing such true right wrong really if like
much meant mean yes idea subject back either neither former latter third second rest detail details further
continue elaborate kind explain happen happened matter
""")
"""More words that name no matter in a follow-up."""
OPENERS = (
    CLAUSE_WORDS
    | _PRONOUNS
    | _PREPOSITIONS
    | _CONJUNCTIONS
    | _REQUESTS
    | words("""
if during nor compare contrast according describe explain ok okay hello hi thanks well unlike like besides
beyond despite either neither even although though while whereas
""")
)
"""Words that may open a sentence with a capital without being part of the name that follows."""

VIEWS = either(_VIEW_NOUNS | _WRITINGS | _REASONS | {"writings", "contribution"})
WRITINGS = either(
    _VIEW_NOUNS
    | _WRITINGS
    | words("""
    book post posts blog contribution contributions analyses anything something nothing everything writing
    writings publication publications commentary comment comments remarks quote quotes quotation quotations
    word words written said argued published made statements takes voices reaction reactions responses
    """)
)
OTHERS = either(
    _WRITERS
    | words("""
    others analysts analyst experts expert observers observer opponents supporters reactions responses replies
    articles anyone everyone anybody everybody someone they who scholars diplomats politicians journalists
    texts columnists interviewees contributors most many some all
    """)
)
INDEFINITE = (
    r"who(?! of)|anyone|anybody|someone|somebody|everyone|everybody|nobody|others?|(?:the |those )?ones who|"
    rf"(?:which|what|other|another|any|the other) (?:\w+ )?(?:{OTHERS})"
)
"""People who are asked for and not named."""

CAMP = r"(?:critics?|opponents?|supporters?|followers|allies|rivals)"
"""People by their side towards somebody."""
GIVEN_NAME_TITLES = words("father brother sister pope king queen prince princess abbot archimandrite")
"""What may stand before a given name alone."""
TITLES = words("""
mr mrs ms dr prof professor president minister prime chancellor commissioner ambassador senator sir lord lady
dame general colonel captain abbot archimandrite bishop patriarch king queen prince princess premier envoy
mayor secretary author analyst scholar writer commentator judge doctor inspector councillor reverend pastor
rabbi imam sheriff lieutenant sergeant comrade nurse ranger farmer
""")
"""What may stand before a surname."""
ROLES = either(
    TITLES - {"prime"}
    | words("""
    leader man woman politician diplomat official interviewer interviewee journalist friend colleague
    neighbour teacher student husband wife father mother brother sister son daughter boss negotiator historian
    economist philosopher speaker guest host priest monk head director cousin uncle aunt nephew niece
    grandfather grandmother grandson granddaughter parent rival opponent deputy predecessor successor
    assistant lawyer shepherd engineer driver reporter relative presenter baker
    fisherman sailor soldier officer
    """)
)
"""Nouns for whom "he" or "she" may stand."""
ROLE = rf"(?:{ROLES})s?|\w+(?:ists?|icians?|keepers?|masters?|m[ae]n|wom[ae]n|ologers?|makers?|builders?)"
"""A noun for a person by work, kinship or standing."""


def is_role(word: str) -> bool:
    """Whether a noun tells what somebody is: "innkeeper"."""
    return re.fullmatch(ROLE, word, re.IGNORECASE) is not None


COMMON_WORDS = words("""
less parish joseph may will mark bill rose hope grace young long short king bush hill wood stone brown black
white green gray grey rich poor best good little small moon day week park church bishop pope baker cook smith
page rice price cash penny bell ball bank banks field fields ford lake rivers waters marsh moss reed fox wolf
lamb drake finch crane swan bird fish pike bass cotton love joy faith case chance power powers wise wild
strong hardy sharp frank ernest noble major sage law laws rule sales gold silver steel iron glass snow frost
winter summer spring winters summers north south east west new old more most many much few march april june
august sunday monday friday english french german irish scott welsh walls gates bridges house houses street
castle towers fort abbey chapel temple england france holland ireland wales london york paris jordan israel
berlin washington kent essex devon town city village land lands ash birch oak
""")
"""Words that mean something else than a surname unless a capital, and more, says otherwise."""
NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
        start=2,
    )
} | {"few": 3}
"""Small numbers in words."""
EVENTS = either(
    words("""
    agreement agreements declaration independence war wars attack attacks statement invasion election
    elections conference summit meeting talks treaty accord accords resolution referendum bombing massacre
    decision vote protest protests riot riots coup putsch intervention campaign ruling verdict census law
    visit letter speech event events genocide siege collapse break-up breakup dissolution secession
    annexation ceasefire offensive killing killings murder murders flood floods fire pandemic season
    budget championship cup match festival
    """)
)
"""Nouns of what happens at a time, which is then no time of writing."""
