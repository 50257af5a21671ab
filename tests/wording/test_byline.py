from dataclasses import replace

import pytest

from assistant.answers import Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.wording.byline import DIGEST_NOTE, attribution, heading, role, where_and_when, who

LESS = Record(
    article_id="less",
    title="Fixing Kosovo",
    authors=("Timothy Less",),
    publication="Reaction",
    date=PublicationDate("2018-09"),
)
KNAUS = Record(
    article_id="knaus",
    title="Interview",
    kind="interview",
    authors=("Sead Numanović",),
    speakers=("Gerald Knaus",),
    publication="Dnevni Avaz",
    date=PublicationDate("2018-08-28"),
)
DODIK = Record(
    article_id="dodik",
    title="Report",
    kind="report",
    speakers=("Milorad Dodik",),
    publication="BHUB",
    date=PublicationDate("2021-04-19"),
)
OYFAR = Record(
    article_id="oyfar",
    title="Harbourmaster Warns",
    kind="report",
    authors=("Isaura Quell",),
    speakers=("Magnus Øyfar",),
    publication="Sundmark Post",
)
PAIR = Record(
    article_id="pair",
    title="Two Towns",
    authors=("Zdena Škárová", "Jørn Tveitåsen"),
    publication="Estuary Quarterly",
    date=PublicationDate("2021"),
)


def view(record: Record, speaker: str | None, reported: bool = False) -> Viewpoint:
    return Viewpoint(record=record, speaker=speaker, reported=reported, quotes=())


def line(record: Record, speaker: str | None, reported: bool = False) -> str:
    return attribution(view(record, speaker, reported))


def bare(**known: object) -> Record:
    return Record(article_id="bare", title="Bare", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (line(LESS, "Timothy Less"), "Timothy Less (Reaction, September 2018)"),
        (line(LESS, "realists", True), "realists, as reported by Timothy Less (Reaction, September 2018)"),
        (
            line(LESS, None, True),
            "someone not named, as reported by Timothy Less (Reaction, September 2018)",
        ),
        (line(PAIR, PAIR.voice), "Zdena Škárová and Jørn Tveitåsen (Estuary Quarterly, 2021)"),
        (
            line(PAIR, "shopkeepers", True),
            "shopkeepers, as reported by Zdena Škárová and Jørn Tveitåsen (Estuary Quarterly, 2021)",
        ),
    ],
)
def test_a_view_in_an_article_names_its_holder_and_its_writer(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (
            line(KNAUS, "Gerald Knaus"),
            "Gerald Knaus, interviewed by Sead Numanović (Dnevni Avaz, 28 August 2018)",
        ),
        (line(KNAUS, "Sead Numanović"), "Sead Numanović (Dnevni Avaz, 28 August 2018)"),
        (
            line(KNAUS, "Paris", True),
            "Paris, as reported by Gerald Knaus, interviewed by Sead Numanović (Dnevni Avaz, 28 August 2018)",
        ),
        (
            line(bare(kind="interview", speakers=("Bo Birk",)), "Bo Birk"),
            "Bo Birk, in an interview (publication not named, undated)",
        ),
        (
            line(bare(kind="interview", authors=("Ada Ash",)), None),
            "person interviewed not named, interviewed by Ada Ash (publication not named, undated)",
        ),
    ],
)
def test_a_view_in_an_interview_names_who_asked(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (line(DODIK, "Milorad Dodik"), "Milorad Dodik, as reported by BHUB (19 April 2021)"),
        (line(OYFAR, "Magnus Øyfar"), "Magnus Øyfar, as reported by Isaura Quell (Sundmark Post, undated)"),
        (
            line(DODIK, "the opposition", True),
            "the opposition, as reported by BHUB (19 April 2021)",
        ),
        (
            line(bare(kind="report", speakers=("Bo Birk",)), "Bo Birk"),
            "Bo Birk, as reported by a writer not named (publication not named, undated)",
        ),
    ],
)
def test_a_view_in_a_report_names_who_reports_it(shown, expected):
    assert shown == expected


def test_the_writers_own_words_are_never_put_down_to_the_person_interviewed_or_reported():
    assert line(DODIK, None) == "reporter not named (BHUB, 19 April 2021)"
    assert line(OYFAR, "Isaura Quell") == "Isaura Quell (Sundmark Post, undated)"
    asked = bare(kind="interview", speakers=("Bo Birk",))
    assert line(asked, None) == "interviewer not named (publication not named, undated)"


def test_what_the_record_does_not_say_is_said_to_be_missing():
    assert line(bare(), None) == "author not named (publication not named, undated)"
    assert where_and_when(bare(date=PublicationDate("2018"))) == "publication not named, 2018"


def test_a_reported_view_is_never_credited_to_the_writer_alone():
    for record in (LESS, KNAUS, DODIK, OYFAR, PAIR):
        shown = who(Viewpoint(record=record, speaker="fishermen", reported=True, quotes=()))
        assert shown.startswith("fishermen, as reported by ")


def test_a_digest_is_called_what_it_is():
    assert DIGEST_NOTE == "summary, not the author's words"


def test_of_an_attribution_the_speaker_and_the_date_are_bold():
    view = Viewpoint(record=LESS, speaker="fishermen", reported=True, quotes=())
    pieces = heading(view)
    assert "".join(words for words, _ in pieces) == attribution(view)
    assert [words for words, bold in pieces if bold] == ["fishermen", LESS.date_text]


def test_the_role_of_whoever_speaks_is_told_and_nobody_elses():
    record = replace(KNAUS, author_role="Columnist", speaker_role="Founder of a think tank")
    assert role(view(record, "Gerald Knaus")) == "Founder of a think tank"
    assert role(view(record, "Sead Numanović")) == "Columnist"
    assert role(view(record, "Sead Numanović", reported=True)) == ""
    assert role(view(record, "realists", reported=True)) == role(view(record, None)) == ""
    assert role(view(replace(LESS, author_role="Analyst", written_by="the editor"), "Timothy Less")) == ""
