from dataclasses import replace

from assistant.answers import Quote, Translation, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.wording.lines import copied

RECORD = Record(
    article_id="ash-2018",
    title="The\nQuay",
    authors=("Ann Ash",),
    publication="Aster Weekly",
    date=PublicationDate("2018-09"),
    url="https://weekly.example/quay",
    url_kind="copy",
)
QUOTES = (
    Quote(citation=1, text="Build\nit.", start=10, end=19, page="12"),
    Quote(citation=2, text="Rest.", start=30, end=35, translation=Translation(text="Ruht.", by="gpt-9")),
)
VIEW = Viewpoint(record=RECORD, speaker="Bo Birk", reported=True, quotes=QUOTES, claim="A model's words.")


def test_a_view_is_copied_with_its_words_its_holder_its_reporter_and_its_place():
    assert copied(VIEW) == (
        "“Build it.” (p. 12)\n“Rest.”\nTranslated by gpt-9: Ruht.\n"
        "— Bo Birk, as reported by Ann Ash (Aster Weekly, September 2018), “The Quay”, "
        "https://weekly.example/quay (copied page)"
    )


def test_a_summary_is_copied_as_one_and_what_is_missing_is_said_to_be():
    record = Record(article_id="x", title="X", form="digest", url="javascript:alert(1)")
    view = replace(VIEW, record=record, speaker=None, reported=False, quotes=QUOTES[:1])
    assert copied(view) == (
        "Build it. (p. 12)\n— author not named (publication not named, undated), “X”\n"
        "summary, not the author's words"
    )
