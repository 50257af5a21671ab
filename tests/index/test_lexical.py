import math

import numpy as np
import pytest

from assistant.index.lexical import Lexical, stems

TEXTS = [
    "The Ferry. Hashim Thaçi\nThe ferry crosses at Brell.",
    "The bridge of Brell, a bridge nobody asked for.",
    "Schools in Lower Ansel.",
    "— … —",
]


@pytest.fixture(scope="module")
def lexical(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical") / "bm25"
    Lexical.build(TEXTS, folder)
    return Lexical.open(folder)


def test_scores_are_those_of_bm25_as_a_share_of_the_ideal(lexical):
    lengths = np.array([len(stems(text)) or 1 for text in TEXTS])
    count = 2
    expected = count / (count + 1.2 * (1 - 0.75 + 0.75 * lengths[1] / lengths.mean()))
    np.testing.assert_allclose(lexical.scores(stems("bridge"), None), [0, expected, 0, 0], rtol=1e-5)


def test_words_count_by_their_rarity_those_that_stand_nowhere_too(lexical):
    words = stems("ferry Brell unheard")
    apart = [lexical.rarity(word) * lexical.scores([word], None) for word in words]
    ideal = sum(lexical.rarity(word) for word in words)
    np.testing.assert_allclose(lexical.scores(words, None), sum(apart) / ideal, rtol=1e-5)


def test_rows_that_are_not_admitted_score_nothing(lexical):
    all_rows = lexical.scores(stems("Brell bridge"), None)
    only_first = lexical.scores(stems("Brell bridge"), np.array([True, False, True, True]))
    assert all_rows[1] > 0
    np.testing.assert_allclose(only_first, all_rows * [1, 0, 1, 1])


@pytest.mark.parametrize("words", [[], ["unheard"], [""]])
def test_no_known_word_scores_nothing(lexical, words):
    assert lexical.scores(words, None)[:3].tolist() == [0, 0, 0]
    assert lexical.scores(words, None).shape == (4,)


def test_words_are_known_without_case_accents_and_endings(lexical):
    known = {
        word: lexical.knows(stems(word)[0]) for word in ("THACI", "Thaçi’s", "ferries", "school", "harbour")
    }
    assert known == {"THACI": True, "Thaçi’s": True, "ferries": True, "school": True, "harbour": False}


def test_a_word_is_the_rarer_the_fewer_passages_hold_it_here_and_in_the_background(lexical):
    unheard, once, twice = (lexical.rarity(stems(word)[0]) for word in ("harbour", "school", "brell"))
    assert [unheard, once, twice] == pytest.approx(
        [math.log(1 + (203 - found + 0.5) / (1 + found + 0.5)) for found in (0, 1, 2)]
    )


def test_stop_words_and_signs_are_no_words():
    assert stems("What is it that they say of the, and — 🚢 ?!") == []


def test_an_index_of_nothing_opens(tmp_path):
    Lexical.build([], tmp_path / "bm25")
    assert Lexical.open(tmp_path / "bm25").knows("ferry") is False
