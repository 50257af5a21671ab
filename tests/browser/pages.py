"""What tests of pages share: two questions, and that a page can be read and used by everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

BARRAGE = "Should the barrage be built?"
FERRY = "Should the ferry be kept?"
Ask = Callable[["Page", str], None]
Visit = Callable[..., "Page"]
# A link in running text may be as high as its line (WCAG 2.2, 2.5.8); a citation number may not.
SMALL = """() => {
  const words = (it) => it.nodeType === 3 && /\\p{L}/u.test(it.textContent);
  const worded = (text) => [...text.childNodes].some(words);
  const running = (it) => it.matches("a:not(.cite)") && it.closest("p, li") && worded(it.closest("p, li"));
  const size = ({ width, height }) => Math.min(width, height);
  return [...document.querySelectorAll("a, button, summary, input")]
    .filter((it) => it.checkVisibility() && !it.closest(".skip") && !running(it))
    .filter((it) => size(it.getBoundingClientRect()) < 24).map((it) => it.outerHTML);
}"""
# Contrast of text with what is behind it (WCAG 2.2, relative luminance), for each visible element with text.
CONTRASTS = """() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (rgb) => rgb.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (it) => {
    for (; it; it = it.parentElement) {
      const color = parse(getComputedStyle(it).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const own = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const shown = [...document.querySelectorAll("#page *")].filter((it) => own(it) && it.checkVisibility());
  return shown.map((it) => {
    const [a, b] = [luminance(parse(getComputedStyle(it).color)), luminance(behind(it))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), it.textContent.slice(0, 40)];
  });
}"""

# What is sent outside the queue, as the opening of the page is, goes a second later.
SLOWLY_PRESSED = """
  const sent = window.fetch;
  window.fetch = async (...call) => {
    if (String(call[0]).includes("/run/predict")) await new Promise((done) => setTimeout(done, 1000));
    return sent(...call);
  };"""

# Colours fade into one another: what is between two schemes belongs to neither.
SETTLED = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  const fading = document.getAnimations().filter((it) => it instanceof CSSTransition);
  await Promise.allSettled(fading.map((it) => it.finished));
}"""


def open_filters(page: Page) -> None:
    """Open them, and let Gradio put into the boxes what came while they were folded away."""
    page.click("#filters button")
    page.wait_for_timeout(200)  # within 30 ms it overwrites what a test, faster than any reader, has typed


def in_both(page: Page, *, narrow: int = 360) -> Iterator[int]:
    """The page narrow and in the dark, then wide and in light."""
    for width, scheme in ((narrow, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(SETTLED)
        yield width


def assert_accessible(page: Page) -> None:
    """On a phone in the dark and on a wide page in light: nothing that axe finds, nothing too wide."""
    from axe_playwright_python.sync_playwright import Axe

    for _ in in_both(page):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0


def assert_fits(page: Page) -> None:
    """Accessible, and nothing too small to be touched."""
    assert_accessible(page)
    for _ in in_both(page):
        assert page.evaluate(SMALL) == []


def low_contrasts(page: Page) -> list[tuple[float, str]]:
    """Texts that hardly stand out from their ground."""
    contrasts = page.evaluate(CONTRASTS)
    return [(round(ratio, 2), text) for ratio, text in contrasts if ratio < 4.5]
