"""What of a model's records a reader is shown."""

import json

import pytest

from assistant.articles import Article, Span
from assistant.attribution import Attribution, attribute, attribution_at
from assistant.generation.draft import Draft
from assistant.generation.protocol import REFUSAL, Records
from assistant.generation.sources import Sources
from tests.generation.oakton import (
    ARTICLES,
    BIRK,
    COSTS,
    DRAY,
    FERRYMEN,
    GO,
    NO_BRIDGE,
    OWN,
    PASSAGES,
    TRADE,
    rng,
    seen,
    summary,
    view,
    voices_own,
    written,
)

ASH = "Ann Ash (The Oakton Post, March 2019)"
TOLD = "as reported by Ann Ash (The Oakton Post, March 2019)"
BO = "Bo Birk, interviewed by Rita Rowe (publication not named, undated)"
SENTENCE = "1 sentence by the chat model was left out: the words cited do not bear out all it says."
QUOTATION = "1 quotation by the chat model was not found in the articles and left out."
NOTHING = "The chat model wrote nothing that the articles prove, so the answer was chosen without it."
END = summary("Nobody is sure.")
"""A last record whose sentence cites nothing, and so is left out."""


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (view(OWN, COSTS), [f"{ASH} | - | [1] {COSTS}", SENTENCE]),
        (
            view(OWN, COSTS, claim="It is dear.")
            + view(FERRYMEN, TRADE, speaker="ferrymen")
            + view(OWN, GO, claim="It must go."),
            [
                f"{ASH} | It is dear. It must go. | [1] {COSTS} | [3] {GO}",
                f"ferrymen, {TOLD} | - | [2] {TRADE}",
                SENTENCE,
            ],
        ),
        (
            view(OWN, COSTS) + view(OWN, "ferry costs Oakton more than"),
            [f"{ASH} | - | [1] {COSTS}", SENTENCE],
        ),
        (
            view(OWN, "The old ferry costs Oakton … within 12 months"),
            [f"{ASH} | - | [1] {COSTS} {GO}", SENTENCE],
        ),
        (
            view(OWN, "The old ferry costs Oakton nothing.", COSTS, claim="It is dear."),
            [f"{ASH} | It is dear. | [1] {COSTS}", QUOTATION, SENTENCE],
        ),
        (view(OWN, "The old ferry costs nothing.", claim="It is free."), [NOTHING, QUOTATION, SENTENCE]),
        (view(OWN, TRADE, speaker="the ferrymen"), [f"ferrymen, {TOLD} | - | [1] {TRADE}", SENTENCE]),
        (
            view(OWN, NO_BRIDGE, claim="Ash wants no bridge.", stance="against"),
            [
                f"{BO} | - | [1] {NO_BRIDGE}",
                "1 quotation by the chat model was found in another article than it named, and moved there.",
                SENTENCE,
            ],
        ),
        (
            view(FERRYMEN, DRAY, speaker="Vera Vane", claim="Vane calls it robbery."),
            [
                f"someone not named, {TOLD} | - | [1] {DRAY}",
                SENTENCE.replace("1 sentence", "2 sentences").replace("was", "were"),
            ],
        ),
        (
            view(FERRYMEN, DRAY, speaker="Dora Dray") + view(FERRYMEN, DRAY),
            [
                f"Dora Dray, {TOLD} | - | [1] {DRAY}",
                SENTENCE,
                "1 quotation by the chat model was left out: it gave the same words to somebody else.",
            ],
        ),
        (
            view(OWN, COSTS)
            + view(FERRYMEN, TRADE, speaker="ferrymen")
            + view(FERRYMEN, DRAY, speaker="Dora Dray")
            + view(FERRYMEN, "I do not believe a word of it.", speaker="the poor"),
            [
                f"{ASH} | - | [1] {COSTS}",
                f"ferrymen, {TOLD} | - | [2] {TRADE}",
                f"Dora Dray, {TOLD} | - | [3] {DRAY}",
                SENTENCE,
                "1 further view in articles that already have three was left out.",
            ],
        ),
        (
            view("z9z9", COSTS) + view(BIRK, NO_BRIDGE),
            [
                f"{BO} | - | [1] {NO_BRIDGE}",
                SENTENCE,
                "1 view by the chat model was left out: it named a source it was not given.",
            ],
        ),
        (
            view(BIRK, NO_BRIDGE, speaker="Rita Rowe"),
            [
                f"someone not named, as reported by {BO} | - | [1] {NO_BRIDGE}",
                SENTENCE,
            ],
        ),
    ],
)
def test_views_are_shown_as_far_as_the_articles_prove_them(reply: str, expected: list[str]) -> None:
    assert seen(written(reply + END)) == expected


