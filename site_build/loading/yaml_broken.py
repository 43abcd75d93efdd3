"""A text that is no YAML, as PyYAML left it: its error, and what it had read before."""

from __future__ import annotations

import re

import yaml

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for PyYAML, whose lines are counted here."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Broken:
    """A text that is no YAML: the parser's error, and what the scanner had read before it.

    PyYAML has two parsers, one in C and one in Python, whose words differ; the explanations know both.
    """

    def __init__(self, text: str, error: yaml.MarkedYAMLError) -> None:
        """Keep the error; read the tokens up to it."""
        self.lines = BREAK.split(text)
        self.said = str(error.problem or error.context or "")
        self.context = str(error.context or "")
        mark = error.problem_mark or error.context_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        start = error.context_mark or mark
        self.start = (start.line, start.column) if start else (0, 0)
        self.tokens = _tokens(text, (self.line, self.column))

    @property
    def there(self) -> str:
        """Return the character at which the parser stopped."""
        return self.text_of(self.line)[self.column : self.column + 1]

    @property
    def block_ends(self) -> bool:
        """Return whether what is there is neither the next key or item, nor the end of them."""
        return any(words in self.said for words in ("<block end>", "did not find expected key", "'-' indicator"))

    def text_of(self, line: int) -> str:
        """Return a line, or nothing where the file has ended."""
        return self.lines[line] if line < len(self.lines) else ""


def _tokens(text: str, before: tuple[int, int]) -> list[yaml.Token]:
    found = []
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if (token.start_mark.line, token.start_mark.column) >= before:
                break
            found.append(token)
    except yaml.YAMLError:
        pass
    return [token for token in found if token.end_mark.index > token.start_mark.index]
