from pathlib import Path

from assistant.index.vocabulary import Vocabulary


def test_a_word_is_kept_as_it_is_mostly_written(tmp_path: Path) -> None:
    Vocabulary.build(
        ["The ferry to Skerrow. Ferry tolls", "ferry: Vučić's, SKERROW, Skerrow; a toll"], tmp_path
    )
    assert Vocabulary(tmp_path).words == {
        "ferry": "ferry",
        "skerrow": "Skerrow",
        "tolls": "tolls",
        "toll": "toll",
        "vucic": "Vučić",
    }
