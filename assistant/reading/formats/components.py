"""Markdown with parts that are computed, MDX and Quarto: what is no prose is taken out."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CHUNK = re.compile(r"\{[\w.#=-]")
_STATEMENT = re.compile(r"(?:import|export)\b.*(?:[;{(\[,'\"]|\bfrom\b|=)")
_COMPONENT = re.compile(r"</?(?:[A-Z]|>)")
_DIV = re.compile(r" {0,3}:{3,}(?:\s.*|\{.*|)$")
_BESIDE = re.compile(
    r"\.(?:callout|column-margin|aside|margin)\b|:\s*(?:note|tip|info|warning|caution|danger)\b"
)
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
_EXPRESSION = re.compile(r"\{[^{}\n]*\}")
_LONGEST_STATEMENT = 200
"""Lines of a statement or a tag that goes on; one that is not closed takes no more."""


def without_components(text: str, suffix: str) -> str:
    r"""The prose of a text: of `.mdx` without imports, tags of components and expressions, of `.qmd` without
    computed chunks, marks of divs and shortcodes; its callouts and notes in the margin are notes.

    >>> without_components("import A from 'a'\n\n<Note kind=\"x\">\nIt sails.\n</Note>", ".mdx").strip()
    'It sails.'
    """
    kept: list[str] = []
    fence, computed, inside = "", False, ""
    divs: list[bool] = []
    """Of each div around a line, whether it stands beside the prose."""
    left = 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1].startswith(fence) and not mark[2].strip()
            kept += [] if computed else [line]
            fence = "" if closes else fence
        elif inside and left:
            left -= 1
            inside = "" if _closed(line, inside) else inside
        elif mark:
            fence, computed = mark[1], bool(_CHUNK.match(mark[2].strip()))
            kept += [] if computed else [line]
        elif suffix == ".qmd" and _DIV.match(line):
            begins = bool(line.strip(" :"))
            divs = [*divs, bool(_BESIDE.search(line))] if begins else divs[:-1]
            kept.append("> [!note]" if begins and divs[-1] else "")
        elif suffix == ".qmd":
            kept.append(("> " if any(divs) else "") + _SHORTCODE.sub("", line))
        elif _STATEMENT.match(line) and not (kept and kept[-1].strip()):
            opened = line.count("{") + line.count("(") + line.count("[")
            if opened > line.count("}") + line.count(")") + line.count("]"):
                inside, left = "}", _LONGEST_STATEMENT
            kept.append("")
        elif _COMPONENT.match(line.lstrip()):
            if ">" not in line:
                inside, left = ">", _LONGEST_STATEMENT
            kept.append(_EXPRESSION.sub("", re.sub(r"<[^<>]*>", "", line)) if ">" in line else "")
        else:
            kept.append(_EXPRESSION.sub("", line))
    return "\n".join(kept)


def _closed(line: str, by: str) -> bool:
    return line.rstrip().endswith(by) if by == ">" else bool(re.match(r"[})\]]", line))
