"""Who said given words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Span
from assistant.attribution.prose import prose
from assistant.attribution.speaker import Speaker, speaker_in
from assistant.attribution.tokens import quotations
from assistant.reading.blocks import blocks


def speaker_of(text: str, spans: Sequence[Span]) -> Speaker | None:
    """Who said the words at `spans` of `text`."""
    sentences = tuple(span for block in blocks(text, markdown=False) for span in block.sentences)
    return speaker_in(prose(text, sentences), spans)


def said(text: str, words: str = "“") -> tuple[str, str] | None:
    """Surface and rule for the first quotation, or for the words given."""
    start = text.index(words)
    span = quotations(text)[0] if words == "“" else (start, start + len(words))
    speaker = speaker_of(text, [span])
    return (speaker.surface, speaker.rule) if speaker else None


@pytest.mark.parametrize(
    ("text", "surface", "rule"),
    [
        ("“We stay,” said Ann Ash, the baker.", "Ann Ash", "inverted"),
        ("Ann Ash said: “We stay.”", "Ann Ash", "subject"),
        ("Ann Ash, the town's only baker, said, “We stay.”", "Ann Ash", "subject"),
        ("“We stay,” the baker of Lund insisted.", "the baker of Lund", "subject"),
        ("“We stay,” Ann Ash added, “and we bake.”", "Ann Ash", "subject"),
        ("“We stay,” according to Ann Ash.", "Ann Ash", "according"),
        ("Ann Ash left in tears, saying “we stay.”", "Ann Ash", "participle"),
        ("Ann Ash stood up and declared: “We stay.”", "Ann Ash", "conjoined"),
        ("The bread was called “a brick” by Ann Ash.", "Ann Ash", "passive"),
        ("Ann Ash: “We stay.”", "Ann Ash", "colon"),
        ("“We stay.” — Ann Ash (@annash)", "Ann Ash (@annash)", "signed"),
        ("Ann Ash rose to her feet at “we stay”.", "Ann Ash", "main subject"),
        ("She closed on a line that has been read everywhere: “We stay.”", "She", "colon"),
    ],
)
def test_each_construction_names_its_speaker(text: str, surface: str, rule: str) -> None:
    assert said(text) == (surface, rule)


def test_a_quotation_alone_has_the_speaker_of_the_sentence_before() -> None:
    text = "Ann Ash said no. “We stay.”"
    assert said(text) == ("Ann Ash", "carried")


def test_a_quotation_announced_by_a_colon_has_the_subject_before_it() -> None:
    assert said("The baker had the last word:\n\n“We stay.”") == ("The baker", "carried colon")


def test_a_quotation_without_anybody_has_no_speaker() -> None:
    assert said("“We stay.”") is None


def test_words_without_quotation_marks_have_a_speaker_too() -> None:
    assert said("Ann Ash warned that the oven was cold.", "that the oven was cold") == ("Ann Ash", "subject")


def test_a_pronoun_keeps_its_surface_and_gets_a_name() -> None:
    text = "Ann Ash laughed. “We stay,” she said."
    speaker = speaker_of(text, quotations(text))
    assert speaker is not None
    assert (speaker.surface, speaker.name, text[speaker.start : speaker.end]) == ("she", "Ann Ash", "she")


def test_a_speaker_is_at_most_eight_words() -> None:
    text = "“No,” said the very old baker of the small town of Lund in the north of Marl."
    surface, _ = said(text) or ("", "")
    assert surface == "the very old baker of the small town"


def test_a_named_speaker_beside_the_words_is_trusted_more_than_one_carried_over() -> None:
    near = speaker_of("“We stay,” said Ann Ash.", [(0, 10)])
    far = speaker_of("Ann Ash said no. “We stay.”", [(17, 27)])
    assert near is not None and far is not None
    assert near.trust > 0.9 > far.trust


@given(st.text(alphabet="“”\" .,:'Asaid\n—(", max_size=120), st.data())
def test_a_speaker_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    speaker = speaker_of(text, [(start, end)])
    assert speaker is None or text[speaker.start : speaker.end] == speaker.surface
