"""Questions in other languages than the articles of `documents/`, with a chat model on the loopback."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.generation.chat_model import chat_model
from assistant.generation.protocol import REFUSAL
from assistant.scopes import Scope
from assistant.settings import Settings
from tests.model_server import ModelServer, Reply, grades, sources, standalone

SPLIT = "Should Kosovo be partitioned?"
UNFIT = (
    "The chat model's wording of the question did not fit the conversation, "
    "so the question was understood without it."
)
SIN = "Is the land swap a sin against God?"
SIN_IN_FRENCH = "L'échange de territoires est-il un péché contre Dieu ?"


@dataclass(frozen=True)
class Case:
    language: str
    question: str
    english: str
    claim: str
    """In that language: it names nobody and can be said of any view."""
    translated: str
    """What the model writes before a sentence in place of a translation."""


GERMAN = Case(
    language="German",
    question="Sollte der Kosovo geteilt werden?",
    english=SPLIT,
    claim="Diese Stimme äußert sich hier ausführlich zu der gestellten Frage.",
    translated="Auf Deutsch:",
)
CASES = (
    GERMAN,
    Case(
        language="French",
        question="Que pense Serwer de l'échange de territoires ?",
        english="What does Serwer think of the land swap?",
        claim="Cette voix donne ici son avis sur la question qui est posée.",
        translated="En français :",
    ),
    Case(
        language="Serbian",
        question="Šta kaže Džozef o razmeni teritorija?",
        english="What does Joseph say about a land swap?",
        claim="Ovaj glas ovde iznosi svoje mišljenje o postavljenom pitanju.",
        translated="Na srpskom:",
    ),
    Case(
        language="Serbian",
        question="Да ли треба поделити Косово?",
        english=SPLIT,
        claim="Овај глас овде износи своје мишљење о постављеном питању.",
        translated="На српском:",
    ),
    Case(
        language="Hungarian",
        question="Fel kellene osztani Koszovót?",
        english=SPLIT,
        claim="Ez a hang itt részletesen kifejti a véleményét a feltett kérdésről.",
        translated="Magyarul:",
    ),
)


@pytest.fixture(scope="module")
def model_server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture(scope="module")
def writing(
    documents: Assistant, documents_folder: Path, documents_index: Path, model_server: ModelServer
) -> Iterator[Assistant]:
    model = chat_model(Settings(model="polyglot", openai_base_url=model_server.url, retries=0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_TIMEOUT", "600")  # time on a busy machine is no failure
        opened = Assistant.open(documents=documents_folder, index=documents_index, model=model)
    yield opened
    opened.close()


Translate = Callable[[str], str]


def views(request: dict[str, Any], case: Case, translate: Translate | None) -> Reply:
    """Of each source the first sentence, with a claim, and its translation where there is one to be made."""
    given = [(key, sentences[0]) for key, sentences in sources(request)]
    written = [
        {"cite": [first], "claim": case.claim, "stance": None}
        | ({"translation": [translate(words)]} if translate else {})
        for _, (first, words) in given
    ]
    overview = f"{case.claim[:-1]} [{given[0][1][0]}]."
    return Reply(json.dumps({"views": written, "summary": overview}, ensure_ascii=False))


def in_readers_language(
    case: Case, *, condensed: Reply | None = None, translate: Translate | None = None
) -> Callable[[dict[str, Any]], Reply]:
    """A model that does as it is asked, but for the replies that are given."""

    def reply(request: dict[str, Any]) -> Reply:
        if "<conversation>" in request["messages"][-1]["content"]:
            return condensed or standalone(case.english, case.language)
        return grades(request) or views(request, case, translate)

    return reply


def translating(case: Case) -> Translate:
    return lambda words: f"{case.translated} {words}"


def translations(answer: Answer) -> list[str]:
    return [q.translation.text for view in answer.viewpoints for q in view.quotes if q.translation]


@pytest.mark.parametrize("case", CASES, ids=[case.question for case in CASES])
def test_a_question_is_answered_in_the_readers_language_and_quotes_stay_in_the_original(
    case: Case, documents: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(in_readers_language(case, translate=translating(case)))
    answer, in_english = writing.ask(case.question), documents.ask(case.english)
    assert answer.answered and answer.standalone_question == case.english
    assert answer.understood == in_english.understood
    voices = {view.record.voice for view in answer.viewpoints}
    assert {view.record.voice for view in in_english.viewpoints} <= voices
    assert answer.notes[0] == (
        f"The question seems to be in {case.language}; the articles are in English: "
        "the chat model translated it."
    )
    assert answer.summary and answer.summary.startswith(case.claim[:-1])
    written = [view for view in answer.viewpoints if view.claim]
    assert written and {view.claim for view in written} == {case.claim}
    for view in written:
        article = writing.article(view.record.article_id)
        assert article is not None
        for quote in view.quotes:
            assert quote.text == article.text[quote.start : quote.end]
            assert quote.translation is not None
            assert (quote.translation.text, quote.translation.by) == (
                f"{case.translated} {quote.shown}",
                "polyglot",
            )
    assert f"Translated by polyglot: {case.translated} " in answer.to_markdown().replace("\\", "")


def test_the_model_is_asked_in_the_readers_words_and_told_to_translate(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(in_readers_language(GERMAN, translate=translating(GERMAN)))
    model_server.requests.clear()
    writing.ask(GERMAN.question)
    _, asked, _ = model_server.requests
    user = asked["messages"][-1]["content"]
    assert f"<question>\n{GERMAN.question}\n{SPLIT}\n</question>" in user
    assert "summary: German, in the reader's script. Translations: into German.\n" in user
    view = asked["response_format"]["json_schema"]["schema"]["properties"]["views"]["items"]
    assert view["properties"]["translation"] == {"type": "array", "items": {"type": "string"}}


def test_without_a_model_nothing_is_translated(documents: Assistant) -> None:
    answer = documents.ask(GERMAN.question)
    assert answer.notes == (
        "The question seems to be in German; the articles are in English: searched by names and numbers.",
    )
    assert translations(answer) == []


def test_the_model_judges_what_the_rules_for_english_decline(
    documents: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    case = Case("French", SIN_IN_FRENCH, SIN, CASES[1].claim, CASES[1].translated)
    model_server.plays(in_readers_language(case, translate=translating(case)))
    assert not documents.ask(SIN).answered
    answer = writing.ask(case.question)
    assert (answer.answered, answer.reason, answer.engine, answer.absences) == (True, None, "model", ())
    assert answer.viewpoints and len(translations(answer)) >= len(answer.viewpoints)


def test_what_a_model_finds_nothing_on_is_declined_as_in_english(
    documents: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    refusing = Reply(json.dumps({"views": [], "summary": REFUSAL}))
    model_server.plays(standalone(SIN, "French"), refusing)
    answer, in_english = writing.ask(SIN_IN_FRENCH), documents.ask(SIN)
    assert (answer.answered, answer.reason) == (False, in_english.reason)
    assert [view.key for view in answer.nearest] == [view.key for view in in_english.nearest]


def test_a_readers_own_filter_holds_whatever_the_model_is_given(
    writing: Assistant, model_server: ModelServer
) -> None:
    case = Case("French", SIN_IN_FRENCH, SIN, CASES[1].claim, CASES[1].translated)
    model_server.plays(in_readers_language(case, translate=translating(case)))
    answer = writing.ask(case.question, scope=Scope(people=("Daniel Serwer",), since="2025"))
    assert {view.record.article_id for view in answer.viewpoints} == {"serwer-2025"}


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (
            Reply('{"language": "German", "question": "Should Kos'),
            UNFIT,
        ),
        (standalone(GERMAN.question, "German"), None),
    ],
)
def test_without_a_translation_of_the_question_the_model_is_asked_all_the_same(
    writing: Assistant, model_server: ModelServer, reply: Reply, note: str | None
) -> None:
    model_server.plays(in_readers_language(GERMAN, condensed=reply, translate=translating(GERMAN)))
    answer = writing.ask(GERMAN.question)
    searched = (
        "The question seems to be in German; the articles are in English: searched by names and numbers."
    )
    assert answer.notes[: 2 if note else 1] == ((note, searched) if note else (searched,))
    assert answer.summary and translations(answer)


def test_where_nothing_was_found_by_names_the_model_is_given_what_comes_nearest(
    writing: Assistant, model_server: ModelServer
) -> None:
    case = CASES[2]
    model_server.plays(in_readers_language(case, condensed=Reply("Hm."), translate=translating(case)))
    answer = writing.ask(case.question)
    assert (answer.answered, answer.engine) == (True, "model")


def test_an_answer_in_english_and_without_translations_costs_a_note_and_no_view(
    documents: Assistant, writing: Assistant, model_server: ModelServer
) -> None:
    english = Case(
        GERMAN.language, GERMAN.question, SPLIT, "This voice speaks at length on the question asked.", ""
    )
    model_server.plays(in_readers_language(english))
    answer, plain = writing.ask(GERMAN.question), documents.ask(SPLIT)
    assert [note for note in answer.notes[1:] if "German" in note or "translated" in note] == [
        "The chat model answered in English, not in German.",
        "The chat model translated no quote.",
    ]
    assert {view.record.article_id for view in plain.viewpoints} <= set(answer.articles)
    assert {view.claim for view in answer.viewpoints if view.claim} == {english.claim}


@pytest.mark.parametrize(
    "wrong", ["Das sagte er 1893.", "Das sagt auch Tcherneva.", "Siehe https://a.example/b."]
)
def test_a_translation_with_other_figures_or_people_is_left_out_and_the_quote_stays(
    writing: Assistant, model_server: ModelServer, wrong: str
) -> None:
    model_server.plays(in_readers_language(GERMAN, translate=lambda words: wrong))
    answer = writing.ask(GERMAN.question)
    left_out = [note for note in answer.notes if "translation" in note]
    assert len(left_out) == 1
    assert re.fullmatch(
        r"\d+ translations? by the chat model w\w+ left out: its figures or names differ\.", left_out[0]
    )
    assert {view.claim for view in answer.viewpoints if view.claim} == {GERMAN.claim}
    assert len(translations(answer)) <= ("Tcherneva" in wrong)


def test_a_follow_up_whose_words_tell_no_language_is_answered_in_the_one_the_model_tells(
    writing: Assistant, model_server: ModelServer
) -> None:
    model_server.plays(in_readers_language(GERMAN, translate=translating(GERMAN)))
    earlier = Turn(question=GERMAN.question, answer=writing.ask(GERMAN.question))
    case = Case(
        "German", "Und Thaçi?", "Does Hashim Thaçi want Kosovo to be partitioned?", GERMAN.claim, "Hier:"
    )
    model_server.plays(in_readers_language(case, translate=translating(case)))
    answer = writing.ask(case.question, history=(earlier,))
    assert (answer.standalone_question, answer.understood.people) == (case.english, ("Hashim Thaçi",))
    assert all(words.startswith("Hier: ") for words in translations(answer))
    assert translations(answer)
