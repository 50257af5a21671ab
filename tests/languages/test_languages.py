"""Articles and questions in twelve languages: what is read, what is told, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.answering.assistant import Assistant
from assistant.articles import Article, Record
from assistant.attribution import attribute
from assistant.index.lexical import stems
from assistant.languages import detected, name, of_question
from assistant.names import folded, names_match
from assistant.reading.article import article_of, parse_article
from tests.model_server import ModelServer, Reply, standalone

_ROWS = yaml.safe_load((Path(__file__).parent / "articles.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Case:
    language: str
    title: str
    author: str
    sentences: tuple[str, ...]
    question: str
    answer: str
    file: str

    @classmethod
    def of(cls, row: dict[str, object]) -> Case:
        keys = ("title", "publication", "date")
        head = "\n".join(f"{key}: {row[key]}" for key in keys) + f"\nauthors: {row['author']}"
        sentences = tuple(map(str, row["sentences"]))  # type: ignore[call-overload]
        between = "" if row["language"] == "zh" else " "
        return cls(
            language=str(row["language"]),
            title=str(row["title"]),
            author=str(row["author"]),
            sentences=sentences,
            question=str(row["question"]),
            answer=sentences[int(str(row["answers"]))],
            file=f"---\n{head}\n---\n\n{between.join(sentences)}\n",
        )

    @property
    def article(self) -> Article:
        return parse_article(self.file.encode(), self.language, name=self.language)


CASES = tuple(map(Case.of, _ROWS))
each = pytest.mark.parametrize("case", CASES, ids=[case.language for case in CASES])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("languages")
    for case in CASES:
        (folder / f"{case.language}.md").write_text(case.file, encoding="utf-8")
    opened = Assistant.open(documents=folder)
    yield opened
    opened.close()


@each
def test_the_language_of_an_article_is_detected_where_the_record_does_not_say(case: Case) -> None:
    record = case.article.record
    assert (record.language, record.basis["language"]) == (case.language, "detected")


@each
def test_no_source_is_guessed_in_a_language_that_was_not_examined(case: Case) -> None:
    found = attribute(case.article)
    assert {(each.speaker, each.reported, each.certain) for each in found} == {(case.author, False, False)}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.language,
            marks=pytest.mark.xfail(
                case.language == "sq", reason="“re.” is taken for an abbreviation", strict=True
            ),
        )
        for case in CASES
    ],
)
def test_sentences_are_split_where_the_language_ends_them(case: Case) -> None:
    article = case.article
    assert [article.text[each.start : each.end] for each in attribute(article)] == list(case.sentences)


@each
def test_a_question_in_the_language_of_an_article_is_answered_from_it(case: Case, many: Assistant) -> None:
    answer = many.ask(case.question)
    first = answer.viewpoints[0]
    assert (first.record.article_id, first.speaker, first.sure) == (case.language, case.author, False)
    assert any(case.answer in quote.text for quote in first.quotes)


@each
def test_every_answer_says_that_whose_view_it_is_was_not_examined(case: Case, many: Assistant) -> None:
    answer = many.ask(f"What does {case.author} say?")
    assert {view.record.article_id for view in answer.viewpoints} == {case.language}
    line = f"Whose view each sentence is was not examined: not in English ({name(case.language)})."
    assert line in answer.notes
    assert [view["sure"] for view in answer.to_dict()["viewpoints"]] == [False] * len(answer.viewpoints)
    assert line in answer.to_markdown()


@each
def test_the_author_is_found_by_the_name_in_latin_letters(case: Case) -> None:
    latin = folded(case.author).title()
    assert case.language in ("ar", "zh") or (latin.isascii() and names_match(latin, case.author))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Desanka Vujnović", "Десанка Вујновић"),
        ("Desanka Vujnovic", "Десанка Вујновић"),
        ("Десанка Вујновић", "Desanka Vujnovic"),
        ("Lješnik", "Вукашин Љешник"),
        ("Igor Zhukovin", "Игорь Жуковин"),
        ("Karavoulias", "Λευτέρης Καραβούλιας"),
        ("Gundogmus", "Şükran Gündoğmuş"),
        ("سلمى البحراوي", "سلمى البحراوي"),
        ("陆听雨", "陆听雨"),
    ],
)
def test_a_name_matches_in_another_script_or_spelling(asked: str, name: str) -> None:
    assert names_match(asked, name)


@pytest.mark.parametrize(
    ("asked", "name"), [("Vujić", "Вујновић"), ("陆听雷", "陆听雨"), ("Зуков", "Жуковин")]
)
def test_another_name_in_another_script_does_not_match(asked: str, name: str) -> None:
    assert not names_match(asked, name)


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("Soll die Fähre nach Skerrow stillgelegt werden?", "German", True),
        ("Faut-il fermer le bac de Skerrow ?", "French", True),
        ("Зашто је скела на Астеру затворена?", "Serbian, Croatian or Bosnian", False),
        ("Ki ellenzi a gát építését?", "Hungarian", False),
    ],
)
def test_a_question_in_no_language_of_the_articles_is_searched_by_names(
    question: str, language: str, found: bool, assistant: Assistant
) -> None:
    answer = assistant.ask(question)
    line = (
        f"The question seems to be in {language}; the articles are in English: searched by names and numbers."
    )
    assert (answer.answered, answer.notes) == (found, (line,))
    assert all("Skerrow" in view.record.title + view.quotes[0].text for view in answer.viewpoints[:1])


def test_nobody_is_called_silent_in_a_language_that_was_not_understood(many: Assistant) -> None:
    answer = many.ask("What does Desanka Vujnović say about the roof of the mill?")
    assert [view.record.article_id for view in answer.viewpoints] == ["sr"]
    assert answer.absences == ()


def test_an_english_question_about_a_person_in_the_text_finds_the_passage(many: Assistant) -> None:
    answer = many.ask("What does Nevena Kraljušić want?")
    assert answer.viewpoints[0].record.article_id == "sh"


def test_an_article_in_english_among_others_is_read_as_before() -> None:
    text = "The ford must be kept.\n\nThe mayor says that the ford is too deep."
    article = parse_article(text.encode(), "ford", name="ford")
    assert [(each.speaker, each.reported) for each in attribute(article)] == [
        (None, False),
        ("mayor", True),
    ]


def test_a_block_quotation_and_a_turn_are_read_in_any_language() -> None:
    quoted = article_of(
        Record(article_id="a", title="A", authors=("Lore",), language="de"), "Nein.\n\n> Doch, ja."
    )
    assert [(each.speaker, each.reported) for each in attribute(quoted)] == [("Lore", False), (None, True)]
    asked = Record(
        article_id="b",
        title="B",
        kind="interview",
        authors=("Lore",),
        speakers=("Korbinian Reuß",),
        language="de",
    )
    turns = article_of(
        asked, "Lore: Warum?\n\nKorbinian Reuß: Weil es teuer ist.\n\nLore: Wie teuer?\n\nReuß: Sehr."
    )
    found = [(each.speaker, each.reported, each.certain) for each in attribute(turns)]
    assert found == [(who, False, True) for who in ("Lore", "Korbinian Reuß", "Lore", "Korbinian Reuß")]


def test_with_a_chat_model_the_question_is_translated(
    articles_folder: Path, index_folder: Path, assistant: Assistant, model_server: ModelServer
) -> None:
    model = ChatOpenAI(base_url=model_server.url, api_key=SecretStr("sk-test"), model="m", max_retries=0)
    model_server.plays(standalone("Should the tidal barrage be built?", "German"), Reply(""))
    opened = Assistant.open(documents=articles_folder, index=index_folder, model=model)
    answer = opened.ask("Soll das Gezeitenkraftwerk gebaut werden?")
    opened.close()
    assert answer.standalone_question == "Should the tidal barrage be built?"
    assert answer.answered
    assert answer.notes[0] == (
        "The question seems to be in German; the articles are in English: the chat model translated it."
    )


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the roofs of Zürich", None, ["roof", "zurich"]),
        ("die Dächer der Häuser", "de", ["dach", "haus"]),
        ("стари млин", "sr", ["star", "mlin"]),
        ("stari mlin", "hr", ["star", "mlin"]),
        ("老茶馆", "zh", ["老茶", "茶馆"]),
        ("urat e gurit", "sq", ["urat", "gurit"]),
    ],
)
def test_words_are_stemmed_by_the_language_of_the_text(
    text: str, language: str | None, expected: list[str]
) -> None:
    assert stems(text, language) == expected


def test_a_short_text_has_no_language_and_a_headline_none_but_english() -> None:
    assert [
        detected(text) for text in ("Words.", "Oyfar", "# Die Mühle\n\nThe mill of the town is old.")
    ] == [
        None,
        None,
        "en",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Thaçi?",
        "Republika Srpska?",
        "I mean Koha Ditore.",
        "Would Vučić recognise Kosovo?",
        "dont forget hungary",
    ],
)
def test_an_english_question_of_foreign_names_is_not_called_foreign(question: str) -> None:
    assert of_question(question) in ("en", None)
