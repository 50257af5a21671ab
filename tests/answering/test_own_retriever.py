"""A LangChain vector store or retriever of one's own in the place of the search; all else stays the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.retrievers import BaseRetriever
from langchain_core.vectorstores import InMemoryVectorStore, VectorStore

from assistant import Answer, Assistant, AssistantError, Scope

BARRAGE = "Should the tidal barrage be built?"
ANY = DeterministicFakeEmbedding(size=8)
"""A store of fewer passages than are asked of it finds all of them, by whatever vectors."""
Opened = Callable[[Any], Assistant]


class Finding(BaseRetriever):
    """Finds the same documents for any text."""

    documents: list[Document]

    def _get_relevant_documents(self, query: str, **_: Any) -> list[Document]:
        return self.documents


@pytest.fixture
def opened(articles_folder: Path, index_folder: Path, assistant: Assistant) -> Iterator[Opened]:
    assistants: list[Assistant] = []

    def open_(retriever: Any) -> Assistant:
        found = Assistant.open(documents=articles_folder, index=index_folder, retriever=retriever)
        assistants.append(found)
        return found

    yield open_
    for each in assistants:
        each.close()


def shown(answer: Answer) -> set[str]:
    return {view.record.article_id for view in answer.viewpoints}


def test_a_store_filled_from_the_index_answers_as_the_index_does(
    assistant: Assistant, opened: Opened
) -> None:
    store = InMemoryVectorStore(ANY)
    assert assistant.fill(store) == sum(assistant.passage_counts.values()) == len(store.store)
    own = opened(store)
    for question in (BARRAGE, "What does Marrow think of the barrage?", "Who is the best striker?"):
        answer, without = own.ask(question), assistant.ask(question)
        assert (answer.viewpoints, answer.reason) == (without.viewpoints, without.reason)
    assert assistant.fill(store) == len(store.store)  # filled anew, nothing stands there twice


def test_what_the_store_does_not_find_is_not_shown_and_every_quote_is_the_articles(
    assistant: Assistant, opened: Opened
) -> None:
    everything = assistant.ask(BARRAGE)
    wanted = everything.viewpoints[1].record.article_id
    found = [each for each in assistant.retriever.invoke(BARRAGE, k=50) if wanted in str(each.id)]
    answer = opened(Finding(documents=found)).ask(BARRAGE)
    assert shown(answer) == {wanted}
    view = next(each for each in everything.viewpoints if each.record.article_id == wanted)
    assert [each.text for each in answer.viewpoints[0].quotes] == [each.text for each in view.quotes]


@pytest.mark.parametrize("length", [90, 400], ids=["pieces smaller than ours", "larger"])
def test_passages_cut_by_another_splitter_are_known_by_their_words(
    assistant: Assistant, opened: Opened, articles_folder: Path, length: int
) -> None:
    text = (articles_folder / "marrow-2019.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    pieces = [text[at : at + length] for at in range(0, len(text), length)]
    store = InMemoryVectorStore(ANY)
    store.add_texts(pieces)
    answer = opened(store).ask(BARRAGE)
    assert shown(answer) == {"marrow-2019"}
    article = assistant.article("marrow-2019")
    assert article is not None
    quotes = [quote for view in answer.viewpoints for quote in view.quotes]
    assert quotes
    assert all(quote.text == article.text[quote.start : quote.end] for quote in quotes)


def test_nothing_that_a_store_invents_is_shown(assistant: Assistant, opened: Opened) -> None:
    invented = Document(
        "Everybody loves the barrage.", metadata={"article_id": "marrow-2019", "start": 0, "end": 28}
    )
    true = assistant.retriever.invoke(BARRAGE, k=1)
    answer = opened(Finding(documents=[invented, *true])).ask(BARRAGE)
    assert shown(answer) == {true[0].metadata["article_id"]}
    assert "Everybody loves" not in answer.to_markdown()


def test_filters_hold_and_nobody_is_called_silent_whom_a_retriever_passed_over(
    assistant: Assistant, opened: Opened
) -> None:
    only_one = Finding(documents=assistant.retriever.invoke(BARRAGE, k=1))
    own = opened(only_one)
    scope = Scope(people=("Casimir Thrale",))
    assert own.ask(BARRAGE, scope=scope).viewpoints == assistant.ask(BARRAGE, scope=scope).viewpoints
    late = own.ask(BARRAGE, scope=Scope(since="2022"))
    assert all(view.record.date and view.record.date.last.year >= 2022 for view in late.viewpoints)


@pytest.mark.parametrize(
    "retriever",
    [
        InMemoryVectorStore(ANY),
        Finding(documents=[Document("Of quite another folder are these words.")]),
    ],
    ids=["an empty store", "another folder's"],
)
def test_a_store_of_other_articles_is_an_error_in_one_line(
    opened: Opened, retriever: VectorStore | BaseRetriever
) -> None:
    with pytest.raises(AssistantError) as error:
        opened(retriever).ask(BARRAGE)
    assert str(error.value) == (
        f"nothing that {type(retriever).__name__!r} finds stands in the articles of the index: "
        "fill it with Assistant.fill"
    )


def test_a_store_that_fails_is_an_error_in_one_line(opened: Opened) -> None:
    class Broken(BaseRetriever):
        def _get_relevant_documents(self, query: str, **_: Any) -> list[Document]:
            raise OSError("no route to host")

    with pytest.raises(AssistantError, match="^'Broken' could not be searched: OSError: no route to host$"):
        opened(Broken()).ask(BARRAGE)


def test_a_retriever_that_finds_nothing_declines(opened: Opened) -> None:
    answer = opened(Finding(documents=[])).ask(BARRAGE)
    assert (answer.answered, answer.reason) == (False, "not_covered")


def test_chromas_store_of_langchain_is_taken_too(
    assistant: Assistant, opened: Opened, tmp_path: Path
) -> None:
    chroma = pytest.importorskip("langchain_chroma").Chroma
    store = chroma(
        "mine",
        ANY,
        persist_directory=str(tmp_path),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    assistant.fill(store)
    assert opened(store).ask(BARRAGE).viewpoints == assistant.ask(BARRAGE).viewpoints


def test_the_example_in_the_documentation_runs(
    articles_folder: Path, index_folder: Path, assistant: Assistant
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "langchain.md").read_text(encoding="utf-8")
    (example,) = [each for each in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "fill" in each]
    places = {
        'documents="documents"': f"documents={str(articles_folder)!r}, index={str(index_folder)!r}",
        "OpenAIEmbeddings()": "ANY",
        "Should Kosovo be partitioned?": BARRAGE,
    }
    for words, here in places.items():
        example = example.replace(words, here)
    names: dict[str, Any] = {"ANY": ANY}
    exec(compile(example, "docs/langchain.md", "exec"), names)
    with closing(names["assistant"]), closing(names["mine"]):
        assert shown(names["answer"]) == shown(assistant.ask(BARRAGE))