VIEWS = view(OWN, COSTS, GO) + view(FERRYMEN, TRADE, speaker="ferrymen") + view(BIRK, NO_BRIDGE)


@pytest.mark.parametrize(
    ("text", "shown", "dropped"),
    [
        (f"Ash is for it [{OWN}].", "Ash is for it [1][2].", 0),
        (f"Ash is for it. [{OWN}] Birk waits. [{BIRK}]", "Ash is for it [1][2]. Birk waits [4].", 0),
        (f"Both agree [{OWN}, {BIRK}].", "Both agree [1][2][4].", 0),
        (f"Both agree [{OWN}][{BIRK.upper()}]!", "Both agree [1][2][4]!", 0),
        (f"Ash agrees 【{OWN}】.", "Ash agrees [1][2].", 0),
        (f"Ash is for it. Birk waits [{BIRK}].", "Birk waits [4].", 1),
        ("Ash is for it [z9z9].", None, 1),
        ("Ash is for it [1].", None, 1),
        (f"Ash is for it [{OWN}] ({BIRK}).", None, 1),
        (f"Birk is for it [{OWN}].", None, 1),
        (f"Ash fears for her trade [{FERRYMEN}].", None, 1),
        (f"The ferrymen fear for their trade [{FERRYMEN}].", "The ferrymen fear for their trade [3].", 0),
        (f"It must go in 12 months [{OWN}].", "It must go in 12 months [1][2].", 0),
        (f"It must go in 13 months [{OWN}].", None, 1),
        (f"In 2019 Ash was for it [{OWN}].", None, 1),
        (f'Ash says it "must go" [{OWN}].', 'Ash says it "must go" [1][2].', 0),
        (f'Ash says it "must stay" [{OWN}].', None, 1),
        (f"Ash is for it [source {OWN}].", "Ash is for it [1][2].", 0),
        (f"See https://oakton.example [{OWN}].", None, 1),
        ("", None, 0),
    ],
)
def test_a_sentence_of_the_overview_needs_citations_that_bear_it_out(
    text: str, shown: str | None, dropped: int
) -> None:
    *_, outcome = written(VIEWS + summary(text))
    lines = seen([*_, outcome])[3:]
    assert lines == [*([f"= {shown}"] if shown else []), *([SENTENCE] if dropped else [])]


def test_an_overview_before_any_view_waits_for_what_it_cites() -> None:
    reply = summary(f"Ash is for it [{OWN}].") + view(OWN, COSTS)
    assert seen(written(reply)) == [
        f"{ASH} | - | [1] {COSTS}",
        "= Ash is for it [1].",
        "The chat model's answer broke off, so the rest was chosen without it.",
    ]


def test_a_claim_without_words_is_none() -> None:
    assert seen(written(view(OWN, COSTS, claim=" . ") + summary(f"Ash is for it [{OWN}]."))) == [
        f"{ASH} | - | [1] {COSTS}",
        "= Ash is for it [1].",
    ]


def test_of_two_speakers_in_one_passage_the_one_named_is_cited() -> None:
    reply = view(FERRYMEN, TRADE, speaker="ferrymen") + view(FERRYMEN, DRAY, speaker="Dora Dray")
    text = f"Dora Dray calls it robbery [{FERRYMEN}]. It is opposed [{FERRYMEN}]."
    assert seen(written(reply + summary(text)))[2:] == [
        "= Dora Dray calls it robbery [2]. It is opposed [1][2]."
    ]


def test_a_quote_is_cited_by_the_key_of_its_own_passage_too() -> None:
    reply = view(OWN, TRADE, speaker="ferrymen") + summary(f"They fear for their trade [{FERRYMEN}].")
    assert seen(written(reply))[1:] == ["= They fear for their trade [1]."]


