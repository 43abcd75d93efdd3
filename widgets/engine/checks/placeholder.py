"""The check `placeholder`: nothing of a template may be left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit

PLACEHOLDER = re.compile(
    r"\[[^\[\]\n]{0,60}\]"  # [Company]
    r"|\{\{?[^{}\n]{0,60}\}?\}"  # {{role}}, {role}
    r"|<[A-Za-z][\w ]{0,40}>"  # <name>
    r"|\bX{3,}\b|_{3,}"  # a row of X or of underscores
    r"|\b(?:insert|your|company|role|job|recipient)[ _](?:name|title|here)\b(?=\s*[\]>.,!]|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Placeholder(BaseCheck):
    """No `[Company]`, `{{role}}`, `XXX` or the like in the subject or the body."""

    kind: Literal["placeholder"]

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every placeholder."""
        for name, text in context.texts.items():
            for match in PLACEHOLDER.finditer(text.plain):
                yield Hit(name, *match.span())  # type: ignore[arg-type]
