from __future__ import annotations

from assistant.answers import Answer
from assistant.articles import Record
from assistant.question.notes import paper_suggestion, suggestion
from assistant.scopes import Scope
from assistant.web.meant import meant_html

RECORDS = tuple(
    Record(article_id=name, title=name, authors=(name,), publication="Aster Weekly")
    for name in ("Ann Birk", "Bo Birk")
)


def button(typed: str, meant: str) -> str:
    return (
        f'<button type="button" class="again" data-typed="{typed}" data-question="Why?" data-meant="{meant}">'
        f"{meant}</button>"
    )


def declined(scope: Scope, *notes: str) -> Answer:
    return Answer(question="Why?", standalone_question="Why?", answered=False, scope=scope, notes=notes)


def test_each_name_that_may_be_meant_is_a_button() -> None:
    people, paper = suggestion("Brik", RECORDS), paper_suggestion("Aster Wekly", ("Aster Weekly",))
    found = meant_html(declined(Scope(people=("Brik",)), people, "Another note."), "Why?", RECORDS)
    assert people == (
        "No author or speaker named 'Brik' is in these articles; did you mean Ann Birk or Bo Birk?"
    )
    assert found == {
        people: "No author or speaker named &#39;Brik&#39; is in these articles; did you mean "
        f"{button('Brik', 'Ann Birk')} or {button('Brik', 'Bo Birk')}?"
    }
    found = meant_html(declined(Scope(publications=("Aster Wekly",)), paper), "Why?", RECORDS)
    assert found == {
        paper: "No article here is from &#39;Aster Wekly&#39;; did you mean "
        f"{button('Aster Wekly', 'Aster Weekly')}?"
    }


def test_what_is_known_or_near_to_nothing_or_not_told_has_no_button() -> None:
    scope = Scope(people=("Ann Birk", "Zzyzx"))
    told = suggestion("Zzyzx", RECORDS)
    assert meant_html(declined(scope, told), "Why?", RECORDS) == {}
    assert meant_html(declined(Scope(people=("Brik",))), "Why?", RECORDS) == {}
