"""The check `open-promise`: a promise of the reader's that is due is kept or spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.checks.mentions import tells_of
from widgets.engine.facts import my_zone


@dataclass(frozen=True, kw_only=True)
class OpenPromise(BaseCheck):
    """Every promise of the reader's whose date has passed is done, or the message mentions it."""

    kind: Literal["open-promise"]

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield a hit, at the start of the body, for every promise that is due and passed over in silence."""
        zone = my_zone(context.situation)
        for promise in context.situation.promises:
            if (
                promise.by != "me"
                or promise.done
                or promise.due is None
                or promise.due.instant(zone) >= context.sent_at
            ):
                continue
            if not any(tells_of(text, promise.what) for text in context.texts.values()):
                yield Hit(words={"what": promise.what})
