import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.sentences import LONGEST, sentences


@given(st.text() | st.text(st.sampled_from("ab AB.?!…”\"'\n12")))
def test_sentences_are_ordered_trimmed_and_leave_out_only_white_space(text):
    spans = sentences(text)
    assert [span for pair in spans for span in pair] == sorted(span for pair in spans for span in pair)
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "pieces",
    [
        ["Mr. Strand left.", "So did Dr. A. B. Roke."],
        ["“Why?” she asked.", "Nobody knew…", "“Go!”", "He went."],
        ["A bus in 3.5 parts.", "The end"],
        ["No.", "I think it should go.", "See No. 4."],
        ["It cost approx. 4 crowns, ca. 1931 in para. 5.", "So be it."],
        ["It stood in the U.K. until 2019.", "Then it fell."],
        ["A ford is no bridge.", "’Tis deep in May.", "So it is."],
    ],
)
def test_a_text_is_cut_where_its_sentences_end(pieces):
    text = " ".join(pieces)
    assert [text[start:end] for start, end in sentences(text)] == pieces


def test_an_address_may_end_a_sentence() -> None:
    text = "The plan is at https://plan.example/mill. Ash wrote it, see (https://ash.example/). It is https://a.b!"
    assert [text[slice(*span)][:10] for span in sentences(text)] == ["The plan i", "Ash wrote ", "It is http"]


def test_a_sentence_longer_than_the_bound_is_cut_at_white_space() -> None:
    text = "The ford is deep and " * (2 * LONGEST // 20) + "wide."
    pieces = [text[start:end] for start, end in sentences(text)]
    assert " ".join(pieces) == text
    assert [len(piece) <= LONGEST for piece in pieces] == [True, True, True]


def test_a_word_longer_than_the_bound_is_cut_too() -> None:
    assert sentences("x" * (LONGEST + 5)) == ((0, LONGEST), (LONGEST, LONGEST + 5))
