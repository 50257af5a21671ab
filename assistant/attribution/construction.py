"""Constructions of a cue: which report a view, and which suppose it, deny it, or tell of a deed."""

from __future__ import annotations

from itertools import pairwise

from assistant.attribution.cues import Cue
from assistant.attribution.pronouns import resolved
from assistant.attribution.prose import Prose
from assistant.attribution.reach import as_frame, ends, inserted
from assistant.attribution.subjects import names_nobody, points_at_a_thing
from assistant.attribution.tokens import Tokens
from assistant.attribution.verbs import ATTITUDE_CUES, CUES, FACTIVE_CUES, STRONG_CUES
from assistant.lexicon import RELATIVES, word_set

_SUPPOSING = word_set("if unless whether until once lest should what whom whoever whatever how why")
_BESIDE = word_set("when where because although though while after before since which whose")
_CONTENT = {"that", ":", "as"}
_LONGEST_INSERTION = 6
_PARTICLES = {",", "out", "clear", "plain", "known"}
_IS_THAT = {("is", "that"), ("was", "that")}
DEEDS = word_set("refused agreed agree decided decide chose offered responded reacted")
_WITHHOLDING = word_set("deny denies denied denying refuse refuses refused refusing")
_GRANTED = word_set("recognition access entry permission consent passage visas aid help treatment landing")
"""What is denied by a deed rather than by words."""
_POSSIBLY = {"could", "can", "cannot", "might"}
_FORESEEN = word_set("want need expect hope fear prefer accept ask demand welcome believe think feel")
"""What somebody will want is the writer's forecast; what he will say or object is not."""
_NEVER = {"never", "not", "n't", "didn't", "hasn't", "hardly"}
_REASONS = {"because", "since"}
_STATES = word_set("entitled obliged compelled bound free safe ready able tempted forced cheated at")
_WEIGHING = {"considering"}
"""Who is still weighing something holds no view of it yet."""
_SEEMING = word_set("seem seems seemed appear appears appeared")
_OUGHT = {"should", "must", "ought", "shall"}


