from dataclasses import replace

from assistant.answers import Answer, Sides, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.positions import Position, Stance
from assistant.wording.lines import counted_line
from assistant.wording.positions import changes, grouped, position_line, positions_line, sides_line


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


def test_views_stand_together_by_side_each_with_its_count_of_articles():
    assert grouped((BIRK, ASH, COLE, LATER)) == (
        ("For (1)", (ASH,)),
        ("Against (2)", (BIRK, LATER)),
        ("Not read (1)", (COLE,)),
    )


def recorded(author: str, stance: Stance, **more: str) -> Viewpoint:
    position = Position(on="The quay should be kept", stance=stance, start=0, end=9, **more)  # type: ignore[arg-type]
    return view(author, stance, position=position)


SIDES = Sides(on="The quay should be kept", asked="against", for_=3, against=2, mixed=1, not_read=4)


def test_the_side_that_is_asked_for_comes_first():
    views = (recorded("Ann Ash", "for"), recorded("Bo Birk", "against"))
    assert grouped(views, SIDES) == (("Against (1)", views[1:]), ("For (1)", views[:1]))


def test_recorded_sides_of_a_question_that_asks_for_none_sort_nothing():
    views = (recorded("Ann Ash", "for"), recorded("Bo Birk", "against"))
    assert grouped(views) == (("", views),)
    assert positions_line(views) == ""


def test_the_articles_of_each_side_are_counted_that_asked_for_first_though_there_is_none():
    assert sides_line(SIDES) == (
        "On “The quay should be kept”, by article: 2 against, 3 for, 1 mixed; in 4 no side was read."
    )
    none = replace(SIDES, against=0, mixed=0, not_read=0)
    assert sides_line(none) == "On “The quay should be kept”, by article: 0 against, 3 for."
    assert sides_line(None) == ""


def test_a_side_is_told_with_what_it_is_on_and_who_read_it():
    assert position_line(recorded("Ann Ash", "for")) == "for “The quay should be kept”"
    read = recorded("Ann Ash", "mixed", read_by="Cy Cole", read_on="2026-11-29")
    assert position_line(read) == "mixed “The quay should be kept” (read by Cy Cole on 29 November 2026)"
    assert position_line(ASH) == ""


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
    unnamed = view("Ann Ash", "mixed", speaker=None, reported=True)
    other = view("Bo Birk", "mixed", speaker=None, reported=True)
    voice = view("Cy Cole", "mixed", speaker=None)
    assert (
        positions_line((unnamed, other, voice)) == "Positions, as the model reads them, by voices: 3 mixed."
    )


def test_who_changed_is_told_in_order_of_time():
    assert changes((LATER, BIRK, ASH)) == ("Ann Ash for in 2019, against in May 2023",)


def test_a_day_is_told_as_a_day_and_describing_is_no_side():
    first, last = view("Ann Ash", "against", "2018-08-13"), view("Ann Ash", "none", "2024")
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
