import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.people import LONGEST, WIKI_LINK, is_name, people


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Ash and Bo Birk", ("Ann Ash", "Bo Birk")),
        ("Ash, Ann; Birk, Bo", ("Ann Ash", "Bo Birk")),
        ("Ash, A., & Birk, B.", ("A. Ash", "B. Birk")),
        ("de la Cruz, Ana", ("Ana de la Cruz",)),
        ("Ann Ash / Bo Birk", ("Ann Ash", "Bo Birk")),
        ("Ann Ash\nBo Birk", ("Ann Ash", "Bo Birk")),
        ("Text: Ann Ash", ("Text: Ann Ash",)),
        ("Ash & Birk", ("Ash & Birk",)),
        ("The Guild of Bakers and Millers", ("The Guild of Bakers and Millers",)),
        ({"givenName": "Ann", "familyName": "Ash"}, ("Ann Ash",)),
        ({"first": "Ann", "last": "Ash"}, ("Ann Ash",)),
        ({"@type": "Person", "name": "Ann Ash"}, ("Ann Ash",)),
        ([{"name": {"literal": "Ash, Birk & Cole"}}], ("Ash, Birk & Cole",)),
        (["Ann Ash", None, "Ann Ash"], ("Ann Ash",)),
        ("Ada Lind, London; Bo Ash, Oslo", ("Ada Lind", "Bo Ash")),
        ("Ada Lind; Ann Ash, Oslo", ("Ada Lind", "Ann Ash")),
        ("García Lind, Gabriel; Vargas Ash, Mario", ("Gabriel García Lind", "Mario Vargas Ash")),
        ("Ada Lind, Harbour Post; Bo Ash, Oslo Tidende", ("Ada Lind", "Bo Ash")),
        ("By Ada Lind and Bo Ash in Oslo", ("Ada Lind", "Bo Ash")),
        ("Ada Lind in Oslo and Bo Ash in New Hesk", ("Ada Lind", "Bo Ash")),
        ("By Ada Lind, Bo Ash and Cy Cole in Oslo", ("Ada Lind", "Bo Ash", "Cy Cole")),
        ("Ada Lind and Bo Ash, Oslo", ("Ada Lind", "Bo Ash")),
        ("Ada Lind | Political editor", ("Ada Lind",)),
        ("Ada Lind | New Hesk", ("Ada Lind",)),
        ("Ada Lind / Harbour Post", ("Ada Lind",)),
        ("Ada Lind – Oslo", ("Ada Lind",)),
        ("Ada Lind, Political Editor", ("Ada Lind",)),
        ("Ada Lind, Emily Post", ("Ada Lind", "Emily Post")),
        ("Harbour Post | Oslo", ("Harbour Post | Oslo",)),
        (
            "Ada Lind\nBo Birk, Cy Cole\nDee Elm & Ed Furr",
            ("Ada Lind", "Bo Birk", "Cy Cole", "Dee Elm", "Ed Furr"),
        ),
        ("Ada Lind | Bo Birk, editor of The Tide", ("Ada Lind", "Bo Birk")),
        ("Ada Lind | Edited by | Bo Birk", ("Ada Lind",)),
        ("Ada Lind\nPhotos: Bo Birk", ("Ada Lind",)),
        ("Lind Ash, Martin; Hesk University Press", ("Martin Lind Ash", "Hesk University Press")),
        ("Martin Lind, Uche; Ash, Albert", ("Uche Martin Lind", "Albert Ash")),
        ("Lind, Ada Maria Sofia; Bo Birk", ("Ada Maria Sofia Lind", "Bo Birk")),
        ("Ada Lind, St John Birk", ("Ada Lind", "St John Birk")),
        ("Ada Lind, John Trust", ("Ada Lind", "John Trust")),
        ("Ada Lind, Martin Birk University", ("Ada Lind",)),
    ],
)
def test_people_are_read_as_other_tools_write_them(written, names):
    assert people(written).names == names


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Ash, Ann, Birk, Bo", "Whether 'Ash, Ann, Birk, Bo' is one name or several is not clear."),
        ("Ann Ash, Sand", "Whether 'Ann Ash, Sand' is one name or several is not clear."),
        ("Ada Lind, Bo Post", "Whether 'Ada Lind, Bo Post' is one name or several is not clear."),
        ("Lind Ash, Uche; Bo Birk", "Whether 'Lind Ash, Uche' is one name or several is not clear."),
        ("Ada Lind | Ash, Bo", "Whether 'Ash, Bo' names one more author is not clear."),
        ("Ada Lind | bo birk", "Whether 'bo birk' names one more author is not clear."),
        ("Ada Lind\nAsh", "Whether 'Ash' names one more author is not clear."),
        ("Ada Lind | Photos: Bo Ash | Cy Cole", "Whether 'Cy Cole' names one more author is not clear."),
        ("ann@ash.example", "'ann@ash.example' names nobody."),
        (", ;,", "', ;,' names nobody."),
        ("&, Ash", "Whether '&, Ash' is one name or several is not clear."),
        ("Ann Ash et al.", "Not all authors are named: 'Ann Ash et al.'."),
        ("{{author}}", "'{{author}}' was never filled in."),
        ({"orcid": "0"}, "No name stands in \"{'orcid': '0'}\"."),
    ],
)
def test_what_is_not_clear_is_told(written, told):
    assert people(written).told == (told,)


