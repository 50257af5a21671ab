"""The scorers of PolNeAR, on an invented document in its form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from eval.polnear import (
    Attribution,
    Score,
    compared,
    given_scores,
    main,
    measured,
    own_scores,
    read,
    sentence_figures,
)

TEXT = "“The ford is open until the river rises,” said Ann Ash. The ford is old. She said that it would hold."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


QUOTED = Attribution(
    "ford", "Ann Ash", (span("“The ford is open until the river rises,”"),), True, (span("Ann Ash"),)
)
PLAIN = Attribution("ford", "She", (span("that it would hold"),), False, (span("She"),))


def test_a_right_speaker_scores_on_every_count() -> None:
    assert compared("Ann Ash", "Ann Ash") == Score(overlap=True, exact=True, f1=1.0, pronoun=False)


def test_a_shared_title_is_no_overlap() -> None:
    assert compared("Mr. Birk", "Mr. Ash") == Score(overlap=False, exact=False, f1=0.5, pronoun=False)


def test_pronouns_are_told_from_names() -> None:
    assert compared("she", "She") == Score(overlap=True, exact=True, f1=1.0, pronoun=True)


def test_nobody_named_is_wrong() -> None:
    assert compared("", "Ann Ash") == Score(overlap=False, exact=False, f1=0.0, pronoun=False)


def test_only_quotations_are_scored_with_their_words_given() -> None:
    assert given_scores(TEXT, [QUOTED, PLAIN]) == [compared("Ann Ash", "Ann Ash")]


def test_a_quotation_is_found_by_ourselves() -> None:
    assert own_scores(TEXT, [QUOTED, PLAIN]) == [compared("Ann Ash", "Ann Ash")]


def test_a_short_quotation_is_left_aside() -> None:
    text = "Ash called it “old”."
    short = Attribution("ford", "Ash", ((14, 19),), True)
    assert own_scores(text, [short]) == []


def test_sentences_are_told_apart_and_their_speakers_compared() -> None:
    found = sentence_figures([(TEXT, [QUOTED, PLAIN])])
    assert (found.n, found.precision, found.recall, found.right_speaker) == (3, 1.0, 1.0, 1.0)


def dataset(folder: Path) -> Path:
    article = {"split": "dev", "doc": "ford", "text": TEXT}
    rows = [
        {
            "doc": each.document,
            "source": each.source,
            "content_spans": each.spans,
            "source_spans": each.source_spans,
            "has_quote_mark": each.quoted,
        }
        for each in (QUOTED, PLAIN)
    ]
    train = [{"split": "train", "doc": f"t{number}", "text": "Nothing."} for number in range(300)]
    lines = [json.dumps(row) for row in (article, *train)]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "attributions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_a_folder_of_the_data_is_measured(tmp_path: Path) -> None:
    report = measured("dev", *read(dataset(tmp_path), "dev"))
    assert (report.documents, report.span_given.n, report.span_given.exact) == (1, 1, 1.0)


def test_a_folder_without_the_data_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_figures_are_printed_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dataset(tmp_path)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sentences"]["f1"] == 1.0


def test_a_sample_takes_only_so_many_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dataset(tmp_path)
    read_whole, _ = read(folder, "heldout")
    assert len(read_whole) == 300
    assert main([str(folder), "--set", "heldout", "--sample", "7", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 7


def test_a_missing_folder_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="articles.jsonl"):
        read(tmp_path / "nowhere", "dev")
