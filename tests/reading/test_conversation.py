"""The speakers of a conversation whose record names none."""

from __future__ import annotations

import pytest

from assistant.articles import Article
from assistant.reading.article import parse_article

DEBATE = (
    "# The weir\n\nMODERATOR: Oda, you first. Why keep it?\n\nODA MARL: It is ours.\n\n"
    "IVO BRENN: It is the river's.\n\nMODERATOR: And now?\n\nODA MARL: It stays."
)
ROUND_TABLE = (
    "# The weir\n\n*Present: Oda Marl, miller; Ivo Brenn, angler.*\n\nMarl {dash} It is ours.\n\n"
    "Brenn {dash} It is the river's.\n\nMarl {dash} It stays."
)
PANEL = (
    "# The weir\n\n**Participants:** Oda Marl (OM), miller; Dr Ivo Brenn (IB), angler\n\n"
    "**OM:** It is ours.\n\n**IB:** It is the river's.\n\n**OM:** It stays."
)
TIMED = (
    "The weir\n\n[00:03] Oda Marl: It is ours, and it has been for years.\n"
    "[00:09] Ivo Brenn: It is the river's, and has been for longer.\n[00:14] Oda Marl: It stays."
)
TIMED_ABOVE = (
    "The weir\n\nOda Marl  00:03\nIt is ours, and it has been for years.\n\n"
    "Ivo Brenn  00:09\nIt is the river's.\n\nOda Marl  00:14\nIt stays."
)
ASKED = (
    "{asks} Why should the weir stay?\n\n{answers} It is the last of them. Nobody builds weirs any more.\n\n"
    "{asks} And the fish?\n\n{answers} The fish have a ladder, and they use it."
)


def read(text: str, suffix: str = ".md") -> Article:
    return parse_article(text.encode(), "weir", name="weir", suffix=suffix)


def spoken(article: Article) -> list[tuple[str | None, bool]]:
    return [(block.speaker, block.asks) for block in article.blocks if block.sentences]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (DEBATE, ("Oda Marl", "Ivo Brenn")),
        (PANEL, ("Oda Marl", "Ivo Brenn")),
        (ROUND_TABLE.format(dash="—"), ("Oda Marl", "Ivo Brenn")),
        (ROUND_TABLE.format(dash="-"), ("Oda Marl", "Ivo Brenn")),
        (TIMED, ("Oda Marl", "Ivo Brenn")),
        (TIMED_ABOVE, ("Oda Marl", "Ivo Brenn")),
        (
            "# The weir\n\n*The miller Oda Marl on water*\n\n"
            + ASKED.format(asks="**Post:**", answers="**Marl:**"),
            ("Oda Marl",),
        ),
        (
            "# The weir\n\nOda Marl keeps the mill in Tarn.\n\n" + ASKED.format(asks="Q:", answers="A:"),
            ("Oda Marl",),
        ),
        (
            "# The weir\n\n*A conversation with Oda Marl*\n\n" + ASKED.format(asks="Q:", answers="A:"),
            ("Oda Marl",),
        ),
    ],
)
def test_who_speaks_in_a_conversation_is_told_by_its_labels_and_its_introduction(text, speakers):
    record = read(text).record
    assert (record.speakers, record.kind) == (speakers, "interview")
    assert record.basis["speakers"] == "labels of the turns in the text"


@pytest.mark.parametrize(
    "text",
    [
        # Nobody says who "Oda" is, or which of two people answers.
        "# The weir\n\nODA: It is ours.\n\nIVO: It is not.\n\nODA: It stays.\n\nIVO: We shall see.",
        "# The weir\n\nOda Marl met Ivo Brenn at the mill.\n\n" + ASKED.format(asks="Q:", answers="A:"),
        "# The weir\n\n*Interview: Oda Marl*\n\n" + ASKED.format(asks="Q:", answers="A:"),
        # A list of people.
        "# The weir\n\nOda Marl: She keeps the mill.\n\nIvo Brenn: He fishes.\n\nPia Quist: She writes.",
        # An essay in which some people talk.
        "# The weir\n\n"
        + "I went to the mill, and I listened for a while to what was said there about water. " * 6
        + "\n\nOda Marl: It is ours.\n\nIvo Brenn: It is not.\n\nOda Marl: It stays.",
    ],
)
def test_no_speaker_is_guessed(text):
    record = read(text).record
    assert (record.speakers, record.kind) == ((), "article")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Oda Marl: The weir is ours.\n\nIvo Brenn: It is the river's, and has been.",
            ["Oda Marl", "Ivo Brenn"],
        ),
        ("People of Tarn: The weir is ours.\n\nIt stays.\n\nNobody may touch it.", [None, None, None]),
        ("The weir: A talk\n\nIvo Brenn: It is the river's, and has been.", ["Ivo Brenn"]),
    ],
)
def test_a_label_that_opens_a_text_names_its_speaker_where_others_speak_after_it(text, speakers):
    assert [speaker for speaker, _ in spoken(read(text))] == speakers


