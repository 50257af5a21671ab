import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.commands.command import Command
from assistant.commands.feedback import feedback
from assistant.dates import PublicationDate
from assistant.feedback import FeedbackStore
from assistant.scopes import Scope
from eval.cases import Case, CaseError, Filters, load

HEAVY = ("chromadb", "gradio", "langchain_core", "numpy", "onnxruntime", "bm25s", "openai", "slack_sdk")

ASH = Record(
    article_id="keep",
    title="Keep the Ferry",
    authors=("Ann Ash",),
    publication="The Tide",
    date=PublicationDate("2019-05-02"),
)
QUOTE = Quote(citation=1, text="Keep it.", start=0, end=8)
VIEWS = (
    Viewpoint(record=ASH, speaker="Ann Ash", reported=False, quotes=(QUOTE,)),
    Viewpoint(record=ASH, speaker="Bo Birk", reported=True, quotes=(replace(QUOTE, citation=2),)),
)
FERRY = "Should the ferry be kept?"
ANSWER = Answer(question=FERRY, standalone_question=FERRY, answered=True, viewpoints=VIEWS)
FOLLOW_UP = Answer(
    question="And he?",
    standalone_question="What does Bo Birk: want?",
    answered=False,
    reason="not_covered",
    scope=Scope(people=("Bo Birk",), since="2018"),
)

app = typer.Typer()
app.command(cls=Command)(feedback)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.md").write_text("---\ntitle: The ferry\n---\n\nThe ferry stays.", encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(folder: Path) -> tuple[str, str]:
    """Three words on two answers; the ids of the two."""
    day = 1
    path = folder / ".state" / "assistant.db"
    store = FeedbackStore(path, now=lambda: datetime(2026, 11, day, 12, tzinfo=UTC))
    first, second = store.keep(ANSWER, place="web"), store.keep(FOLLOW_UP, place="slack")
    store.add(first, reader="Ada", helpful=True)
    day = 2
    store.add(
        first,
        reader="Bo",
        helpful=False,
        complaints=("wrong_person", "missing_view"),
        comment="Birk: never\nsaid \x1b[31mthat",
    )
    day = 3
    store.add(second, reader="Ada", helpful=False)
    return first, second


def ids(folder: Path) -> list[str]:
    """Of the remarks, the newest first."""
    return [entry.id for entry in FeedbackStore(folder / ".state" / "assistant.db").entries()]