def test_a_refusal_beside_views_is_not_shown() -> None:
    assert seen(written(view(OWN, COSTS) + summary(REFUSAL))) == [f"{ASH} | - | [1] {COSTS}"]


def test_our_own_detection_of_the_speaker_overrules_the_model() -> None:
    reply = view(FERRYMEN, TRADE, "I do not believe a word of it.", claim="Ash sees the trade ending.")
    assert seen(written(reply + END, attribution_of=attributed)) == [
        f"ferrymen, {TOLD} | - | [1] {TRADE}",
        f"{ASH} | Ash sees the trade ending. | [2] I do not believe a word of it.",
        SENTENCE,
    ]


def attributed(article: Article, span: Span) -> Attribution:
    return attribution_at(attribute(article), article, span)


def unsure(article: Article, span: Span) -> Attribution:
    """Detection that takes every sentence for the ferrymen's, and is not sure of it."""
    return Attribution(start=0, end=len(article.text), speaker="ferrymen", reported=True, certain=False)


def test_unsure_detection_tells_against_the_voice_but_not_against_a_name_that_stands_there() -> None:
    reply = view(FERRYMEN, TRADE) + view(FERRYMEN, DRAY, speaker="Dora Dray")
    assert seen(written(reply + END, attribution_of=unsure))[:2] == [
        f"ferrymen, {TOLD} | - | [1] {TRADE}",
        f"Dora Dray, {TOLD} | - | [2] {DRAY}",
    ]


def test_a_quotation_that_runs_on_into_somebody_elses_words_is_parted() -> None:
    reply = view(
        FERRYMEN, f"{TRADE} {DRAY} I do not believe a word of it.", claim="It is not to be believed."
    )
    assert seen(written(reply + END, attribution_of=attributed)) == [
        f"ferrymen, {TOLD} | - | [1] {TRADE}",
        f"Dora Dray, {TOLD} | - | [2] {DRAY}",
        f"{ASH} | It is not to be believed. | [3] I do not believe a word of it.",
        SENTENCE,
    ]


def test_a_claim_may_name_what_was_given_of_its_article_but_not_take_its_numbers() -> None:
    reply = view(
        FERRYMEN, "I do not believe a word of it.", claim="Oakton needs it. It must go in 12 months."
    )
    assert seen(written(reply + END))[0] == f"{ASH} | Oakton needs it. | [1] I do not believe a word of it."


def test_nothing_a_record_says_of_author_date_or_title_is_shown() -> None:
    record = {
        "source": OWN,
        "quotes": [COSTS],
        "author": "Vera Vane",
        "date": "2001",
        "title": "X",
        "url": "http://x",
    }
    assert seen(written(json.dumps(record) + END)) == [f"{ASH} | - | [1] {COSTS}", SENTENCE]


def test_words_of_an_article_that_was_no_source_are_dropped_though_the_article_is_there() -> None:
    reply = view(OWN, NO_BRIDGE, claim="Ash wants no bridge.") + END
    shown = seen(written(reply, sources=PASSAGES[:2]))
    assert shown == [NOTHING, QUOTATION, SENTENCE]


def test_a_sentence_may_take_up_names_of_the_question_but_no_numbers() -> None:
    reply = view(OWN, COSTS, claim="Ash says nothing of Norland. She would not wait until 2031.")
    draft = Draft(
        Sources(PASSAGES, ARTICLES, rng()),
        people=(),
        attribution_of=voices_own,
        question="Will Norland pay for a bridge in Oakton before 2031?",
    )
    for record in Records().feed(reply):
        list(draft.add(record))
    assert [shown.claim for shown in draft.viewpoints] == ["Ash says nothing of Norland."]
    assert draft.dropped == {"sentence": 1, "quote": 0, "moved": 0}


def test_a_pronoun_falls_with_the_sentence_that_explains_it() -> None:
    reply = view(OWN, COSTS, claim="Birk wants the ferry. He finds it dear. Ash does not.")
    assert seen(written(reply + END)) == [
        f"{ASH} | Ash does not. | [1] {COSTS}",
        SENTENCE.replace("1 sentence", "3 sentences").replace("was", "were"),
    ]
