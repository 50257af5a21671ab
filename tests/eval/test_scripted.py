"""Scripts in the place of a chat model, asked as the evaluation asks, over invented articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.__main__ import main
from eval.behaviours import BEHAVIOURS, scripted
from eval.record import read_run
from eval.scripted import Claim, given, noting, plain

PROMPT = """<sources>
<source k7f3>
title: The toll
voice: Ada Quist
form: original
text:
[k7f3.1] Norwick should charge a toll.
[k7f3.2] I would pay it.
</source k7f3>

<source h3m8>
title: The ferry
voice: not named
form: original
text:
[h3m8.1] The ferry should be kept.
</source h3m8>
</sources>

Voices in these passages: Ada Quist. Write at most 6 views.
"""
CASES = """
- id: keep-ferry
  category: factual
  question: Should the ferry to Skerrow be kept?
  expect: {answered: true, articles: [ferry]}
- id: bread
  category: silence
  question: How do I bake bread with yeast?
  expect: {answered: false, band: off_topic}
- id: toll
  category: factual
  question: Should the bridge of Skerrow have a toll?
  expect: {answered: true, articles: [toll]}
"""
ARTICLES = {
    "ferry": ("Ann Ash", "The ferry to Skerrow should be kept, since nobody else carries the doctor."),
    "toll": ("Bo Birk", "The bridge of Skerrow should have a toll. The ferry to Skerrow costs too much."),
}


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    (tmp_path / "documents").mkdir()
    for name, (author, text) in ARTICLES.items():
        front = f"---\ntitle: The {name}\nauthors: [{author}]\ndate: 2020-05-01\n---\n"
        (tmp_path / "documents" / f"{name}.md").write_text(f"{front}\n{text}\n", encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return [
        *("--cases", str(tmp_path / "cases.yaml"), "--documents", str(tmp_path / "documents")),
        *("--results", str(tmp_path / "results"), "--fresh"),
    ]


def test_passages_are_read_from_the_prompt_as_a_model_reads_them() -> None:
    toll, ferry = given(PROMPT)
    assert (toll.key, toll.voice, toll.sentences[1]) == ("k7f3", "Ada Quist", ("k7f3.2", "I would pay it."))
    assert (ferry.key, ferry.voice) == ("h3m8", None)
    assert len(given(PROMPT.replace("at most 6", "at most 1"))) == 1


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_script_notes_what_it_writes_and_grades_it_without_a_fault(behaviour: str) -> None:
    model = scripted(behaviour)
    with noting() as noted:
        reply = model.reply(PROMPT)
        assert noted.asked
        assert noted.claims
        assert all(plain(claim.text) in plain(reply.replace("\\", "")) for claim in noted.claims)
        statements = "\n".join(f"a. {plain(claim.text)}" for claim in noted.claims)
        grades = model.reply(f"<evidence 1>\n{statements}\n</evidence 1>").splitlines()
    assert grades == ["1a supported" if claim.true else "1a unsupported" for claim in noted.claims]


def test_notes_of_one_answer_are_not_those_of_the_next() -> None:
    model = scripted("lazy")
    with noting() as first:
        model.reply(PROMPT)
    with noting() as second:
        pass
    assert (first.claims, second.claims) == ([Claim("It says here that the ferry should be kept.", True)], [])


@pytest.mark.parametrize(
    ("behaviour", "figures"),
    [
        ("good", {"true_shown": 1.0, "false_stopped": None, "views_kept": 1.0}),
        ("invented", {"true_shown": 1.0, "false_stopped": 1.0, "views_kept": 1.0}),
    ],
)
def test_a_run_by_a_script_tells_what_became_of_its_claims(
    arguments: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    behaviour: str,
    figures: dict[str, float | None],
) -> None:
    engine = f"scripted:{behaviour}"
    assert main(["run", "--engine", engine, "--name", "mine", *arguments]) == 0
    assert f"engine: {engine}" in capsys.readouterr().out
    run = read_run(tmp_path / "results" / "mine")
    assert [each.case.id for each in run.outcomes] == ["keep-ferry", "toll"]
    for measure in run.measures:
        if measure.name in figures:
            found = measure.combined(each.scores[measure.name] for each in run.outcomes)
            assert (found and found.value) == figures[measure.name]
    floors = tmp_path / "floors.yaml"
    floors.write_text(
        f"every case:\n  open:\n    coverage: 1\n'engine: {engine}':\n  open:\n    views_kept: 1\n"
        "'engine: scripted:lazy':\n  open:\n    views_kept: 1\n",
        encoding="utf-8",
    )
    results = ("--results", str(tmp_path / "results"), "--floors", str(floors))
    assert main(["floors", "mine", *results]) == 0
    assert "1 of 1 floors hold" in capsys.readouterr().out
