"""The described form of an answer is the form that answers have."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assistant import Assistant
from assistant.answers import Absence, Answer, Correction, Edition, Quote, Sides, Usage, Viewpoint
from assistant.api.answer_form import (
    AnswerForm,
    CorrectionForm,
    PositionForm,
    QuoteForm,
    SidesForm,
    SubAnswerForm,
    UsageForm,
    ViewpointForm,
)
from assistant.api.record_form import (
    AbsenceForm,
    CountForm,
    EditionForm,
    ExtentForm,
    ListedForm,
    ListingForm,
    Part,
    ScopeForm,
)
from assistant.articles import Record
from assistant.listings import Count, Listing
from assistant.positions import Position
from assistant.scopes import Extent, Scope

RECORD = Record(article_id="a", title="A")
VIEW = Viewpoint(
    record=RECORD,
    speaker=None,
    reported=False,
    sure=False,
    part="Who?",
    quotes=(Quote(citation=1, text="A.", start=0, end=2),),
    position=Position(on="A", stance="for", start=0, end=2),
    also_in=(Edition.of(RECORD),),
)
ANSWER = Answer(question="Who?", standalone_question="Who?", answered=True)
LISTING = Listing(kind="about", text="A.", articles=(RECORD,), counts=(Count(name="A", articles=1),))
WHOLE = replace(
    ANSWER,
    viewpoints=(VIEW,),
    sides=Sides(on="A"),
    absences=(Absence(person="A", articles=0, first=None, last=None, text="A."),),
    listing=LISTING,
    corrections=(Correction(typed="A", meant="B"),),
    parts=(replace(ANSWER, viewpoints=(VIEW,)),),
    usage=Usage(1, 2, 3),
)


@pytest.mark.parametrize(
    ("form", "data"),
    [
        (AnswerForm, WHOLE.to_dict()),
        (SubAnswerForm, WHOLE.to_dict()["parts"][0]),
        (ViewpointForm, VIEW.to_dict()),
        (PositionForm, VIEW.to_dict()["position"]),
        (QuoteForm, VIEW.quotes[0].to_dict()),
        (EditionForm, VIEW.also_in[0].to_dict()),
        (SidesForm, Sides(on="A").to_dict()),
        (AbsenceForm, WHOLE.absences[0].to_dict()),
        (ListingForm, LISTING.to_dict()),
        (ListedForm, LISTING.to_dict()["articles"][0]),
        (CountForm, LISTING.counts[0].to_dict()),
        (CorrectionForm, WHOLE.corrections[0].to_dict()),
        (UsageForm, Usage(1, 2, 3).to_dict()),
        (ScopeForm, Scope().to_dict()),
        (ExtentForm, Extent().to_dict()),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_form_has_every_key(form: type[Part], data: dict[str, Any]) -> None:
    assert {field.alias or name for name, field in form.model_fields.items()} == set(data)


def test_an_answer_with_every_part_comes_back_whole() -> None:
    assert AnswerForm.model_validate_json(json.dumps(WHOLE.to_dict())).answer() == WHOLE


@pytest.mark.parametrize(
    "question",
    [
        "Should the tidal barrage be built?",
        "Who opposes the barrage?",
        "Which articles are from 2018?",
        "What does Marrow want, and what does Pellworm want?",
        "Which football club won the cup?",
    ],
)
def test_a_real_answer_comes_back_whole(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert AnswerForm.model_validate_json(json.dumps(answer.to_dict())).answer() == answer
