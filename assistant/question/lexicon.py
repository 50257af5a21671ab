"""The words by which a question shows whose views it asks for, as alternatives of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.attribution.verbs import forms


def either(words: Iterable[str]) -> str:
    """
    >>> either(["view", "view of", "view"])
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

ATTITUDES = either(
    """
    of that opinion/of this opinion/of the opinion/of the same opinion/of that view/of the view/for/against
    in favour/in favor/opposed/convinced/certain/afraid/worried/troubled/concerned/alarmed/sceptical/skeptical
    critical/optimistic/pessimistic/hopeful/confident/doubtful/wary/uneasy
    """.replace("\n", "/")
    .replace("    ", "")
    .strip("/")
    .split("/")
)
VIEWS = either(
    """
    view views opinion opinions position positions stance stances argument arguments thesis theses take
    verdict reading assessment assessments judgement judgment analysis reasons reason reasoning objection
    objections recommendation recommendations prediction predictions forecast answer reply response
    article articles essay essays op-ed op-eds piece pieces column columns text texts book post posts blog
    interview interviews criticism criticisms conclusion conclusions warning warnings claim claims words
    writings contribution remarks comments commentary solution thinking attitude fears hopes concerns
    worries case understanding explanation interpretation diagnosis idea ideas tone line message point points
    thoughts
    """.split()
)
WRITINGS = either(
    """
    article articles essay essays op-ed op-eds piece pieces column columns text texts book post posts blog
    interview interviews contribution contributions analysis analyses anything something nothing
    everything writing writings publication publications commentary comment comments remarks view views
    opinion opinions argument arguments position positions quote quotes quotation quotations word words
    written said argued published made statements take takes voices reactions reaction responses
    """.split()
)
OTHERS = either(
    """
    critics others commentators commentator people authors author analysts analyst experts expert
    observers observer opponents writers writer supporters reactions responses replies articles anyone
    everyone anybody everybody someone they who sources voices scholars diplomats politicians journalists
    texts columnists interviewees contributors speakers most many some all
    """.split()
)
INDEFINITE = rf"who(?! of)|anyone|anybody|someone|somebody|everyone|everybody|nobody|others?|(?:the |those )?ones who|(?:which|what|other|another|any|the other) (?:\w+ )?(?:{OTHERS})"
"""People who are asked for and not named."""
TITLES = frozenset(
    """
    mr mrs ms dr prof professor president minister prime chancellor commissioner ambassador senator sir
    lord lady dame general colonel captain abbot archimandrite bishop patriarch king queen prince princess
    premier envoy mayor secretary author analyst scholar writer commentator judge doctor inspector
    councillor reverend pastor rabbi imam sheriff lieutenant sergeant colonel comrade nurse ranger farmer
    """.split()
)
"""What may stand before a surname."""
ROLES = either(
    TITLES
    | set(
        """
        leader man woman politician diplomat official envoy interviewer interviewee journalist professor king
        friend colleague neighbour teacher student husband wife father mother brother sister son daughter boss
        negotiator historian economist philosopher speaker guest host abbot priest monk head director chief
        cousin uncle aunt nephew niece grandfather grandmother grandson granddaughter parent rival opponent
        deputy predecessor successor assistant nurse doctor judge lawyer ranger farmer shepherd engineer
        driver reporter relative presenter councillor baker fisherman sailor soldier officer
        """.split()
    )
    - {"prime"}
)
"""Nouns for whom "he" or "she" may stand."""
ROLE = rf"(?:{ROLES})s?|\w+(?:ists?|icians?|keepers?|masters?|m[ae]n|wom[ae]n|ologers?|makers?|builders?)"
"""A noun for a person by work, kinship or standing."""


def is_role(word: str) -> bool:
    """Whether a noun tells what somebody is: "innkeeper"."""
    return re.fullmatch(ROLE, word, re.IGNORECASE) is not None