def outcome(folder: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["--documents", str(folder), *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_what_readers_said_is_listed_with_the_views_they_saw(folder: Path, said: tuple[str, str]) -> None:
    seen = "Ann Ash (The Tide, 2 May 2019); Bo Birk, as reported by Ann Ash (The Tide, 2 May 2019)"
    third, second, first = ids(folder)
    assert outcome(folder) == (
        0,
        f"""\
3 November 2026, slack: not right ({third})
  And he? (understood as: What does Bo Birk: want?)
  No article here answers this directly.

2 November 2026, web: wrong person, missing view ({second})
  Should the ferry be kept?
  “Birk: never said [31mthat”
  {seen}

1 November 2026, web: helpful ({first})
  Should the ferry be kept?
  {seen}

Feedback on 2 answers: 1 helpful, 2 not right (wrong person 1, wrong date 0, wrong side 0, \
not what the source says 0, missing view 1, not answered 0).
""",
        "",
    )


def test_a_date_leaves_out_what_was_said_before_it(folder: Path, said: tuple[str, str]) -> None:
    _, out, _ = outcome(folder, "--since", "2026-11-02")
    assert out.splitlines()[-1].startswith("Feedback on 2 answers: 0 helpful, 2 not right")
    assert outcome(folder, "--since", "2027") == (0, "No feedback since 2027.\n", "")


def test_the_json_holds_every_word_and_the_answer_that_was_shown(folder: Path, said: tuple[str, str]) -> None:
    code, out, err = outcome(folder, "--json")
    first, second = said
    new, older, oldest = ids(folder)
    open_ = {"viewpoint": None, "outcome": None, "reply": ""}
    common = {"answer_id": first, "place": "web", "answer": json.loads(json.dumps(ANSWER.to_dict())), **open_}
    assert (code, json.loads(out), err) == (
        0,
        [
            {
                **open_,
                "id": new,
                "answer_id": second,
                "date": "2026-11-03T12:00:00.000+00:00",
                "place": "slack",
                "helpful": False,
                "complaints": [],
                "comment": "",
                "answer": FOLLOW_UP.to_dict(),
            },
            {
                **common,
                "id": older,
                "date": "2026-11-02T12:00:00.000+00:00",
                "helpful": False,
                "complaints": ["wrong_person", "missing_view"],
                "comment": "Birk: never\nsaid \x1b[31mthat",
            },
            {
                **common,
                "id": oldest,
                "date": "2026-11-01T12:00:00.000+00:00",
                "helpful": True,
                "complaints": [],
                "comment": "",
            },
        ],
        "",
    )


def test_complaints_become_evaluation_cases_to_be_filled_in(folder: Path, said: tuple[str, str]) -> None:
    first, second = said
    code, out, err = outcome(folder, "--cases")
    assert (code, yaml.safe_load(out), err) == (
        0,
        [
            {
                "id": f"complaint-{second}",
                "category": None,
                "question": "What does Bo Birk: want?",
                "filters": {"people": ["Bo Birk"], "since": "2018"},
                "expect": {"answered": None, "articles": None},
                "note": "3 November 2026, slack: not right",
            },
            {
                "id": f"complaint-{first}",
                "category": None,
                "question": FERRY,
                "expect": {"answered": None, "articles": None},
                "note": "2 November 2026, web: wrong person, missing view (“Birk: never said [31mthat”)",
            },
        ],
        "",
    )
    assert "null" not in out


def test_a_case_is_read_once_it_is_filled_in_and_not_before(folder: Path, said: tuple[str, str]) -> None:
    file = folder / "complaints.yaml"
    _, out, _ = outcome(folder, "--cases")
    file.write_text(out, encoding="utf-8")
    with pytest.raises(CaseError, match=rf"^complaints.yaml: case 1 \(complaint-{said[1]}\): "):
        load(file)
    filled = out.replace("category:", "category: factual").replace("answered:", "answered: true")
    file.write_text(filled.replace("articles:", "articles: keep"), encoding="utf-8")
    follow_up, ferry = load(file)
    assert follow_up.filters == Filters(people=("Bo Birk",), since="2018")
    assert ferry == Case(
        id=f"complaint-{said[0]}",
        category="factual",
        question=FERRY,
        expect=type(ferry.expect)(answered=True, articles=("keep",)),
        note="2 November 2026, web: wrong person, missing view (“Birk: never said [31mthat”)",
    )


@pytest.mark.parametrize(
    ("options", "shown"),
    [((), "No feedback yet.\n"), (("--json",), "[]\n"), (("--cases",), "# no complaints\n")],
)
def test_before_anything_was_said_one_line_says_so_and_no_file_is_made(
    folder: Path, options: tuple[str, ...], shown: str
) -> None:
    assert outcome(folder, *options) == (0, shown, "")
    assert [path.name for path in folder.iterdir()] == ["ferry.md"]


def test_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    refusal = (
        f"error: The documents folder '{folder}/nowhere' does not exist: "
        "create it, or name another with --documents.\n"
    )
    assert outcome(folder / "nowhere") == (1, "", refusal)


def test_the_file_of_the_settings_is_read(
    folder: Path, said: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_STATE", str(folder / ".state" / "assistant.db"))
    _, out, _ = outcome(folder / "elsewhere")
    assert "Feedback on 2 answers" in out


def test_two_forms_at_once_and_a_date_that_is_none_are_refused(folder: Path) -> None:
    assert outcome(folder, "--json", "--cases")[::2] == (
        1,
        "error: --json and --cases are two forms of one list: choose one\n",
    )
    code, out, err = outcome(folder, "--since", "soon", "--json")
    reason = "'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    assert (code, json.loads(out), err) == (1, {"error": reason}, f"error: {reason}\n")


def test_what_became_of_a_remark_is_marked_and_listed(folder: Path, said: tuple[str, str]) -> None:
    store = FeedbackStore(folder / ".state" / "assistant.db", now=lambda: datetime(2026, 11, 4, tzinfo=UTC))
    store.add(said[0], reader="Cy", helpful=False, complaints=("wrong_date",), viewpoint=2)
    remark = ids(folder)[0]
    marking = ("--mark", remark, "--as", "mended", "--reply", "It says 2019 now.")
    assert outcome(folder, *marking) == (0, "Kept: mended.\n", "")
    _, out, _ = outcome(folder, "--kind", "wrong_date", "--state", "closed")
    assert out.splitlines()[:4] == [
        f"4 November 2026, web: wrong date ({remark})",
        "  Should the ferry be kept?",
        "  [2] Bo Birk, as reported by Ann Ash (The Tide, 2 May 2019)",
        "  Mended: “It says 2019 now.”",
    ]
    _, out, _ = outcome(folder, "--cases", "--kind", "wrong_date")
    assert yaml.safe_load(out)[0]["note"] == (
        "4 November 2026, web: wrong date, [2] Bo Birk, as reported by Ann Ash (The Tide, 2 May 2019)"
    )
    assert outcome(folder, "--mark", remark, "--as", "open") == (0, "Kept: open.\n", "")
    assert outcome(folder, "--state", "closed") == (0, "No feedback of that kind or state yet.\n", "")


def test_marking_what_is_not_there_or_halfway_is_told(folder: Path, said: tuple[str, str]) -> None:
    assert outcome(folder, "--mark", "nothing", "--as", "mended")[::2] == (
        1,
        "error: there is no feedback 'nothing': it was deleted, or its reader has said something else\n",
    )
    belong = "error: --mark and --as belong together, as in --mark ID --as mended --reply TEXT\n"
    for halfway in (("--mark", "x"), ("--as", "mended"), ("--reply", "x")):
        assert outcome(folder, *halfway)[::2] == (1, belong)


def test_a_damaged_file_is_told_in_one_line(folder: Path, said: tuple[str, str]) -> None:
    path = folder / ".state" / "assistant.db"
    path.write_bytes(b"\x00" * 8_192)
    refusal = (
        f"error: '{path}' is damaged or no database (file is not a database): "
        "mend it or move it away, nothing in it was changed\n"
    )
    assert outcome(folder) == (1, "", refusal)


def test_listing_and_forgetting_load_nothing_heavy(folder: Path, said: tuple[str, str]) -> None:
    listing = f"""
import sys
from pathlib import Path
from assistant.commands.feedback import feedback
for form in ({{}}, {{"as_json": True}}, {{"cases": True}}):
    feedback(documents=Path({str(folder)!r}), **form)
print(sorted(set(sys.modules) & set({HEAVY})))
from assistant.commands.forget import forget
forget(everything=True, yes=True, documents=Path({str(folder)!r}))
print(sorted(set(sys.modules) & {{"chromadb", "gradio", "langchain", "onnxruntime", "slack_bolt"}}))
"""
    shown = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True).stdout
    assert [line for line in shown.splitlines() if line[:1] == "["][-2:] == ["[]", "[]"]
