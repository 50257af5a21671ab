import json
from dataclasses import FrozenInstanceError
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import (
    Absence,
    Answer,
    Correction,
    Edition,
    Engine,
    Quote,
    Reason,
    Stance,
    Usage,
    Viewpoint,
)
from assistant.articles import Authorship, Coverage, Form, Kind, Record, UrlKind, listed
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.reading.article import article_of
from assistant.scopes import Extent, Scope

# A slow machine is no failure.

LINES = st.text(max_size=12)
MAYBE = st.none() | LINES
SEVERAL = st.lists(LINES, max_size=3).map(tuple)
COUNTS = st.integers(0, 10**6)
ISO = st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10]))
DATES = st.none() | ISO.map(PublicationDate)
SPANS = st.tuples(COUNTS, COUNTS)
QUOTES = st.builds(
    Quote,
    citation=COUNTS,
    text=LINES,
    start=COUNTS,
    end=COUNTS,
    verdict=st.sampled_from(["verbatim", "elided"]),
    parts=st.none() | st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    before=st.none() | SPANS,
    after=st.none() | SPANS,
)
RECORDS = st.builds(
    Record,
    article_id=LINES,
    title=LINES,
    kind=st.sampled_from(get_args(Kind)),
    authors=SEVERAL,
    author_role=MAYBE,
    speakers=SEVERAL,
    speaker_role=MAYBE,
    publication=MAYBE,
    publication_note=MAYBE,
    date=DATES,
    date_basis=MAYBE,
    url=MAYBE,
    also_at=SEVERAL,
    language=MAYBE,
    original_language=MAYBE,
    form=st.sampled_from(get_args(Form)),
    coverage=st.sampled_from(get_args(Coverage)),
    coverage_note=MAYBE,
    url_kind=st.sampled_from(get_args(UrlKind)),
    pseudonym_of=MAYBE,
    authorship=st.sampled_from((*get_args(Authorship), None)),
    written_by=MAYBE,
    basis=st.dictionaries(LINES, LINES, max_size=2),
)
VIEWPOINTS = st.builds(
    Viewpoint,
    record=RECORDS,
    speaker=MAYBE,
    reported=st.booleans(),
    quotes=st.lists(QUOTES, max_size=2).map(tuple),
    claim=MAYBE,
    stance=st.none() | st.sampled_from(get_args(Stance)),
)
SCOPES = st.builds(Scope, people=SEVERAL, publications=SEVERAL, since=st.none() | ISO, until=st.none() | ISO)
EXTENTS = st.builds(Extent, articles=COUNTS, voices=COUNTS, first=DATES, last=DATES, undated_left_out=COUNTS)
ANSWERS = st.builds(
    Answer,
    question=LINES,
    standalone_question=LINES,
    answered=st.booleans(),
    reason=st.none() | st.sampled_from(get_args(Reason)),
    engine=st.sampled_from(get_args(Engine)),
    scope=SCOPES,
    understood=SCOPES,
    searched=EXTENTS,
    summary=MAYBE,
    viewpoints=st.lists(VIEWPOINTS, max_size=2).map(tuple),
    absences=st.lists(
        st.builds(Absence, person=LINES, articles=COUNTS, first=DATES, last=DATES, text=LINES), max_size=2
    ).map(tuple),
    nearest=st.lists(VIEWPOINTS, max_size=1).map(tuple),
    notes=SEVERAL,
    timings_ms=st.dictionaries(LINES, st.floats(0, 1e9), max_size=2),
    usage=st.none() | st.builds(Usage, COUNTS, COUNTS, COUNTS, st.booleans()),
)


@given(ANSWERS)
def test_an_answer_comes_back_whole_from_its_json(answer):
    assert Answer.from_dict(answer.to_dict()) == answer
    assert Answer.from_dict(json.loads(json.dumps(answer.to_dict(), allow_nan=False))) == answer


