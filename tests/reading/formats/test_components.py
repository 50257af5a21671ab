import pytest

from assistant.reading.formats.components import without_components

MDX = """\
import Chart from './chart'
import {
  Note,
} from './note'
export const year = 1998

# Keep the Mole

It sails {year} times a year.

<Note kind="warning">
It may sink.
</Note>

<Chart
  data={[1, 2]}
/>

```js
import inside from 'code'
```

5 < 6, and import duties are high."""
QMD = """\
# Keep the Mole

::: {.callout-note}
It may sink.
:::

```{python}
#| echo: false
plot("It sank.")
```

It sails.{{< video mole.mp4 >}}

```python
kept = True
```"""


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("text", "suffix", "kept"),
    [
        (
            MDX,
            ".mdx",
            [
                "# Keep the Mole",
                "It sails  times a year.",
                "It may sink.",
                "```js",
                "import inside from 'code'",
                "```",
                "5 < 6, and import duties are high.",
            ],
        ),
        (
            QMD,
            ".qmd",
            [
                "# Keep the Mole",
                "> [!note]",
                "> It may sink.",
                "It sails.",
                "```python",
                "kept = True",
                "```",
            ],
        ),
    ],
)
def test_what_is_computed_is_no_prose(text, suffix, kept):
    assert lines(without_components(text, suffix)) == kept


def test_prose_that_begins_like_a_statement_is_kept():
    text = "Import duties are high.\nexport of coal, of wool and of salt ended.\n{ an open brace"
    assert without_components(text, ".mdx") == text
