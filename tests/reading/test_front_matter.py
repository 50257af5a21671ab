import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentsError
from assistant.reading.front_matter import parsed, split


def test_scalars_stay_as_written():
    block = (
        "date: 2018-09-17\nyear: 2022\nflag: yes\nnumber: 0x1F\nquoted: '2018'\nempty:\nnil: ~\nword: 'null'"
    )
    assert parsed(block) == {
        "date": "2018-09-17",
        "year": "2022",
        "flag": "yes",
        "number": "0x1F",
        "quoted": "2018",
        "empty": None,
        "nil": None,
        "word": "null",
    }


def test_lists_mappings_and_blocks_are_read():
    block = "authors:\n- Ada Ash\n- Bo Birk\nmore: {a: [b, c]}\nnote: >\n  two\n  lines\n"
    assert parsed(block) == {
        "authors": ["Ada Ash", "Bo Birk"],
        "more": {"a": ["b", "c"]},
        "note": "two lines\n",
    }


def test_tags_make_no_objects():
    assert parsed("when: !!timestamp 2018-09-17\nrun: !!python/object/apply:os.getcwd []") == {
        "when": "2018-09-17",
        "run": [],
    }


def test_escaped_control_and_direction_characters_do_not_get_in():
    assert parsed('title: "a\\0b\\u202Ec"\n"k\\0": x') == {"title": "abc", "k": "x"}


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("title: x\nauthors: [a", "line 4: did not find expected ',' or ']'"),
        ("title: a: b", "line 2: mapping values are not allowed in this context"),
        ("title: x\n\turl: y", "line 3: found a tab character that violates indentation"),
        ("- a\n- b", "line 2: the front matter is not made of `key: value` lines"),
        ("only words", "line 2: the front matter is not made of `key: value` lines"),
        ("a: &x b\nc: *x", "line 3: references (*name) are not read"),
        ("a: 1\nb: 2\na: 3", "line 4: the key 'a' is given twice"),
        ("? [a, b]\n: c", "line 2: a key is not a plain word"),
        ("a: " + "[" * 9 + "]" * 9, "line 2: it is nested too deeply"),
        ("a: " + "[" * 100_000, "line 2: it is nested too deeply"),
    ],
)
def test_broken_yaml_is_refused_with_its_line(block, message):
    with pytest.raises(DocumentsError) as error:
        parsed(block)
    assert str(error.value) == message


def test_text_without_front_matter_is_all_text():
    assert split("Just words.\n---\nMore.") == ({}, "Just words.\n---\nMore.")
    assert split("") == ({}, "")


def test_a_later_rule_belongs_to_the_text():
    assert split("---\na: b\n---\nOne.\n\n---\n\nTwo.") == ({"a": "b"}, "One.\n\n---\n\nTwo.")


def test_empty_front_matter_is_none():
    assert split("---\n---\nWords.") == ({}, "Words.")


def test_a_block_that_is_not_closed_is_refused():
    with pytest.raises(DocumentsError, match="^line 1: the front matter opened by '---' is not closed"):
        split("---\ntitle: x\n\nWords.")


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)
LINES = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")))
VALUES = st.recursive(
    LINES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), LINES)
def test_what_yaml_writes_is_read_back(values, text):
    def depth(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return 1 + max(map(depth, inner), default=0)

    if depth(values) > 8:
        return
    dumped = yaml.safe_dump(values, allow_unicode=True, default_flow_style=False, width=10**6)
    assert split(f"---\n{dumped}---\n{text}") == (values, text)


@given(st.text())
def test_any_block_gives_a_mapping_or_a_one_line_error(block):
    try:
        assert isinstance(parsed(block), dict)
    except DocumentsError as error:
        assert len(str(error).splitlines()) == 1
