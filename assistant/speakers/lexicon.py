"""Words that report a view, and the small words that show where a subject begins and ends."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb; a wrong one does no harm.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if re.search(r"(s|sh|ch|x)$", verb) else "s")
    doubled = re.search(r"[^aeiou][aeiou][bgmpt]$", verb)
    double = (verb + verb[-1] + "ed", verb + verb[-1] + "ing") if doubled else ()
    return verb, third, stem + "ed", stem + "ing", *double


def _all_forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in forms(verb))


REGULAR_VERBS = _set("""
accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assess assure
attack believe blame blast boast brag call caution celebrate chant characterize charge cheer chide cite
claim comment complain concede conclude condemn confess confirm consider contend continue counter
criticize decide declare decry deem defend demand denounce deny describe dismiss doubt dub elaborate
emphasize endorse estimate exclaim expect explain express fear fume gush hail hint hope imply indicate
inform insist interject invoke joke label lament laugh liken maintain mention mock muse note object
observe offer opine oppose pledge point ponder post praise predict press proclaim promise propose protest
question quip quote rail rate react reason recall recommend recount refer reference reflect refuse
reiterate reject remark remember remind repeat reply report request respond retort retweet reveal ridicule
rule scoff scold shout signal slam snap specify speculate state stress suggest summarize testify text
thank theorize threaten touch tout tweet urge vow want warn wonder worry yell
""")
_IRREGULAR_FORMS = _set("""
say says said saying tell tells told telling write writes wrote written writing think thinks thought
thinking feel feels felt feeling know knows knew knowing find finds found finding read reads reading show
shows showed showing put puts putting see sees saw seeing hold holds held holding swear swears swore
swearing shoot shoots shot shooting go goes went hear hears heard speak speaks spoke speaking mean means
meant learn learns learned give gave giving make makes made making take took taking cry cries cried crying
sing sang appear appears appeared seem seems seemed
""")
CUES = (
    frozenset(form for verb in REGULAR_VERBS for form in forms(verb)) | _IRREGULAR_FORMS | {"according"}
) - {"state", "states"}
"""Every form of every verb that may report a view."""

STRONG_CUES = _set("""
pointed say says said saying tell tells told telling write writes wrote writing add adds added adding
tweet tweets tweeted tweeting according argue argues argued arguing reply replied replies ask asks asked
asking continue continued note notes noted explain explained explains declare declared insist insisted
insists respond responded state stated warn warned warns conclude concluded call calls called calling
claim claims claimed
""")
WEAK_CUES = _set("""
know knows knew knowing see sees saw seeing show shows showed showing put puts putting give gave giving
make makes made making take took taking go goes went find finds found finding hold holds held holding
speak speaks spoke speaking shoot shoots shot shooting mean means meant read reads reading hear heard
hears offer offered want wants wanted use appear appears appeared seem seems seemed refer referred point
pointed points press pressed charge question
""")
NOUN_CUES = _set("""
view views opinion claim claims statement statements remark remarks comment comments argument call calls
suggestion assertion belief promise pledge proposal criticism warning question description words vow tweet
message declaration contention speech advice plea answer response refusal demand insistence notion idea
concept use reference letter slogan mantra phrase
""")
RARE_CUES = (WEAK_CUES - _set("found finds showed shows sees heard pointed seems")) | _set("""
means continues hold find holds putting endorse endorsed reasons reason press opposed holding celebrated
announce decide mean cry states shot held attack mentioned blame showing points questions comment respond
giving promises reflects demand thought attacks defended attacked believed reiterated blasted hope report
continue message charged named refer touted touts posted call quote decided offers spoke response words
remarks speech adding oppose support
""")
"""Cues that seldom report a whole sentence (in 300 training articles of PolNeAR under .45 of their uses)."""

MIDDLING_CUES = _set("""
called calling claim believe considered recommended agree agreed acknowledge want wants wanted dismissed
expect knows denied announced expressed reports show proposed feel urged criticized criticize asked wrote
telling pledged saying found confirmed denounced invoked seems shows hoped hopes fears answer knew
questioned comments
""")
"""Cues that report a whole sentence only where they stand over nearly all of it."""

PARTICIPLES = _set("written told shown put said found known thought seen")
NOUN_LIKE_VERBS = frozenset(
    form
    for verb in _set("""
