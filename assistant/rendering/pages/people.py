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
from assistant.rendering.words import ENGLISH, Words

_COLUMNS = (
    Column("people.name", "name"),
    Column("people.articles", "articles", down=True),
    Column("people.first", "first"),
    Column("people.last", "last", down=True),
)


def people_html(
    people: Sequence[Person], view: View, site: Site, *, total: int, notes: Sequence[str] = ()
) -> str:
    """A page of the list; `people` are those on it, `total` is how many were found."""
    words = site.words
    title, count = words("people.title"), words("count.name", number=total)
    rows = "".join(_row(person, site) for person in people)
    table = table_html(_COLUMNS, rows, site, caption=title, view=view)
    body = (
        f"<h1>{title}</h1>{notes_html(notes, words)}"
        f"{found_html(view, site, label=words('people.find'), found=count, total=total)}"
        f"{rows and table}{view.pager(site, total)}"
    )
    return page_html(words("site.authors"), body, site, here=AUTHORS)


def _row(person: Person, site: Site) -> str:
    role = f'<span class="label">{escaped(person.roles[0])}</span>' if person.roles else ""
    first, last = map(site.words.date, (person.first, person.last))
    articles = site.words("count.article", number=len(person.records))
    return (
        f'<tr><th scope="row">{anchor(site.person(person.name), person.name)}{role}</th>'
        f"<td>{articles}</td><td>{first}</td><td>{last}</td></tr>"
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
    words = site.words
    parts = (
        ("articles", words("people.articles"), _articles(person, own, site, warnings)),
        ("positions", words("people.positions"), positions_html(own, site, article=article, elsewhere=True)),
        ("reported", words("people.reported"), positions_html(told, site, article=article, elsewhere=True)),
    )
    roles = "".join(f'<p class="role">{escaped(role)}</p>' for role in person.roles)
    asked = anchor(
        site.chat(f"What does {person.name} say?", person=person.name),
        words("people.ask", name=person.name),
    )
    body = (
        f'<h1>{escaped(person.name)}</h1>{roles}<p class="where">{escaped(summary(person, words))}</p>'
        f'<p class="links">{asked}</p>{sections_html(parts, words)}'
    )
    return page_html(person.name, body, site, here=AUTHORS)


def summary(person: Person, words: Words = ENGLISH) -> str:
    """How much there is, from when to when, and where it was published."""
    first, last = person.first, person.last
    if first and last and first != last:
        heard = words("people.heard_from", first=words.date(first), last=words.date(last))
    else:
        heard = words("people.heard", date=words.date(first)) if first else words("people.undated")
    articles = words("count.article", number=len(person.records))
    places = ", ".join(f"{name} ({number})" if number > 1 else name for name, number in person.publications)
    return " ".join(filter(None, (f"{articles}.", heard, places and words("people.places", places=places))))


def _articles(person: Person, own: Sequence[Held], site: Site, warnings: Warnings) -> str:
    on, sides = _sides(own)
    points = [
        Point(
            record.date,
            f"{site.words.date(record.date)}: {record.title}",
            site.article(record.article_id),
            sides.get(record.article_id),
        )
        for record in person.records
        if record.date
    ]
    drawn = timeline_svg(points, site.words, on=on) if len({point.date for point in points}) > 1 else ""
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
