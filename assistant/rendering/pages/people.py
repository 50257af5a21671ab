"""The list of everybody who writes or speaks in the articles, and the page of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answering.library import Held, Person
from assistant.articles import Article
from assistant.positions import Side
from assistant.rendering.escaping import escaped
from assistant.rendering.pages.articles import Warnings, rows_html
from assistant.rendering.pages.frame import AUTHORS, Site, anchor, notes_html, page_html, sections_html
from assistant.rendering.pages.positions import positions_html
from assistant.rendering.pages.table import Column, View, found_html, table_html
from assistant.rendering.timeline import Point, timeline_svg
from assistant.wording.lines import counted

_COLUMNS = (
    Column("Name", "name"),
    Column("Articles", "articles", down=True),
    Column("First heard", "first"),
    Column("Last heard", "last", down=True),
)
_FIND = "Find people by words of their name, role or publications"


def people_html(
    people: Sequence[Person], view: View, site: Site, *, total: int, notes: Sequence[str] = ()
) -> str:
    """A page of the list; `people` are those on it, `total` is how many were found."""
    rows = "".join(_row(person, site) for person in people)
    table = table_html(_COLUMNS, rows, caption="Authors and people interviewed", view=view, site=site)
    body = (
        f"<h1>Authors and people interviewed</h1>{notes_html(notes)}"
        f"{found_html(view, site, label=_FIND, total=total, noun='name')}"
        f"{rows and table}{view.pager(site, total)}"
    )
    return page_html("Authors", body, site, here=AUTHORS)


def _row(person: Person, site: Site) -> str:
    role = f'<span class="label">{escaped(person.roles[0])}</span>' if person.roles else ""
    first, last = ((date.text if date else "undated") for date in (person.first, person.last))
    return (
        f'<tr><th scope="row">{anchor(site.person(person.name), person.name)}{role}</th>'
        f"<td>{counted(len(person.records), 'article')}</td><td>{first}</td><td>{last}</td></tr>"
    )


def person_html(
    person: Person,
    held: Sequence[Held],
    site: Site,
    *,
    warnings: Warnings,
    article: Callable[[str], Article | None],
) -> str:
    """A person's page: what the records say of it, its articles on a line of time, its positions."""
    own = [each for each in held if each.position.holder is None]
    told = [each for each in held if each.position.holder is not None]
    parts = (
        ("articles", "Articles", _articles(person, own, site, warnings)),
        ("positions", "Positions over time", positions_html(own, site, article=article, elsewhere=True)),
        ("reported", "Reported by others", positions_html(told, site, article=article, elsewhere=True)),
    )
    roles = "".join(f'<p class="role">{escaped(role)}</p>' for role in person.roles)
    asked = anchor(
        site.chat(f"What does {person.name} say?", person=person.name),
        f"Ask what {person.name} says in the chat",
    )
    body = (
        f'<h1>{escaped(person.name)}</h1>{roles}<p class="where">{escaped(_summary(person))}</p>'
        f'<p class="links">{asked}</p>{sections_html(parts)}'
    )
    return page_html(person.name, body, site, here=AUTHORS)


def _summary(person: Person) -> str:
    """How much there is, from when to when, and where it was published."""
    first, last = person.first, person.last
    heard = (
        f" First heard: {first.text}. Last heard: {last.text}."
        if first and last and first != last
        else f" Heard: {first.text}."
        if first
        else " Undated."
    )
    places = ", ".join(f"{name} ({number})" if number > 1 else name for name, number in person.publications)
    return f"{counted(len(person.records), 'article')}.{heard}{places and f' In: {places}.'}"


def _articles(person: Person, own: Sequence[Held], site: Site, warnings: Warnings) -> str:
    on, sides = _sides(own)
    points = [
        Point(
            record.date,
            f"{record.date.text}: {record.title}",
            site.article(record.article_id),
            sides.get(record.article_id),
        )
        for record in person.records
        if record.date
    ]
    drawn = timeline_svg(points, on=on) if len({point.date for point in points}) > 1 else ""
    return drawn + rows_html(person.records, site, warnings=warnings)


def _sides(own: Sequence[Held]) -> tuple[str, Mapping[str, Side]]:
    """The proposition on which sides are taken in most of the articles, and the side in each of these.

    A line of time has one mark for an article: on several propositions it would tell nothing.
    """
    found: dict[str, dict[str, Side]] = {}
    for held in own:
        sides, name, side = (
            found.setdefault(held.position.on, {}),
            held.record.article_id,
            held.position.stance,
        )
        sides[name] = side if sides.get(name, side) == side else "mixed"
    return max(found.items(), key=lambda each: len(each[1]), default=("", {}))
