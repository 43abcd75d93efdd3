"""What can be wrong with data, named by its path: what was expected, what came, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the data: where it is, what was expected, what came, and how to mend it."""

    path: Path
    code: str
    expected: str
    got: str
    fix: str = ""

    def __str__(self) -> str:
        """Return the problem as one sentence, for people."""
        return f"{path_text(self.path)}: expected {self.expected}, got {self.got}" + (
            f" ({self.fix})" if self.fix else ""
        )


class InvalidError(ValueError):
    """The data does not fit the type; `problems` says where, each as a `Problem`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the message is all of them, a line each."""
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Conflict(ValueError):  # noqa: N818 - it names the flaw
    """Values of one dataclass contradict each other; raised in `__post_init__`, it blames one key."""

    def __init__(self, key: str, expected: str, fix: str = "", got: str = "") -> None:
        """Keep the key to blame, what was expected of it, how to mend it, and what came where that is more than it."""
        super().__init__(expected)
        self.key, self.expected, self.fix, self.got = key, expected, fix, got


def path_text(path: Path) -> str:
    """Return a path as people write it: `events[0].end`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "the whole input"


def show(value: object) -> str:
    """Return a short picture of a value for a message: text quoted, anything long or nested cut."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, dict):
        return "keys and values" if value else "no keys"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    return str(value)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"?` for a near miss of one of the known words, or an empty string."""
    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{match[0]}"?' if match else ""


def either(words: Iterable[str]) -> str:
    """Return words as a choice: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
