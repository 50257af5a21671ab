"""What of a model's records a reader is shown."""

import json

import pytest

from assistant.articles import Article, Span
from assistant.attribution import Attribution, attribute, attribution_at
from assistant.generation.protocol import REFUSAL
from tests.generation.oakton import (
    BIRK,
    COSTS,
    DRAY,
    FERRYMEN,
    GO,
    NO_BRIDGE,
    OWN,
    PASSAGES,
    TRADE,
    Grader,
    citing,
    seen,
    summary,
    view,
    written,
)

ASH = "Ann Ash (The Oakton Post, March 2019)"
TOLD = "as reported by Ann Ash (The Oakton Post, March 2019)"
BO = "Bo Birk, interviewed by Rita Rowe (publication not named, undated)"
CLAIM = "1 claim by the chat model was left out, since the words cited do not bear it out."
SENTENCE = "1 sentence of the chat model's overview was left out: the views do not bear it out."
QUOTATION = "1 quotation by the chat model was not found in the articles and left out."
NO_SENTENCE = "1 view by the chat model was left out: it cites no sentence that it was given."
NOTHING = "The chat model wrote nothing that the articles prove, so the answer was chosen without it."
NOT_BELIEVED = "I do not believe a word of it."


def shown(reply: str, **more: object) -> list[str]:
    """What is shown of a reply that ends as it should, its meaning borne out."""
    return seen(written(reply + summary(REFUSAL), verifier=Grader(), **more))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (view(OWN, COSTS), [f"{ASH} | - | [1] {COSTS}"]),
        (
            view(OWN, COSTS, claim="It is dear.")
            + view(FERRYMEN, TRADE, speaker="ferrymen")
            + view(OWN, GO, claim="It must go."),
            [
                f"{ASH} | It is dear. It must go. | [1] {COSTS} | [2] {GO}",
                f"ferrymen, {TOLD} | - | [3] {TRADE}",
            ],
        ),
        (
            view(OWN, COSTS) + view(OWN, "ferry costs Oakton more than"),
            [f"{ASH} | - | [1] {COSTS}"],
        ),
        (
            view(OWN, "The old ferry costs Oakton … within 12 months"),
            [f"{ASH} | - | [1] {COSTS} {GO}"],
        ),
        (
            view(OWN, "The old ferry costs Oakton nothing.", COSTS, claim="It is dear."),
            [f"{ASH} | It is dear. | [1] {COSTS}", QUOTATION],
        ),
        (view(OWN, "The old ferry costs nothing.", claim="It is free."), [NOTHING, QUOTATION]),
        (view(OWN, TRADE, speaker="the ferrymen"), [f"ferrymen, {TOLD} | - | [1] {TRADE}"]),
        (
            view(OWN, NO_BRIDGE, claim="Ash wants no bridge.", stance="against"),
            [
                f"{BO} | - | [1] {NO_BRIDGE}",
                "1 quotation by the chat model was found in another article than it named, and moved there.",
            ],
        ),
        (
            view(FERRYMEN, DRAY, speaker="Vera Vane", claim="Vera Vane calls it robbery."),
            [
                f"someone not named, {TOLD} | - | [1] {DRAY}",
                CLAIM,
            ],
        ),
        (
            view(FERRYMEN, DRAY, speaker="Dora Dray") + view(FERRYMEN, DRAY),
            [
                f"Dora Dray, {TOLD} | - | [1] {DRAY}",
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
                "1 further view in articles that already have three was left out.",
            ],
        ),
        (
            view("z9z9", COSTS) + view(BIRK, NO_BRIDGE),
            [
                f"{BO} | - | [1] {NO_BRIDGE}",
                NO_SENTENCE,
            ],
        ),
        (
            view(BIRK, NO_BRIDGE, speaker="Rita Rowe"),
            [
                f"someone not named, as reported by {BO} | - | [1] {NO_BRIDGE}",
            ],
        ),
    ],
)
def test_views_are_shown_as_far_as_the_articles_prove_them(reply: str, expected: list[str]) -> None:
    assert shown(reply) == expected


