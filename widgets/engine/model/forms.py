"""The facts that a reader can give, and the forms that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from widgets.engine.patterns import Pattern

WidgetName = Literal["composer", "calculator"]
WIDGET_NAMES: tuple[WidgetName, ...] = get_args(WidgetName)
"""The widgets of every guide, in the order in which pages show them; a guide has a text for each."""


@dataclass(frozen=True)
class Field:
    """One fact that a reader can give: a question, an example, and where the answer stands in the contract."""

    id: str
    """The name by which message parts use it, as in `{detail}`."""
    ask: str
    """The question, as the form shows it."""
    path: str = ""
    """Where the answer stands in the situation (`recipient`, `events[0].end`); not given means `notes.<id>`."""
    type: Literal["text", "lines", "time", "day", "yes", "zone", "region", "choice", "choices"] = "text"
    """What kind of answer: a line, several lines, a time, a day, a tick, a time zone, a region (a country or a part of
    one), or one or some of a list."""
    choices: Literal["", "channels", "kinds", "statuses", "weekdays", "parties"] = ""
    """Which of the guide's lists a choice is made from."""
    example: str = ""
    """An answer as an example; together the examples are the worked example of the widgets."""
    hint: str = ""
    """A line of help under the question."""
    why: str = ""
    """Why this fact makes a message better; shown where it is missing."""
    optional: bool = True
    """Whether a good message can do without it; `compose` names the others as missing first."""
    leads: tuple[Pattern, ...] = ()
    """What readers put before the answer and a message leaves out, such as `the` before the name of a job."""
    tails: tuple[Pattern, ...] = ()
    """What they put after it and a message leaves out."""
    address: Literal["", "beginning", "anywhere"] = ""
    """Where words of the grammar's `address` speak of those whom the message speaks to: throughout an answer that
    begins with one, or in any answer."""
    completes: tuple[str, ...] = ()
    """The shapes of answers that the wordings' sentences need, which fill `{id}`; none means any answer as it is."""
    apart: tuple[str, ...] = ()
    """Shapes that need sentences of their own; they fill `{id_shape}`, such as `{detail_clause}`."""
    as_told: tuple[str, ...] = ()
    """Shapes that can stand after a colon, as those of `completes` and `apart` can; with any here, all these fill
    `{id_as_told}` too. An answer of a shape that is listed nowhere is not used."""


@dataclass(frozen=True)
class Group:
    """Fields that stand together in a form."""

    title: str
    """The heading over the fields."""
    fields: tuple[str, ...]
    """Field ids, in their order."""
    more: bool = False
    """Whether the group is folded away at first."""
    repeat: str = ""
    """The situation's list that the group fills row by row: `events`, `promises` or `sent`."""
    add: str = ""
    """The label of the button that adds a row."""


@dataclass(frozen=True)
class WidgetText:
    """What a widget's page says around the form."""

    title: str
    """The page's title."""
    summary: str
    """What the widget does, in one sentence."""
    body: str
    """Markdown under the widget."""
    form: tuple[Group, ...]
    """The form, group by group."""