def test_several_people_keep_their_own_roles():
    found = people([{"name": "Ann Ash", "role": "pilot"}, "Bo Birk, miller", "Cy Cole"])
    assert (found.names, found.role) == (("Ann Ash", "Bo Birk", "Cy Cole"), "Ann Ash: pilot; Bo Birk: miller")


VALUES = st.recursive(
    st.none() | st.text(st.sampled_from("Ann Ash,;&()[]<>@.{}|/ byand\n")) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "given", "x"]), inner)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ({"title": "Dr.", "given": "Ada", "family": "Lind"}, "Ada Lind"),
        ({"title": "Dr.", "given": "Ada"}, "Ada"),
        ({"first_name": "Ada", "last_name": "Lind", "text": "She sails."}, "Ada Lind"),
        ({"name": "Ada", "surname": "Lind"}, "Ada Lind"),
        ({"name": "Ada", "familyName": "Lind"}, "Ada Lind"),
        ({"name": "Linda", "familyName": "Lind"}, "Linda Lind"),
        ({"name": "Lind", "givenName": "Ada", "familyName": "Lind"}, "Ada Lind"),
        ({"name": "ada77", "givenName": "Ada", "familyName": "Lind"}, "Ada Lind"),
        ({"name": "Ada Lind", "familyName": "Lind"}, "Ada Lind"),
        ({"name": "Ada M. Lind", "givenName": "Ada", "familyName": "Lind"}, "Ada M. Lind"),
        ({"name": "李明", "givenName": "明", "familyName": "李"}, "李明"),
        ({"name": "Lind", "familyName": "Lind"}, "Lind"),
        ({"title": "Ada Lind"}, "Ada Lind"),
        ({"text": "Ada Lind"}, "Ada Lind"),
    ],
)
def test_an_object_is_named_by_its_parts_and_not_by_its_title(written, name):
    assert people(written).names == (name,)


def test_a_title_beside_the_parts_of_a_name_is_the_role_unless_it_is_a_courtesy():
    lind = {"given": "Ada", "family": "Lind"}
    titles = ("Mayor", "Dr.", "Prof. Dr.")
    assert [people({**lind, "title": title}).role for title in titles] == ["Mayor", None, None]
    assert people({**lind, "title": "Mayor", "role": "pilot"}).role == "pilot"


@given(VALUES)
def test_any_value_gives_names_of_one_line_that_stand_in_it(value):
    letters = set(json.dumps(value, ensure_ascii=False).replace("\\\\", "\\"))
    for name in people(value).names:
        assert name == name.strip() and len(name.splitlines()) == 1
        assert set(name) <= letters | {" "}


@given(st.text(st.sampled_from("Ann Ash'’-.vonder")) | st.text())
def test_a_full_name_has_two_words_or_more_and_begins_with_no_small_letter_but_of_a_particle(text):
    if is_name(text):
        assert len(text.split()) > 1
        assert not text.split()[-1].islower() or "'" in text or "’" in text or "-" in text or "." in text


@pytest.mark.parametrize(
    "unit", ["a.", "(", "[[", "Ann Ash, ", "a@", "and ", "Ann & ", "; ", "<", "By ", "A. ", "."]
)
def test_no_string_takes_long(unit):
    began = time.perf_counter()
    people(unit * (2 * LONGEST // len(unit)))
    WIKI_LINK.fullmatch("[[" + unit * 50_000)
    assert time.perf_counter() - began < 1
