import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import refreshing
from assistant.answering.assistant import Assistant
from assistant.answering.drafts import read_part
from assistant.answers import Answer, Viewpoint
from assistant.dates import PublicationDate
from assistant.errors import DocumentsError
from assistant.events import Finished, Searched, ViewpointReady
from assistant.scopes import Extent, Scope
from assistant.wording.positions import unsorted

BARRAGE = "Should the tidal barrage be built?"


@pytest.fixture
def folder(articles_folder: Path, tmp_path: Path) -> Path:
    """A copy of the invented articles, to change."""
    return Path(shutil.copytree(articles_folder, tmp_path / "articles"))


@pytest.fixture
def indexed(folder: Path, assistant: Assistant, index_folder: Path) -> Path:
    """The copy, with a copy of the index in it."""
    shutil.copytree(index_folder, folder / ".index")
    return folder


@pytest.fixture
def own(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    # However slow the machine is, the answers of these tests wait for what has changed.
    monkeypatch.setattr(refreshing, "PATIENCE", 600.0)
    opened = Assistant.open(documents=indexed)
    yield opened
    opened.close()


def view(answer: Answer, article_id: str) -> Viewpoint:
    return next(view for view in answer.viewpoints if view.record.article_id == article_id)


def shown(answer: Answer) -> set[str]:
    return {view.record.article_id for view in answer.viewpoints}


@pytest.mark.parametrize(
    "question",
    [
        BARRAGE,
        "Should the two towns merge?",
        "What would closing the Skerrow ferry mean?",
        "What do fishermen fear?",
        "Who will be the next mayor?",
    ],
)
def test_every_quote_is_the_stored_slice(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    quotes = [(view, quote) for view in (*answer.viewpoints, *answer.nearest) for quote in view.quotes]
    assert quotes
    for found, quote in quotes:
        article = assistant.article(found.record.article_id)
        assert article is not None
        assert quote.text == article.text[quote.start : quote.end]
        assert found.record == article.record


def test_both_sides_are_heard_each_with_its_author_and_date(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE)
    assert answer.answered
    assert answer.reason is None
    assert {"marrow-2019", "marrow-2023", "thrale-2019"} <= shown(answer)
    early, late = view(answer, "marrow-2019"), view(answer, "marrow-2023")
    assert early.speaker == late.speaker == "Ottoline Marrow"
    assert early.record.date == PublicationDate("2019-03-14")
    assert early.record.date_text == "14 March 2019"


def test_citations_are_counted_from_one(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE)
    numbers = [quote.citation for view in answer.viewpoints for quote in view.quotes]
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_interviewed_person_is_the_speaker_and_not_the_author(assistant: Assistant) -> None:
    answer = assistant.ask("Should the Skerrow ferry be closed?")
    own = [
        view
        for view in answer.viewpoints
        if view.record.article_id == "lodge-interview-2022" and not view.reported
    ]
    assert [view.speaker for view in own] == ["Perpetua Lodge"]
    assert own[0].record.authors == ("Alban Fennimore",)


def test_what_was_searched_is_told(assistant: Assistant) -> None:
    extent = assistant.ask(BARRAGE).searched
    assert extent == Extent(
        articles=12,
        voices=len({voice for record in assistant.records for voice in record.voices}),
        first=PublicationDate("2018"),
        last=max((r.date for r in assistant.records if r.date), key=lambda date: date.first),
        undated_left_out=0,
    )


def test_a_filter_on_people_binds_by_surname_without_accents(assistant: Assistant) -> None:
    answer = assistant.ask("Should the two towns merge?", scope=Scope(people=("skarova",)))
    assert shown(answer) == {"skarova-tveitasen-2021"}
    assert answer.searched.articles == 1


def test_a_date_filter_leaves_undated_articles_out_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE, scope=Scope(since="2019", until="2019"))
    assert shown(answer) <= {"marrow-2019", "thrale-2019"}
    assert answer.searched.undated_left_out == 2
    assert "2 articles without a date were left out by the date filter." in answer.notes


def test_everyone_asked_for_is_heard_where_they_say_something(assistant: Assistant) -> None:
    people = ("Casimir Thrale", "Émilie Grandvœux", "Ottoline Marrow")
    answer = assistant.ask(BARRAGE, scope=Scope(people=people))
    assert {view.record.voice for view in answer.viewpoints} == set(people)
    assert answer.absences == ()


def test_without_a_matter_everything_that_the_filters_admit_is_shown_the_newest_first(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("What does Marrow say?")
    assert [view.record.article_id for view in answer.viewpoints] == ["marrow-2023", "marrow-2019"]


def test_of_all_articles_the_newest_are_shown_and_more_goes_back_in_time_to_the_last(
    own: Assistant, folder: Path
) -> None:
    for number in range(10):
        text = (
            f"---\ntitle: Note {number}\ndate: 202{number}\n---\n\nNumber {number} of these notes is short.\n"
        )
        (folder / f"note-{number}.md").write_text(text, encoding="utf-8")
    answer = own.ask("What do the articles say?")
    assert answer.articles[:3] == ("note-9", "note-8", "note-7")
    assert (len(answer.articles), answer.more) == (6, answer.searched.articles - 6)
    seen = list(answer.articles)
    while answer.more:
        answer = own.ask("What do the articles say?", after=answer)
        seen += answer.articles
    assert sorted(seen) == [record.article_id for record in own.records]


def test_what_one_voice_says_at_two_dates_stands_in_their_order(assistant: Assistant) -> None:
    ids = [
        view.record.article_id
        for view in assistant.ask("Has Marrow changed her mind on the barrage?").viewpoints
    ]
    assert ids.index("marrow-2019") < ids.index("marrow-2023")


def test_who_disagrees_with_somebody_is_not_answered_with_that_persons_own_articles(
    assistant: Assistant,
) -> None:
    people = {
        view.record.voice for view in assistant.ask("Who disagrees with Thrale about the barrage?").viewpoints
    }
    assert people
    assert "Casimir Thrale" not in people


def test_what_somebody_wrote_with_others_is_left_out_with_him(own: Assistant, folder: Path) -> None:
    head = "---\ntitle: Together\nauthors: [Casimir Thrale, Jo Saltby]\n---\n\n"
    text = "The tidal barrage should be built, for it will keep the two towns dry.\n"
    (folder / "together.md").write_text(head + text, encoding="utf-8")
    assert "together" in shown(own.ask(BARRAGE))
    assert "together" not in shown(own.ask("Who besides Thrale says that the tidal barrage should be built?"))


def test_thanks_are_no_question(assistant: Assistant) -> None:
    assert assistant.ask("Thank you!").reason == "empty_question"


def test_dates_the_wrong_way_round_are_told(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE, scope=Scope(since="2022", until="2018"))
    assert not answer.answered
    assert "The dates asked for end before they begin, so no article lies between them." in answer.notes


def test_an_unknown_person_is_said_with_a_suggestion(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE, scope=Scope(people=("Marow",)))
    assert (answer.answered, answer.reason) == (False, "unknown_person")
    assert answer.notes == (
        "No author or speaker named 'Marow' is in these articles; did you mean Ottoline Marrow?",
    )


def test_a_silent_person_is_named_with_what_they_have_here(assistant: Assistant) -> None:
    answer = assistant.ask("How tall are giraffes?", scope=Scope(people=("Ottoline Marrow",)))
    assert (answer.answered, answer.reason) == (False, "person_silent")
    (absence,) = answer.absences
    assert (absence.person, absence.articles) == ("Ottoline Marrow", 2)
    assert absence.text.startswith("Ottoline Marrow: 2 articles here (14 March 2019 to ")


def test_a_filter_that_hides_the_answer_is_named_as_the_reason(assistant: Assistant) -> None:
    answer = assistant.ask("What do the fishermen of the Aster fear?", scope=Scope(since="2030"))
    assert (answer.answered, answer.reason, answer.searched.articles) == (False, "filtered_out", 0)


@pytest.mark.parametrize(
    "question", ["How do I bake sourdough bread?", "Which planet has the most moons?", "asdf qwer zxcv", "🙂"]
)
def test_a_question_far_from_every_article_is_declined(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason, answer.viewpoints) == (False, "not_covered", ())


@pytest.mark.parametrize("question", ["", "  \n\t"])
def test_an_empty_question_is_an_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason) == (False, "empty_question")


def test_of_a_question_after_a_long_text_the_question_is_read_and_what_was_left_out_told(
    assistant: Assistant,
) -> None:
    pasted = "Rain fell on the square. " * 4_000
    answer = assistant.ask(f"{pasted}\n\n{BARRAGE}")
    assert answer.question.endswith(BARRAGE)
    assert len(answer.question) <= 2_000
    assert (
        f"Only the last {len(answer.question):,} of the question's 100,036 characters were read."
        in answer.notes
    )


def test_a_long_word_that_never_ends_is_cut_within() -> None:
    assert read_part("a" * 5_000) == "a" * 2_000


def test_a_question_of_two_thousand_characters_is_read_whole() -> None:
    assert read_part("word " * 400) == "word " * 400


def test_the_stream_searches_shows_and_finishes(assistant: Assistant) -> None:
    first, *middle, last = assistant.stream(BARRAGE)
    assert isinstance(first, Searched)
    assert isinstance(last, Finished)
    assert all(isinstance(event, ViewpointReady) for event in middle)
    assert tuple(event.viewpoint for event in middle if isinstance(event, ViewpointReady)) == (
        last.answer.viewpoints
    )


def test_an_answer_survives_json(assistant: Assistant) -> None:
    answer = assistant.ask(BARRAGE)
    assert Answer.from_dict(answer.to_dict()) == answer


def test_an_answer_from_no_article_names_what_was_passed_over(tmp_path: Path) -> None:
    for name in ("a.key", "b.pages", "c.docx", "d.numbers"):
        (tmp_path / name).write_text("It sails.")
    opened = Assistant.open(documents=tmp_path)
    answer = opened.ask(BARRAGE)
    opened.close()
    assert (answer.reason, answer.notes) == (
        "empty_index",
        ("4 files were passed over: a.key, b.pages, c.docx …; `assistant check` says why.",),
    )


def test_an_empty_folder_is_an_answer_until_there_are_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "PATIENCE", 600.0)
    (tmp_path / "empty").mkdir()
    opened = Assistant.open(documents=tmp_path / "empty")
    answer = opened.ask(BARRAGE)
    assert (answer.answered, answer.reason, answer.searched, answer.notes) == (
        *(False, "empty_index", Extent()),
        (),
    )
    assert list((tmp_path / "empty").iterdir()) == []
    (tmp_path / "empty/new.txt").write_text("The tidal barrage across the Aster should be built at once.")
    assert shown(opened.ask(BARRAGE)) == {"new"}
    opened.close()


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentsError, match="missing"):
        Assistant.open(documents=tmp_path / "missing")


