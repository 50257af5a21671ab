import re
from dataclasses import replace

from assistant.answers import Answer, Quote, Sides, Viewpoint
from assistant.articles import Record
from assistant.positions import Stance
from assistant.rendering.html import exchange_html
from assistant.scopes import Scope
from assistant.wording.positions import columns, in_order


def view(author: str, speaker: str | None = None) -> Viewpoint:
    record = Record(article_id=author, title=f"By {author}", authors=(author,))
    return Viewpoint(record=record, speaker=speaker or author, reported=speaker is not None, quotes=())


ASH, BIRK, COLE = view("Ann Ash"), view("Bo Birk"), view("Cy Cole")
ANSWER = Answer(
    question="How do Ash and Birk differ?",
    standalone_question="How do Ash and Birk differ?",
    answered=True,
    understood=Scope(people=("Ann Ash", "Bo Birk")),
    viewpoints=(ASH, BIRK),
)


def test_each_person_asked_about_has_a_column():
    assert columns(ANSWER, (BIRK, ASH)) == (("Ann Ash", (ASH,)), ("Bo Birk", (BIRK,)))


def test_what_a_person_reports_stands_in_that_persons_column_unless_it_is_the_others_view():
    realists, of_birk = view("Ann Ash", "realists"), view("Ann Ash", "Birk")
    assert columns(ANSWER, (ASH, realists, of_birk, COLE)) == (
        ("Ann Ash", (ASH, realists)),
        ("Bo Birk", (of_birk,)),
        ("", (COLE,)),
    )


def test_joint_words_of_both_stand_in_neither_column():
    both = replace(
        ASH, record=replace(ASH.record, authors=("Ann Ash", "Bo Birk")), speaker="Ann Ash and Bo Birk"
    )
    assert columns(ANSWER, (ASH, BIRK, both))[-1] == ("", (both,))


def test_there_are_no_columns_where_one_person_alone_is_asked_about_or_heard():
    assert columns(replace(ANSWER, understood=Scope(people=("Ann Ash",))), (ASH, BIRK)) == ()
    assert columns(ANSWER, (ASH, ASH)) == ()


def cited(shown: Viewpoint, *numbers: int, stance: Stance | None = None) -> Viewpoint:
    quotes = tuple(Quote(citation=number, text="So.", start=0, end=3) for number in numbers)
    return replace(shown, quotes=quotes, stance=stance)


def test_numbers_ascend_from_person_to_person_then_from_side_to_side():
    views = (cited(BIRK, 4), cited(COLE, 5), cited(ASH, 6, 7, stance="against"), cited(ASH, 8, stance="for"))
    answer = replace(ANSWER, sides=Sides(on="The quay should be sold"))
    assert in_order(answer, views) == (
        cited(ASH, 4, stance="for"),
        cited(ASH, 5, 6, stance="against"),
        cited(BIRK, 7),
        cited(COLE, 8),
    )


def test_views_that_stand_in_one_list_keep_their_order_and_numbers():
    views = (cited(BIRK, 4), cited(COLE, 5))
    assert in_order(replace(ANSWER, understood=Scope()), views) == views


def test_views_stand_under_headings_one_level_below_that_over_them():
    views = (cited(ASH, 1, stance="for"), cited(BIRK, 2), cited(COLE, 3))
    page = exchange_html(replace(ANSWER, viewpoints=views, sides=Sides(on="The quay")), turn=1)
    levels = re.findall(r'<h(\d) class="(.*?)"', page)
    column = [("3", "voice"), ("4", "position"), ("5", "who")]
    assert levels == [("2", "question"), *column, *column, ("3", "position"), ("4", "who")]


def test_columns_stand_side_by_side_what_is_of_others_below():
    page = exchange_html(replace(ANSWER, viewpoints=(BIRK, ASH, COLE)), turn=1)
    inside, _, below = page.partition("</section></div>")
    assert re.findall(r'<h3 class="voice">(.*?)</h3>', inside) == ["Ann Ash", "Bo Birk"]
    assert ("Cy Cole" in inside, "Cy Cole" in below) == (False, True)
