import pytest

from assistant.generation.newcomers import names_only_what

TEXT = (
    "The European Union and Serbia pay. The minister of Norland, Cora J. Cole, spoke in Belgrade of the "
    "Union of Oakton Ferrymen. Norland’s parliament and the U.S. did not. Vienna waits, less gladly."
)
PEOPLE = ("Dora Cole", "Timothy Less")


@pytest.mark.parametrize(
    "sentence",
    [
        "The EU and the Serbs pay.",
        "The EU’s money reaches Serbian hands.",
        "Norlanders pay, and the norlandish parliament does not.",
        "Cora Cole spoke, and so did Cole.",
        "Dora Cole spoke.",
        "The Norland Parliament did not.",
        "The American side did not, nor did the United States.",
        "Austria waits.",
        "The UOF was spoken of.",
        "Building takes time: Money is short.",
        "La Serbie et les Serbes paient.",
        "Die Brücke kostet die Stadt und das Land ihr Geld.",
    ],
)
def test_names_of_the_text_and_their_forms_may_be_named(sentence: str) -> None:
    assert names_only_what(sentence, TEXT, PEOPLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is endorsed by the Venice Commission.",
        "It is endorsed by the venice commission.",
        "It is endorsed by a ferry commission.",
        "Venice Commission members endorse it.",
        "The European Parliament pays.",
        "Croatia pays.",
        "The kroatische Regierung pays.",
        "Die Brücke und das Geld der Kroaten sind nicht da.",
        "NATO pays.",
        "President Cole spoke.",
        "Bob Cole spoke.",
        "They spoke of Less.",
        "They spoke in Zagreb.",
        "Pristina and Belgrade pay.",
    ],
)
def test_other_names_may_not_whatever_their_case(sentence: str) -> None:
    assert not names_only_what(sentence, TEXT, PEOPLE)


@pytest.mark.parametrize("text", ["A" * 9_000, "A " * 4_000, "Ash of the " * 800, "the union " * 900])
def test_a_long_sentence_ends(text: str) -> None:
    names_only_what(text, TEXT, PEOPLE)