attack call charge claim comment demand doubt fear hope mention note object offer point post praise
promise question report request answer signal text threat threaten touch tweet view vow plan support push
press blast mock quote brag caution counter counsel laugh reason worry yell estimate
""")
    for form in forms(verb)[:2]
)
PLAIN_VERBS = _set("""
came went made took gave got ran held met sent won lost led left kept put saw brought became began is was
are were has had have did does do will would could can may might should must hits cut hit sat stood spent
built drew drove fell flew grew rose sold threw wore gets goes makes takes gives runs holds wants uses
keeps brings comes looks seems
""")

AUXILIARIES = _set("""
has had have having also then later would could will may might must can did does do is was are were be
been not never once again just already first even still recently soon simply repeatedly often always now
too further subsequently himself herself themselves itself 'd 's 've wo n't didn't doesn't don't hasn't
haven't wouldn't
""")
PRONOUNS = {
    **{"he": "male", "she": "female", "it": "thing", "they": "several", "you": "reader"},
    **{"i": "writer", "we": "writer", "who": "relative", "which": "relative", "that": "relative"},
    **dict.fromkeys(("one", "another", "others", "some", "many"), "vague"),
}
"""Pronoun → whom it can stand for."""
POSSESSIVES = {
    **{"his": "male", "her": "female", "their": "several", "its": "thing", "my": "writer", "our": "writer"}
}
RELATIVES = _set("who which that")
CLAUSE_OPENERS = _set("""
that when while because although though if after before since until unless as than whether but so where
why how whose what and or nor yet whereas including despite which who
""")
PREPOSITIONS = _set("""
in on at during after before with by from for to into over under about against of through near outside
among per despite following amid like as via
""")
ARTICLES = _set("a an the 's this") | POSSESSIVES.keys()
DETERMINERS = _set("""
the a an this that these those some many most several few one two three another other each both his her
their its our my all any no every
""")
DAYS = _set("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december today yesterday
""")
LINKERS = _set("""
meanwhile however still instead then now yet perhaps indeed moreover nevertheless thus therefore here
there and but or so
""")
TITLES = _set("""
mr mrs ms dr sen sens rep reps gov govs president gen prof miss sir senator representative governor
""")
COLLECTIVE = re.compile(
    r"(?:officials|critics|supporters|aides|advisers|experts|analysts|sources|people|voters|democrats|republicans"
    r"|realists|campaign|group|company|report|statement|study|poll|suit|party|court|police)$"
)

FEMALE_NAMES = _set("""
hillary carly megyn michelle elizabeth sarah nikki kellyanne ivanka melania susan nancy barbara debbie
donna mary jennifer lisa karen patricia linda anna amy julie kelly laura rachel jessica ann anne heidi
samantha loretta claire kirsten dianne huma chelsea angela theresa jill katrina hope stephanie christina
maria amanda emily kate katie joni tulsi marine margaret ruth sonia elena diane kathleen martha maggie
andrea nina jane alice carol deborah janet judy
""")
MALE_NAMES = _set("""
donald bernie ted marco john jeb ben chris rand mike paul barack bill george tim mitt mitch harry joe
james robert michael david richard thomas charles steve stephen kevin brian jeff mark scott rick lindsey
bobby newt rudy corey roger glenn sean bret jim dan daniel tom peter patrick pat eric martin matthew
andrew anthony adam alan larry lawrence ron ronald ryan sam samuel al ed edward frank gary greg henry jack
jason josh justin keith ken lou luke nick phil ray reince roy russell terry vladimir walter william bob
robby jake joel jonathan joseph matt karl
""")