VIEWS = citing(f"{OWN}.1", f"{OWN}.2") + citing(f"{FERRYMEN}.1", speaker="ferrymen") + citing(f"{BIRK}.1")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Ash is for it [{OWN}.1].", "Ash is for it [1]."),
        (f"Ash is for it. [{OWN}.1] Birk waits. [{BIRK}]", "Ash is for it [1]. Birk waits [3]."),
        (f"Both authors agree [{OWN}, {BIRK}.1].", "Both authors agree [1][3]."),
        (f"Both people agree [{OWN}][{BIRK.upper()}]!", "Both people agree [1][3]!"),
        (f"Ash agrees 【{OWN}】.", "Ash agrees [1]."),
        (f"Ash is for it. Birk waits [{BIRK}].", "Birk waits [3]."),
        (f"Ash is for it [source {OWN}].", "Ash is for it [1]."),
        (f"The ferrymen fear for their trade [{FERRYMEN}].", "The ferrymen fear for their trade [2]."),
        (
            f"In 2019 Ash said it must go in 12 months [{OWN}].",
            "In 2019 Ash said it must go in 12 months [1].",
        ),
        ("Ash is for it [z9z9].", None),
        ("Ash is for it [1].", None),
        (f"Ash is for it [{OWN}] ({BIRK}).", None),
        (f"Birk is for it [{OWN}].", None),
        (f"It must go in 13 months [{OWN}].", None),
        (f'Ash says it "must stay" [{OWN}].', None),
        (f"See https://oakton.example [{OWN}].", None),
        ("", None),
    ],
)
def test_a_sentence_of_the_overview_needs_citations_that_may_bear_it_out(text: str, kept: str | None) -> None:
    lines = seen(written(VIEWS + summary(text), verifier=Grader()))[3:]
    dropped = kept is None or "Ash is for it. Birk" in text
    assert lines == [*([f"= {kept}"] if kept else []), *([SENTENCE] if dropped and text else [])]


def test_of_two_speakers_in_one_passage_the_one_named_is_cited() -> None:
    reply = citing(f"{FERRYMEN}.1", speaker="ferrymen") + citing(f"{FERRYMEN}.2", speaker="Dora Dray")
    text = f"Dora Dray calls it robbery [{FERRYMEN}]. It is opposed [{FERRYMEN}]."
    assert seen(written(reply + summary(text), verifier=Grader()))[2:] == [
        "= Dora Dray calls it robbery [2]. It is opposed [1][2]."
    ]


def test_a_pronoun_falls_with_the_sentence_that_explains_it() -> None:
    text = f"Birk finds it dear [{OWN}]. She would sell it [{OWN}]. Ash would not wait [{OWN}]."
    assert seen(written(citing(f"{OWN}.1") + summary(text), verifier=Grader()))[1:] == [
        "= Ash would not wait [1].",
        SENTENCE.replace("1 sentence", "2 sentences").replace("was", "were"),
    ]


def attributed(article: Article, span: Span) -> Attribution:
    return attribution_at(attribute(article), article, span)


def unsure(article: Article, span: Span) -> Attribution:
    """Detection that takes every sentence for the ferrymen's, and is not sure of it."""
    return Attribution(start=0, end=len(article.text), speaker="ferrymen", reported=True, certain=False)


def test_unsure_detection_tells_against_the_voice_but_not_against_a_name_that_stands_there() -> None:
    reply = citing(f"{FERRYMEN}.1") + citing(f"{FERRYMEN}.2", speaker="Dora Dray")
    assert shown(reply, attribution_of=unsure) == [
        f"ferrymen, {TOLD} | - | [1] {TRADE}",
        f"Dora Dray, {TOLD} | - | [2] {DRAY}",
    ]


def test_a_quotation_that_runs_on_into_somebody_elses_words_is_parted() -> None:
    reply = citing(f"{FERRYMEN}.1-3", claim="It is not to be believed.")
    assert shown(reply, attribution_of=attributed) == [
        f"ferrymen, {TOLD} | - | [1] {TRADE}",
        f"Dora Dray, {TOLD} | - | [2] {DRAY}",
        f"{ASH} | It is not to be believed. | [3] {NOT_BELIEVED}",
    ]


def test_nothing_a_record_says_of_author_date_or_title_is_shown() -> None:
    record = {"cite": [f"{OWN}.1"], "author": "Vera Vane", "date": "2001", "title": "X", "url": "http://x"}
    assert shown(json.dumps(record)) == [f"{ASH} | - | [1] {COSTS}"]


def test_words_of_an_article_that_was_no_source_are_dropped_though_the_article_is_there() -> None:
    reply = view(OWN, NO_BRIDGE, claim="Ash wants no bridge.")
    assert shown(reply, passages=PASSAGES[:2]) == [NOTHING, QUOTATION]