def may_report(page: Prose, tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue's construction can report a view: not supposed, denied, a deed, or in a side clause."""
    if cue.relative or cue.rule == "passive-subject" or _factive(tokens, cue):
        return False
    if tokens[cue.at].low in _WEIGHING or _stranded(tokens, cue):
        return False
    helpers: set[str] = set()
    for token in tokens[max(0, cue.at - 3) : cue.at]:  # but in "It must go, | said Ash"
        helpers = set() if token.text == "," else helpers | {token.low}
    if "will" in helpers and tokens[cue.at].low in _FORESEEN:
        return False
    if helpers & _NEVER and tokens[cue.at].low in STRONG_CUES:
        return False
    if helpers & _OUGHT or (helpers & _POSSIBLY and not content_follows(tokens, cue)):
        return False
    if names_nobody(cue.subject) or _acts(tokens, cue) or on_the_side(tokens, cue):
        return False
    if _explains_motive(tokens, cue) or _feels_state(tokens, cue):
        return False
    if points_at_a_thing(cue.subject) and not somebody(page, tokens, cue):
        return False
    if cue.rule == "noun":
        after = [token.low for token in tokens[cue.at + 1 : cue.at + 9]]
        if after[:1] == ["that"]:  # "their claim that it leaks | is false" is the writer's judgement
            return ends(tokens, cue)[0] > 1
        return ":" in after or any(pair in _IS_THAT for pair in pairwise(after))
    return True


def content_follows(tokens: Tokens, cue: Cue) -> bool:
    """Whether the content follows the cue at once: "hold that", "hold, rightly, that"."""
    after = followers(tokens, cue)
    if after[:1] == [","] and cue.rule == "subject":  # "maintains, he says, that"
        after = _after_insertion(tokens, cue.at + 1) or after
    if after[:1] == ["that"] and not (len(after) > 1 and after[1][0].isalnum()):
        return False  # "wrote that."
    if not after or ":" in after or after[0] in _CONTENT:
        return bool(after)
    return after[0] in _PARTICLES and "that" in after


def _after_insertion(tokens: Tokens, comma: int) -> list[str]:
    end = next((at for at in range(comma + 1, len(tokens)) if tokens[at].text == ","), 0)
    return [token.low for token in tokens[end + 1 : end + 5]] if 0 < end <= comma + _LONGEST_INSERTION else []


def followers(tokens: Tokens, cue: Cue) -> list[str]:
    """The next four words or signs after the cue, in lower case."""
    return [token.low for token in tokens[cue.at + 1 : cue.at + 5]]


def states_clause(tokens: Tokens, cue: Cue) -> bool:
    """Whether the content is a quotation or a clause after a comma, not a noun as in "wrote a letter"."""
    if any(token.mask for token in tokens) or inserted(tokens, cue) or cue.rule == "inverted":
        return True
    low, high = ends(tokens, cue)
    return low > 0 and tokens[low - 1].text == "," and high + 1 >= len(tokens) - 1


def somebody(page: Prose, tokens: Tokens, cue: Cue) -> bool:
    """Whether "it" stands for a party or a state: by its antecedent, or by ", it says,"."""
    if cue.subject[0].low != "it" or tokens[cue.at].low in _SEEMING:
        return False
    return inserted(tokens, cue) or resolved(page, "it", cue.subject[0].start) != "it"


def _stranded(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue's object stands before it: "a road, which they have all asked | for |."."""
    after = followers(tokens, cue)
    return after[:1] == ["for"] and not "".join(after[1:2]).isalnum()


def _factive(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue is factive, presupposing its content; "puts it" and "a sign reads: “…”" are not."""
    follower = tokens[cue.at + 1].low if cue.at + 1 < len(tokens) else ""
    if cue.rule == "attitude":  # "let it be known"
        return False
    return tokens[cue.at].low in FACTIVE_CUES and follower not in {"it", ":"} and not as_frame(tokens, cue)


def _acts(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue tells a deed: "has refused to sign", "agreed to send troops"."""
    after = [token.low for token in tokens[cue.at + 1 : cue.at + 3] if not token.low.endswith("ly")]
    low = tokens[cue.at].low
    if low.startswith("argu") and after[:1] in (["about"], ["over"]):
        return True
    if low in _WITHHOLDING and _GRANTED.intersection(after):
        return True
    return after[:1] in (["to"], ["with"], ["by"]) and low in DEEDS


def _explains_motive(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer says why somebody wants or prefers something: "They want the meadow, because …".

    Without the comma the reason may be theirs. Or whether he weighs what they would choose: "The bank would
    rather see the mill burn than forgive a debt".
    """
    rest = tokens[cue.at + 1 :]
    reason = any(
        (one.text == "," and other.low in _REASONS) or (one.low == "in" and other.low == "order")
        for one, other in pairwise(rest)
        if not one.mask
    )
    if cue.rule == "attitude" and tokens[cue.at].low == "rather":
        return reason or any(token.low == "than" for token in rest)
    return reason and tokens[cue.at].low in ATTITUDE_CUES and cue.rule == "subject"


def _feels_state(tokens: Tokens, cue: Cue) -> bool:
    """Whether a state of mind is told rather than a view: "they feel entitled to rest"."""
    feeling = tokens[cue.at].low in {"feel", "feels", "felt"}
    return feeling and any(token.low in _STATES for token in tokens[cue.at + 1 : cue.at + 2])


def on_the_side(tokens: Tokens, cue: Cue) -> bool:
    """Whether cue and subject stand in a conditional or another subordinate clause."""
    start, _ = ends(tokens, cue)
    if tokens[0].low in _SUPPOSING and not any(token.text == "," for token in tokens[: cue.at]):
        return True
    before = [token.low for token in tokens[max(0, start - 2) : start]]
    if not before:
        return False
    if before[-1] in _SUPPOSING or (before[-1] in {"the", "a"} and before[0] in _SUPPOSING):
        return True
    if content_follows(tokens, cue):
        return before[-1] in RELATIVES and followers(tokens, cue)[:1] == [
            "as"
        ]  # "a time that some describe as"
    relative = (
        before[-1] in RELATIVES and before[0] not in CUES | {",", "and", "but", "that"} and len(before) > 1
    )
    return relative or (before[-1] in _BESIDE and start > 1)