@given(SCOPES)
def test_a_scope_comes_back_from_its_json_and_is_true_when_it_filters(scope):
    assert Scope.from_dict(json.loads(json.dumps(scope.to_dict()))) == scope
    assert bool(scope) == any((scope.people, scope.publications, scope.since, scope.until))


LESS = Record(
    article_id="less-2018",
    title="Fixing Kosovo",
    authors=("Timothy Less",),
    publication="Reaction",
    date=PublicationDate("2018-09"),
    date_basis="the statement it answers",
    url="https://reaction.example/fixing",
    language="en",
    form="digest",
)


def test_the_json_of_an_answer_has_the_promised_shape():
    quote = Quote(
        citation=1,
        text="One. Two. Three.",
        start=10,
        end=26,
        verdict="elided",
        parts=((10, 14), (20, 26)),
        after=(27, 40),
    )
    answer = Answer(
        question="q",
        standalone_question="s",
        answered=True,
        scope=Scope(people=("Less",), since="2018"),
        searched=Extent(53, 48, PublicationDate("2017-04-25"), PublicationDate("2025-12"), 1),
        viewpoints=(
            Viewpoint(
                record=LESS,
                speaker="Timothy Less",
                reported=False,
                quotes=(quote,),
                stance="for",
                also_in=(
                    Edition(
                        article_id="less-again",
                        publication="Tide",
                        date=PublicationDate("2018-10"),
                        url=None,
                    ),
                ),
            ),
        ),
        absences=(
            Absence(person="Bo Birk", articles=2, first=PublicationDate("2022"), last=None, text="Nothing."),
        ),
        notes=("A note.",),
        timings_ms={"retrieve": 9.5},
        usage=Usage(3, 4, 1),
    )
    unfiltered = {"people": [], "publications": [], "since": None, "until": None, "kinds": [], "side": None}
    assert answer.to_dict() == {
        "question": "q",
        "standalone_question": "s",
        "answered": True,
        "reason": None,
        "engine": "extractive",
        "scope": unfiltered | {"people": ["Less"], "since": "2018"},
        "understood": unfiltered,
        "searched": {
            "articles": 53,
            "voices": 48,
            "from": "2017-04-25",
            "to": "2025-12",
            "undated_left_out": 1,
        },
        "summary": None,
        "viewpoints": [
            {
                "article_id": "less-2018",
                "title": "Fixing Kosovo",
                "kind": "article",
                "authors": ["Timothy Less"],
                "author_role": None,
                "speakers": [],
                "speaker_role": None,
                "publication": "Reaction",
                "publication_note": None,
                "date": "2018-09",
                "date_text": "September 2018",
                "date_basis": "the statement it answers",
                "url": "https://reaction.example/fixing",
                "also_at": [],
                "language": "en",
                "original_language": None,
                "form": "digest",
                "coverage": "whole",
                "coverage_note": None,
                "url_kind": "original",
                "pseudonym_of": None,
                "authorship": None,
                "written_by": None,
                "basis": {},
                "speaker": "Timothy Less",
                "reported": False,
                "claim": None,
                "claim_check": None,
                "stance": "for",
                "position": None,
                "quotes": [
                    {
                        "citation": 1,
                        "text": "One. Two. Three.",
                        "start": 10,
                        "end": 26,
                        "verdict": "elided",
                        "parts": [[10, 14], [20, 26]],
                        "before": None,
                        "after": [27, 40],
                        "context": None,
                        "plain": None,
                        "page": None,
                        "translation": None,
                    }
                ],
                "also_in": [
                    {"article_id": "less-again", "publication": "Tide", "date": "2018-10", "url": None}
                ],
            }
        ],
        "sides": None,
        "listing": None,
        "more": 0,
        "order": "best",
        "shortened": False,
        "shown_before": [],
        "corrections": [],
        "parts": [],
        "absences": [{"person": "Bo Birk", "articles": 2, "from": "2022", "to": None, "text": "Nothing."}],
        "nearest": [],
        "notes": ["A note."],
        "timings_ms": {"retrieve": 9.5},
        "usage": {"input_tokens": 3, "output_tokens": 4, "calls": 1, "estimated": False},
    }


