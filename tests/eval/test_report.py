"""The report of a run: one page that holds everything, fetches nothing, and takes no text for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.errors import AssistantError
from eval.cases import Case
from eval.record import read_run
from eval.report import main, report
from eval.reporting.cells import grouped, paired
from eval.reporting.charts import by_author, by_date
from eval.reporting.plots import Mark, Row, dot_plot
from eval.reporting.standing import Standing, standing
from eval.scoring import MEASURES
from eval.scoring.library import library
from tests.eval.invented import (
    ASH,
    DOGS,
    FERRY,
    WINTER,
    answer,
    credited_falsely,
    good,
    recorded,
    view,
)

ATTACKS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${alert(1)} {{alert(1)}} `x`",
    "'\"><svg onload=alert(1)>",
    "</style></details></body>",
)


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return recorded(tmp_path / "first")


def test_the_page_is_written_beside_the_run_or_where_it_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["first", "--results", str(folder.parent)]) == 0
    written = folder / "report.html"
    assert capsys.readouterr().out == f"{written.as_posix()} (0.0 MB)\n"
    elsewhere = folder.parent / "page.html"
    assert main(["first", "--results", str(folder.parent), "--output", str(elsewhere)]) == 0
    assert elsewhere.read_text(encoding="utf-8") == written.read_text(encoding="utf-8") == report(folder)


def test_a_run_that_is_not_there_or_has_no_answers_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="there is no run in"):
        main(["nowhere", "--results", str(tmp_path)])
    recorded(tmp_path / "first", cases=())
    with pytest.raises(AssistantError, match="the run 'first' has no answers yet"):
        main(["first", "--results", str(tmp_path)])


def test_the_page_fetches_nothing_and_runs_only_the_script_it_names(folder: Path) -> None:
    html = report(folder)
    page = Page(html)
    attributes = {name for _, given in page.elements for name in given}
    assert not {name for name in attributes if name.startswith("on")} | attributes & {
        "src",
        "style",
        "srcset",
    }
    assert page.of("link") == page.of("iframe") == page.of("base") == []
    links = [str(link["href"]) for link in page.of("a")]
    assert links and all(link.startswith("#") for link in links)
    policy = next(str(meta["content"]) for meta in page.of("meta") if meta.get("http-equiv"))
    (style,), (script,) = (
        re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("style", "script")
    )
    assert policy == (
        f"default-src 'none'; style-src '{_sha256(style)}'; script-src '{_sha256(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style and "@import" not in style


def _sha256(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_every_place_that_a_link_leads_to_is_there(folder: Path) -> None:
    page = Page(report(folder))
    ids = [given["id"] for _, given in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.of("a")} <= set(ids)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_document_a_question_or_a_case_becomes_markup(attack: str, tmp_path: Path) -> None:
    def attacking(case: Case) -> Answer:
        ferry = f"{FERRY} {attack}"
        shown = view(ASH, ferry, ferry, speaker=attack, claim=attack)
        return answer(attack, shown)

    asked = replace(WINTER, question=f"Who? {attack}", conversation=(attack,), note=attack)
    plain = Page(report(recorded(tmp_path / "plain", cases=(asked,), answers=lambda case: answer("Who?"))))
    page = Page(report(recorded(tmp_path / "attacked", attacking, cases=(asked,))))
    kinds = {"section", "blockquote", "cite", "strong"}
    assert {tag for tag, _ in page.elements} - {tag for tag, _ in plain.elements} <= kinds
    assert page.text.count(attack) >= 6
    assert len(page.of("script")) == len(page.of("style")) == 1


def test_an_error_with_markup_and_marks_that_turn_the_writing_are_shown_harmlessly(tmp_path: Path) -> None:
    html = report(recorded(tmp_path / "first", lambda case: "Trouble: <b>\u202egnorw\u202c & \x00"))
    assert "No answer: Trouble: <b>�gnorw� & �" in Page(html).text
    assert "\u202e" not in html and "\x00" not in html


def test_the_frozen_half_stands_first(folder: Path) -> None:
    heads = re.findall(r"<thead><tr>(.*?)</tr></thead>", report(folder))
    assert set(heads) == {"<th>Measure</th><th>frozen</th><th>open</th><th>all</th>"}


def test_every_measure_with_a_figure_is_defined_once(folder: Path) -> None:
    html = report(folder)
    rows = grouped(read_run(folder), None)[0][1]
    for name in rows:
        assert html.count(f'id="measure-{name}"') == 1
    titles = {measure.name: measure.definition for measure in MEASURES}
    assert all(titles[name].rstrip(".") in Page(html).text for name in rows)


def test_a_case_shows_what_was_asked_expected_and_shown_and_why_it_fell_short(tmp_path: Path) -> None:
    text = Page(report(recorded(tmp_path / "first", credited_falsely))).text
    for words in (
        "Who wants the ferry in winter?",
        "Wanted: An answer",
        "View: Ann Ash in ash-2019It must run in winter must run in winter",
        "Never credited to Ann Ash in ash-2019: The farmers fear that",
        "Ann Ash expected",
        "The Skerrow Bell, March 2019 · The Ferry · ash-2019",
        "“The farmers fear that it will be sold.” [1] 45–83",
        "Declined: not covered",
        "key-point recall0missing: ash-2019: It must run in winter",
    ):
        assert words in " ".join(text.split()), words


def test_beside_another_run_the_page_says_what_moved_and_shows_both_answers(tmp_path: Path) -> None:
    before, now = recorded(tmp_path / "before"), recorded(tmp_path / "now", credited_falsely)
    html = report(now, before)
    cases = [each for each in Page(html).of("details") if each.get("class") == "case"]
    moved = [(each["id"], each["data-worse"], each["data-better"]) for each in cases]
    assert moved == [
        ("case-documents-winter", "false_credit point_recall point_recall_all", ""),
        ("case-documents-bridges", "", ""),
        ("case-documents-dogs", "", ""),
    ]
    text = " ".join(Page(html).text.split())
    assert "false credit1was 0 · " in text
    assert "Shown in the other run Searched" not in text
    assert text.count("The other run showed the same.") == 2
    assert text.count("“The ferry to Skerrow must run in winter too.”") == 1


def test_a_group_that_says_the_same_as_every_case_is_not_named_a_second_time(tmp_path: Path) -> None:
    """All of these cases are answerable and of one category; of those without an answer some are not."""
    many = tuple(replace(WINTER, id=f"winter-{number}") for number in range(40))
    dogs = tuple(replace(DOGS, id=f"dogs-{number}") for number in range(40))
    declined = recorded(tmp_path / "before", lambda case: answer(case.question), cases=(*many, *dogs))
    now = recorded(
        tmp_path / "now", lambda case: answer("") if case in dogs else good(WINTER), cases=(*many, *dogs)
    )
    groups = re.findall(
        r'measure=(\w+)&#38;change=better">[^<]*</a><span class="aside ">([^<]*)', report(now, declined)
    )
    assert ("coverage", "every case") in groups and ("coverage", "answerable") not in groups
    assert {("silence", "every case"), ("silence", "answerable")} <= set(groups)


def test_a_case_asked_in_other_words_before_is_not_compared(tmp_path: Path) -> None:
    other = replace(WINTER, question="Who?")
    before = read_run(recorded(tmp_path / "before", cases=(other,)))
    now = read_run(recorded(tmp_path / "now", cases=(WINTER,)))
    assert paired(now, before) == ((now.outcomes[0], None),)
    assert "1 cases were not asked, or not in the same words, in before" in report(
        tmp_path / "now", tmp_path / "before"
    )


def test_an_answer_that_broke_is_worse_and_one_that_came_back_is_better(tmp_path: Path) -> None:
    whole = read_run(recorded(tmp_path / "whole")).outcomes[0]
    broken = read_run(recorded(tmp_path / "broken", lambda case: "TimeoutError: too long")).outcomes[0]
    assert standing(broken, whole, MEASURES) == Standing(("error",), worse=("error",))
    assert standing(broken, broken, MEASURES) == Standing(("error",))
    assert standing(whole, broken, MEASURES) == Standing((), better=("error",))
    assert standing(whole, whole, MEASURES) == Standing(())
    assert standing(broken, None, MEASURES).failures == ("error",)


def test_what_must_be_known_of_a_run_is_said_at_its_head(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "first", lambda case: "TimeoutError: too long")
    text = Page(report(folder)).text
    assert "3 cases, engine extractive, revision 0123456789ab, code c0de" in text
    assert "3 cases failed and are in no figure." in text
    assert "judge: not measured" in text
    assert "answer_systemf1f2f3" in text and "numpy2.0" in text


def test_the_same_run_gives_the_same_page(folder: Path) -> None:
    assert report(folder) == report(folder)


def test_a_plot_has_a_line_for_each_half_with_its_value_in_words() -> None:
    rows = [
        Row("factual", (Mark("frozen", 0.5, 12, (0.25, 0.75)), Mark("open", 1.0, 3))),
        Row("nothing", ()),
    ]
    assert dot_plot("p", "coverage", rows) == (
        '<figure class="plot"><figcaption>coverage</figcaption>'
        '<svg viewBox="0 0 360 55" role="img" aria-labelledby="p-title p-words">'
        '<title id="p-title">coverage</title>'
        '<desc id="p-words">factual: frozen 0.50 of 12, open 1.00 of 3</desc>'
        '<line class="tick" x1="142.0" x2="142.0" y1="15" y2="55"/>'
        '<text class="scale" x="142.0" y="10" text-anchor="middle">0</text>'
        '<line class="tick" x1="206.0" x2="206.0" y1="15" y2="55"/>'
        '<text class="scale" x="206.0" y="10" text-anchor="middle">0.5</text>'
        '<line class="tick" x1="270.0" x2="270.0" y1="15" y2="55"/>'
        '<text class="scale" x="270.0" y="10" text-anchor="middle">1</text>'
        '<text x="134" y="38" text-anchor="end">factual<title>factual</title></text>'
        '<g class="frozen"><line x1="174.0" x2="238.0" y1="27" y2="27"/>'
        '<circle cx="206.0" cy="27" r="4"/><text x="280" y="31">0.50 (12)</text></g>'
        '<g class="open"><circle cx="270.0" cy="41" r="4"/><text x="280" y="45">1.00 (3)</text></g>'
        "</svg></figure>"
    )


def test_authors_and_years_tell_which_expected_articles_were_shown(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "first", lambda case: answer("?") if case.id == "winter" else good(case))
    run, libraries = read_run(folder), {"documents": library(tmp_path / "documents")}
    words = r'<desc id="[\w-]+">(.*?)</desc>'
    assert re.findall(words, by_author(run, libraries)) == [
        "Ann Ash: open 0.00 of 1; Bo Birk: open 1.00 of 1"
    ]
    assert re.findall(words, by_date(run, libraries)) == ["2019: open 0.00 of 1; undated: open 1.00 of 1"]


def test_a_page_of_hundreds_of_cases_stays_below_six_megabytes(tmp_path: Path) -> None:
    """Answers of eight viewpoints, more than is shown on the average."""
    sentence = (
        "The ferry to Skerrow must run in winter too, whatever the council of the mainland has to say. " * 3
    )
    views = [view(ASH, sentence, sentence)] * 8
    many = tuple(replace(WINTER, id=f"winter-{number}") for number in range(450))
    folder = recorded(tmp_path / "first", lambda case: answer(case.question, *views), cases=many)
    assert len(report(folder).encode()) < 6_000_000
