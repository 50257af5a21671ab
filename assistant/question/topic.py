"""Topic: what a question searches for, without small talk, words that only ask, and what became a filter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.articles import Span
from assistant.lexicon import (
    ACTING,
    ASKING,
    CLAUSE_WORDS,
    ELLIPTICAL,
    FEELING,
    FINITE_AUXILIARIES,
    RESPONDING,
    STATING,
    either,
)
from assistant.question.masks import DATE, PAPER, PEOPLE, PERSON, PUBLICATION, Mask, masked, pattern, without

# Those that need no stop before a question goes on: "thanks and what about …".
_SAID = (
    r"(?:many |big |a lot of )?thanks?(?: you| u)?(?: (?:so much|very much|a lot|again|indeed|for (?:that|"
    r"this|the "
    r"answers?|your (?:answers?|help))))?|thx|cheers|ok(?:ay)?|alright|all right|got it|i see|understood|"
    r"hello|hi|"
    r"hey|good (?:morning|afternoon|evening|day)|greetings|bye|goodbye|good ?bye|see you|welcome"
)
# Those that may also open a name or a sentence of their own: "Great Serbia", "no man's land".
_FELT = (
    r"great|good|nice|fine|perfect|excellent|wonderful|cool|super|interesting|very (?:good|interesting|"
    r"nice|helpful)|"
    r"helpful|well|wow|aha|ah|oh|h+mm*|yes|yeah|yep|no|nope|right|sure|true|indeed|sorry|wait|hold on|"
    r"hang on|oops|whoops|excuse me|my (?:mistake|bad)|"
    r"(?:that|this)(?: is|['’]s|['’]s been| was) (?:very |really )?(?:good|great|helpful|interesting|"
    r"useful|clear|"
    r"enough|all|nice)|(?:very |much )?appreciated|good (?:answer|job|work|one)|well done|no worries|never "
    r"?mind|"
    r"(?:that|this) helps?(?: a lot)?|there|everyone|all|assistant|bot"
)
_STOP = r"(?:\s*[,.!;:…]+\s*|\s+[–—-]+\s+)"
_OPENING = re.compile(
    rf"(?:{_SAID}|{_FELT})(?:{_STOP}|\s+(?=(?:{_SAID})\b))"
    rf"|(?:{_SAID})\s+(?=(?:and|but|so|now|then|what|how|who|why|when|where|which)\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?<=[?!.,;])\s*(?:{_SAID}|please|(?:thanks|thank you) in advance)\W*$", re.IGNORECASE
)
# A capital behind "and" tells a name: "And Nice?".
_NOTHING_ELSE = re.compile(
    rf"(?!\W*and (?-i:[A-Z][a-z]))\W*(?:(?:{_SAID}|{_FELT}|and|so|please)\b\W*)+", re.IGNORECASE
)
_LONGEST = 120
"""Characters of the longest text that may be nothing but small talk."""


def is_small_talk(text: str) -> bool:
    """Whether nothing is asked.

    >>> is_small_talk("Great, thank you!"), is_small_talk("Thanks. Why?"), is_small_talk("")
    (True, False, False)
    """
    return bool(text.strip()) and len(text) < _LONGEST and _NOTHING_ELSE.fullmatch(text) is not None


def without_small_talk(text: str) -> str:
    """What is asked, where something is.

    >>> without_small_talk("Great, thanks! What does Birk say? Thank you.")
    'What does Birk say?'
    """
    if is_small_talk(text):
        return text
    asked = _CLOSING.sub("", text)
    while opening := _OPENING.match(asked):
        asked = asked[opening.end() :]
    return text if asked == text else asked[:1].upper() + asked[1:]


_PAPER = rf"{PAPER}(?:['’]s?+)?+"
_PARTS = {
    "still": r"(?:\w+ly |also |still |really |himself |herself |ever |once )?",
    "who": rf"(?:{PEOPLE}|{_PAPER}(?:,? (?:and|or) {_PAPER})*)",
    "taken": rf"(?:{DATE}+,? )?",
    "do": r"(?:do|does|did|has|have|had|would|is|are|was|were)(?:n['’]t)?",
    "say": r"(?:have to say|say|said|saying|think|thought|thinking|write|written|writing|believe|argue|claim|"
    r"feel|comment|tell us|tell|state|publish|published|print)",
    "how": r"(?:himself|herself|themselves|exactly|instead|earlier|later|today|now|then|in short)",
    "wh": r"(?:what|how)",
    "how_": r"(?:how |why |when )",
    "in": r"(?:in|for|to|on)",
    "from": r"(?:from|with|to)",
    "when": f"{DATE}+",
    "said": rf"(?:(?:has|have) )?(?:{STATING.past}|{STATING.third})",
    "about": r"(?:about|on|of|regarding|concerning|over)\b",
    "view": r"(?:views?|opinions?|positions?|stances?|takes?|verdicts?|thoughts?|thinking|minds?)",
    "writing": r"(?:articles?|anything|something|everything|essays?|pieces?|texts?|quotes?|interviews?)",
    "eyes": r"(?:eyes|words|perspective|point of view|mind|account|reading|judgement|judgment)",
    "differ": r"(?:differ|disagree|agree|compare|contrast|stand|at odds)",
    "changed": r"(?:chang|develop|evolv|shift|alter|remain|soften|harden|revis|reconsider)\w*",
    "while": r"(?:over (?:the (?:years|months|decades)|time)|through (?:the years|time)|with time)",
    "same": r"(?:this|that|the same|the opposite|the other)",
}
# The parts of a question that only ask: "what does X say about".
_FRAMES = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"^ *(?:as|like|when|since|while) <who>,? <still><said>(?: <in> <who>)?(?: <when>)?(?: that|,)",
        r"^ *<taken>(?:and )?<wh>(?: else)? <do> <who>,? <still><say>(?: <how>)?(?::| <taken><about>| )",
        r"^ *<taken>(?:and )?what(?:['’]s| <do>) <who> (?:\w+ )?<view> <about>\b",
        r"^ *<do> <who>,? (?:still )?of <same> <view>(?: <about>\b)?",
        r"^ *<how_>?<do> <who> (?:\w+ )?<changed> (?:his|her|their|its) <view>(?: <when>)?(?: <about>\b)?",
        r"^ *<how_>?<do> <who> (?:\w+ )?<view>(?: <about>\b)?(?=.* <changed>(?: <while>| <when>)*\W*$)",
        r"\b<changed>(?: <while>| <when>)+(?=\W*$)",
        r"^ *<do> <who>,? <still>(?:been )?(?:in)?consistent\b(?: <about>\b)?",
        r" <while>(?=\W*$)",
        r"^ *(?:<how_>|where )?<do> <who>,? <still><say>(?: (?:that|so|this|it))?\b(?: <when>)?(?: <about>)?",
        r"^ *(?:how |where |on what )?<do> <who>(?: and <who>)? <differ>(?: <from> <who>)?(?: <about>)?",
        r"^ *(?:compare|contrast) <who>(?:,? (?:and|with|to) <who>)?(?: (?:\w+ )?<view>)?(?: <about>\b)?",
        r"^ *(?:what|how) <do> (?:the )?(?:others|anyone|anybody)(?: else)? <say>(?: <about>\b)?",
        r"\baccording to <who>,?|\b(?:in|from) <who> (?:\w+ )?(?:<eyes>|<view>),?",
        r"\b(?:in|from) (?:his|her|their|an?|the|this|that) <taken><writing>,?(?= )",
        r"<who> <said>(?: <when>)? that\b",
        r"^ *<who> (?:on|about)\b",
        r"\b(?:do|does|did) (?=<who>)",
        r"^ *who(?: else)? <still>(?:dis)?agrees? with <who>(?: <about>)?",
        r"\b(?:by|from|with|in|on|for|of) <who>",
        r"<who>",
        r"(?<=[\w?]) (?:<how>|nowadays|currently|previously|(?:before|after|since) (?:that|then))(?=\W*$)",
    )
)
_AUX = f"(?:{either(FINITE_AUXILIARIES)})"
# "Do they clash over the toll?", "Who is the harsher of the two?", "on the same page?", "What proof has she?"
_PREDICATE = re.compile(
    rf"\b(?i:(?<=\b(?:who|one) )(?:is|was)|{_AUX} (?:he|she|it|they|both|[{PERSON}]+)) "
    rf"(?:(?:not|the|more|most|less|least|\w+ly|still|also|ever) )*(?!{_AUX}\b)[a-z][\w-]*"
    rf"|(?:(?<=\b[Ww]hat)|(?<=\b[Ww]hich))(?: [a-z]\w*){{1,2}} (?={_AUX} (?:he|she|they)\b)"
    r"|^\W*(?:[Aa]nd |[Bb]ut |[Ss]o )?(?:[Ww]ho|[Ww]hat)(?: (?:has|had|have|would|could))?(?: \w+ly)? "
    rf"(?!{_AUX}\b)[a-z][\w-]*"
    r"|^\W*(?:[Aa]nd |[Bb]ut )?[A-Za-z]\w+ (?:what|which|whose)(?: [a-z]\w*){1,2}\W*$"
    r"|\bsame [a-z]\w*|^\W*(?:\w+ ){1,4}(?:what|which|who|whom|when|where|why|how)\W*$",
)
_SHORTEST_SLIP = 3
_OWN_WORDS = frozenset("form forms won own".split())
"""Words that are no slip of another."""
_TIMES = re.compile(rf"{DATE}+(?:(?:,|,? and|,? or|,? vs\.?|,? versus|,? compared (?:with|to)) {DATE}+)*")
_VERBS = frozenset("|".join((STATING.any, ACTING.any, FEELING.any, RESPONDING.any)).split("|"))
_NO_MATTER = ASKING | ELLIPTICAL | CLAUSE_WORDS | _VERBS
# Whoever writes here, whom a question names by no name: "What do the authors say about the dam?".
_WRITERS = re.compile(
    r"(?<![\w-])(?:(?:the|these|those|our|your|any|some|all(?: the)?|which|what|other|different|various) )?"
    r"(?:authors|writers|commentators|columnists|analysts|experts|articles|essays|voices|texts)\b",
    re.IGNORECASE,
)
# Signs of a request for the articles themselves.
_LISTED = re.compile(
    r"\b(?:articles?|essays?|texts?|pieces?|interviews?|authors?|writers?|voices|sources?|publications?|"
    r"published|written)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?<=[?!]) +|(?<=[a-zß-ž]{3}\.) +(?=[A-ZÀ-Ž])")


def left_over(
    question: str, people: Iterable[Span], publications: Iterable[Span], dates: Iterable[Span]
) -> tuple[str, ...]:
    """What is left of each sentence of `question` when what became a filter is taken out.

    >>> left_over("What does Birk say about the dam? Why?", [(10, 14)], [], [])
    ('the dam?', 'Why?')
    >>> left_over("What do the authors say about the dam?", [], [], [])
    ('the dam?',)
    """
    times = list(dates)
    signs = [Mask(span, PERSON) for span in people] + [Mask(span, PUBLICATION) for span in publications]
    text = masked(question, signs + [Mask(span, DATE) for span in times])
    return tuple(
        without(question[start:end], _framed(text[start:end])) for start, end in _sentences(question)
    )


def says_something(text: str) -> bool:
    """Whether any word of `text` names a matter rather than the asking."""
    return any(word not in _VERBS for word in _meaningful(text))


def is_hollow(text: str) -> bool:
    """Whether no word of `text` means anything by itself, not even what somebody does.

    >>> is_hollow("What is her main point?"), is_hollow("Why worry?")
    (True, False)
    """
    return not any(True for _ in _meaningful(text))


def content(text: str) -> tuple[str, ...]:
    """The words of a masked follow-up by which it names a matter of its own; slips of the keyboard name none.

    What somebody does or is names none by itself, nor does what is "the same".

    >>> content("adn who is agianst"), content("And the ferry?")
    ((), ('ferry',))
    >>> content("Where do they clash?")
    ()
    """
    text = _PREDICATE.sub(" ", re.sub(r"['’]s\b", " is", text))
    found = (word.lower() for word in re.findall(r"\w[\w'’-]*", text))
    return tuple(word for word in found if _NO_MATTER.isdisjoint((word, _unswapped(word))))


def _unswapped(word: str) -> str:
    """The word of the lexicon that `word` is with two letters exchanged; else `word` itself."""
    if len(word) < _SHORTEST_SLIP or word in _OWN_WORDS:
        return word
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return next((other for other in swapped if other in ASKING | ELLIPTICAL | CLAUSE_WORDS), word)


def asks_for_articles(text: str) -> bool:
    """Whether a hollow question asks for whatever is there: "Which articles are there?"."""
    return bool(_LISTED.search(text))


def _meaningful(text: str) -> Iterator[str]:
    words = (word.lower() for word in re.findall(r"\w+", text))
    return (word for word in words if word not in ASKING and word != "s")


def _sentences(question: str) -> Iterator[Span]:
    start = 0
    for gap in _NEXT.finditer(question):
        yield start, gap.start()
        start = gap.end()
    yield start, len(question)


def _framed(text: str) -> list[Span]:
    """The stretches of a masked sentence that only ask, and its times."""
    gone = [match.span() for match in _TIMES.finditer(text)]
    for somebody in (False, True):
        if somebody:
            text = masked(text, [Mask(match.span(), PERSON) for match in _WRITERS.finditer(text)])
        for frame in _FRAMES:
            for match in frame.finditer(text):
                gone.append(match.span())
                text = masked(text, [Mask(match.span(), " ")])
    return gone
