from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant import cite
from assistant.articles import Record
from assistant.citing.cite import styled
from assistant.citing.styles import Run
from assistant.dates import PublicationDate

PAGE = "https://lantern.example/ferry"
PAROM = "https://luka.example/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC"
CHICAGO = {
    "whole": f"Ash, Ann. 2018. “The Ferry Must Go On.” Harbour Post, September 13, 2018. {PAGE}.",
    "bare": "“The Ferry.” n.d.",
    "unsigned": f"Harbour Post. 2021. “What Now?” June 2021. {PAGE}.",
    "body": "Harbour Board. 2018. “A Plan of the Board.” The Mole.",
    "cyrillic": "Шкара, Јована, and Ada van der Lind Jr. 2019. “Паром остаје.” Лука, May 2, 2019. "
    f"Translation at {PAROM}.",
    "interview": "Lodge, Perpetua. 2022. “Captain Lodge: ‘A ferry is a road.’” Interview by Bo Birk. "
    f"Radio Aster, November 8, 2022. Copy at {PAGE}.",
    "interview-of-nobody": "Radio Aster. 2022. “A Talk at the Quay.” Interview. November 2022.",
    "report": "Harbour Post. 2020. “Master Warns.” Reporting Magnus Øyfar. February 11, 2020.",
    "pen-name": "Brine, Jean-Luc [Cy Cole]. 2017. “Letters from a Buoy.” Authorship disputed. "
    "The Mole, January 5, 2017.",
    "preface": "“Preface.” 1890. By the editor, in a work by Ann Ash.",
}
NOTES = {
    "whole": f"Ann Ash, “The Ferry Must Go On,” Harbour Post, September 13, 2018, {PAGE}.",
    "bare": "“The Ferry,” n.d.",
    "unsigned": f"“What Now?,” Harbour Post, June 2021, {PAGE}.",
    "body": "Harbour Board, “A Plan of the Board,” The Mole, 2018.",
    "cyrillic": "Јована Шкара and Ada van der Lind Jr., “Паром остаје,” Лука, May 2, 2019, "
    f"translation at {PAROM}.",
    "interview": "Perpetua Lodge, “Captain Lodge: ‘A ferry is a road,’” interview by Bo Birk, Radio Aster, "
    f"November 8, 2022, copy at {PAGE}.",
    "interview-of-nobody": "“A Talk at the Quay,” interview, Radio Aster, November 2022.",
    "report": "“Master Warns,” reporting Magnus Øyfar, Harbour Post, February 11, 2020.",
    "pen-name": "Jean-Luc Brine [Cy Cole], “Letters from a Buoy,” authorship disputed, The Mole, "
    "January 5, 2017.",
    "preface": "“Preface,” by the editor, in a work by Ann Ash, 1890.",
}
APA = {
    "whole": f"Ash, A. (2018, September 13). The Ferry Must Go On. Harbour Post. {PAGE}",
    "bare": "The Ferry. (n.d.).",
    "unsigned": f"What Now? (2021, June). Harbour Post. {PAGE}",
    "body": "Harbour Board. (2018). A Plan of the Board. The Mole.",
    "cyrillic": "Шкара, Ј., & van der Lind, A., Jr. (2019, May 2). Паром остаје. Лука. "
    f"Translation at {PAROM}",
    "interview": 'Lodge, P. (2022, November 8). Captain Lodge: "A ferry is a road" [Interview by Bo Birk]. '
    f"Radio Aster. Copy at {PAGE}",
    "interview-of-nobody": "A Talk at the Quay [Interview]. (2022, November). Radio Aster.",
    "report": "Master Warns [Reporting Magnus Øyfar]. (2020, February 11). Harbour Post.",
    "pen-name": "Brine, J.-L. (2017, January 5). Letters from a Buoy [Authorship disputed]. The Mole.",
    "preface": "Preface [By the editor, in a work by Ann Ash]. (1890).",
}
MLA = {
    "whole": f"Ash, Ann. “The Ferry Must Go On.” Harbour Post, 13 Sept. 2018, {PAGE}.",
    "bare": "“The Ferry.”",
    "unsigned": f"“What Now?” Harbour Post, June 2021, {PAGE}.",
    "body": "Harbour Board. “A Plan of the Board.” The Mole, 2018.",
    "cyrillic": "Шкара, Јована, and Ada van der Lind Jr. “Паром остаје.” Лука, 2 May 2019, "
    f"translation at {PAROM}.",
    "interview": "Lodge, Perpetua. “Captain Lodge: ‘A ferry is a road.’” Interview by Bo Birk. Radio Aster, "
    f"8 Nov. 2022, copy at {PAGE}.",
    "interview-of-nobody": "“A Talk at the Quay.” Interview. Radio Aster, Nov. 2022.",
    "report": "“Master Warns.” Reporting Magnus Øyfar. Harbour Post, 11 Feb. 2020.",
    "pen-name": "Brine, Jean-Luc [Cy Cole]. “Letters from a Buoy.” Authorship disputed. The Mole, "
    "5 Jan. 2017.",
    "preface": "“Preface.” By the editor, in a work by Ann Ash. 1890.",
}


@pytest.mark.parametrize(
    ("style", "expected"), [("chicago", CHICAGO), ("chicago-note", NOTES), ("apa", APA), ("mla", MLA)]
)
def test_every_hole_of_a_record_is_left_out_and_nothing_is_put_in_its_place(
    records: Mapping[str, Record], style: str, expected: dict[str, str]
) -> None:
    assert {name: cite(record, style).removesuffix("\n") for name, record in records.items()} == expected


def test_many_authors_are_named_as_each_style_does(records: Mapping[str, Record]) -> None:
    several = replace(records["whole"], authors=("Ann Ash", "Bo Birk", "Cy Cole", "Di Dorn"))
    assert cite(several, "chicago").startswith("Ash, Ann, Bo Birk, Cy Cole, and Di Dorn. 2018.")
    assert cite(several, "chicago-note").startswith("Ann Ash et al., “The")
    assert cite(several, "apa").startswith("Ash, A., Birk, B., Cole, C., & Dorn, D. (2018")
    assert cite(several, "mla").startswith("Ash, Ann, et al. “The")
    crowd = replace(several, authors=tuple(f"Ann {chr(65 + n)}sh" for n in range(22)))
    assert cite(crowd, "apa").count(", A.") == 20
    assert "Ssh, A., … Vsh, A. (2018" in cite(crowd, "apa")


def test_the_paper_stands_in_italics(records: Mapping[str, Record]) -> None:
    for style in ("chicago", "chicago-note", "apa", "mla"):
        for name in ("whole", "unsigned"):
            assert [run.text for run in styled(records[name], style) if run.italic] == ["Harbour Post"]
    assert styled(records["bare"], "mla") == (Run("“The Ferry.”"),)


def test_references_stand_in_alphabetical_order_whatever_their_letters() -> None:
    names = ("Zora Zell", "Šime Škar", "Ann Ash", "Јована Сава")
    records = [Record(article_id=name, title="T", authors=(name,)) for name in names]
    lines = cite(records, "chicago").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Ash", "Сава", "Škar", "Zell"]


def test_line_breaks_and_hidden_characters_never_reach_a_reference() -> None:
    record = Record(
        article_id="x",
        title="One\n\nTwo\u2028Three\u202e",
        authors=("Ann\nAsh",),
        publication="Post\r\nHarbour",
        date=PublicationDate("2018"),
        url="javascript:alert(1)",
    )
    assert cite(record, "chicago") == "Ash, Ann. 2018. “One Two Three.” Post Harbour.\n"
