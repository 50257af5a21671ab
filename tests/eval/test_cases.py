from collections import Counter
from pathlib import Path

import pytest

from assistant.scopes import Scope
from eval.case_check import problems
from eval.cases import CATEGORIES, Absent, Case, CaseError, Expectation, Filters, load

ROOT = Path(__file__).parents[2]
CASES = ROOT / "eval" / "cases"
DOCUMENTS = ROOT / "documents"

ARTICLE = """---
title: A bridge for Oberau
kind: interview
authors:
- Ada Reed
speakers:
- Bo Birk
date: '2020-05-01'
---

Birk wants the bridge. Neighbours fear the noise.

The council, he adds, has no money.
"""

CASE = """
- id: bridge-noise
  category: speaker_vs_author
  question: Who is afraid of noise?
  filters: {people: Birk, since: 2020}
  expect:
    answered: true
    articles: bridge
    viewpoints:
      - article: bridge
        speaker: neighbours
        points:
          - text: It would be loud
            any_of: fear the noise
    never_credited:
      - {speaker: Bo Birk, article: bridge, any_of: [fear the noise]}
  corrections:
    - {article: bridge, change: added, sentence: Neighbours fear the noise., note: it says so}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "bridge.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "documents" / "README.md").write_text("not an article", encoding="utf-8")
    return tmp_path


def loaded(folder: Path, text: str, name: str = "cases.yaml") -> tuple[Case, ...]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_there_are_enough_cases_of_each_category() -> None:
    counts = Counter(case.category for case in load(CASES))
    floors = {"speaker_vs_author": 20, "date_and_filter": 15, "follow_up": 15, "silence": 100}
    assert {name: counts[name] for name in CATEGORIES if counts[name] < floors.get(name, 5)} == {}


def test_there_are_enough_cases_of_each_band_in_each_half() -> None:
    bands = Counter((case.expect.band, case.half) for case in load(CASES))
    least = {"off_topic": 20, "unanswerable": 30, None: 60}
    assert {key: n for key, n in bands.items() if n < least[key[0]]} == {}


def test_the_half_of_a_case_depends_on_its_id_alone() -> None:
    def half(name: str, question: str) -> str:
        expect = Expectation(answered="either")
        return Case(id=name, question=question, category="factual", expect=expect).half

    assert [half("off-joke", "a"), half("off-joke", "b"), half("off-greeting", "a")] == [
        "open",
        "open",
        "frozen",
    ]


def test_a_case_is_read_with_one_thing_where_a_list_may_stand(folder: Path) -> None:
    (case,) = loaded(folder, CASE)
    assert case.filters == Filters(people=("Birk",), since="2020")
    assert case.filters.scope == Scope(people=("Birk",), since="2020")
    assert case.expect.articles == ("bridge",)
    assert case.expect.viewpoints[0].points[0].any_of == ("fear the noise",)
    assert case.half in ("open", "frozen")
    assert problems((case,), folder / "documents") == ()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("articles: bridge", "articles: [bridge, ford]", "there is no article 'ford'"),
        (
            "any_of: fear the noise",
            "any_of: fear noise",
            "not in 'bridge', word for word: 'fear noise'",
        ),
        (
            "speaker: neighbours",
            "speaker: Cy Cole",
            "'Cy Cole' is neither a voice of 'bridge' nor named in it",
        ),
        (
            "speaker: Bo Birk",
            "speaker: Cy Cole",
            "'Cy Cole' is neither a voice nor named in any article",
        ),
        (
            "sentence: Neighbours fear",
            "sentence: They fear",
            "not in 'bridge', word for word: 'They fear the noise.'",
        ),
        (
            "articles: bridge",
            "also_relevant: bridge",
            "viewpoints of articles that are not among the expected ones: bridge",
        ),
        ("since: 2020", "since: 2020-06", "'bridge' lies outside the filters"),
        ("people: Birk", "people: Cole", "'bridge' lies outside the filters"),
        ("people: Birk", "publications: The Ferry", "'bridge' lies outside the filters"),
        ("answered: true", "answered: false", "a decline needs a reason"),
        ("category: speaker_vs_author", "category: silence", "silence, and only silence, has a band"),
        (
            "speaker: Bo Birk",
            "speaker: neighbours",
            "both expected and denied for 'neighbours': 'fear the noise'",
        ),
        (
            "  filters:",
            "  conversation: What is planned?\n  filters:",
            "a follow-up needs words of the stand-alone question",
        ),
    ],
)
def test_a_case_that_does_not_fit_is_named_with_its_fault(
    folder: Path, old: str, new: str, complaint: str
) -> None:
    found = problems(loaded(folder, CASE.replace(old, new, 1)), folder / "documents")
    assert f"bridge-noise: {complaint}" in found


def test_a_word_said_to_be_absent_is_looked_for_at_the_beginning_of_words(folder: Path) -> None:
    def found(word: str) -> tuple[str, ...]:
        expect = Expectation(answered=False, reason=("not_covered",), band="unanswerable")
        absent = Absent(words=(word,))
        case = Case(id="a", question="Who?", category="silence", expect=expect, absent=absent)
        return problems((case,), folder / "documents")

    assert found("ridge") == ()
    assert found("neighbour") == ("a: 'neighbour' is said to be absent but stands in 'bridge'",)


def test_the_view_of_an_article_without_author_is_nobodys(folder: Path) -> None:
    text = CASE.replace("speaker: neighbours", "speaker: null")
    (case,) = loaded(folder, text)
    assert (case.expect.viewpoints[0].speakers, problems((case,), folder / "documents")) == ((), ())


def test_a_point_is_vital_unless_it_is_said_to_be_okay(folder: Path) -> None:
    (vital,) = loaded(folder, CASE)
    (okay,) = loaded(
        folder,
        CASE.replace("any_of: fear the noise", "any_of: fear the noise\n            importance: okay", 1),
    )
    assert [case.expect.viewpoints[0].points[0].importance for case in (vital, okay)] == ["vital", "okay"]


def test_a_view_that_may_be_left_out_may_stand_in_an_article_that_bears_too(folder: Path) -> None:
    (folder / "documents" / "ford.md").write_text(ARTICLE, encoding="utf-8")
    beside = CASE.replace("articles: bridge\n", "articles: ford\n    also_relevant: bridge\n", 1)
    okay = beside.replace("any_of: fear the noise", "any_of: fear the noise\n            importance: okay", 1)
    assert problems(loaded(folder, okay), folder / "documents") == ()
    complaint = "bridge-noise: viewpoints of articles that are not among the expected ones: bridge"
    assert problems(loaded(folder, beside), folder / "documents") == (complaint,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: a", "cases.yaml: a list of cases is expected, each starting with '- id: …'"),
        ("- just text", "case 1 (not a case): fields are expected, one 'name: value' a line"),
        (
            CASE.replace("  question:", "  ask:"),
            "case 1 (bridge-noise): there is no field 'ask'; there are: id, question, category, expect",
        ),
        (
            CASE.replace("        speaker:", "        speeker:", 1),
            "expect, viewpoints, number 1: there is no field 'speeker'; there are: article, speaker",
        ),
        (CASE.replace("  category: speaker_vs_author\n", ""), "case 1 (bridge-noise): category: is missing"),
        (
            CASE.replace("answered: true", "answered: maybe"),
            "expect, answered: 'maybe' stands where one of these is expected: true, false or either",
        ),
        (CASE.replace("since: 2020", "since: May 2020"), "'May 2020' is not a date: write YYYY"),
        (
            CASE.replace("id: bridge-noise", "id: Bridge noise"),
            "id: 'Bridge noise' is no name: small letters and digits, joined by hyphens",
        ),
        (CASE.replace("any_of: fear the noise", "any_of: []"), "points, number 1, any_of: is empty"),
        (
            CASE.replace("any_of: fear the noise", "any_of:"),
            "points, number 1, any_of: one thing or a list is expected",
        ),
        (
            CASE.replace("question: Who", "question: Noise: who"),
            "line 4: text that contains ': ' goes between",
        ),
        (CASE.replace("  filters:", "  id: other\n  filters:"), "['id'] stands twice in the entry at line 2"),
        ("- id: [unclosed", "cases.yaml: not YAML at line 1: expected ',' or ']'"),
        (CASE + CASE, "cases.yaml: two cases are called 'bridge-noise': give each its own id"),
    ],
)
def test_a_mistake_in_a_file_is_one_clear_line(folder: Path, text: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        loaded(folder, text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_without_cases_are_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no file or folder '.*nowhere'"):
        load(tmp_path / "nowhere")
    with pytest.raises(CaseError, match="no \\*.yaml files in"):
        load(tmp_path)