def test_a_quote_shows_its_words_and_an_elided_one_only_its_parts():
    text = "One. Two. Three."
    assert Quote(citation=1, text=text, start=10, end=26).shown == text
    elided = Quote(citation=1, text=text, start=10, end=26, verdict="elided", parts=((10, 14), (20, 26)))
    assert elided.shown == "One. … Three."


@pytest.mark.parametrize(
    ("known", "voices", "people"),
    [
        ({"authors": ("Ada", "Bo")}, ("Ada", "Bo"), ("Ada", "Bo")),
        ({"kind": "interview", "authors": ("Ada",), "speakers": ("Bo",)}, ("Bo",), ("Bo", "Ada")),
        ({"kind": "interview", "authors": ("Ada",)}, (), ("Ada",)),
        ({"kind": "report", "speakers": ("Bo",)}, ("Bo",), ("Bo",)),
        ({"kind": "contribution", "authors": ("Ada",)}, ("Ada",), ("Ada",)),
        ({"kind": "interview", "authors": ("Ada", "Bo"), "speakers": ("Bo",)}, ("Bo",), ("Bo", "Ada")),
        ({}, (), ()),
    ],
)
def test_the_voice_of_an_article_is_its_author_unless_someone_is_interviewed_or_reported(
    known, voices, people
):
    record = Record(article_id="a", title="A", **known)
    assert (record.voices, record.people) == (voices, people)
    assert record.voice == (listed(voices) or None)


def test_names_are_listed_in_byline_order():
    assert [listed(names) for names in ((), ("Ada",), ("Ada", "Bo"), ("Ada", "Bo", "Cy"))] == [
        "",
        "Ada",
        "Ada and Bo",
        "Ada, Bo and Cy",
    ]


def test_a_record_without_a_date_is_undated():
    assert Record(article_id="a", title="A").date_text == "undated"


@pytest.mark.parametrize("end", ["since", "until"])
def test_a_scope_refuses_what_is_no_date(end):
    with pytest.raises(InvalidDate, match="'last year' is not a date"):
        Scope(**{end: "last year"})


def test_values_cannot_be_changed():
    article = article_of(LESS, "Words.")
    assert article.id == "less-2018"
    with pytest.raises(FrozenInstanceError):
        article.text = "Other words."  # type: ignore[misc]


def test_the_json_of_an_older_and_of_a_newer_version_is_still_read():
    record = Record(article_id="quay", title="The Quay", authors=("Ann Ash",))
    quote = Quote(citation=1, text="Build it.", start=0, end=9)
    view = Viewpoint(
        record=record, speaker="Ann Ash", reported=False, quotes=(quote,), also_in=(Edition.of(record),)
    )
    answer = Answer(
        question="Why?",
        standalone_question="Why?",
        answered=True,
        viewpoints=(view,),
        corrections=(Correction(typed="Wy", meant="Why"),),
    )
    data = answer.to_dict()
    data["viewpoints"][0]["also_in"][0]["mood"] = data["corrections"][0]["mood"] = "new"
    del data["usage"], data["viewpoints"][0]["quotes"][0]["context"], data["viewpoints"][0]["coverage_note"]
    data["mood"] = data["viewpoints"][0]["quotes"][0]["mood"] = "new"
    assert Answer.from_dict(data) == answer


@pytest.mark.parametrize(
    ("own", "default", "both"),
    [
        (Scope(), Scope(since="2018"), Scope(since="2018")),
        (Scope(people=("Ash",)), Scope(people=("Birk",), until="2020"), Scope(people=("Ash",), until="2020")),
        # One date of the reader's takes the place of both: they might contradict each other otherwise.
        (
            Scope(since="2021"),
            Scope(until="2020", publications=("Mole",)),
            Scope(publications=("Mole",), since="2021"),
        ),
    ],
)
def test_a_default_filter_holds_where_the_reader_sets_none_of_the_kind(own, default, both):
    assert own.over(default) == both