GIVEN_NAME_TITLES = frozenset(
    "father brother sister pope king queen prince princess abbot archimandrite".split()
)
"""What may stand before a given name alone."""
OPENERS = frozenset(
    """
    what who whom whose which where when why how is are was were do does did has have had can could will
    would should may might must and or but so if in on at by from for with of to about as according since
    before after until between during not no nor yet also compare contrast show list tell give summarise
    summarize explain describe find quote did didn't doesn't don't isn't wasn't the a an this that these
    those then now still ok okay please hello hi thanks well unlike like besides beyond despite both
    either neither only even then because although though while whereas
    """.split()
)
"""Words that may open a sentence with a capital without being part of the name that follows."""
COMMON_WORDS = frozenset(
    """
    less parish joseph may will mark bill rose hope grace young long short king bush hill wood stone brown
    black white green gray grey rich poor best good little small moon day week park church bishop pope
    baker cook smith page rice price cash penny bell ball bank banks field fields ford lake rivers waters
    marsh moss reed fox wolf lamb drake finch crane swan bird fish pike bass cotton love joy faith case
    chance power powers wise wild strong hardy sharp frank ernest noble major sage law laws rule sales
    gold silver steel iron glass snow frost winter summer spring winters summers north south east west new
    old more most many much few march april june august sunday monday friday english french german irish
    scott welsh walls gates bridges house houses street castle towers fort abbey chapel temple england
    france holland ireland wales london york paris jordan israel berlin washington kent essex devon town
    city village land lands ash birch oak
    """.split()
)
"""Words that mean something else than a surname unless a capital, and more, says otherwise."""
ASKING = frozenset(
    """
    what which who whom whose how why when where is are was were be been being do does did has have had can
    could
    will would should may might the a an of on in at by from for to with about over as and or but that this
    these
    those it its there here any some all every each one both two several me us you we i he she they him his
    her hers
    their theirs them please so not no only just too also still ever yet now then else other others another
    show give tell list find get see name know say says said saying think thinks thought thinking write
    writes wrote
    written writing publish publishes published appear appears appeared argue argues argued believe
    believes believed
    claim claims state states feel hold holds discuss comment report reports reported print read
    article articles essay essays op ed eds piece pieces column columns text texts interview interviews
    contribution
    contributions analysis analyses view views opinion opinions position positions stance stances take
    takes thoughts
    quote quotes writings work works publication publications source sources anything something everything
    author
    authors writer writers commentator commentators critics voice voices people speakers
    compare compared comparison contrast than differ differs different difference differences between same
    opposite
    agree agrees disagree disagrees reply replies respond answer versus vs v common main key central chief
    general
    overall point points argument arguments message gist summary summarise summarize summarised summarized
    change changes changed changing mind minds evolve evolved evolves evolving develop developed shift shifted
    remain remained earlier later before after since until today nowadays currently recently previously
    meanwhile first last latest
    newest oldest recent year years time times himself herself themselves instead exactly own available
    more most very
    otherwise differently likewise similarly contrary reverse behind against under among through without
    within because
    contain contains have got
    """.split()
)
"""Words that name no matter, whatever they are asked of."""
NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
        start=2,
    )
} | {"few": 3}
"""Small numbers in words."""
RESPONDING = Verbs.of(
    """
    contradict counter oppose support back criticise criticize answer rebut refute reject dispute challenge
    defend echo share follow attack object reply respond react argue concur agree disagree differ side
    """,
    "",
)
"""Whoever does this to somebody takes a side on what that one said."""
CLAUSE_WORDS = frozenset(
    """
    is are was were am be do does did has have had can could will would should may might must don't doesn't
    didn't isn't wasn't aren't won't wouldn't what who why how which where when whom whose he she they you i we
    what's who's that's
    """.split()
)
"""Words that only a clause has; a question without them is a fragment."""
ELLIPTICAL = frozenset(
    """
    according ok okay way ways hear i'd i'm let let's add include examples reverse pls plz thx thanks thank example instance grounds ground basis cause need someone somebody anyone
    anybody everyone nobody ones one's done do doing come comes came round go goes going gone along same thing
    too well as plus now again favour favor opposed support supports supporter likewise similarly look looks
    magazine paper newspaper journal site website outlet publication printed printing such done true right
    wrong really hold if like much exactly earlier meant mean so no yes idea another subject back instead
    either neither both former latter third second rest more detail details further continue elaborate
    kind tell explain please it's that's don't doesn't didn't isn't wasn't happen happened matter
    """.split()
)
"""Words that name no matter in a follow-up."""
EVENTS = either(
    """
    agreement agreements declaration independence war wars attack attacks statement invasion election
    elections conference summit meeting talks treaty accord accords resolution referendum bombing massacre
    decision vote protest protests riot riots coup putsch intervention campaign ruling verdict census law
    visit letter speech event events genocide siege collapse break-up breakup dissolution secession
    annexation ceasefire offensive killing killings murder murders flood floods fire pandemic season budget
    championship cup match festival
    """.split()
)
"""Nouns of what happens at a time, which is then no time of writing."""
