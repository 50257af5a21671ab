from dataclasses import replace

from assistant.answers import Answer, Stance, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.wording.lines import counted_line
from assistant.wording.positions import changes, grouped, positions_line


def view(author: str | None, stance: Stance | None, date: str | None = "2019", **more: object) -> Viewpoint:
    record = Record(
        article_id=f"{author}-{date}",
        title="The Quay",
        authors=(author,) if author else (),
        date=PublicationDate(date) if date else None,
    )
    made = Viewpoint(record=record, speaker=author, reported=False, quotes=(), stance=stance)
    return replace(made, **more)  # type: ignore[arg-type]


ASH, BIRK, COLE = view("Ann Ash", "for"), view("Bo Birk", "against"), view("Cy Cole", None)
LATER = view("Ann Ash", "against", "2023-05")


def test_views_stand_together_by_position_in_the_order_in_which_positions_come():
    assert grouped((BIRK, ASH, COLE, LATER)) == (
        ("Against", (BIRK, LATER)),
        ("For", (ASH,)),
        ("Without a position", (COLE,)),
    )


def test_where_no_position_is_known_nothing_is_moved_and_nothing_headed():
    assert grouped((COLE, view("Di Dorn", None))) == (("", (COLE, view("Di Dorn", None))),)
    assert grouped(()) == ()


def test_voices_are_counted_not_passages():
    again = view("Ann Ash", "for", "2021")
    assert (
        positions_line((ASH, again, BIRK, COLE))
        == "Positions, as the model reads them, by voices: 1 for, 1 against."
    )
    assert positions_line((COLE,)) == ""


def test_those_who_are_not_named_are_counted_one_by_one():
    unnamed = view("Ann Ash", "conditional", speaker=None, reported=True)
    other = view("Bo Birk", "conditional", speaker=None, reported=True)
    voice = view("Cy Cole", "conditional", speaker=None)
    assert (
        positions_line((unnamed, other, voice))
        == "Positions, as the model reads them, by voices: 3 on conditions."
    )


def test_who_changed_is_told_in_order_of_time():
    assert changes((LATER, BIRK, ASH)) == ("Ann Ash for in 2019, against in May 2023",)


def test_a_day_is_told_as_a_day_and_describing_is_no_side():
    first, last = view("Ann Ash", "against", "2018-08-13"), view("Ann Ash", "describes", "2024")
    assert changes((last, ASH, first)) == ("Ann Ash against on 13 August 2018, for in 2019",)
    assert changes((last, ASH)) == ()


def test_two_positions_at_one_time_or_at_an_unknown_time_are_no_change():
    assert changes((ASH, view("Ann Ash", "against", "2019"))) == ()
    assert changes((ASH, view("Ann Ash", "against", "2019-05"))) == ()
    assert changes((ASH, view("Ann Ash", "against", None))) == ()


def test_the_count_tells_where_the_voices_stand_and_who_changed():
    answer = Answer(question="?", standalone_question="?", answered=True, viewpoints=(ASH, BIRK, LATER))
    assert counted_line(answer) == (
        "3 articles bear on this. Positions, as the model reads them, by voices: "
        "1 for, 2 against; Ann Ash for in 2019, against in May 2023."
    )