def test_a_removed_article_is_gone_from_the_next_answer(own: Assistant, folder: Path) -> None:
    assert "marrow-2019" in shown(own.ask(BARRAGE))
    (folder / "marrow-2019.md").unlink()
    assert "marrow-2019" not in shown(own.ask(BARRAGE))
    assert own.article("marrow-2019") is None


def test_a_new_article_is_in_the_next_answer(own: Assistant, folder: Path) -> None:
    text = "The tidal barrage across the Aster should be built at once, and the ministry is right to do it."
    (folder / "new.txt").write_text(text, encoding="utf-8")
    answer = own.ask(BARRAGE)
    assert view(answer, "new").speaker is None
    assert view(answer, "new").record.date_text == "undated"


def test_a_process_that_ends_after_an_answer_notes_a_change_too_large_to_index_before_it(
    indexed: Path,
) -> None:
    own = Assistant.open(documents=indexed, once=True)
    words = "The tidal barrage is wall number"
    for number in range(300):
        text = "\n\n".join(f"{words} {number} of street {part}, all the way to the sea." for part in range(4))
        (indexed / f"many-{number}.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        answer = own.ask(BARRAGE)
        assert answer.notes == (
            "Articles have changed since they were indexed; run `assistant index` to bring them in.",
            unsorted(),
        )
        assert answer.searched.articles == 12
    own.close()


def test_the_retriever_is_langchains(assistant: Assistant) -> None:
    (first, *_) = documents = assistant.retriever.invoke(BARRAGE)
    assert len(documents) == 10
    article = assistant.article(first.metadata["article_id"])
    assert article is not None
    assert first.page_content == article.text[first.metadata["start"] : first.metadata["end"]]
