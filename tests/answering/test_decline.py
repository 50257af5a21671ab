from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.decline.sought import unknown_names
from assistant.index.lexical import Lexical
from assistant.wording.positions import unsorted


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does Strand say about Trondheim?", ("Trondheim",)),
        ("What does the ferry cost Skerrow?", ()),
        ("Trondheim is where?", ()),
        ("WHAT ABOUT THE BARRAGE IN TRONDHEIM", ()),
        ("Did the vote in September change Marrow's mind on Monday?", ()),
        ("Does the Skerowian council want the ferry?", ("Skerowian",)),
        ("Is the Skerrower council for the ferry of Marow's town?", ("Marow's",)),
        ("What did the Skerow council decide on TV?", ()),
        ("What does Washingtn make of Skerrow?", ()),
        ("What does the Union of Harbour Towns want?", ()),
        ("What does the Union of River Towns want?", ("Union", "River", "Towns")),
    ],
)
def test_names_that_stand_nowhere_are_found(tmp_path: Path, question: str, names: tuple[str, ...]) -> None:
    Lexical.build(
        ["Strand said the ferry to Skerrow cost too much.", "Marrow and the UHT are against the vote."],
        tmp_path,
    )
    assert unknown_names(question, Lexical.open(tmp_path)) == names


def test_a_name_that_stands_nowhere_declines_the_question_and_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Why does Trondheim want the tidal barrage?")
    assert (answer.answered, answer.reason) == (False, "not_covered")
    assert answer.notes == ("'Trondheim' is not mentioned in any article here.",)
    assert answer.nearest


@pytest.mark.parametrize(("asked_of", "answered"), [("Quell", True), ("the price of a guitar", False)])
def test_somebody_asked_of_a_name_in_her_article_is_heard_however_everyday_the_names_sound(
    tmp_path: Path, asked_of: str, answered: bool
) -> None:
    (tmp_path / "morini.md").write_text(
        "---\ntitle: The harbour of Oyfar\nauthors: Engelina Morini\n---\n"
        "The harbour board should keep its dredgers. Quell would sell them to pay for the new quay. "
        "A town that sells its dredgers will lose its channel within ten years."
    )
    answer = Assistant.open(documents=tmp_path, index=tmp_path / ".index").ask(
        f"What does Engelina Morini say of {asked_of}?"
    )
    assert answer.answered is answered


@pytest.mark.parametrize(("country", "answered"), [("Switzerland", True), ("Peru", False)])
def test_a_name_that_belongs_to_the_matter_is_told_of_but_declines_nothing(
    tmp_path: Path, country: str, answered: bool
) -> None:
    (tmp_path / "holt.md").write_text(
        "---\ntitle: Lorries and the passes\nauthors: Fenna Holt\n---\n"
        "Lorries must be kept out of the Alpine passes. The valleys cannot bear ten thousand of them a day. "
        "Freight between Zurich and Milan belongs on rails."
    )
    asked = Assistant.open(documents=tmp_path, index=tmp_path / ".index").ask(
        f"Should lorries be kept out of {country}?"
    )
    note = f"'{country}' is not mentioned in any article here."
    assert (asked.answered, asked.notes) == (answered, (note, unsorted()) if answered else (note,))


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match between Vessel Harbour and Quillhaven?",
        "When does the ferry to Skerrow leave tomorrow?",
        "Which hotel in Quillhaven has the best breakfast?",
        "What will the weather be like in Quillhaven tomorrow?",
    ],
)
def test_an_everyday_question_is_declined_though_it_names_places_of_the_articles(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason) == (False, "not_covered")


@pytest.mark.parametrize(
    "question",
    [
        "What does the ferry to Skerrow cost the province?",
        "Why do some want the towns to merge?",
        "What would the barrage do to the birds?",
    ],
)
def test_a_question_that_an_article_answers_is_not_taken_for_an_everyday_one(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).answered


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "What percentage of voters are for the merger?",
            "No sentence here gives a percentage or a share for this.",
        ),
        ("How many people drowned in the flood?", "No sentence here gives a number of people for this."),
        ("How many villagers voted for the merger?", "No sentence here gives a number of people for this."),
        ("What do the ferry's captains earn?", "No sentence here gives an amount of money for this."),
        ("In which year was the old mole lengthened?", "No sentence here tells when this was."),
    ],
)
def test_near_passages_without_the_kind_of_answer_asked_for_are_offered_but_are_no_answer(
    assistant: Assistant, question: str, note: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason, answer.notes[-1:]) == (False, "not_covered", (note,))
    assert 1 <= len(answer.nearest) <= 3


@pytest.mark.parametrize(
    "question",
    [
        "How long would the barrage be?",
        "How many turbines would the barrage have?",
        "How many houses were flooded?",
        "How much does Vessel Harbour owe?",
        "For how many years is the company to run the sluices?",
        "When did Marrow change her mind about the barrage?",
        "Since when has Hob Tansley fished the lower Aster?",
        "Which conditions does Marrow set for the barrage?",
        "Which drawback does the barrage have for birds?",
        "Who wants the barrage in the province's vote?",
        "Does Leopold Strand support the barrage?",
        "What did the Sundmark Post write about the barrage?",
        "Do the environmental groups welcome Øyfar's statement?",
        "What is the position of the farmers along the upper Aster on the sluices?",
    ],
)
def test_a_number_a_date_or_a_position_that_stands_here_is_an_answer(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).answered


def test_who_is_named_but_holds_nothing_on_the_matter_has_no_position(assistant: Assistant) -> None:
    answer = assistant.ask("What is Brinmark's position on the Skerrow ferry?")
    assert (answer.answered, answer.notes) == (
        False,
        ("No article here tells what Brinmark says or wants in this.",),
    )


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "What does Captain Lodge say about the barrage?",
            "Nothing of this is mentioned in what was searched.",
        ),
        (
            "What does Captain Lodge say about river wolves?",
            "Nothing of this is mentioned in what was searched.",
        ),
        ("What does Pellworm think of Skerrow?", "'Skerrow' is not mentioned in what was searched."),
        (
            "What does Marrow say about giraffes in the barrage?",
            "Nothing of this is mentioned in what was searched.",
        ),
    ],
)
def test_a_writer_whose_articles_do_not_mention_the_matter_is_silent_on_it(
    assistant: Assistant, question: str, note: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason, answer.notes) == (False, "person_silent", (note,))
