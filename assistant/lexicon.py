"""The lexicon: English words by kind, each written once, for every part that reads text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


def word_set(text: str) -> frozenset[str]:
    """The words of a list written out."""
    return frozenset(text.split())


def either(alternatives: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, longer ones first."""
    return "|".join(sorted(set(alternatives), key=lambda word: (-len(word), word)))


def in_table(words: Iterable[str]) -> str:
    """`either` for words that are looked up in a table, in any case: "ſ" is no "s" there."""
    return f"(?a:{either(words)})"


def with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    """Nouns with their regular plurals."""
    return frozenset(form for noun in nouns for form in (noun, _plural(noun)))


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


# Verbs, in their base form.

SPEECH_ACTS = word_set("""
acknowledge admit advise agree attack boast brag call caution celebrate chant cheer chide cite concede
confirm congratulate counter decide defend demand deny endorse explain hint insist invoke object offer
pledge post press promise propose question quote rate refer refuse repeat request rule shout signal slam
snap thank threaten touch tout urge vow
""")
"""Verbs of saying by which something is done, too."""
SPEECH_VERBS = SPEECH_ACTS | word_set("""
add affirm allege announce answer argue ask assert assess assure blast calculate characterize charge claim
comment complain conclude confess contend continue counsel declare decry deem demonstrate denounce
describe discover dismiss dub elaborate emphasize estimate exclaim express fume gush hail imply indicate
inform interject joke judge label laugh liken maintain mention mock muse note observe opine point ponder
predict proclaim prove quip rail react reason recall reckon recommend recount reference reflect reiterate
remark remember remind reply report respond retort retweet reveal ridicule scoff scold specify speculate
state stress suggest summarize surmise testify text theorize tweet warn wonder yell
""")
"""Regular verbs of saying."""
OPINION_VERBS = word_set("""
assume believe condemn consider criticise criticize deplore envisage foresee imagine lament regard suppose
suspect view welcome
""")
"""Verbs of judging: who does this holds a view."""
ATTITUDE_VERBS = OPINION_VERBS | word_set("""
abhor accept accuse admire advocate anticipate applaud appreciate approve bemoan blame champion cherish
contest crave despise detest disagree disapprove dislike dispute distrust doubt dread expect fault favor
favour fear hate hope loathe love mistrust mourn oppose praise prefer presume prize protest reject resent
support trust value want wish worry
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
        abhor abhors abhorred abhorring
        be is was being been are were am
        concur concurs concurred concurring
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
    """The forms of a verb: base, third person, past, present participle, then any others."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if re.search(r"(s|sh|ch|x)$", verb) else "s")
    # Whether the last letter is doubled depends on stress: both spellings, of which one does no harm.
    doubled = re.search(r"[^aeiou][aeiou][bglmpt]$", verb)
    double = (verb + verb[-1] + "ed", verb + verb[-1] + "ing") if doubled else ()
    return verb, third, stem + "ed", stem + "ing", *double


def every_form(verbs: Iterable[str]) -> frozenset[str]:
    """All forms of several verbs."""
    return frozenset(form for verb in verbs for form in forms(verb))


def singular_or_past(verbs: Iterable[str]) -> str:
    """A pattern of the forms that follow the name of one person: "says", "said"."""
    return either(form for verb in verbs for form in forms(verb)[1:3])


def finite_forms(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of several verbs that make a predicate: base, third person and past."""
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
POSSESSIVES = word_set("his her their its my our")
DEMONSTRATIVES = word_set("this that these those")
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
    | POSSESSIVES
)
ARTICLES = word_set("a an the 's this") | POSSESSIVES
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
FUNCTION_WORDS = frozenset(
    word
    for word in (
        *(BE | HAVE | DO | MODALS | AUXILIARIES),
        *(PRONOUNS.keys() | OBJECT_PRONOUNS | POSSESSIVES | DETERMINERS),
        *(QUESTION_WORDS | CLAUSE_OPENERS | PREPOSITIONS | ARTICLES | LINKERS),
    )
    if len(word) > 1 and word.isalpha()
)
"""Words of two letters and more by which English is told from other languages."""

# Time and number.

# The calendar module would name the months in the locale of the process.
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
DATE_WORDS = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS))
"""Months and days of the week in lower case."""
_SEASONS = "winter spring summer autumn winter".split()
SEASONS = {month.lower(): _SEASONS[number // 3] for number, month in enumerate(MONTHS, 1)}
"""Month → season, in lower case."""
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

MALE_COURTESIES = word_set("mr sir lord")
FEMALE_COURTESIES = word_set("mrs ms miss dame lady")
COURTESIES = MALE_COURTESIES | FEMALE_COURTESIES | word_set("dr prof professor doctor")
OFFICES = word_set("""
abbot adviser advisor alderman ambassador archbishop bishop brother canon captain chairman chairwoman
chancellor chief colonel commissioner councillor director envoy father general governor imam judge king
leader mayor minister patriarch pope premier president prince princess queen rabbi representative reverend
secretary senator sister spokesman spokeswoman
""")
TITLES_SPELT_OUT = {
    **{"capt": "captain", "cllr": "councillor", "col": "colonel", "gen": "general", "gov": "governor"},
    **{"lt": "lieutenant", "prof": "professor", "rep": "representative", "rev": "reverend"},
    **{"sen": "senator", "sgt": "sergeant"},
}
"""Abbreviated title → the noun."""
TITLES = (
    COURTESIES | OFFICES | TITLES_SPELT_OUT.keys() | word_set("foreign govs presidents prime reps sens vice")
)
"""What may stand before a name."""
FEMALE_NAMES = word_set("""
hillary carly megyn michelle elizabeth sarah nikki kellyanne ivanka melania susan nancy barbara debbie donna
mary jennifer lisa karen patricia linda anna amy julie kelly laura rachel jessica ann anne heidi samantha
loretta claire kirsten dianne huma chelsea angela theresa jill katrina hope stephanie christina maria amanda
emily kate katie joni tulsi marine margaret ruth sonia elena diane kathleen martha maggie andrea nina jane
alice carol deborah janet judy annalena ursula federica engjellushe vessela margarita sabrina siena ilse
maren hanne petra agnes runa nadja marta clara karin madeleine vjosa milena jelena ivana natasha ana sofia
emma eva julia lena abigail ada adele agatha alexandra alma amelia anita annika astrid audrey beate beatrice
bertha bianca birgit bridget brigitte camilla cecilia celia charlotte christine claudia cora cornelia dagmar
daphne diana dora dorothea dorothy edith eleanor elisa elise ella ellen eloise elsa elsie erika esther ethel
eugenia eveline fiona frances frida gabriela gerda gertrude gina gisela giulia greta gudrun gwen hannah
harriet hedwig helen helena helga henrietta hilda hildegard ida ilona imogen ines inga ingeborg ingrid irena
irene irma isabel isabella jana jasmina johanna josephine joyce judith justina kaja karla katarina katharina
kathrin kristina larisa leonora lidia lily liv livia lotte louisa louise lucia lucy ludmila luisa mabel
magda magdalena manuela margit margot marianne marlene mathilde matilda maud mavis milica mina minna miranda
miriam mirjana molly monica monika nadia natalia nelly nora olga olivia ottilie pauline penelope phoebe
polly renate rita roberta rosa rosalind rosemary roswitha sabine sally sara selma sigrid silvia sonja sophie
stella susanna svetlana sybil sylvia tamara tanja tatjana tessa thea therese tilda ulla ulrike una ute
vanessa verena veronica viola violet wanda wilhelmina winifred yvonne zora jo joan betty peggy
""")
MALE_NAMES = word_set("""
donald bernie ted marco john jeb ben chris rand mike paul barack bill george tim mitt mitch harry joe james
robert michael david richard thomas charles steve stephen kevin brian jeff mark scott rick lindsey bobby
newt rudy corey roger glenn sean bret jim dan daniel tom peter patrick pat eric martin matthew andrew
anthony adam alan larry lawrence ron ronald ryan sam samuel al ed edward frank gary greg henry jack jason
josh justin keith ken lou luke nick phil ray reince roy russell terry vladimir walter william bob robby jake
joel jonathan joseph matt karl boris aleksandar aleksander hashim albin edi milorad slobodan radovan ivan
petar nikola marko zoran goran dragan stefan milan emmanuel olaf heiko johannes gerald florian wolfgang
lulzim stevan maxim janusz dimitar timothy matthew oleg neven toby kurt reuf emir toby dušan zlatko miroslav
ramush bakir alija sergey viktor emil oskar otto lars jasper tobias teodor corvin woodrow jens tomas nils
rolf sten jon erik hans klaus pavel jan josef abel achim adolf adrian albert alec alexander alfred algernon
ambrose amos anders anton archibald arnold arthur axel barnaby bartholomew basil benedict benjamin bernard
bertram bjorn bogdan branko bruno cecil cedric christian christoph claude clemens clement conrad constantin
cornelius cyril damian darius denis derek dieter dietrich dominik donat duncan edgar edmund edwin egon elias
eliot ernest ernst ervin eugene evan felix ferdinand finn franz frederick friedrich fritz gavin geoffrey
georg gerard gideon gilbert giles godfrey gottfried gregor guido gunnar gunther gustav guy harald harold
hartmut harvey hector heinrich helmut henrik herbert herman hermann horace horst hubert hugh hugo humphrey
ian ignaz igor isaac jacob jakob janko jerome jonas josip julian julius jürgen karol kasimir kaspar knut
kristian ladislav lambert laurence leo leon leonard leopold linus lionel lorenz louis lucas lucian ludwig
magnus malcolm manfred marcel marcus mario marius maurice maximilian mirko mladen moritz mortimer nathan
nathaniel nicholas nigel norbert olav ole oliver orlando osbert oswald ottokar pascal paulus philip piotr
quentin rafael ralph ranko raymond reginald reinhard reinhold rené roderick rodney roland ruben rudolf rufus
rupert sebastian siegfried sigmund sigurd silas simon slavko stanislav stellan sven tadeusz theo theodor
theodore tibor timon tristan ulrich uwe valentin vasil vernon vincent vinko volker waldemar walther wenzel
werner wilbur wilfred wilhelm xaver zdravko zoltan
""")
"""Given names by gender, most often."""
ALL_GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES
NAMES_OF_BOTH = word_set("""
andrea carol chris claude jan jo joan karen karol kelly laurence lou nikola pat sam terry
""")
"""Those of them that contradict no courtesy: "Mr. Birk" may be Jo Birk."""
NAMES_OF_PLACES = word_set("""
alma charlotte chelsea clara diana eugenia gary george helena leon milan orlando petra rosa siena sofia
valentin vincent
""")
"""Given names that towns, states and countries bear, too."""
PLACE_OPENERS = word_set("bay camp cape fort hotel lake mount port river villa")
"""What opens the name of a place that bears somebody's: "Fort Birk"."""
PLACES_IN_S = word_set("""
algiers athens bahamas belarus brussels caracas cyprus damascus davos honduras laos lagos maldives mauritius
minas naples netherlands paris philippines reuters seychelles texas tunis vilnius wales
""")
"""Places, and an agency, that look like several of a kind."""
OFFICE_CHANGING = word_set("acting assistant deputy ex former prime under vice")
"""What makes another post of the one before which it stands."""
BARE_VIEW_NOUNS = word_set("answer argument claim message opinion position reply stance view")
"""Nouns for a view that say nothing of what it is."""
VIEW_NOUNS = BARE_VIEW_NOUNS | word_set("""
accusation advice allegation assertion belief call case charge comment complaint concern conclusion
contention conviction criticism declaration demand description fear hope idea insistence notion objection
plea pledge poll promise proposal question reasoning reference refusal remark report response speech
statement study suggestion survey verdict vow warning worry
""")
"""Nouns for what somebody says or thinks."""

# Questions.


@dataclass(frozen=True, slots=True)
class Verbs:
    """Forms of a group of verbs, each as one alternation."""

    base: str
    third: str
    past: str
    ing: str

    @classmethod
    def of(cls, verbs: Iterable[str]) -> Verbs:
        rows = [forms(verb) for verb in verbs]
        rest = [form for row in rows for form in row[2:]]
        return cls(
            base=either(row[0] for row in rows),
            third=either(row[1] for row in rows),
            past=either(form for form in rest if not form.endswith("ing")),
            ing=either(form for form in rest if form.endswith("ing")),
        )

    @property
    def any(self) -> str:
        return "|".join((self.base, self.third, self.past, self.ing))


STATING = Verbs.of(
    (SPEECH_VERBS - SPEECH_ACTS)
    | OPINION_VERBS
    | word_set("""
ascribe attribute characterise compare depict diagnose discuss emphasise equate feel find forecast
formulate hold interpret mean perceive picture portray praise publish say see summarise tell think voice
write
""")
)
"""Who does this speaks or writes: a source, in whatever tense."""
ACTING = Verbs.of(
    SPEECH_ACTS
    | (ATTITUDE_VERBS - OPINION_VERBS)
    | word_set("""
address associate back care catch conceive connect contrast count credit differ draw excuse foretell
forgive give intend justify know like make name plead present put set share stand take treat understand
""")
)
"""Who does this may be acting instead: a source only in the present tense, in which texts are retold."""
STANCES = Verbs.of(
    ATTITUDE_VERBS
    - OPINION_VERBS
    - word_set("accept accuse anticipate applaud appreciate champion contest protest reject")
)
"""Who does this holds a view, in whatever tense; the others of `ACTING` may be deeds."""
FEELING = Verbs.of(
    word_set("""
alarm anger annoy bother content convince disappoint disturb encourage frighten hearten impress irritate
persuade please puzzle reassure satisfy surprise trouble upset worry
""")
)
"""Who this is done to feels it: "What worries Birk?" asks for the views of Birk."""
RESPONDING = Verbs.of(
    word_set("""
agree answer argue attack back challenge concur contradict counter criticise criticize defend differ disagree
dispute echo follow object oppose react rebut refute reject reply respond share side support
""")
)
"""Who does this to somebody takes a side on what that one said."""
OPPOSING = word_set("""
abandon abolish abstain against avoid ban block cancel cease defy end exclude forbid halt oppose opposition
prevent prohibit refrain refuse reject renounce repeal resist scrap stop veto withdraw
""")
"""Words by which a proposition turns against what it names."""
ATTITUDES = (
    r"of (?:this|that|the|the same) (?:opinion|view)|for|against|in favou?r|opposed|convinced|certain|afraid|"
    r"worried|troubled|concerned|alarmed|s[ck]eptical|critical|optimistic|pessimistic|hopeful|confident|"
    r"doubtful|wary|uneasy|keen|happy|unhappy|glad|angry|furious|pleased|enthusiastic|dismissive|"
    r"supportive|sympathetic|hostile|sure|unsure|undecided|ambivalent|neutral|(?:in|of) two minds|on board|"
    r"on the side of|(?:hard|tough|soft|easy|sold)(?:er|ier)? on|on about|getting at|driving at|"
    r"an? (?:\w+ )?(?:fan|friend|supporter|opponent|critic|sceptic|skeptic|believer|defender|advocate)"
)

FINITE_AUXILIARIES = (
    DO
    | (MODALS - {"cannot", "ought", "shall"})
    | word_set("is are was were has have had don't doesn't didn't isn't wasn't")
    | word_set("aren't won't wouldn't")
)
CLAUSE_WORDS = (
    FINITE_AUXILIARIES | QUESTION_WORDS | word_set("what's who's i he she they we you it's that's am be")
)
"""Words that only a clause has; a question without them is a fragment."""
_POINTING = (
    DETERMINERS
    | OBJECT_PRONOUNS
    | word_set("it hers theirs himself herself themselves here there others else own")
)
_LINKING = PREPOSITIONS | LINKERS | word_set("since until than because not only just too also ever please")
_TIMES = word_set("""
earlier later today nowadays currently recently previously latest newest oldest recent year years time times
""")
_BARE_VIEWS = with_plurals(BARE_VIEW_NOUNS) | word_set("take point points analysis thoughts thinking")
_WRITINGS = with_plurals(word_set("article essay op-ed piece column text interview"))
_WRITERS = with_plurals(word_set("commentator author writer voice source speaker critic")) | {"people"}
_REQUESTS = word_set("""
show give tell list find quote quotes summary summarise summarize summarised summarized gist
""")
ASKING = (
    (CLAUSE_WORDS - word_set("must don't doesn't didn't isn't wasn't aren't won't wouldn't"))
    - word_set("what's who's am it's that's")
    | _POINTING
    | _LINKING
    | _TIMES
    | _BARE_VIEWS
    | _WRITERS
    | (_WRITINGS - {"op-ed", "op-eds"})
    | _REQUESTS
    | every_form(word_set("say think write publish appear argue believe"))
    | every_form(word_set("agree change compare differ disagree evolve remain shift"))
    | word_set("""
hold holds report reports reported name state states print comment replies respond developed contrast
difference differences same opposite versus vs v otherwise differently likewise similarly contrary reverse
mind minds know feel discuss read get see first last been being op ed eds contribution contributions analyses
anything something everything writings work works publication publications common main key central
chief general overall exactly available very more most different contain contains got takes
""")
)
"""Words that name no matter, whatever they are asked of."""
ELLIPTICAL = word_set("""
according ok okay way ways hear i'd i'm let let's add include example examples instance pls plz thx thanks
thank ground grounds basis cause need someone somebody anyone anybody everyone nobody ones one's doing done
come comes came round go goes going gone thing things stuff well plus again favour favor opposed supporter
look looks magazine paper newspaper journal site website outlet printed printing such true right wrong really
if much meant mean yes idea subject back either neither former latter third second rest detail details further
continue elaborate kind explain happen happened matter sure
""")
"""More words that name no matter in a follow-up."""
OPENERS = (
    CLAUSE_WORDS
    | _POINTING
    | _LINKING
    | _REQUESTS
    | word_set("""
if nor compare describe ok okay hello hi thanks well unlike besides either neither even though whereas
""")
)
"""Words that may open a sentence with a capital without being part of the name that follows."""
EVENT_NOUNS = with_plurals(
    word_set("""
agreement declaration independence war attack statement invasion election conference summit meeting talks
treaty accord resolution referendum bombing massacre decision vote protest riot coup putsch intervention
campaign ruling verdict census law visit letter speech event genocide siege collapse break-up breakup
dissolution secession annexation ceasefire offensive killing murder flood fire pandemic season budget
championship cup match festival
""")
)
"""Nouns of what happens at a time, which is then no time of writing."""
EVENTS = either(EVENT_NOUNS)
VIEWS = either(
    (with_plurals(VIEW_NOUNS - {"call", "charge", "poll", "report", "study", "survey"}) - EVENT_NOUNS)
    | _BARE_VIEWS
    | _WRITINGS
    | word_set("""
writings contribution
assessment assessments attitude blog book commentary diagnosis explanation forecast interpretation
judgement judgment line post posts prediction predictions reading reason reasons recommendation
recommendations solution theses thesis tone understanding words
""")
)
WRITINGS = either(
    _BARE_VIEWS
    | _WRITINGS
    | word_set("""
book post posts blog contribution contributions analyses anything something nothing everything writing
writings publication publications commentary comment comments remarks quote quotes quotation quotations
word words written said argued published made statements takes voices reaction reactions responses
""")
)
OTHERS = either(
    _WRITERS
    | word_set("""
others analysts analyst experts expert observers observer opponents supporters reactions responses replies
articles anyone everyone anybody everybody someone they who scholars diplomats politicians journalists texts
columnists interviewees contributors most many some all
""")
)
INDEFINITE = (
    r"who(?! of)|anyone|anybody|someone|somebody|everyone|everybody|nobody|others?|(?:the |those )?ones who|"
    rf"(?:which|what|other|another|any|the other) (?:\w+ )?(?:{OTHERS})"
)
"""People who are asked for and not named."""

BESIDES = (
    r"besides|other than|apart from|aside from|except(?:ing)?(?: for)?|excluding|leav(?:e|ing) (?:aside|out)"
    r"|(?:but )?not (?:counting|including|(?:written )?(?:by|from)|(?:an? )?interviews? with)"
    r"|but (?:no|not)|(?<=[,.;–—] )not|(?:^|(?<=[,.;] ))(?:please )?(?:exclude|ignore|omit|skip)"
)
"""What leaves somebody, or a paper, out."""
PRESS = word_set("""
times guardian post journal herald tribune telegraph economist gazette chronicle news review magazine weekly
observer independent mail express spiegel zeitung monde figaro politico reuters bloomberg bbc cnn standard
mirror atlantic affairs newsweek politika blic danas vreme kurir telegram insight
""")
"""Words by which a name is known as a publication's."""
CAMP = r"(?:critics?|opponents?|supporters?|followers|allies|rivals)"
"""People by their side towards somebody."""
NAME_PARTICLES = word_set("""
af al av bin bint da dal das de del della den der di do dos du el ibn la le of san ten ter van vom von y zu
zum zur
""")
"""Words of a name that are written in small letters."""
GIVEN_NAME_TITLES = word_set("""
abbot archimandrite brother dame father king pope prince princess queen sir sister
""")
"""What may stand before a given name alone."""
_PROFESSIONS = word_set("""
analyst archimandrite author commentator comrade farmer inspector lieutenant nurse pastor ranger scholar
sergeant sheriff writer
""")
PERSON_TITLES = TITLES | _PROFESSIONS
"""What may stand before a surname in a question."""
EPITHETS = word_set("dear elder famous former great late old poor young younger")
"""What may stand before a name, or before its title, and says nothing of a matter: "the late Ann Birk"."""
KIN = word_set("""
aunt brother cousin daughter father granddaughter grandfather grandmother grandson husband mother nephew niece
parent sister son uncle wife
""")
"""What somebody is to somebody else, and may be to several."""
ROLES = either(
    OFFICES
    | KIN
    | _PROFESSIONS
    | word_set("""
professor doctor sir lord lady
assistant baker boss colleague deputy diplomat driver economist engineer fisherman friend guest head
historian host interviewee interviewer journalist lawyer man monk negotiator neighbour officer official
opponent philosopher politician predecessor presenter priest relative reporter rival sailor shepherd soldier
speaker student successor teacher woman
""")
)
"""Nouns for which "he" or "she" may stand."""
ROLE = rf"(?:{ROLES})s?|\w+(?:ists?|icians?|keepers?|masters?|m[ae]n|wom[ae]n|ologers?|makers?|builders?)"
"""A noun for a person by work, kinship or standing."""


def is_role(word: str) -> bool:
    """Whether a noun tells what somebody is: "innkeeper"."""
    return re.fullmatch(ROLE, word, re.IGNORECASE) is not None


COMMON_WORDS = DATE_WORDS | word_set("""
bishop pope king
abbey ash baker ball bank banks bass bell berlin best bill birch bird black bridges brown bush case cash
castle chance chapel church city cook cotton crane day devon drake east england english ernest essex faith
few field fields finch fish ford fort fox france frank french frost gates german glass gold good grace
gray green grey hardy hill holland hope house houses ireland irish iron israel jordan joseph joy kent lake
lamb land lands law laws less little london long love major many mark marsh moon more moss most much new
noble north oak old page paris parish park penny pike poor power powers price reed rice rich rivers rose
rule sage sales scott sharp short silver small smith snow south spring steel stone street strong summer
summers swan temple towers town village wales walls washington waters week welsh west white wild will
winter winters wise wolf wood york young
""")
"""Words that mean something else than a surname unless a capital, and more, says otherwise."""
