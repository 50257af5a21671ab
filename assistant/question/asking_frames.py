"""The parts of a question that only ask, as patterns over its masked text: "what does X say about"."""

from __future__ import annotations

from assistant.question.lexicon import STATING
from assistant.question.question_text import DATE, PEOPLE, PUBLICATION, pattern

_PARTS = {
    "still": r"(?:\w+ly |also |still |really |himself |herself |ever |once )?",
    "who": rf"(?:(?:(?:the|this|that|an?) <writing> (?:by|from|of|with) )?{PEOPLE}|(?:the )?{PUBLICATION}+)",
    "taken": rf"(?:{DATE}+,? )?",
    "do": r"(?:do|does|did|has|have|had|would|is|are|was|were)(?:n['’]t)?",
    "say": r"(?:have to say|say|said|saying|think|thought|thinking|write|written|writing|believe|argue|claim|"
    r"feel|comment|tell us|tell|state|publish|published|print)",
    "how": r"(?:himself|herself|themselves|exactly|instead|earlier|later|today|now|then|in short)",
    "when": f"{DATE}+",
    "said": rf"(?:(?:has|have) )?(?:{STATING.past}|{STATING.third})",
    "about": r"(?:about|on|of|regarding|concerning|over)",
    "view": r"(?:views?|opinions?|positions?|stances?|takes?|verdicts?|thoughts?|thinking|minds?)",
    "writing": r"(?:articles?|anything|something|everything|essays?|pieces?|texts?|views?|opinions?|"
    r"quotes?|interviews?)",
    "show": r"(?:any|some|all|the|show|me|give|find|list|is there|are there|there|what is|what are)",
    "eyes": r"(?:eyes|words|perspective|point of view|mind|account|reading|judgement|judgment)",
    "except": r"(?:besides|other than|but|apart from|aside from|except(?:ing)?(?: for)?|excluding|if not|"
    r"not counting)",
    "differ": r"(?:differ|disagree|agree|compare|contrast|stand|at odds)",
    "changed": r"(?:chang|develop|evolv|shift|alter|remain|soften|harden|revis|reconsider)\w*",
    "while": r"(?:over (?:the (?:years|months|decades)|time)|through (?:the years|time)|with time|in the "
    r"course of (?:the years|time)|throughout)",
    "others": r"(?:who|anyone|others|(?:which|what) \w+)(?: else)?",
    "again": r"(?:so|otherwise|differently|likewise|the (?:same|opposite|contrary))",
    "same": r"(?:this|that|the same|the opposite|the other)",
}
_PARTS["who"] = _PARTS["who"].replace("<writing>", _PARTS["writing"])
_SHAPES = (
    (
        r"^ *(?:as|like|when|since|after|though|although|while) <who>,? <still><said>(?: (?:in|for|to|on) "
        r"<who>)?(?: <when>)?(?: that\b|,)"
    ),
    (
        r"\byou (?:have )?(?:just )?(?:quoted?|cited?|named?|mentioned|showed|shown|told me of) <who>"
        r"(?: (?:above|before|earlier|just now|already))?[;,.]?"
    ),
    r", (?:writing|speaking|interviewed|quoted) (?:in|for|to|by|on) <who>,",
    r"\b<except> <who>,?",
    (
        r"^ *<taken>(?:and |but |so )?(?:what|how)(?: else| exactly)? <do> <who>,? <still><say>(?: <how>)?"
        r"(?::| <taken><about>\b| )"
    ),
    r"^ *<taken>(?:and )?what(?:['’]s| <do>) <who> (?:\w+ )?<view> <about>\b",
    r"^ *<do> <who>,? (?:still )?of <same> <view>(?: <about>\b)?",
    (
        r"^ *(?:how |why |when )?<do> <who> (?:\w+ )?<changed> (?:his|her|their|its) <view>(?: <when>)?(?: "
        r"<about>\b)?"
    ),
    (
        r"^ *(?:how |why |when )?<do> <who> (?:\w+ )?<view>(?: <about>\b)?(?=.* <changed>"
        r"(?: <while>| <when>)*\W*$)"
    ),
    r"\b<changed>(?: <while>| <when>)+(?=\W*$)",
    r"^ *(?:is|are|was|were|has|have|had) <who>,? <still>(?:been )?(?:in)?consistent\b(?: <about>\b)?",
    r" <while>(?=\W*$)",
    (
        r"^ *(?:(?:why|when|where) )?<do> <who>,? <still>(?:say|think|believe|write|said|wrote)"
        r"(?: (?:so|that|this|it))?(?= <when>| <about>\b|\W*$)(?:(?: <when>)? <about>\b)?"
    ),
    r"^ *<taken>(?:why )?<do> <who>,? <still><say>(?: that)?\b",
    (
        r"^ *(?:how|where|on what|in what) <do> <who>(?: and <who>)? <differ>"
        r"(?: (?:from|with|to) <who>)?(?: <about>\b)?"
    ),
    r"^ *<do> <who> <differ>(?: (?:from|with|to) <who>)?(?: (?:on|about|over)\b)?",
    r"^ *(?:compare|contrast) <who>(?:,? (?:and|with|to) <who>)?(?: (?:\w+ )?<view>)?(?: <about>\b)?",
    r"^ *<who> (?:vs?\.?|versus) <who>(?: <about>\b)?",
    r"^ *<do> <others> (?:agree|disagree) (?:about|on|over)\b",
    r"^ *(?:what|how) <do> (?:the )?(?:others|anyone|anybody)(?: else)? <say>(?: <about>\b)?",
    r"^ *are there (?:any )?(?:others?|other <view>)(?: <about>\b)?",
    r"^ *<others> (?:agrees?|disagrees?) (?:about|on|over)\b",
    r"^ *<others> (?:thinks?|says?|argues?|sees?) <again>(?: <about>\b)?",
    r"^ *<others> (?:shares?|holds?|takes?) <same> (?:<view> )?<about>\b",
    r"\baccording to <who>,?|\b(?:in|from) <who> (?:\w+ )?(?:<eyes>|<view>),?",
    r"\b(?:in|from) (?:his|her|their|an?|the|this|that) <taken><writing>,?(?= )",
    r"\bis it (?:true|right|correct|so) that (?=<who>)",
    r"<who> <said>(?: (?:in|for|to|on) <who>)?(?: <when>)? that\b",
    r"^ *(?:<show> )*<writing> (?:by|from|with|of) <who>(?: <about>\b)?",
    r"^ *<who> (?:on|about)\b",
    r"\b(?:do|does|did) (?=<who>)",
    r"\b(?:which|who|one|either|neither|none) of <who>(?: (?:is|are) right(?: (?:about|on)\b)?)?",
    r"\b(?:by|from|with|in|on|for|of) <who>",
    r"<who>",
    r"(?<=[\w?]) (?:<how>|today|nowadays|currently|previously|(?:before|after|since) (?:that|then))(?=\W*$)",
)
FRAMES = tuple(pattern(frame, _PARTS) for frame in _SHAPES)
