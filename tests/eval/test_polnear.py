"""The scorers of PolNeAR, on an invented document in its form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.articles import Article
from assistant.attribution import Attribution
from assistant.errors import AssistantError
from eval.polnear import Annotated, article, is_pronoun, main, overlap, read, sentences

TEXT = "“The ford is open until the river rises,” said Ann Ash. The ford is old. She said that it would hold."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


QUOTED = Annotated("Ann Ash", (span("“The ford is open until the river rises,”"),), (span("Ann Ash"),))
PLAIN = Annotated("She", (span("that it would hold"),), (span("She"),))


def named(*speakers: str | None) -> Callable[[Article], tuple[Attribution, ...]]:
    """Names these for the sentences in order; None where it is not reported."""

    def attribute(article: Article) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(start=start, end=end, speaker=speaker, reported=speaker is not None, certain=True)
            for (start, end), speaker in zip(article.sentences, speakers, strict=True)
        )

    return attribute


def test_a_shared_title_is_no_overlap() -> None:
    assert (overlap("Mr. Birk", "Mr. Ash"), overlap("Ann Ash", "Mayor Ash")) == (False, True)


def test_pronouns_are_told_from_names() -> None:
    assert (is_pronoun("She"), is_pronoun("Ann Ash")) == (True, False)


@pytest.mark.parametrize(
    ("speakers", "precision", "recall", "right"),
    [
        (("Ann Ash", None, "Ann Ash"), 1.0, 1.0, 1.0),
        (("Boris Tamm", None, "Ann Ash"), 1.0, 1.0, 0.0),
        (("Ann Ash", "Ann Ash", "Ann Ash"), 2 / 3, 1.0, 1.0),
        ((None, None, "Ann Ash"), 1.0, 0.5, 0.0),
    ],
)
def test_reported_sentences_and_named_sources_are_counted(
    speakers: tuple[str | None, ...], precision: float, recall: float, right: float
) -> None:
    found = sentences([(article("ford", TEXT), [QUOTED, PLAIN])], named(*speakers))
    assert (found.n, found.precision, found.recall, found.right_source) == (3, precision, recall, right)


def dataset(folder: Path) -> Path:
    article = {"split": "dev", "doc": "ford", "text": TEXT}
    rows = [
        {
            "doc": "ford",
            "source": each.source,
            "content_spans": each.spans,
            "source_spans": each.source_spans,
        }
        for each in (QUOTED, PLAIN)
    ]
    train = [{"split": "train", "doc": f"t{number}", "text": "Nothing."} for number in range(300)]
    lines = [json.dumps(row) for row in (article, *train)]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "attributions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_a_folder_without_the_data_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="There is no file"):
        main([str(tmp_path)])


def test_figures_are_printed_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(dataset(tmp_path)), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["n"], found["recall"], found["right_source"]) == (3, 1.0, 1.0)


def test_a_sample_takes_only_so_many_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dataset(tmp_path)
    read_whole, _ = read(folder, "heldout")
    assert len(read_whole) == 300
    main([str(folder), "--set", "heldout", "--sample", "7", "--json"])
    assert json.loads(capsys.readouterr().out)["n"] == 7
