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


def test_scores_are_those_of_bm25_as_lucene_counts_it(lexical):
    lengths = np.array([len(stems(text)) or 1 for text in TEXTS])
    rarity = math.log(1 + (4 - 1 + 0.5) / (1 + 0.5))
    count = 2
    expected = rarity * count / (count + 1.2 * (1 - 0.75 + 0.75 * lengths[1] / lengths.mean()))
    np.testing.assert_allclose(lexical.scores(stems("bridge"), None), [0, expected, 0, 0], rtol=1e-5)


def test_scores_of_several_words_add_up(lexical):
    apart = [lexical.scores(stems(word), None) for word in ("ferry", "Brell")]
    np.testing.assert_allclose(lexical.scores(stems("ferry Brell"), None), sum(apart), rtol=1e-5)


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


def test_a_word_is_the_rarer_the_fewer_passages_hold_it(lexical):
    unheard, once, twice = (lexical.rarity(stems(word)[0]) for word in ("harbour", "school", "brell"))
    assert [unheard, once, twice] == pytest.approx(
        [math.log(10), math.log(1 + 3.5 / 1.5), math.log(1 + 2.5 / 2.5)]
    )


def test_stop_words_and_signs_are_no_words():
    assert stems("What is it that they say of the, and — 🚢 ?!") == []


def test_an_index_of_nothing_opens(tmp_path):
    Lexical.build([], tmp_path / "bm25")
    assert Lexical.open(tmp_path / "bm25").knows("ferry") is False
