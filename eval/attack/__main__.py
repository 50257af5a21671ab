"""`python -m eval.attack [GROUP …]`: a table of what was tried and held; exit code 1 where not all held.

Every attack is played against the product as it is started by users, on temporary folders of invented
articles and over the loopback alone.
"""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import time
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.attack.outcome import Outcome
from eval.attack.stage import Options, Stage
from eval.attack.table import ATTACKS, Attack, groups

Played = tuple[Attack, Outcome, float]
"""An attack, what came of it, and the seconds that took."""
_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play what is named and print it; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.attack", description="Attack the running product.")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(groups()))
    parser.add_argument("--quick", action="store_true", help="a part that takes about a minute, no browser")
    parser.add_argument("--seed", type=int, default=7, help="of the random moments and texts (default: 7)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.groups) - set(groups())):
        parser.error(f"no such group: {', '.join(unknown)}; there are {', '.join(groups())}")
    chosen = [
        attack
        for attack in ATTACKS
        if (not given.groups or attack.group in given.groups) and (attack.quick or not given.quick)
    ]
    try:
        played = play(chosen, Options(seed=given.seed, quick=given.quick), quiet=given.json)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    if given.json:
        print(report(played))
    else:
        Console().print(table(played))
    return int(any(outcome.failures for _, outcome, _ in played))


def play(attacks: Iterable[Attack], options: Options, *, quiet: bool = True) -> list[Played]:
    """Play one attack after the other. One that cannot be played to its end did not hold."""
    played: list[Played] = []
    with Stage(options) as stage:
        for attack in attacks:
            start = time.monotonic()
            try:
                outcome = attack.play(stage)
            except Exception as error:  # whatever breaks under an attack is what this has to show
                _log.debug("%s", attack.name, exc_info=error)
                told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                outcome = Outcome(1, 0, (f"broke off: {told}",))
            played.append((attack, outcome, time.monotonic() - start))
            if not quiet:
                print(line(*played[-1]), file=sys.stderr, flush=True)
    return played


def line(attack: Attack, outcome: Outcome, seconds: float) -> str:
    """One line on an attack that was played."""
    count = outcome.skipped or f"{outcome.held} of {outcome.tried} held"
    return "; ".join((f"{attack.group}: {attack.name}: {count} ({seconds:.0f} s)", *outcome.failures[:3]))


def report(played: Sequence[Played]) -> str:
    """Everything as JSON."""
    attacks = [
        {"group": attack.group, "attack": attack.name, "seconds": round(seconds, 1), **outcome.to_dict()}
        for attack, outcome, seconds in played
    ]
    return json.dumps({"attacks": attacks}, indent=2, ensure_ascii=False)


def table(played: Sequence[Played]) -> Table:
    """The attacks for a terminal, with everything that did not hold."""
    shown = Table("group", "attack", "tried", "held", "what did not hold")
    shown.columns[2].justify = shown.columns[3].justify = "right"
    for attack, outcome, _ in played:
        wrong = outcome.skipped and f"skipped: {outcome.skipped}"
        told = "\n".join(outcome.failures[:5])
        more = f"\n… and {len(outcome.failures) - 5} more" if len(outcome.failures) > 5 else ""
        seen = escape(wrong or told + more)
        shown.add_row(attack.group, attack.name, str(outcome.tried), str(outcome.held), seen)
    tried, held = (sum(getattr(outcome, name) for _, outcome, _ in played) for name in ("tried", "held"))
    shown.add_section()
    shown.add_row("", "all", str(tried), str(held), "" if tried == held else f"{tried - held} did not hold")
    return shown


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # every server is ended first
    sys.exit(main())
