"""What an article's text is made of, and what of it may be quoted."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import PROSE, Article, Record
from assistant.reading.article import article_of

TALK = Record(
    article_id="talk",
    title="The weir",
    kind="interview",
    authors=("Pia Quist",),
    speakers=("Oda Marl", "Ivo Brenn"),
)
ESSAY = Record(article_id="weir", title="The weir", authors=("Oda Marl",))

WORDS = st.sampled_from(
    "the weir of Tarn must stay because Mr. Brenn paid 3.50 for it in 1931 and (not even Oda) asks".split()
)
SENTENCES = st.lists(WORDS, min_size=6, max_size=30).map(lambda words: f"A {' '.join(words)}.")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


def written(text: str, record: Record = ESSAY, *, markdown: bool = True) -> Article:
    return article_of(record, text, markdown=markdown)


def seen(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind, article.shown(block.start, block.end)) for block in article.blocks]


def prose(article: Article) -> list[str]:
    """The sentences that may be quoted, as readers see them."""
    return [article.shown(*span) for span in article.sentences]


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.integers(20, 120), st.booleans())
def test_text_wrapped_at_any_width_has_the_sentences_of_the_same_text_unwrapped(paragraphs, width, markdown):
    whole = written("\n\n".join(paragraphs), markdown=markdown)
    lines = (
        textwrap.fill(each, width, break_long_words=False, break_on_hyphens=False) for each in paragraphs
    )
    wrapped = written("\n\n".join(lines), markdown=markdown)
    assert prose(wrapped) == prose(whole)
    assert wrapped.plain.text == whole.plain.text


MARKUP = st.text(st.sampled_from('ab A.?!"“”*_`[]()<>&;#->|=~%^:\n é\u00ad1'), max_size=120)


@given(MARKUP | st.text(max_size=80), st.booleans())
def test_blocks_and_sentences_are_in_order_inside_one_another_and_map_both_ways(text, markdown):
    article = written(text, markdown=markdown)
    ends = [0, *(edge for block in article.blocks for edge in (block.start, block.end)), len(text)]
    assert ends == sorted(ends)
    for block in article.blocks:
        inside = [block.start, *(edge for span in block.sentences for edge in span), block.end]
        assert inside == sorted(inside)
        edits = [block.start, *(edge for start, end, _ in block.markup for edge in (start, end)), block.end]
        assert edits == sorted(edits)
        assert not block.sentences or block.kind in PROSE
    for span, place in zip(article.sentences, article.plain.sentences, strict=True):
        assert text[slice(*span)] == text[slice(*span)].strip()
        assert article.plain.place(*span) == place
        start, end = article.plain.stored(*place)
        assert span[0] <= start < end <= span[1]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# The weir\n\nIt must stay.", [("heading", "The weir"), ("paragraph", "It must stay.")]),
        ("It must stay,\nsays Oda.", [("paragraph", "It must stay, says Oda.")]),
        ("- It is old.\n- It is *ours*.", [("item", "It is old."), ("item", "It is ours.")]),
        ("> It is old.\n> It leaks.", [("quote", "It is old. It leaks.")]),
        ("Look:\n\n```\nweir = 1\n```", [("paragraph", "Look:"), ("code", "```\nweir = 1\n```")]),
        ("It leaks.[^1]\n\n[^1]: So they say.", [("paragraph", "It leaks."), ("note", "So they say.")]),
        ("- [ ] ask Oda", [("note", "ask Oda")]),
        (
            "It <!-- cut? --> leaks.\n\n<!-- no -->\n\nIt does.",
            [("paragraph", "It  leaks."), ("paragraph", "It does.")],
        ),
        ("<p>It &amp; I <b>stay</b>.</p>\n<p>So.</p>", [("paragraph", "It & I stay."), ("paragraph", "So.")]),
        ("<blockquote><p>It leaks.</p></blockquote>", [("quote", "It leaks.")]),
        ("1931. The weir was built.", [("paragraph", "1931. The weir was built.")]),
    ],
)
def test_each_part_of_a_text_has_its_kind(text: str, blocks: list[tuple[str, str]]) -> None:
    assert seen(written(text)) == blocks


@pytest.mark.parametrize(
    "sentence",
    [
        'The **weir\'s** _gate_ is ~~not~~ [old](https://tarn.example/a?b=1 "Gate").',
        "The ==weir== of [[Tarn|Upper Tarn]] is `dear`.",
        "It leaks.[3]",
        "It leaks.²",
        "It leaks.<sup>4</sup>",
        "It leaks.[^a]",
        "It leaks.7",
        "It leaks[5](#fn5).",
    ],
)
def test_a_sentence_is_shown_without_its_markup(sentence: str) -> None:
    shown = {"The **": "The weir's gate is  old.", "The ==": "The weir of Upper Tarn is dear."}
    assert prose(written(f"{sentence} Then it broke.\n\n[^a]: Told by Oda.")) == [
        shown.get(sentence[:6], "It leaks."),
        "Then it broke.",
    ]


def test_a_word_cut_at_the_end_of_a_line_is_found_whole_and_shown_with_its_hyphen() -> None:
    article = written("The sand-\nstone of a well-\nknown weir is well-known.")
    assert article.plain.text == "The sandstone of a well-known weir is well-known."
    assert prose(article) == ["The sand-stone of a well-known weir is well-known."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The sand-\nstone holds. All sandstone does.", "The sandstone holds."),
        ("The pos-\nsibility of a flood is small.", "The possibility of a flood is small."),
        (
            "Das Wehr hält den Fluss, und nie-\nmand öffnet es jetzt noch.",
            "Das Wehr hält den Fluss, und niemand öffnet es jetzt noch.",
        ),
    ],
)
def test_a_hyphen_that_only_the_end_of_a_line_asked_for_is_not_shown(text: str, shown: str) -> None:
    assert prose(written(text))[0] == shown


def test_narrow_columns_are_no_verse() -> None:
    lines = textwrap.fill(
        "The weir of Tarn is old. " * 6 + "It is low. But it must stay, and so must we.", 24
    )
    article = written("\n\n".join([lines] * 6), markdown=False)
    assert {kind for kind, _ in seen(article)} == {"paragraph"}


def test_characters_that_nobody_sees_are_in_no_word() -> None:
    article = written("The sand\u00adstone\u200b weir is old.")
    assert article.plain.text == "The sandstone weir is old."
    assert prose(article) == ["The sandstone weir is old."]


def test_verse_keeps_its_lines() -> None:
    stanza = (
        "O weir of Tarn, so grey and tall,\nthe heron on thy stair\n"
        "has seen the cities rise and fall\nand did not seem to care;"
    )
    assert seen(written(stanza)) == [("verse", stanza)]
    last = "let no man take the weir again"
    assert seen(written(f"{stanza}\n\n{last}")) == [("verse", stanza), ("verse", last)]
    assert seen(written(f"{stanza}\n\nThe weir is old."))[1] == ("paragraph", "The weir is old.")


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "QUIST: Must it stay?\n\nMARL: It must.\n\nBRENN: It must go. It leaks.",
            [("QUIST", True), ("MARL", False), ("BRENN", False), ("BRENN", False)],
        ),
        ("**Q:** Must it stay?\n\n**A:** It must.", [("Q", True), (None, False)]),
        (
            "Must it stay?\n\nIt must. I know.\n\nWhy?\n\nIt holds.",
            [(None, True), (None, False), (None, False), (None, True), (None, False)],
        ),
        (
            "— Must it stay?\n\n— It must.\n\n— So you say.\n\n— I do.\n\n— Why?\n\n— It holds.",
            [(None, True), (None, False)] * 3,
        ),
        ("**Must it stay.**\n\nIt must.\n\n**So you say.**\n\nI do.", [(None, True), (None, False)] * 2),
    ],
)
def test_each_turn_of_an_interview_has_its_speaker(text: str, turns: list[tuple[str | None, bool]]) -> None:
    article = written(text, TALK)
    assert [(block.speaker, block.asks) for block in article.blocks for _ in block.sentences] == turns


def test_a_number_after_an_abbreviation_is_no_mark_of_a_footnote() -> None:
    assert prose(written("See vol.2 The Weir, and no.5 The Gate.")) == [
        "See vol.2 The Weir, and no.5 The Gate."
    ]


def test_the_head_of_a_pasted_mail_names_no_speaker() -> None:
    text = "From: Oda Marl\nSent: Monday\nTo: All\n\nThe weir must stay.\n\nFrom: Ivo Brenn\nSent: Tuesday"
    assert {block.speaker for block in written(text, markdown=False).blocks} == {None}


def test_in_an_interview_whose_questions_are_in_italics_the_rest_is_of_the_one_interviewed() -> None:
    talk = Record(article_id="talk", title="The weir", kind="interview", speakers=("Oda Marl",))
    article = written(
        "*Must it stay?*\n\nIt must. It was built in 1931.\n\n*Others doubt that.*\n\nThe mill closed.", talk
    )
    assert [(block.speaker, block.asks) for block in article.blocks] == [
        (None, True),
        ("Oda Marl", False),
        (None, True),
        ("Oda Marl", False),
    ]


def test_the_initials_of_an_interviewer_may_be_those_that_open_a_line_of_a_letter() -> None:
    talk = Record(
        article_id="talk", title="Why?", kind="interview", authors=("Cy Cole",), speakers=("Oda Marl",)
    )
    article = written("CC: Must it stay?\n\nOM: It must.\n\nCC: I doubt it. Do you?\n\nOM: Never.", talk)
    assert [block.speaker for block in article.blocks] == ["CC", "OM", "CC", "OM"]


def test_four_turns_by_dashes_of_which_the_first_asks_are_a_dialogue() -> None:
    article = written("—¿Se queda?\n\n—Se queda.\n\n—Dicen que no.\n\n—Que lo digan.", ESSAY)
    assert [(block.speaker, block.asks) for block in article.blocks] == [
        (None, True),
        ("", False),
        (None, True),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("opening", "holder"), [("Dr. Brenn, must it stay?", "Dr. Brenn"), ("Must it stay?", "")]
)
def test_in_a_dialogue_by_dashes_answers_are_of_whom_the_questions_address(opening: str, holder: str) -> None:
    lines = (
        opening,
        "It must.",
        "Even if it\nleaks?",
        "It can leak. –2 is colder.",
        "You are sure.",
        "I am.",
    )
    article = written("\n".join(f"– {line}" for line in lines), markdown=False)
    assert [
        (block.speaker, block.asks, article.shown(*span))
        for block in article.blocks
        for span in block.sentences
    ] == [
        (None, True, opening),
        (holder, False, "It must."),
        (None, True, "Even if it leaks?"),
        (holder, False, "It can leak."),
        (holder, False, "–2 is colder."),
        (None, True, "You are sure."),
        (holder, False, "I am."),
    ]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ivo Brenn (miller): The weir must go.", "Ivo Brenn"),
        ("Ivo Brenn: The weir must go.", "Ivo Brenn"),
        ("@heron: The weir must go.", "@heron"),
        ("Note: The weir must go.", None),
        ("The result: the weir must go.", None),
        ("One thing is sure: The weir must go.", None),
        ("Besides, the case that matters in Tarn is another: The weir must go.", None),
    ],
)
def test_a_label_in_an_article_names_its_speaker_where_it_is_a_name(line: str, speaker: str | None) -> None:
    article = written(f"The weir holds the river back.\n\n{line}\n\nI want it kept.")
    assert [block.speaker for block in article.blocks] == [None, speaker, None]
