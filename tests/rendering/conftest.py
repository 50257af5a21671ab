"""Answers over the invented articles, put together by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Absence, Answer, Quote, Viewpoint
from assistant.articles import Article
from assistant.dates import PublicationDate
from assistant.reading.folder import read_folder
from assistant.scopes import Extent, Scope

CONTEXT = "He leaves it open whether the county or the state should pay."
ALL = Extent(12, 9, PublicationDate("2018"), PublicationDate("2024-01-29"))


@pytest.fixture(scope="session")
def invented(articles_folder: Path) -> dict[str, Article]:
    return {article.id: article for article in read_folder(articles_folder).articles}


@pytest.fixture
def answered(invented: dict[str, Article]) -> Answer:
    """Written by a model: claims, a summary, a reported view, a digest, an elided quote, a silent person."""
    marrow, fennimore, leader = (
        invented[name] for name in ("marrow-2019", "fennimore-2020", "merger-leader-2021")
    )
    birds = quote(marrow, "Twice a day the Aster empties itself of water and fills itself with birds.", 1)
    rejected = quote(fennimore, "What he rejects is the claim that a subsidy is a gift.", 4)
    parts = (
        span(marrow, "In the estuary it would be a lid on a pot"),
        span(marrow, "it should not be built"),
    )
    lid = Quote(
        citation=2,
        text=marrow.text[parts[0][0] : parts[1][1]],
        start=parts[0][0],
        end=parts[1][1],
        verdict="elided",
        parts=parts,
    )
    return Answer(
        question="Should it be built?",
        standalone_question="Should the Aster barrage be built?",
        answered=True,
        engine="model",
        scope=Scope(people=("Marrow", "Fennimore"), since="2018"),
        searched=ALL,
        summary="Marrow is against it [1, 2]; the council's engineers disagree [3].",
        viewpoints=(
            Viewpoint(
                record=marrow.record,
                speaker="Ottoline Marrow",
                reported=False,
                quotes=(birds, lid),
                claim="She would leave the mouth of the river open.",
                stance="against",
            ),
            Viewpoint(
                record=marrow.record,
                speaker="The council’s engineers",
                reported=True,
                quotes=(quote(marrow, "the mudflats would move rather than vanish", 3),),
            ),
            Viewpoint(
                record=fennimore.record,
                speaker="Alban Fennimore",
                reported=False,
                quotes=(replace(rejected, context=CONTEXT),),
                stance="mixed",
            ),
            Viewpoint(
                record=leader.record,
                speaker=None,
                reported=False,
                quotes=(quote(leader, "This newspaper favours the merger.", 5),),
            ),
        ),
        absences=(
            Absence(
                person="Perpetua Lodge",
                articles=1,
                first=PublicationDate("2022-11-08"),
                last=PublicationDate("2022-11-08"),
                text="Perpetua Lodge: 1 article here (8 November 2022), nothing on this.",
            ),
        ),
        notes=("1 quote could not be found in its article and is not shown.",),
    )


@pytest.fixture
def declined(invented: dict[str, Article]) -> Answer:
    lodge = invented["lodge-interview-2022"]
    return Answer(
        question="Who should be the next mayor?",
        standalone_question="Who should be the next mayor?",
        answered=False,
        reason="not_covered",
        searched=ALL,
        nearest=(
            Viewpoint(
                record=lodge.record,
                speaker="Perpetua Lodge",
                reported=False,
                quotes=(quote(lodge, "A ferry is a road.", 1),),
            ),
        ),
    )


@pytest.fixture
def hostile(invented: dict[str, Article]) -> Answer:
    """Every text that could come from outside tries to be something else than text."""
    trick = (
        "\x1b[31m[red]![x](https://evil.example/p.png)\u202e <img src=x> www.evil.example `$a$` @all\r\n# H"
    )
    record = invented["grandvoeux"].record
    data = record.to_dict() | {
        "title": trick,
        "authors": [trick],
        "publication": trick,
        "url": "https://mole.example/a b>\x1b[0m(ž)",
    }
    return Answer(
        question=trick,
        standalone_question=f"Again {trick}",
        answered=True,
        searched=ALL,
        summary=f"{trick} [1](https://evil.example)",
        viewpoints=(
            Viewpoint(
                record=type(record).from_dict(data),
                speaker=trick,
                reported=False,
                quotes=(Quote(citation=1, text=trick, start=0, end=len(trick)),),
                claim=trick,
            ),
        ),
        notes=(trick,),
    )


def span(article: Article, words: str) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)


def quote(article: Article, words: str, citation: int) -> Quote:
    start, end = span(article, words)
    return Quote(citation=citation, text=words, start=start, end=end)
