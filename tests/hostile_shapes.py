"""Texts that make careless rules take quadratic time: small units repeated, alone and in pairs."""

from __future__ import annotations

import random

PROSE = (
    "The harbour board met on Tuesday. Ann Ash, who chairs it, said that the ferry must go on. “We stay,” "
    "said Bo Birk. The farmers fear a dam, and they argue that the river is theirs. In 2014 the council "
    "sold the meadow. According to the guild, nobody asked. Mr. Oster replied that it was late; he did not "
    "explain why.\n\nIt is often said that ferries are slow. She disagrees. "
)
NAMED = (".", "A. B. ", "Mr. ", "?!", "> a\n", "I ", "He said. ", "he fears that they argue so ")
"""Shapes that once held a server up for minutes."""

_SIGNS = tuple(".?!…,;:-—–'\"“”«»()[]{}*_~`#@$%&/\\|=+<>^’")
_RUNS = ("..", "--", "''", "**", "__", "``", "~~", "](", "[[", "…”", ".)", "?”")
_WORDS = (
    *("he", "she", "they", "it", "who", "that", "which", "said", "says", "according to", "argue", "fear"),
    *("The", "the", "a", "of", "in", "to", "and", "but", "or", "not", "his", "their", "view", "as", "is"),
    *("if", "when", "because", "asked", "to say", "saying", "told", "her own", "sees", "has", "take", "by"),
    *("warning", "called by", "answer is that", "there is a", "it is said", "have a reply"),
)
_NAMES = (
    *("Dr. ", "e.g. ", "U.S. ", "U.N.", "A.", "J. K. ", "No. ", "Jan. ", "Mr. A ", "Mr A. Ash ", "A ", "Aa "),
    *(
        "Ann Ash ",
        "Ann Ashs ",
        "Ash's ",
        "Ann Ash, ",
        "Mr. Ash ",
        "Ash and ",
        "Ash of ",
        "In Ash ",
        "A-",
        "A’",
    ),
)
_TALK = (
    *("I said. ", "He said, ", "he says, ", "“Why?” Ann Ash asked. ", "“No,” said Ash. ", "“No” ", "“No. "),
    *('"No" ', "''No'' ", "'No' ", "«No» ", "Ash said: ", "Ash: ", "- Ash: no\n", "— No, said Ash. "),
    *(
        "She argues that he says that ",
        "the mayor, who said that ",
        "of the board, ",
        "In May ",
        "(Ash said) ",
    ),
    *("Asked why, ", "Ash, a painter, ", "in their view, ", "to Ash, ", "for him, ", "as Ash has shown, "),
    *("Why would they? ", "The guild's view of ", "The plan failed, said Ash, ", "both, he says, ", "a. He "),
    *(
        "as far as to say ",
        "There is a serious objection. ",
        "The argument for a b ",
        "they want it, because ",
    ),
    *("She fears it. They deny it. ", "its mill says. ", "many of them fear ", "In Ash he left. "),
)
_MARKUP = (
    *(
        "> \n",
        ">> a\n",
        ">>>> He said.\n",
        "> a\n\n",
        "> On Monday Ash wrote:\n",
        "# A\n",
        "#\t\t\n",
        "* a\n",
    ),
    *(
        "- a\n",
        "1. a\n",
        "1) A. \n",
        "| a | b |\n",
        "|---|---|\n",
        "[a](b) ",
        "[a]: b\n",
        "![a](b) ",
        "<b>a</b> ",
    ),
    *(
        "<!-- ",
        "&amp; ",
        "https://a.b/c ",
        "a@b.c ",
        "```\n",
        "    a\n",
        "a\n",
        "a\n\n",
        " \n",
        "Q: a?\nA: b\n",
    ),
    *("**Q** a\n", "**a**\n", "**a** ", "a?\n\nb\n\n", "key: value\n", "key:\n  - a\n", "---\n", "a: &a b\n"),
    *("Von: a\n", "On Monday, Ash wrote:\n> He said.\n\n"),
)
_CHARACTERS = (
    *("a", "A", "aA", "1", "1 ", "1,000 ", "2018-09 ", "12.5 ", "1.", "1. ", "in 1850 ", "on 3 May 2018 "),
    *(
        "May ",
        "€5 ",
        "é",
        "e\u0301",
        "a\u0301\u0302\u0303",
        "\u200b\n",
        "a\u200b ",
        "a\u00a0",
        "中文",
        "中文。",
    ),
    *(
        "Привет ",
        "שלום ",
        "مرحبا ",
        "हिन्दी ",
        "ไทย",
        "😀",
        "👨‍👩‍👧 ",
        "🇽🇰",
        "ß ",
        "ﬁ ",
        "İ ",
        "™ ",
        "a-",
        "a.b",
        "a’",
    ),
    *("x" * 99 + " ", "x" * 150 + "\n", "A" * 30 + " ", "\ufffd", "a\t", "a" + " " * 50, "a" + "\n" * 50),
)
ALONE = tuple(
    dict.fromkeys(
        (
            *NAMED,
            *_SIGNS,
            *(f"{sign} " for sign in _SIGNS),
            *_RUNS,
            *(f"{word} " for word in _WORDS),
            *_NAMES,
            *_TALK,
            *_MARKUP,
            *_CHARACTERS,
        )
    )
)


def repeated(unit: str, length: int) -> str:
    """`unit` over and over, `length` characters of it."""
    return (unit * (length // len(unit) + 1))[:length]


def pairs(number: int) -> tuple[str, ...]:
    """Two units one after the other or one many times before the other, chosen at random, always the same."""
    chance = random.Random(11)
    return tuple(
        chance.choice(ALONE) * chance.choice((1, 1, 7, 60)) + chance.choice(ALONE) for _ in range(number)
    )
