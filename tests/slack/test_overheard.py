import pytest

from assistant.slack.listeners import asks


@pytest.mark.parametrize(
    "text",
    [
        "And what does Pellworm say?",
        "what about the ferry",
        "And in 2023",
        "Only Marrow",
        "before 2019",
        "Really?",
        "Tell me more about the barrage.",
        "Could you please compare the two?",
        "Do you know who pays for it?",
        "What does the US want?",
        "Wer war dagegen?",
        "by:marrow what was said?",
    ],
)
def test_a_question_a_request_or_a_piece_of_one_is_taken_for_the_bot(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks, that helps",
        "I have to leave early today.",
        "That is what Marrow wrote about the barrage in 2019.",
        "since: let me know by: Friday",
        "Bo, I still think that the barrage is a bad idea.",
        "He was never of that opinion.",
        "The ferry was closed in 2020, as far as anybody knows.",
        "Shall we have lunch?",
        "What do you think of the barrage?",
        "Can you send me the minutes?",
        "Should i ask our mayor?",
        "In the end the council closed it.",
    ],
)
def test_what_people_say_to_each_other_is_not(text: str) -> None:
    assert not asks(text)
