"""Every attack there is, in the order in which they are played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eval.attack import (
    browser,
    disk,
    doors,
    files,
    folder,
    forged,
    fuzz,
    hosts,
    kills,
    kills_served,
    limits,
    login,
    messages,
    model,
    network,
    privacy,
    readers,
    shapes,
    slack,
    slow,
)
from eval.attack.outcome import Outcome
from eval.attack.stage import Stage
from eval.attack.tested import tests


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack, and the group under which it is asked for."""

    group: str
    name: str
    play: Callable[[Stage], Outcome]
    quick: bool = True
    """Whether it belongs to the part that takes about a minute."""


WRITING = tuple(f"tests/generation/test_{name}.py" for name in ("attacks", "chat_model", "protocol", "reply"))
ATTACKS = (
    Attack("kills", "SIGKILL of `index`", kills.of_index, quick=False),
    Attack("kills", "SIGKILL of writers of feedback", kills.of_writers),
    Attack("kills", "SIGKILL of `serve`", kills_served.of_serve, quick=False),
    Attack("kills", "SIGKILL of `slack --http`", kills_served.of_slack, quick=False),
    Attack("disk", "damaged index", disk.damage, quick=False),
    Attack("disk", "full disk", disk.full, quick=False),
    Attack("disk", "two updates and three questions at once", disk.together, quick=False),
    Attack("disk", "readers during rebuilds, a state file in the way", disk.served, quick=False),
    Attack("folder", "a folder that vanishes under a server", folder.served, quick=False),
    Attack("folder", "a folder that vanishes with its index", folder.served_with_its_index, quick=False),
    Attack("folder", "a folder that vanishes, on the command line", folder.commands, quick=False),
    Attack("folder", "links that lead out", folder.links, quick=False),
    Attack("files", "hostile files", files.hostile, quick=False),
    Attack("files", "invisible characters and look-alikes", files.look_alikes, quick=False),
    Attack("doors", "paths to files, traversal", doors.files),
    Attack("doors", "doors that the page does not use, in every spelling", doors.closed),
    Attack("doors", "programs and uploads beside the queue", doors.posted),
    Attack("doors", "what must stay open", doors.health),
    Attack("forged", "forged file data in a question", forged.file_data),
    Attack("limits", "bodies of up to 100 MB", limits.bodies),
    Attack("limits", "long questions, many filters", limits.questions),
    Attack("limits", "questions a minute", limits.per_minute),
    Attack("limits", "cap of the state file", limits.state_file, quick=False),
    Attack("hosts", "DNS rebinding", hosts.rebinding, quick=False),
    Attack("hosts", "embedding in a frame", hosts.frames),
    Attack("hosts", "listening off loopback without a login", hosts.off_loopback, quick=False),
    Attack("csrf", "foreign origins, simple bodies", hosts.origins),
    Attack("login", "doors, cookies, passwords and redirects", login.forged, quick=False),
    Attack("slow", "heads and bodies that never end", slow.heads_and_bodies),
    Attack("readers", "24 at once, with cookies", readers.with_cookies),
    Attack("readers", "24 at once, without cookies", readers.without_cookies),
    Attack("readers", "24 at once, two users logged in", readers.logged_in, quick=False),
    Attack("readers", "100 at once", readers.hundred, quick=False),
    Attack("readers", "200 sessions, 40 who leave", readers.sessions, quick=False),
    Attack("browser", "hostile strings in Chromium", browser.without_login, quick=False),
    Attack("browser", "hostile strings in Chromium, logged in", browser.with_login, quick=False),
    Attack("text", "shapes of text, 20 kB against 10 kB", shapes.played),
    Attack("text", "a hostile file under a running server", shapes.dropped_file, quick=False),
    Attack("fuzz", "random articles", fuzz.articles, quick=False),
    Attack("fuzz", "random questions", fuzz.questions, quick=False),
    Attack("model", "hostile model's server", model.served, quick=False),
    Attack("model", "forged records, keys, speakers, quotes", tests(*WRITING), quick=False),
    Attack("slack", "forged and odd signatures", slack.forged, quick=False),
    Attack("slack", "repeated and malformed deliveries", slack.repeated, quick=False),
    Attack("slack", "calls, mentions and links in text", slack.called_out, quick=False),
    Attack("slack", "installation", slack.installing, quick=False),
    Attack("privacy", "what is kept, `assistant forget`", privacy.kept, quick=False),
    Attack("privacy", "paths in errors", privacy.paths, quick=False),
    Attack("keys", "keys in output, log, index and state", privacy.keys, quick=False),
    Attack("network", "connections outside", network.outside, quick=False),
    Attack("messages", "mistakes told in one line", messages.one_line, quick=False),
)


def groups() -> tuple[str, ...]:
    """The names of the groups, each once."""
    return tuple(dict.fromkeys(attack.group for attack in ATTACKS))
