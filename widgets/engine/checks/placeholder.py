"""The check `placeholder`: nothing of a template may be left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern

PLACEHOLDER = re.compile(
    r"\[(?=[^\[\]\n]{0,60}[^\W\d_])[^\[\]\n]{1,60}\]"  # [Company], but not [1]
    r"|\{\{?[^{}\n]{0,60}\}?\}"  # {{role}}, {role}
    r"|<[A-Za-z][\w ]{0,40}>"  # <name>
    r"|\bX{3,}\b|_{3,}",  # a row of X or of underscores
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Placeholder(BaseCheck):
    """No brackets with words in them, no `{{…}}` or `<…>`, no row of X or of underscores."""

    kind: Literal["placeholder"]
    any: tuple[Pattern, ...] = ()
    """Further wordings of a template, such as `insert … name`."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every placeholder."""
        for name, part in context.parts.items():
            text = part.text.own
            found = {
                match.span() for one in (PLACEHOLDER, *(one.regex for one in self.any)) for match in one.finditer(text)
            }
            end_of_last = 0
            for start, end in sorted(found):
                if start >= end_of_last:
                    yield Hit(name, start, end)
                    end_of_last = end
