import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentsError
from assistant.reading.front_matter import record_of, split


def test_scalars_stay_as_written():
    block = (
        "date: 2018-09-17\nyear: 2022\nflag: yes\nnumber: 0x1F\nquoted: '2018'\nempty:\nnil: ~\nword: 'null'"
    )
    assert record_of(block) == {
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
    assert record_of(block) == {
        "authors": ["Ada Ash", "Bo Birk"],
        "more": {"a": ["b", "c"]},
        "note": "two lines\n",
    }


def test_tags_make_no_objects():
    assert record_of("when: !!timestamp 2018-09-17\nrun: !!python/object/apply:os.getcwd []") == {
        "when": "2018-09-17",
        "run": [],
    }


def test_escaped_control_and_direction_characters_do_not_get_in():
    assert record_of('title: "a\\0b\\u202Ec"\n"k\\0": x') == {"title": "abc", "k": "x"}


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("title: x\nauthors: [a", "line 3: did not find expected ',' or ']'"),
        ("title: a: b", "line 1: mapping values are not allowed in this context"),
        ("- a\n- b", "line 1: it is not made of `key: value` lines"),
        ("only words", "line 1: it is not made of `key: value` lines"),
        ("c: *x", "line 1: found undefined alias"),
        ("? [a, b]\n: c", "line 1: a key is not a plain word"),
        ("a: " + "[" * 9 + "]" * 9, "line 1: it is nested too deeply"),
        ("a: " + "[" * 100_000, "line 1: it is nested too deeply"),
        (
            "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in ("ab", "bc", "cd")),
            "line 4: it holds more than 10,000 values",
        ),
    ],
)
def test_broken_yaml_is_refused_with_its_line(block, message):
    with pytest.raises(DocumentsError) as error:
        record_of(block)
    assert str(error.value) == message


def test_references_and_merged_keys_are_read():
    block = "defaults: &d {site: Quay}\na: &a [Ada Ash]\nb: *a\nc:\n  <<: *d\n  title: T\n"
    assert record_of(block) == {
        "defaults": {"site": "Quay"},
        "a": ["Ada Ash"],
        "b": ["Ada Ash"],
        "c": {"site": "Quay", "title": "T"},
    }


def as_it_stands(line: int, key: str) -> str:
    return f"Line {line} is read as it stands: put the value of {key!r} in quotation marks."


@pytest.mark.parametrize(
    ("block", "values", "told"),
    [
        ("title: The ferry: a chance", {"title": "The ferry: a chance"}, (as_it_stands(2, "title"),)),
        ('title: "Loud" ferries', {"title": '"Loud" ferries'}, (as_it_stands(2, "title"),)),
        ("title: x\nby: @ash", {"title": "x", "by": "@ash"}, (as_it_stands(3, "by"),)),
        ("title: {{title}}", {"title": "{{title}}"}, ()),
        ("title: x\ntags: [a, b", {"title": "x", "tags": ["a", "b"]}, (as_it_stands(3, "tags"),)),
        ("title:\tx\ntags:\n\t- a\n\t- b", {"title": "x", "tags": ["a", "b"]}, ()),
        (
            "title: a: b\nno key here\ndate: 2018",
            {"title": "a: b", "date": "2018"},
            (
                as_it_stands(2, "title"),
                "Line 3 is left out: it is not of the form `key: value`.",
            ),
        ),
        ("a: 1\nb: 2\na: 3", {"a": "1", "b": "2"}, ("The key 'a' is given twice: the first counts.",)),
    ],
)
def test_a_line_that_cannot_be_read_costs_that_line_alone(block, values, told):
    assert split(f"---\n{block}\n---\nWords.") == (values, "Words.", told)


@pytest.mark.parametrize(
    "text",
    [
        "Just words.\n---\nMore.",
        "",
        "---\n\nThe mayor said: never.\n\n---\n\nWords.",
        "---\n\nWords, and no other rule.",
        "---\nWords right below a rule.\n---\nMore.",
        "{not json}\n\nWords.",
        '{"a": 1}\n\nWords.',
        "Ada: I say no.\nBo: I say yes.\n\nWords.",
        "Title: words that run on\nand on without a key.\n\nMore.",
    ],
)
def test_text_that_only_looks_like_a_record_is_all_text(text):
    assert split(text) == ({}, text, ())


def test_a_later_rule_belongs_to_the_text():
    assert split("---\na: b\n---\nOne.\n\n---\n\nTwo.") == ({"a": "b"}, "One.\n\n---\n\nTwo.", ())


def test_empty_front_matter_is_none():
    assert split("---\n---\nWords.") == ({}, "Words.", ())


def test_a_block_that_is_not_closed_ends_at_a_blank_line():
    told = "The front matter is not closed by a line `---`: it is read up to the first blank line."
    body = "\nWords.\n\n---\n\nMore."
    assert split(f"---\ntitle: x\n{body}") == ({"title": "x"}, body, (told,))


@pytest.mark.parametrize(
    ("head", "values"),
    [
        (
            '+++\ntitle = "x"\ndate = 2018-09-03T08:00:00Z\n+++\n',
            {"title": "x", "date": "2018-09-03 08:00:00+00:00"},
        ),
        (f"+++\n{'a.' * 9_000} = 1\ndate = 2018\n+++\n", {"date": "2018"}),
        ("+++\ntitle = x\ndate = 2018-09-03\n+++\n", {"date": "2018-09-03"}),
        (f'{{"title": "x", "n": {"1" * 5_000}}}\n', {"title": "x", "n": "1" * 5_000}),
        ('{"title": "x", "draft": false, "n": 1}\n', {"title": "x", "draft": "False", "n": "1"}),
        (
            "% x\n% Ada Ash\n  Bo Birk\n% 2018\n\n",
            {"title": "x", "author": "Ada Ash\n  Bo Birk", "date": "2018"},
        ),
        ("Title: x\nAuthor: Ada Ash\n\n", {"Title": "x", "Author": "Ada Ash"}),
        ("\n<!-- a\nb -->\n---\ntitle: x\n---\n", {"title": "x"}),
    ],
)
def test_other_forms_of_a_record_are_read(head, values):
    read, text, _ = split(f"{head}Words.")
    assert (read, text.strip()) == (values, "Words.")


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)
LINES = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")))
VALUES = st.recursive(
    LINES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4))
def test_what_yaml_writes_is_read_back(values):
    def depth(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return 1 + max(map(depth, inner), default=0)

    if depth(values) > 8:
        return
    dumped = yaml.safe_dump(values, allow_unicode=True, default_flow_style=False, width=10**6)
    assert record_of(dumped) == values


@given(st.text(st.sampled_from("-+%{}[]:\"' \n\tabtitle=date&*#")) | st.text())
def test_of_any_text_front_matter_takes_a_beginning(text):
    values, rest, told = split(text)
    assert text.endswith(rest)
    assert all(len(line.splitlines()) == 1 for line in told)
    assert values or told or rest == text or not text[: -len(rest) or None].strip("-. \n#")


@given(st.text())
def test_any_block_gives_a_mapping_or_a_one_line_error(block):
    try:
        assert isinstance(record_of(block), dict)
    except DocumentsError as error:
        assert len(str(error).splitlines()) == 1
