"""Misspelt words of a question: corrected, told, and left where a reader wants them as typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Correction, Turn

TYPED = "What does Pelworm think of the barage?"
MEANT = "What does Pellworm think of the barrage?"
NOTE = "Corrected: Pelworm → Pellworm, barage → barrage."


def without_words(answer: Answer) -> dict[str, Any]:
    """What an answer says, but for the question's words."""
    bare = replace(answer, question="", notes=(), corrections=(), timings_ms={})
    return bare.to_dict()


def test_the_answer_is_that_to_the_question_that_is_meant_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask(TYPED)
    assert answer.answered
    assert answer.corrections == (
        Correction(typed="Pelworm", meant="Pellworm"),
        Correction(typed="barage", meant="barrage"),
    )
    assert answer.notes[0] == NOTE
    assert (answer.question, answer.standalone_question) == (TYPED, MEANT)
    assert without_words(answer) == without_words(assistant.ask(MEANT))
    assert Answer.from_dict(answer.to_dict()) == answer


def test_exactly_asked_every_word_stays_and_the_name_is_suggested(assistant: Assistant) -> None:
    answer = assistant.ask(TYPED, exact=True)
    assert (answer.standalone_question, answer.corrections) == (TYPED, ())
    assert any("did you mean Thaddeus Pellworm?" in note for note in answer.notes)


def test_more_of_an_answer_reads_the_question_as_it_did(assistant: Assistant) -> None:
    question = "Should the tidal barage be built?"
    for exact in (False, True):
        first = assistant.ask(question, exact=exact)
        more = assistant.ask("more", history=(Turn(question=question, answer=first),))
        assert bool(more.corrections) is not exact
        assert more.standalone_question == first.standalone_question


def test_a_follow_up_is_corrected_too(assistant: Assistant) -> None:
    turn = Turn(question=MEANT, answer=assistant.ask(MEANT))
    answer = assistant.ask("And Marow?", history=(turn,))
    assert answer.understood.people == ("Ottoline Marrow",)
    assert answer.notes[0] == "Corrected: Marow → Marrow."


def test_a_question_in_another_language_is_left_as_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("Was sagt Frau Marow über die geplante barage in der Bucht?")
    assert answer.corrections == ()


def test_with_embeddings_that_know_no_words_nothing_is_corrected(
    articles_folder: Path, tmp_path: Path
) -> None:
    opened = Assistant.open(
        documents=articles_folder, index=tmp_path, embeddings=DeterministicFakeEmbedding(size=16)
    )
    assert opened.ask(TYPED).corrections == ()
    opened.close()
