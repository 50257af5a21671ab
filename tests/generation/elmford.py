"""Elmford and its tram: invented articles, and a model's sentences about them."""

import random

from assistant.answers import Stance
from assistant.articles import Passage, Record
from assistant.dates import PublicationDate
from assistant.generation.draft import Draft
from assistant.generation.protocol import SummaryRecord, ViewpointRecord
from assistant.generation.sources import Sources
from assistant.reading.article import article_of
from tests.generation.oakton import voices_own

QUESTION = "Should Elmford build a tram?"

FOR = article_of(
    Record(
        article_id="elm-2018",
        title="A tram or nothing",
        authors=("Ada Elm",),
        publication="The Elmford Gazette",
        date=PublicationDate("2018-09"),
    ),
    "Elmford needs a tram before the winter of 1994 comes back. A dozen of the town’s twenty "
    "engineers signed "
    "my letter, and 120,000 people live within a mile of the line. The European Union would pay 40 per cent "
    "of the cost, which the town council puts at 1.5 million crowns. I support the tram without reservation. "
    "In August the old buses broke down for three days. Serbia built such a line in two years, and "
    "the mayor, "
    "Otto Brand, has seen it.\n\n"
    "The bus drivers fear that half of them would lose their work. Their spokesman, Karl Moss, "
    "calls the plan "
    "“a gift to the rich”. The Elmford Chamber of Trade rejects it because hundreds of shops stand on the "
    "route. I do not share these fears.",
)
AGAINST = article_of(
    Record(
        article_id="thorn-2019",
        title="Keep the buses",
        authors=("Vera Thorn",),
        publication="The Valley Review",
        date=PublicationDate("2019-05-14"),
    ),
    "I do not support a tram. Buses are cheaper: a ticket costs two crowns, a third of what a tram "
    "would ask. "
    "In the 1990s the town tried a tram and lost thirty thousand crowns a year. Brand was wrong to go to "
    "Belgrade for advice, and Ada Elm was wrong to cheer him. If the line were cut to five kilometres, I "
    "might think again.",
)
LATER = article_of(
    Record(
        article_id="elm-2021",
        title="Second thoughts",
        authors=("Ada Elm",),
        publication="The Elmford Gazette",
        date=PublicationDate("2021-03"),
    ),
    "I was wrong about the tram. Its price has doubled to three million crowns, and the second "
    "bridge that it "
    "needs will not stand before 2030. I now oppose the line. Albanian firms offered cheaper buses last "
    "spring.",
)
IF = article_of(
    Record(
        article_id="reed",
        title="First the bridge",
        kind="interview",
        authors=("Rita Quill",),
        speakers=("Nils Reed",),
        form="digest",
    ),
    "Reed says that a tram is worth having only if the council repairs the bridge on Mill Street. He notes "
    "that 10 to 15 per cent of the passengers come from Norland, and that two of the five bridges are closed "
    "on Sundays. He wants Brand to resign.",
)
HISTORY = article_of(
    Record(article_id="holt-2017", title="A century of tracks", authors=("Ines Holt",)),
    "The first tram of Elmford ran in 1904. Seven lines followed within ten years, and the last closed in "
    "1961. The rails were sold to NATO for scrap.",
)
ALSO = article_of(
    Record(article_id="vale-2020", title="On rails", authors=("Paul Vale",), date=PublicationDate("2020")),
    "I am for the tram, because children and the old cannot drive. Let us begin on Monday.",
)
ARTICLES = {article.id: article for article in (FOR, AGAINST, LATER, IF, HISTORY, ALSO)}

_BREAK = FOR.text.index("\n\n")
PASSAGES = (
    Passage(FOR.id, 0, _BREAK, FOR.text[:_BREAK]),
    Passage(FOR.id, _BREAK + 2, len(FOR.text), FOR.text[_BREAK + 2 :]),
    *(
        Passage(article.id, 0, len(article.text), article.text)
        for article in (AGAINST, LATER, IF, HISTORY, ALSO)
    ),
)
SOURCES = Sources(PASSAGES, ARTICLES, random.Random(7))
NAMES = ("elm", "told", "thorn", "later", "reed", "holt", "vale")
KEYS = dict(
    zip(
        NAMES,
        (line[8:12] for line in SOURCES.prompt().splitlines() if line.startswith("<source ")),
        strict=True,
    )
)
PEOPLE = ("Ada Elm", "Vera Thorn", "Nils Reed", "Ines Holt", "Paul Vale", "Rita Quill", "Timothy Less")
_VIEWS: dict[str, tuple[str, str | None, str, Stance]] = {
    "elm": ("elm", None, "I support the tram without reservation.", "for"),
    "drivers": ("told", "the bus drivers", "The bus drivers fear that half of them would lose", "against"),
    "moss": ("told", "Karl Moss", "Karl Moss, calls the plan “a gift to the rich”", "against"),
    "chamber": ("told", "the Elmford Chamber of Trade", "The Elmford Chamber of Trade rejects it", "against"),
    "thorn": ("thorn", None, "I do not support a tram.", "against"),
    "later": ("later", None, "I now oppose the line.", "against"),
    "reed": ("reed", None, "Reed says that a tram is worth having only if", "mixed"),
    "holt": ("holt", None, "The first tram of Elmford ran in 1904.", "none"),
    "vale": ("vale", None, "I am for the tram, because children and the old cannot drive.", "for"),
}


def claimed(view: str, claim: str) -> str | None:
    """What of a claim is shown."""
    draft = _draft()
    _add(draft, view, claim)
    return draft.viewpoints[0].claim


def summed_up(views: str, text: str) -> str | None:
    """What of an overview on these views is shown, its source keys written by name."""
    draft = _draft()
    for view in views.split():
        _add(draft, view, None)
    for name, key in KEYS.items():
        text = text.replace(f"[{name}]", f"[{key}]")
    list(draft.add(SummaryRecord(summary=text)))
    return draft.summary


def _draft() -> Draft:
    return Draft(SOURCES, people=PEOPLE, attribution_of=voices_own, question=QUESTION)


def _add(draft: Draft, view: str, claim: str | None) -> None:
    source, speaker, quote, stance = _VIEWS[view]
    record = ViewpointRecord(
        source=KEYS[source], speaker=speaker, claim=claim, quotes=(quote,), stance=stance
    )
    assert list(draft.add(record))
