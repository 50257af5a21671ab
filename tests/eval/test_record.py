"""A run as it is kept: what is written is read again, and what is not a run is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from eval.about import differences
from eval.record import (
    ANSWERS,
    CASES,
    RecordError,
    read_about,
    read_run,
    run_folder,
)
from eval.recording import compress, recording
from eval.scoring import MEASURES
from eval.scoring.library import articles
from eval.scoring.score import Reply
from eval.suite import SuiteCase, documents_fingerprint
from tests.eval.invented import CASES_ASKED, WINTER, credited_falsely, good, recorded

ASKED = tuple(SuiteCase("documents", case) for case in CASES_ASKED)
OTHER_VERSION = (
    b'{"suite": "documents", "id": "winter", "answer": {}, '
    b'"seconds": 1, "first_seconds": null, "error": null}\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return recorded(tmp_path / "first")


def test_scores_are_computed_when_a_run_is_read(folder: Path) -> None:
    run = read_run(folder)
    winter = run.outcomes[0]
    assert winter.key == ("documents", "winter")
    assert winter.case == WINTER
    assert winter.reply == Reply(good(WINTER), 0.25, None)
    assert set(winter.scores) == {measure.name for measure in MEASURES}
    assert (winter.scores["coverage"].value, winter.scores["false_credit"].value) == (1.0, 0.0)
    assert (run.unasked, run.changed) == (0, ())


def test_a_case_that_failed_has_no_scores(tmp_path: Path) -> None:
    run = read_run(recorded(tmp_path / "first", lambda case: "The server is away"))
    assert [(each.error, each.reply, each.scores) for each in run.outcomes] == [
        ("The server is away", None, {})
    ] * 3


def test_articles_that_changed_since_are_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "documents" / "birk-2021.md").write_text("---\ntitle: Other\n---\nOther.\n", encoding="utf-8")
    assert read_run(folder).changed == ("documents",)


def test_articles_that_are_gone_are_told_in_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").rename(tmp_path / "elsewhere")
    with pytest.raises(
        RecordError, match="the articles that were asked, '.*documents', are not there any more"
    ):
        read_run(folder)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("answers.jsonl", b'{"suite": 1\n{}\n', "line 1, cannot be read: Invalid JSON"),
        ("answers.jsonl", b"\xff\xfe\n", "line 1, cannot be read: Invalid JSON"),
        ("answers.jsonl", b'{"suite": "documents"}\n', "line 1, cannot be read: id: Field required"),
        (
            "answers.jsonl",
            OTHER_VERSION,
            "the answer to 'winter' was written by another version of the assistant: 'question'",
        ),
        ("cases.jsonl", b'{"suite": "documents", "case": {}}\n', "line 1, cannot be read: case.id: Field"),
        ("answers.jsonl.gz", b"no gzip", "cannot be read: Not a gzipped file"),
        ("run.json", b"{}", "does not tell of a run: name: "),
    ],
)
def test_a_damaged_file_is_told_in_one_line(folder: Path, name: str, content: bytes, told: str) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(RecordError) as caught:
        read_run(folder)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    assert run_folder("2031-05-06.b", tmp_path) == tmp_path / "2031-05-06.b"
    for name in ("../up", "/etc", "", ".hidden", "a b"):
        with pytest.raises(AssistantError, match="cannot name a run"):
            run_folder(name, tmp_path)


def test_going_on_cuts_off_the_half_line_and_knows_what_was_asked(folder: Path) -> None:
    file = folder / ANSWERS
    whole = file.read_bytes()
    file.write_bytes(whole[:-30])
    with recording(folder, read_about(folder), ASKED) as record:
        assert record.asked == {("documents", "winter"), ("documents", "bridges")}
        record.add(ASKED[2], Reply(good(ASKED[2].case), 0.25, None), None)
    assert file.read_bytes() == whole


def test_two_processes_cannot_make_one_run(folder: Path) -> None:
    about = read_about(folder)
    with (
        recording(folder, about, ASKED),
        pytest.raises(RecordError, match="is being made by another process"),
        recording(folder, about, ASKED),
    ):
        pass


def test_a_fresh_run_keeps_nothing_of_the_earlier_one(folder: Path) -> None:
    about = read_about(folder)
    (folder / "judged.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "report.html").write_text("old", encoding="utf-8")
    (folder / "own notes.txt").write_text("mine", encoding="utf-8")
    compress(folder)
    with recording(folder, replace(about, seed=9), ASKED, fresh=True) as record:
        assert record.asked == frozenset()
    assert sorted(file.name for file in folder.iterdir()) == ["cases.jsonl", "own notes.txt", "run.json"]
    assert read_about(folder).seed == 9


def test_answers_without_a_run_are_not_gone_on_with(folder: Path) -> None:
    about = read_about(folder)
    (folder / "run.json").unlink()
    with pytest.raises(RecordError, match="has answers and no run.json"), recording(folder, about, ASKED):
        pass


def test_a_compressed_run_that_is_not_complete_is_not_gone_on_with(folder: Path) -> None:
    file = folder / ANSWERS
    file.write_bytes(file.read_bytes()[:-30])
    compress(folder)
    with (
        pytest.raises(RecordError, match="is compressed and not complete"),
        recording(folder, read_about(folder), ASKED),
    ):
        pass


def test_compressing_gives_the_same_bytes_for_the_same_run(tmp_path: Path) -> None:
    folders = [recorded(tmp_path / name, credited_falsely) for name in ("one", "other")]
    for each in folders:
        compress(each)
    for name in (f"{ANSWERS}.gz", f"{CASES}.gz"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_every_difference_of_conditions_is_named(folder: Path) -> None:
    about = read_about(folder)
    suite = about.suites[0]
    other = replace(
        about,
        name="other",
        started="2032-01-01T00:00:00+00:00",
        engine="model",
        revision="fedcba9876543210ffff",
        dirty=True,
        code="d0d0",
        prompts={"answer_system": "999", "judge": "111"},
        settings={"temperature": 0.5},
        packages={},
        suites=(replace(suite, cases_fingerprint="b", documents_fingerprint="b"), replace(suite, name="own")),
    )
    assert differences(about, about) == ()
    assert differences(about, other) == (
        "engine (extractive, model)",
        "revision (0123456789abcdef, fedcba9876543210)",
        "dirty (False, True)",
        "code (c0de, d0d0)",
        "prompt answer_system (f1f2f3, 999)",
        "prompt judge (none, 111)",
        "setting temperature (0.0, 0.5)",
        "cases of documents",
        "documents of documents",
        "suite own (of one alone)",
        "package numpy (2.0, none)",
    )


def test_a_fingerprint_is_of_the_articles_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".index").mkdir()
    for name in ("a.md", "sub/b.txt", ".index/c.md", "README.md", "cases.yaml"):
        (tmp_path / name).write_text("one", encoding="utf-8")
    assert [file.relative_to(tmp_path).as_posix() for file in articles(tmp_path)] == ["a.md", "sub/b.txt"]
    before = documents_fingerprint(tmp_path)
    for name in (".index/c.md", "README.md", "cases.yaml"):
        (tmp_path / name).write_text("two", encoding="utf-8")
    assert documents_fingerprint(tmp_path) == before
    (tmp_path / "sub" / "b.txt").write_text("two", encoding="utf-8")
    assert documents_fingerprint(tmp_path) != before