def test_the_record_s_author_asks_and_is_no_speaker():
    turns = ASKED.format(asks="Pia Quist:", answers="Oda Marl:")
    record = read(f"---\ntitle: The weir\nauthor: Pia Quist\n---\n{turns}").record
    assert (record.authors, record.speakers) == (("Pia Quist",), ("Oda Marl",))


def test_who_answers_without_a_name_on_the_label_is_the_person_introduced():
    article = read(
        "# The weir\n\nOda Marl keeps the mill in Tarn.\n\n" + ASKED.format(asks="Q:", answers="A:")
    )
    assert spoken(article) == [(None, False), ("Q", True), (None, False), ("Q", True), (None, False)]


@pytest.mark.parametrize("direction", ["(Laughter)", "[Applause]", "(She sits down.)"])
def test_what_happens_while_somebody_speaks_is_no_sentence(direction):
    turns = (f"ODA MARL: It is ours. {direction}", "IVO BRENN: It is not.", direction, "ODA MARL: It stays.")
    article = read("\n\n".join(("# The weir", *turns)))
    assert [article.shown(*span) for span in article.sentences] == ["It is ours.", "It is not.", "It stays."]


def test_the_author_who_says_least_among_several_leads_the_talk():
    turns = "LOWE: Shall we?\n\nMARL: It must stay, as it is.\n\nBRENN: It leaks, and it stinks.\n\n"
    text = f"---\ntitle: The weir\nauthor: Pia Lowe\n---\n{turns}LOWE: It costs.\n\nMARL: Not much.\n"
    asking = {block.speaker: block.asks for block in read(text).blocks}
    assert asking == {"LOWE": True, "MARL": False, "BRENN": False}


def test_the_author_who_says_most_among_several_takes_part():
    turns = "LOWE: It must go, and it must go now.\n\nMARL: It must stay.\n\nBRENN: It leaks.\n\n"
    text = f"---\ntitle: The weir\nauthor: Pia Lowe\n---\n{turns}LOWE: It costs too much.\n\nMARL: No.\n"
    asking = {block.speaker: block.asks for block in read(text).blocks}
    assert asking == {"LOWE": False, "MARL": False, "BRENN": False}


def test_a_key_of_a_record_speaks_for_nobody():
    text = (
        "# Minutes\n\n**Date:** 9 March 2021\n\n**Item 1. The weir**\n\n- Mr. Marl: It must stay here.\n"
        "- Mrs. Brenn: It must go from here.\n- Mr. Marl: It must stay.\n\n**Item 2. Tea**\n\nNobody came.\n"
    )
    assert [block.speaker for block in read(text).blocks if block.kind == "item"] == [
        "Mr. Marl",
        "Mrs. Brenn",
        "Mr. Marl",
    ]
    assert {block.speaker for block in read(text).blocks if block.kind != "item"} == {None}


def test_the_host_that_a_podcast_names_asks() -> None:
    head = "---\ntitle: The weir\nhost: Siri Thorn\npodcast: Mill and River\n---\n"
    article = read(
        f"{head}Siri Thorn: Should it stay?\n\nOda Marl: It is ours, and it stays.\n\n"
        "Ivo Brenn: It is the river's, and it goes.\n\nSiri Thorn: Thank you."
    )
    record = article.record
    assert (record.authors, record.speakers) == (("Siri Thorn",), ("Oda Marl", "Ivo Brenn"))
    assert record.publication == "Mill and River"
    assert [asks for _, asks in spoken(article)] == [True, False, False, True]


def test_places_before_a_dash_are_no_speakers() -> None:
    text = "Tarn — The weir is to go.\n\nBrae — The kiln is cold.\n\nTarn — The mill is sold."
    assert {speaker for speaker, _ in spoken(read(text))} == {None}
