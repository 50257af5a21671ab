import pytest

from assistant.articles import Record
from assistant.attribution import Holder
from assistant.generation.naming import holder, standing

ARTICLE = Record(article_id="a", title="T", authors=("Ann Ash", "Bo Birk"))
INTERVIEW = Record(
    article_id="i",
    title="T",
    kind="interview",
    authors=("Rita Rowe",),
    speakers=("Cy Cole", "Di Dee"),
    speaker_role="captains of the ferry",
)
DIGEST = Record(
    article_id="d",
    title="T",
    kind="report",
    authors=("Rita Rowe", "Dora Dray"),
    speakers=("Cy Cole",),
    form="digest",
)
UNNAMED = Record(article_id="u", title="T")
TEXT = (
    "The ferrymen’s speaker, Dora Drày, calls it robbery. To some Realists it is. The United Kingdom agrees."
)


@pytest.mark.parametrize(
    ("record", "name", "expected"),
    [
        (ARTICLE, None, ("Ann Ash and Bo Birk", False)),
        (ARTICLE, "Birk", ("Ann Ash and Bo Birk", False)),
        (ARTICLE, "Ann Ash and Bo Birk", ("Ann Ash and Bo Birk", False)),
        (ARTICLE, "the authors", ("Ann Ash and Bo Birk", False)),
        (ARTICLE, "Dora Dray", ("Dora Drày", True)),
        (ARTICLE, "Mrs Theodora Dray", ("Drày", True)),
        (ARTICLE, "realists", ("Realists", True)),
        (ARTICLE, "the ferrymen", ("ferrymen", True)),
        (ARTICLE, "United Kingdom", ("United Kingdom", True)),
        (ARTICLE, "Vera Vane", (None, True)),
        (ARTICLE, "he", (None, True)),
        (ARTICLE, "it", (None, True)),
        (ARTICLE, "?!", (None, True)),
        (ARTICLE, "calls it treason", (None, True)),
        (INTERVIEW, None, ("Cy Cole and Di Dee", False)),
        (INTERVIEW, "the captains", ("Cy Cole and Di Dee", False)),
        (INTERVIEW, "realists", ("Realists", True)),
        (INTERVIEW, "Dee", ("Di Dee", False)),
        (INTERVIEW, "Rita Rowe", ("Rita Rowe", False)),
        (INTERVIEW, "the author", (None, True)),
        (INTERVIEW, "the interviewee", ("Cy Cole and Di Dee", False)),
        (DIGEST, "Rita Rowe", (None, True)),
        (DIGEST, "the author", ("Cy Cole", False)),
        (DIGEST, "Dora Dray", ("Dora Dray", False)),
        (UNNAMED, None, (None, False)),
        (UNNAMED, "the author", (None, False)),
        (UNNAMED, "Dora Dray", ("Dora Drày", True)),
    ],
)
def test_the_voice_is_itself_and_anyone_else_must_stand_in_the_text(
    record: Record, name: str | None, expected: tuple[str | None, bool]
) -> None:
    assert holder(name, record, TEXT) == expected


def test_a_part_of_a_word_is_nobody() -> None:
    assert standing("Drà", TEXT) is None
    assert standing("real", TEXT) is None


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("Her brother Bo Birk says no.", ("Bo Birk", True)),
        ("Ann Birk and her brother Bo Birk fell out. Birk says no.", ("Birk", True)),
        ("Birk says no.", ("Ann Birk", False)),
        ("Ann Birk says no.", ("Ann Birk", False)),
    ],
)
def test_a_surname_is_the_voice_where_nobody_else_there_has_it(around: str, expected: Holder) -> None:
    record = Record(article_id="a", title="T", authors=("Ann Birk",))
    assert holder("Birk", record, around) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Birk", ("Ann Birk", False)),
        ("Birk", (None, True)),
        ("Ann Tamm", ("Ann Tamm", False)),
        ("Tamm", (None, True)),
    ],
)
def test_of_several_one_is_meant_whom_the_name_fits_alone(name: str, expected: Holder) -> None:
    record = Record(
        article_id="i",
        title="T",
        kind="interview",
        authors=("Jo Ann Tamm", "Ann Tamm"),
        speakers=("Jo Ann Birk", "Ann Birk"),
    )
    assert holder(name, record, "They talk of boats.") == expected


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("adviser to the president", "the president", ("president", True)),
        ("deputy mayor of Stenn", "the mayor", ("mayor", True)),
        ("Mayor of Stenn", "Stenn's mayor", ("Cy Cole", False)),
    ],
)
def test_a_post_is_the_voice_where_it_is_the_voices_own(role: str, name: str, expected: Holder) -> None:
    record = Record(article_id="i", title="T", kind="interview", speakers=("Cy Cole",), speaker_role=role)
    assert holder(name, record, "The president and the mayor say no.") == expected
