"""A documents folder that vanishes, is emptied or halved for a moment, and links that lead out of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from eval.attack.chat import serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage


def _away(library: Library) -> Path:
    """Where the folder's files wait meanwhile."""
    return library.root / "away"


def _emptied(library: Library) -> None:
    library.documents.rename(_away(library))
    library.documents.mkdir()


def _missing(library: Library) -> None:
    library.documents.rename(_away(library))


def _replaced(library: Library) -> None:
    library.documents.rename(_away(library))
    library.documents.write_text("a file in its place", encoding="utf-8")


def _dangling(library: Library) -> None:
    library.documents.rename(_away(library))
    library.documents.symlink_to(library.root / "nowhere")


def _halved(library: Library) -> None:
    shutil.copytree(library.documents, _away(library))
    for path in sorted(library.documents.glob("*.md"))[:8]:
        path.unlink()


_VANISHED: dict[str, Callable[[Library], None]] = {
    "emptied": _emptied,
    "missing": _missing,
    "replaced by a file": _replaced,
    "a link to nowhere": _dangling,
    "less than half there": _halved,
}


def _back(library: Library) -> None:
    if library.documents.is_symlink() or library.documents.is_file():
        library.documents.unlink()
    elif library.documents.exists():
        shutil.rmtree(library.documents)
    _away(library).rename(library.documents)


def _apart(library: Library) -> dict[str, str]:
    """The index outside of the folder, where a share that vanishes leaves it."""
    index = library.root / "index"
    shutil.move(library.index, index)
    return {"ASSISTANT_INDEX": str(index)}


def served(stage: Stage) -> Outcome:
    """A running server answers on from its index, keeps nothing in an empty folder, recovers by itself."""
    tally, library = Tally(), stage.library()
    _vanishing(tally, library, _apart(library), list(_VANISHED)[: stage.few(len(_VANISHED), 1)])
    return tally.outcome()


def served_with_its_index(stage: Stage) -> Outcome:
    """The same where index and state vanish with the folder, as they lie in it."""
    tally = Tally()
    _vanishing(tally, stage.library(), {}, ["emptied", "missing"])
    return tally.outcome()


def _vanishing(tally: Tally, library: Library, more: dict[str, str], ways: list[str]) -> None:
    with serving(library, more=more) as chat:
        for name in ways:
            _VANISHED[name](library)
            reader = Reader(chat)
            tally.check("viewpoint" in reader.ask(QUESTION).stream, f"{name}: not answered meanwhile")
            made = [path.name for path in (library.index, library.state.parent) if path.exists()]
            tally.check(not made or name == "less than half there", f"{name}: made {made} meanwhile")
            _back(library)
            answered = any("viewpoint" in reader.ask(QUESTION).stream for _ in range(3))
            tally.check(answered, f"{name}: not answered once the folder is back")
            reader.close()
        articles = json.loads(chat.raw("GET", "/healthz")[1]).get("articles")
        tally.check(articles == 12, f"{articles} articles in the end")


def commands(stage: Stage) -> Outcome:
    """`ask` answers meanwhile; `index` refuses in one line, and with --yes does what it is told."""
    tally = Tally()
    for name, vanish in list(_VANISHED.items())[: stage.few(len(_VANISHED), 0)]:
        library = stage.library()
        more = _apart(library)
        vanish(library)
        asked = library.run("ask", QUESTION, more=more)
        tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"{name}: ask: {asked.said}")
        done = library.run("index", more=more)
        tally.check(done.one_clear_line, f"{name}: index ended with {done.code}: {done.said}")
        _back(library)
        asked = library.run("ask", QUESTION, more=more)
        tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"{name}: ask afterwards: {asked.said}")
    library = stage.library()
    more = _apart(library)
    _emptied(library)
    done = library.run("index", more=more)
    tally.check(done.one_clear_line, f"an emptied folder: index ended with {done.code}: {done.said}")
    done = library.run("index", "--yes", more=more)
    tally.check(done.code == 0, f"index --yes: {done.said}")
    _back(library)
    done = library.run("index", "--json", more=more)
    embedded = json.loads(done.out)["embedded"] if done.code == 0 else done.said
    tally.check(embedded == 0, f"once it is back, embedded anew: {embedded}")
    return tally.outcome()


def links(stage: Stage) -> Outcome:
    """Links that lead out are skipped and named; a setting allows them."""
    tally, library = Tally(), stage.library()
    outside = library.root / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("An invented secret about zebra marmalade.", encoding="utf-8")
    named = {
        "passwd.md": Path("/etc/passwd"),
        "file.md": outside / "secret.md",
        "relative.md": Path("../outside/secret.md"),
        "chain.md": library.documents / "file.md",
        "folder": outside,
        "etc": Path("/etc"),
        "parent": Path(".."),
    }
    for name, target in named.items():
        (library.documents / name).symlink_to(target)
    (library.documents / "self").symlink_to(library.documents)
    done = library.run("index")
    tally.check(done.code == 0, f"index: {done.said}")
    told = library.run("check").said
    ids = {each["article_id"] for each in json.loads(library.run("sources", "--json").out)}
    for name in named:
        stem = name.removesuffix(".md")
        inside = [each for each in ids if each == stem or each.startswith(f"{stem}/")]
        tally.check(not inside and name in told, f"{name}: indexed {inside[:3]}, named: {name in told}")
    tally.check(not any(each.startswith("self/") for each in ids), "a link to the folder itself doubles it")
    for name in ("etc", "parent", "passwd.md"):
        (library.documents / name).unlink()
    allowed = library.run("index", more={"ASSISTANT_FOLLOW_LINKS": "1"})
    found = library.run("sources", "--json", more={"ASSISTANT_FOLLOW_LINKS": "1"}).out
    tally.check(allowed.code == 0 and '"file"' in found, "ASSISTANT_FOLLOW_LINKS=1 allows none")
    return tally.outcome()
