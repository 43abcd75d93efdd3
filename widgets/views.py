"""What a widget shows for what its form holds: the one function that the build and the browser's worker both call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets.board import board
from widgets.calculator import calculator
from widgets.composer import choices, composer
from widgets.engine.problems import InvalidError
from widgets.kept import kept
from widgets.needs import NeedsError
from widgets.templates import render
from widgets.widget import Answer, Widget

if TYPE_CHECKING:
    from widgets.engine.model import Guide


def view(guide: Guide, request: dict[str, Any]) -> Answer:
    """Return what a widget shows for a request of its page.

    `request`: `widget` (`composer` or `calculator`), `entries` (`[[name, value], …]`), `now` (with its offset), `zone`
    (the browser's), `edited` (whether the message is the reader's own), `root` (the way to the site's root), `fetched`
    (paths of data that was looked for in vain or not). The answer is one of

    - `example`, `fields` (control name to value; None where this message has no such part), `choices` (name of a select
      to the values that can be chosen now; the first where the chosen one cannot), `ticks` (name of tick boxes to the
      values that hold unless the reader ticks others), `html` (region to HTML), `files` (name to `name`, `type`,
      `text`) and `status` (one sentence for the status line);
    - `error`: `sentence` and `problems` (`name` of the control, `sentence`);
    - `needs`: paths of data that has to be fetched before the same request is made again.

    Two more values of `widget` are no widget of their own: `board` takes `applications` and `current` and gives `html`
    with the region `board`; `kept` takes the `text` of a file or a link and gives `applications` and `said`.
    """
    widget = Widget(guide, request)
    try:
        views = {"composer": composer, "calculator": calculator, "board": board, "kept": kept}
        return views[request["widget"]](widget)
    except NeedsError as error:
        return {"needs": error.paths}
    except InvalidError as error:
        return widget.error(error.problems)


def prerender(
    guide: Guide, widget: str, root: str, *, chosen: dict[str, str] | None = None, given: dict[str, str] | None = None
) -> str:
    """Return a whole widget with its worked example, as HTML that can stand in Markdown; `root` as in `../`.

    `chosen` may name the `kind`, `channel` and `tone` to start with; `given` holds answers by field id, which stand in
    the form from the start.
    """
    first = choices(guide, chosen or {})
    entries = [[name, first[name]] for name in ("kind", "channel", "tone")]
    answer = view(guide, {"widget": widget, "root": root, "entries": entries})
    if "error" in answer:
        raise ValueError(answer["error"]["sentence"])
    offered = [kind for kind in guide.kinds if kind.layouts]
    written = {channel for kind in offered for channel in kind.written_on}
    channels = [channel for channel in guide.channels if channel.id in written]
    page: dict[str, object] = {
        "answer": answer,
        "offered": offered,
        "channels": channels,
        "chosen": first,
        "given": given or {},
    }
    # What an author chose for this place is not replaced by what a reader chose elsewhere.
    page["placed"] = any((chosen or {}).values())
    return render(widget, guide, root=root, widget=widget, **page)
