"""Verbs that report a view, by how often and of whom they do."""

from __future__ import annotations

import re

from assistant.attribution.lexicon import word_set


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


REGULAR_VERBS = word_set("""
accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assess assure
attack believe blame blast boast brag calculate call caution celebrate chant characterize charge cheer
chide cite claim comment complain concede conclude condemn confess confirm congratulate consider contend
continue counsel counter criticize decide declare decry deem defend demand demonstrate denounce deny
describe discover dismiss doubt dub elaborate emphasize endorse estimate exclaim expect explain express
fear fume gush hail hint hope imply indicate inform insist interject invoke joke judge label lament laugh
liken maintain mention mock muse note object observe offer opine oppose pledge point ponder post praise
predict press proclaim promise propose protest prove question quip quote rail rate react reason recall
reckon recommend recount refer reference reflect refuse reiterate reject remark remember remind repeat
reply report request respond retort retweet reveal ridicule rule scoff scold shout signal slam snap
specify speculate state stress suggest summarize surmise testify text thank theorize threaten touch tout
tweet urge vow want warn wonder worry yell
""")
_IRREGULAR_FORMS = word_set("""
say says said saying tell tells told telling write writes wrote written writing think thinks thought
thinking feel feels felt feeling know knows knew knowing find finds found finding read reads reading show
shows showed shown showing put puts putting see sees saw seeing hold holds held holding swear swears swore
swearing shoot shoots shot shooting go goes went hear hears heard speak speaks spoke speaking mean means
meant learn learns learned give gave giving make makes made making take took taking cry cries cried crying
sing sang appear appears appeared seem seems seemed
""")
ATTITUDE_VERBS = word_set("""
abhor admire despise distrust hate love mistrust accept accuse advocate anticipate applaud appreciate
approve assume bemoan believe blame champion cherish condemn consider contest crave criticise criticize
deplore detest disagree disapprove dislike dispute doubt dread envisage expect fault favor favour fear
foresee hope imagine lament loathe mourn oppose praise prefer presume protest prize regard reject resent
suppose support suspect trust value view want welcome wish worry
""")
"""Verbs of wanting, judging and feeling: they report a view only where somebody can be meant."""
FACTIVE_CUES = word_set("""
prove proves proved demonstrate demonstrates demonstrated know knows knew known knowing find finds learn
learns learned forget forgets forgot realise realises realised realize understand understands understood
discover discovers ignore ignores notice notices read reads put puts
""")
"""What somebody knows or overlooks is the writer's own claim as well."""
CLAUSE_CUES = word_set("""
found wrote writes write written continued continue continues maintain maintains maintained hold holds
held seem seems seemed appear appears appeared show shows showed shown reveals revealed reports report
""")
"""Verbs that report a view only where a clause or a quotation follows or precedes them."""
NEUTRAL_FRAMES = word_set("""
notes note noted observes observed recalls recalled mentions mentioned reports reported cites cited quotes
quoted describes described recounts recounted records remarks remarked acknowledges concedes conceded
grants admits lists reminds summarizes summarises sums adds sets
""")
"""Verbs with which a voice passes on what others hold, rather than arguing it."""
VERDICTS = frozenset(
    form
    for verb in word_set("""
criticise criticize praise condemn hail dismiss denounce applaud attack ridicule mock reject decry deplore
fault
""")
    for form in forms(verb)
)
"""Verbs of judging aloud: that somebody did so is told, and the judgement stays his."""
WISHES = word_set("""
sees saw wants wanted hopes hoped proposes proposed plans planned seeks sought offers offered thinks thought
believes believed expects expected calculates calculated reckons reckoned prefers preferred
""")
"""Verbs after which a further sentence may go on with what would follow."""
ATTITUDE_CUES = frozenset(form for verb in ATTITUDE_VERBS for form in forms(verb)) | {
    "backs",
    "backed",
    "likes",
    "liked",
}
CUES = (
    frozenset(form for verb in REGULAR_VERBS | ATTITUDE_VERBS for form in forms(verb))
    | _IRREGULAR_FORMS
    | {"according", "backs", "backed", "likes", "liked"}
) - {"state", "states"}
"""Every form of every verb that may report a view."""

STRONG_CUES = word_set("""
pointed say says said saying tell tells told telling write writes wrote writing add adds added adding
tweet tweets tweeted tweeting according argue argues argued arguing reply replied replies ask asks asked
asking continue continued note notes noted explain explained explains declare declared insist insisted
insists respond responded state stated warn warned warns conclude concluded call calls called calling
claim claims claimed
""")
SAYING_CUES = word_set("""
say says said write writes wrote add adds added argue argues argued reply replied replies ask asks asked
continue continued note notes noted explain explained explains insist insisted insists respond responded
state stated warn warned warns conclude concluded tweet tweeted
""")
"""Verbs that may follow what was said, their subject after them: "…, said Ash."."""
OUTCRIES = word_set("cry cries cried shout shouts shouted protest protests protested object objects objected")
"""Louder ones, which follow what was said in the same way: "No, cry the bakers."."""
WEAK_CUES = word_set("""
know knows knew knowing see sees saw seeing show shows showed shown showing put puts putting give gave
giving make makes made making take took taking go goes went find finds found finding hold holds held
holding speak speaks spoke speaking shoot shoots shot shooting mean means meant read reads reading hear
heard hears offer offered want wants wanted use appear appears appeared seem seems seemed refer referred
point pointed points press pressed charge question
""")
RARE_CUES = (WEAK_CUES - word_set("found finds showed shows sees heard pointed seems")) | word_set("""
means continues defending hold find holds putting endorse endorsed reasons reason press opposed holding
celebrated announce decide mean cry states shot held attack mentioned blame showing points questions
comment respond giving promises reflects demand thought attacks defended attacked believed reiterated
blasted hope report continue message charged named refer touted touts posted call quote decided offers
spoke response words remarks speech adding oppose support
""")
"""Cues that seldom report a whole sentence (in 300 training articles of PolNeAR under .45 of their uses)."""

MIDDLING_CUES = word_set("""
called calling claim believe considered recommended agree agreed acknowledge want wants wanted dismissed
expect knows denied announced expressed reports show proposed feel urged criticized criticize asked wrote
telling pledged saying found confirmed denounced invoked seems shows hoped hopes fears answer knew
questioned comments
""")
"""Cues that report a whole sentence only where they stand over nearly all of it."""

COMMANDS = REGULAR_VERBS | word_set(
    "say tell write think feel know find read put see hold hear take make give"
)
"""Verbs in the form that commands: "Tell that to the miller"."""
PARTICIPLES = word_set("written told shown put said found known thought seen read heard held")
_NOUNS_TOO = word_set("""
attack call charge claim comment demand doubt fear hope mention note object offer point post praise
promise question report request answer signal text threat threaten touch tweet view vow plan support push
press blast mock quote brag caution counter counsel laugh reason worry yell contest support trust value
doubt dispute favour favor estimate
""")
NOUN_LIKE_VERBS = frozenset(form for verb in _NOUNS_TOO for form in forms(verb)[:2])
PLAIN_VERBS = word_set("""
came went made took gave got ran held met sent won lost led left kept put saw brought became began is was
are were has had have did does do will would could can may might should must hits cut hit sat stood spent
built drew drove fell flew grew rose sold threw wore gets goes makes takes gives runs holds wants uses
keeps brings comes looks seems
""")
