"""A small run over two invented articles, as a folder that `read_run` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from eval.about import About, SuiteAsked
from eval.cases import Case, Expectation, ExpectedViewpoint, FalseCredit, Point
from eval.record import ABOUT, ABOUT_JSON, ANSWER_JSON, ANSWERS, CASE_JSON, CASES, AnswerLine
from eval.suite import SuiteCase, documents_fingerprint

FERRY = "The ferry to Skerrow must run in winter too. The farmers fear that it will be sold."
BRIDGE = "A bridge to Skerrow would cost more than the island is worth."
_FILES = {
    "ash-2019": "---\ntitle: The Ferry\nauthors: [Ann Ash]\n"
    f"publication: The Skerrow Bell\ndate: 2019-03\n---\n{FERRY}\n",
    "birk-2021": f"---\ntitle: The Bridge\nauthors: [Bo Birk]\n---\n{BRIDGE}\n",
}
ASH = Record(
    article_id="ash-2019",
    title="The Ferry",
    authors=("Ann Ash",),
    publication="The Skerrow Bell",
    date=PublicationDate("2019-03"),
)
BIRK = Record(article_id="birk-2021", title="The Bridge", authors=("Bo Birk",))


def case(name: str, question: str, expect: Expectation, **more: object) -> Case:
    return Case(id=name, question=question, category="factual", expect=expect, **more)  # type: ignore[arg-type]


WINTER = case(
    "winter",
    "Who wants the ferry in winter?",
    Expectation(
        answered=True,
        articles=("ash-2019",),
        viewpoints=(
            ExpectedViewpoint(
                article="ash-2019",
                speaker="Ann Ash",
                points=(Point(text="It must run in winter", any_of=("must run in winter",)),),
            ),
        ),
        never_credited=(
            FalseCredit(speaker="Ann Ash", article="ash-2019", any_of=("The farmers fear that",)),
        ),
    ),
)
BRIDGES = case("bridges", "What does a bridge cost?", Expectation(answered=True, articles=("birk-2021",)))
DOGS = case("dogs", "How do I train a dog?", Expectation(answered=False, reason=("not_covered",)))
CASES_ASKED = (WINTER, BRIDGES, DOGS)
"""The first two are of the open half, the last of the frozen one."""


def view(
    record: Record, text: str, words: str, *, speaker: str | None = None, claim: str | None = None
) -> Viewpoint:
    start = text.index(words)
    quote = Quote(citation=1, text=words, start=start, end=start + len(words))
    return Viewpoint(
        record=record,
        speaker=speaker or record.voice,
        reported=bool(speaker),
        quotes=(quote,),
        claim=claim,
    )


def answer(question: str, *views: Viewpoint) -> Answer:
    reason = None if views else "not_covered"
    return Answer(
        question=question,
        standalone_question=question,
        answered=bool(views),
        reason=reason,  # type: ignore[arg-type]
        viewpoints=views,
    )


def good(asked: Case) -> Answer:
    """What a right answer to each of the cases is."""
    shown = {
        "winter": [
            view(ASH, FERRY, "The ferry to Skerrow must run in winter too.", claim="It must run in winter.")
        ],
        "bridges": [view(BIRK, BRIDGE, BRIDGE)],
    }
    return answer(asked.question, *shown.get(asked.id, []))


def credited_falsely(asked: Case) -> Answer:
    """The right answers, but for a fear that is credited to the writer who reports it."""
    if asked.id != "winter":
        return good(asked)
    return answer(asked.question, view(ASH, FERRY, "The farmers fear that it will be sold."))


def recorded(
    folder: Path,
    answers: Callable[[Case], Answer | str] = good,
    *,
    cases: tuple[Case, ...] = CASES_ASKED,
    files: Mapping[str, str] = _FILES,
) -> Path:
    """The folder of a run that brought these answers, or errors, beside the folder of its articles."""
    documents = folder.parent / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (documents / f"{name}.md").write_text(content, encoding="utf-8")
    folder.mkdir()
    (folder / ABOUT).write_bytes(ABOUT_JSON.dump_json(_about(folder.name, documents, len(cases))))
    asked = (CASE_JSON.dump_json(SuiteCase("documents", each), exclude_defaults=True) for each in cases)
    (folder / CASES).write_bytes(b"".join(line + b"\n" for line in asked))
    lines = (ANSWER_JSON.dump_json(_line(each, answers(each))) for each in cases)
    (folder / ANSWERS).write_bytes(b"".join(line + b"\n" for line in lines))
    return folder


def _line(asked: Case, came: Answer | str) -> AnswerLine:
    error = came if isinstance(came, str) else None
    return AnswerLine(
        suite="documents",
        id=asked.id,
        answer=None if isinstance(came, str) else came.to_dict(),
        seconds=None if error else 0.25,
        first_seconds=None,
        error=error,
    )


def _about(name: str, documents: Path, count: int) -> About:
    return About(
        name=name,
        started="2031-05-06T07:08:09+00:00",
        engine="extractive",
        seed=0,
        jobs=1,
        revision="0123456789abcdef",
        dirty=False,
        code="c0de",
        prompts={"answer_system": "f1f2f3"},
        settings={"temperature": 0.0},
        suites=(
            SuiteAsked(
                name="documents",
                cases="cases.yaml",
                documents=documents.as_posix(),
                count=count,
                cases_fingerprint="aaa",
                documents_fingerprint=documents_fingerprint(documents),
            ),
        ),
        python="3.11.0",
        packages={"numpy": "2.0"},
    )
