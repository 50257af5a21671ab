import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.reading.quote_matching import Found, Text, find

STORY = (
    "The ferry to Oakton was late again. “We won’t wait — not this winter,” said the mayor, Ann Ash.\n\n"
    "Her critics call the bridge a non-violent folly of 1.5 million crowns; she calls it bread.\n"
    "Nobody asked the ferry-men, and nobody will ask them."
)

VOCABULARY = (
    "the",
    "ferry",
    "bridge",
    "will",
    "not",
    "never",
    "accept",
    "Oakton's",
    "1.5",
    "15",
    "people",
    "a",
)
WORD = st.sampled_from(VOCABULARY)
WORDS = st.lists(WORD, min_size=3, max_size=30)
GAP = st.sampled_from([" ", "  ", "\n", "\n\n", " \t", "\u00a0", " * "])


def slice_of(found: Found | None, text: str) -> str | None:
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("The ferry to Oakton was late again.", "The ferry to Oakton was late again"),
        ("ferry to Oakton was late", "ferry to Oakton was late"),
        ('"We won\'t wait - not this winter"', "We won’t wait — not this winter"),
        ("“We won‘t wait–not this winter.”", "We won’t wait — not this winter"),
        ("the mayor, Ann Ash. Her critics call", "the mayor, Ann Ash.\n\nHer critics call"),
        ("…folly of 1.5 million crowns…", "folly of 1.5 million crowns"),
        ("**Nobody** asked the _ferry-men_", "Nobody asked the ferry-men"),
        ("the ferry to Oakton was late", "The ferry to Oakton was late"),
    ],
)
def test_the_same_words_in_other_typography_are_found(words: str, stored: str) -> None:
    assert slice_of(find(words, STORY), STORY) == stored


@pytest.mark.parametrize(
    "words",
    [
        "The ferry to Oakton was never late again.",
        "The ferry to oakton was late",
        "ferry to Oakton late again",
        "late was Oakton to ferry",
        "erry to Oakton was late",
        "ferry to Oakton was lat",
        "violent folly of 1.5 million",
        "5 million crowns; she calls it",
        "Nobody asked the ferry",
        "We won wait not this winter",
        "the",
        "of the",
        "",
        "…",
        "?!",
        "The ferry to Oakton was late again." + " " * 3_000,
    ],
)
def test_words_changed_moved_cut_or_too_few_are_not_found(words: str) -> None:
    assert find(words, STORY) is None


def test_an_elided_quote_is_its_verbatim_parts_in_order() -> None:
    first, second = "Her critics call the bridge", "she calls it bread"
    start, middle = STORY.index(first), STORY.index(second)
    parts = ((start, start + len(first)), (middle, middle + len(second)))
    for sign in (" … ", "...", " [...] ", "[…]", " (…) ", " . . . "):
        assert find(f"“{first}{sign}{second}”", STORY) == Found(start, parts[1][1], "elided", parts)
    assert find(f"{second} … {first}", STORY) is None
    assert find("Her critics call the bridge … of", STORY) is None
    assert find("Her critics call the bridge … she calls it butter", STORY) is None


@pytest.mark.parametrize(
    "words",
    [
        "accept the bridge",
        "The council will … accept the bridge",
        "bridge should be built before spring",
        "wish to build one",
    ],
)
def test_no_quote_leaves_out_the_negation_before_it(words: str) -> None:
    text = "The council will not accept the bridge. No bridge should be built before spring. I don't wish "
    text += "to build one."
    assert find(words, text) is None


def test_a_negation_in_another_sentence_may_be_left_out() -> None:
    text = "They want a bridge. It is not cheap. They want it soon."
    assert find("They want a bridge … They want it soon", text) == Found(0, 54, "elided", ((0, 18), (37, 54)))


def test_a_stored_mark_of_elision_is_quoted_verbatim() -> None:
    text = "She paused... then said that it was over."
    assert find("She paused … then said that", text) == Found(0, len("She paused... then said that"))


def test_a_search_within_a_span_stays_there() -> None:
    second = STORY.index("Her critics")
    assert find("The ferry to Oakton", STORY, (second, len(STORY))) is None
    assert slice_of(find("call the bridge", STORY, (second, len(STORY))), STORY) == "call the bridge"
    assert find("she calls it bread", STORY, (second, STORY.index("bread") + 3)) is None
    assert find("The ferry to Oakton … call the bridge", STORY, (0, second)) is None


def test_composed_and_decomposed_letters_are_the_same_words() -> None:
    decomposed = unicodedata.normalize("NFD", "Thaçi žali odluku čelnika")
    assert find("Thaçi žali odluku", decomposed) == Found(
        0, len(unicodedata.normalize("NFD", "Thaçi žali odluku"))
    )
    assert find("Thaci žali odluku", decomposed) is None
    assert find("the ﬁnal oﬀer stands", "It is the final offer stands") == Found(6, 28)


def test_few_words_can_be_looked_for_too() -> None:
    assert Text(STORY).holds("a “non-violent” folly") is False
    assert Text(STORY).holds("non-violent") is True
    assert Text(STORY).holds("…") is False


def plain(text: str) -> list[str]:
    return re.findall(r"[\w.']*\w", text.replace("\u00ad", "").replace("\u200b", ""))


@given(WORDS, st.data())
def test_any_run_of_words_is_found_as_the_stored_slice(words: list[str], data: st.DataObject) -> None:
    text = "".join(word + data.draw(GAP) for word in words)
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    asked = words[start:end]
    found = find("  ".join(asked), text)
    assume(sum(len(word) for word in asked) >= 10)
    assume(start == 0 or words[start - 1] not in ("not", "never"))
    assert found is not None
    assert plain(text[found.start : found.end]) == asked


@given(WORDS, WORDS, st.data())
def test_whatever_is_found_has_the_words_asked_for(
    asked: list[str], words: list[str], data: st.DataObject
) -> None:
    text = "".join(word + data.draw(GAP) for word in words)
    found = find(" ".join(asked), text)
    if found is None:
        places = [i for i in range(len(words)) if words[i : i + len(asked)] == asked]
        negated = [i for i in places if i and words[i - 1] in ("not", "never")]
        assert places == negated or sum(len(word) for word in asked) < 16
    else:
        assert plain(text[found.start : found.end]) == asked


@given(WORDS, st.integers(0, 29), WORD)
def test_one_word_changed_is_not_found(words: list[str], index: int, other: str) -> None:
    altered = list(words)
    altered[index % len(words)] = other
    assume(altered != words)
    assert find(" ".join(altered), " ".join(words)) is None


@given(st.text(max_size=200), st.text(max_size=400))
def test_no_text_breaks_the_search_and_offsets_lie_inside(words: str, text: str) -> None:
    for asked in (words, text[len(text) // 3 :]):
        found = find(asked, text)
        if found:
            assert 0 <= found.start < found.end <= len(text)
            parts = found.parts or ((found.start, found.end),)
            assert all(found.start <= start < end <= found.end for start, end in parts)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a" * 2_000, "a" * 300_000),
        ("ab " * 300 + "a", "ab " * 100_000),
        ("ab-ab-ab ab", "ab-" * 100_000),
        ("a b c d e f g h … " * 150, "a b c d e f g h " * 20_000),
        ("' " * 1_000, "[ " * 150_000),
    ],
)
def test_repetitive_texts_are_searched_in_linear_time(words: str, text: str) -> None:
    assert find(words, text) is None
