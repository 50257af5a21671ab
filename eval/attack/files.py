"""Hostile files in the documents folder: nothing is executed, nothing ends the program, nothing is silent."""

from __future__ import annotations

import json
import os
from pathlib import Path

from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage

_LONGEST_LINE = 20_000
"""Characters of a line of output: a title of 200,000 is cut where it is printed."""


def hostile(stage: Stage) -> Outcome:
    """Each file is an article or is named with a reason; the others are answered from as before."""
    tally, library = Tally(), stage.library()
    canary = library.root / "executed"
    written = _written(library, canary)
    done = library.run("index", seconds=300)
    tally.check(done.code == 0 and "Traceback" not in done.said, f"index ended with {done.code}: {done.err}")
    told = done.said + library.run("check").said
    sources = library.run("sources", "--json")
    ids = {each["article_id"] for each in json.loads(sources.out)} if sources.code == 0 else set()
    for name in written:
        known = Path(name).with_suffix("").as_posix() in ids or name in told or Path(name).name in told
        tally.check(known, f"{name}: neither an article nor named")
    tally.check(not canary.exists(), "a file was executed")
    asked = library.run("ask", QUESTION)
    tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"ask: {asked.said}")
    listed = library.run("sources").out + asked.out
    longest = max(map(len, listed.splitlines()))
    tally.check(longest <= _LONGEST_LINE, f"a line of {longest:,} characters is printed")
    return tally.outcome()


def look_alikes(stage: Stage) -> Outcome:
    """Invisible characters and names that look like another are told by `assistant check`."""
    tally = Tally()
    names = {
        "zero width space": "Ann\u200bAsh",
        "zero width joiner": "Ann \u200dAsh",
        "soft hyphen": "Ann A\u00adsh",
        "right to left": "Ann \u202eAsh\u202c",
        "tags": "Ann Ash\U000e0041\U000e0042",
        "Cyrillic A": "\u0410nn Ash",
        "Greek A": "Ann \u0391sh",
    }
    for name, author in names.items():
        library = Library(stage.folder())
        library.write("ash.md", "---\ntitle: One\nauthors: [Ann Ash]\n---\nThe ferry should be kept.\n")
        library.write("other.md", f"---\ntitle: Two\nauthors: ['{author}']\n---\nThe ferry should go.\n")
        told = library.run("check").said.lower()
        said = any(word in told for word in ("invisible", "look", "hidden"))
        tally.check(said, f"{name}: check says {told!r}")
    return tally.outcome()


def _written(library: Library, canary: Path) -> list[str]:
    """Write them all; their names."""
    doubled = (f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]\n" for n in range(1, 25))
    heads = {
        "bomb": "k0: &k0 [x, x]\n" + "".join(doubled),
        "deep": "title: " + "[" * 50_000 + "]" * 50_000,
        "keys": "".join(f"key{number}: x\n" for number in range(100_000)),
        "python": f"title: !!python/object/apply:os.system ['touch {canary}']",
        "python-new": f"title: !!python/object/new:os.system [touch {canary}]",
        "tag": "title: !unknown x",
        "merge": "base: &base {title: Merged}\n<<: *base",
        "circle": "title: &t [*t]",
        "twice": "title: One\ntitle: Two",
        "number": "title: 12\nauthors: 7\ndate: 3.5",
        "nested": "title: {a: {b: c}}\nauthors: {x: y}",
        "null": "title: null\nauthors: [null, null]",
        "date-9999": "title: Late\ndate: 9999-12-31",
        "date-0001": "title: Early\ndate: 0001-01-01",
        "date-0000": "title: None\ndate: 0000-00-00",
        "date-wrong": "title: Wrong\ndate: 2020-02-31",
        "long-title": f"title: {'x' * 200_000}",
        "long-author": f"title: T\nauthors: ['{'y' * 200_000}']",
        "many-authors": "title: T\nauthors: [" + ", ".join(f"N{n}" for n in range(20_000)) + "]",
        "url": "title: T\nurl: javascript:alert(1)",
        "open": "title: 'never closed",
        "tabs": "title:\tx\n\tauthors: y",
        "template": "title: '{sources} ${question} {{7*7}} %(x)s'",
    }
    bodies = {
        "no-head": b"Only text about a ferry.",
        "empty": b"",
        "spaces": b" \n" * 1_000,
        "nul": b"---\ntitle: N\n---\nA\x00B\x00",
        "latin": "---\ntitle: Café\n---\nLe café.".encode("latin-1"),
        "utf-16": "---\ntitle: U\n---\nText.".encode("utf-16"),
        "utf-32": "---\ntitle: U\n---\nText.".encode("utf-32"),
        "surrogates": b"---\ntitle: S\n---\n\xed\xa0\x80\xed\xb0\x80",
        "bom": b"\xef\xbb\xbf---\ntitle: B\n---\nText.",
        "zip": b"PK\x03\x04" + bytes(1_000),
        "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 10,
        "crlf": b"---\r\ntitle: C\r\n---\r\nText.\r\n",
        "bars": b"---\n" * 10_000,
        "half-head": b"---\ntitle: H\n",
        "escape": b"---\ntitle: \"\\x1b[2J\"\n---\n\x1b[31mred\x07",
        "bidi": "---\ntitle: B\n---\n\u202edesrever\u2066 text".encode(),
        "html": b"---\ntitle: H\n---\n<script>alert(1)</script><img src=x onerror=alert(1)>",
        "words": b"x" * 300_000,
        "marks": b"---\ntitle: M\n---\n" + ("e" + "\u0301" * 5_000).encode(),
    }  # fmt: skip
    names = []
    for name, head in heads.items():
        library.write(f"hostile-{name}.md", f"---\n{head}\n---\nA text about a ferry.\n")
        names.append(f"hostile-{name}.md")
    for name, data in bodies.items():
        (library.documents / f"hostile-{name}.md").write_bytes(data)
        names.append(f"hostile-{name}.md")
    return [*names, *_special(library)]


def _special(library: Library) -> list[str]:
    """What is no plain file, or lies where nobody looks."""
    os.mkfifo(library.documents / "hostile-pipe.md")
    (library.documents / "hostile-zero.md").symlink_to("/dev/zero")
    (library.documents / "hostile-loop.md").symlink_to("hostile-loop.md")
    (library.documents / "hostile-folder.md").mkdir()
    with (library.documents / "hostile-sparse.md").open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    deep = "/".join(["d"] * 60) + "/hostile-deep-folder.md"
    for name in (deep, "hostile-CASE.md", "hostile-case.md", "hostile-\u00e9.md", "hostile-e\u0301.md"):
        library.write(name, f"---\ntitle: T\n---\nText of {len(name)}.\n")
    for name in ("hostile <b>.md", "hostile'quote.md", "hostile;touch executed.md"):
        library.write(name, "---\ntitle: T\n---\nText.\n")
    return ["hostile-pipe.md", "hostile-zero.md", "hostile-loop.md", "hostile-sparse.md", "hostile-CASE.md"]
