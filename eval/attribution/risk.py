"""Risk and coverage: how much is credited wrongly where only the surest sentences are credited.

After El-Yaniv and Wiener (2010), "On the foundations of noise-free selective classification".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.rendering.escaping import escaped
from eval.attribution.figures import Outcome

COVERAGES = tuple(coverage / 100 for coverage in range(50, 100, 5))
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _KEY = 640, 300, 56, 40, 180
_MOST = 0.25
"""Risk at the top of the plot."""
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "1 5", "12 4", "4 6", "6 2 2 2 2 2")

Curve = Mapping[float, float]
"""False credit by the share of views that are credited."""


def curve(outcomes: Sequence[Outcome]) -> Curve:
    """False credit at each of `COVERAGES`, the surest sentences credited first.

    Where the model names nobody for more of them, at the coverage that it has.
    """
    every = [each for each in outcomes if each.label.l in ("own", "reported", "narrated") and each.credited]
    every.sort(key=lambda each: -each.probability)
    views = sum(each.is_view for each in outcomes)
    found: dict[float, float] = {}
    covered = false = 0
    rest = list(COVERAGES)
    for credited, each in enumerate(every, 1):
        covered += each.is_view
        false += not each.right
        while rest and covered >= rest[0] * views:
            found[rest.pop(0)] = false / credited
    return found | dict.fromkeys(rest, false / max(1, len(every)))


def plot(curves: Mapping[str, Curve]) -> str:
    """The curves as an SVG document, told apart by their dashes, in the colour of the text around it."""
    width, height = _WIDTH - _LEFT - _KEY, _HEIGHT - _BOTTOM - 12

    def at(coverage: float, risk: float) -> str:
        across = (coverage - COVERAGES[0]) / (COVERAGES[-1] - COVERAGES[0])
        return f"{_LEFT + across * width:.1f},{12 + height * (1 - min(risk, _MOST) / _MOST):.1f}"

    lines = []
    for step in range(6):
        x, y = at(COVERAGES[0], step * _MOST / 5).split(",")
        lines += [
            f'<path d="M{x},{y}h{width}" stroke-opacity=".2"/>',
            f'<text x="{_LEFT - 8}" y="{y}" text-anchor="end" dy="4">{step * _MOST / 5:.2f}</text>',
        ]
    for coverage in COVERAGES[::2]:
        x, _ = at(coverage, 0).split(",")
        lines.append(f'<text x="{x}" y="{_HEIGHT - 22}" text-anchor="middle">{coverage:.2f}</text>')
    lines.append(f'<text x="{_LEFT}" y="{_HEIGHT - 4}">views that are credited to somebody</text>')
    for number, (name, points) in enumerate(curves.items()):
        dash = f'fill="none" stroke-width="2" stroke-dasharray="{_DASHES[number % len(_DASHES)]}"'
        lines.append(f'<polyline {dash} points="{" ".join(at(*point) for point in points.items())}"/>')
        row = 24 + 22 * number
        lines.append(f'<path {dash} d="M{_WIDTH - _KEY + 12},{row}h34"/>')
        lines.append(f'<text x="{_WIDTH - _KEY + 54}" y="{row}" dy="4">{escaped(name)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        "<title>Views credited wrongly, by the share of views that are credited</title>"
        "<style>svg{color:#333;background:#fff}text{font:12px sans-serif;stroke:none}</style>"
        f'<g stroke="currentColor">{"".join(lines)}</g></svg>\n'
    )
