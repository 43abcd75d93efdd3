"""What is fuzzed: the calls of the contract, the widgets' view, files and links, and the loader of rule files."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from atheris import FuzzedDataProvider
from icalendar import Calendar

from site_build.loading import yaml_source
from site_build.loading.diagnostics import GuideError
from site_build.loading.loader import load
from site_build.loading.run import Loading
from site_build.regions import Library
from tests.fuzz.mutate import data, mutated
from tests.hostile import STRINGS, faults
from tests.support import ROOT
from widgets.engine import api
from widgets.engine.model import Guide
from widgets.engine.problems import InvalidError
from widgets.engine.regions import REGISTRY
from widgets.form import example_entries, worked_example
from widgets.views import view

REGISTRY.use(lambda: Library(2026))
ZONE = "Europe/Berlin"


@cache
def guide() -> Guide:
    """Return the repository's guide."""
    return load(ROOT / "rules", tried=False)


@cache
def situation() -> dict[str, Any]:
    """Return a situation in which much has happened."""
    told = {
        "region": "DE-BE",
        "holidays": ["2026-06-04"],
        "closed": [{"from": "2026-12-24", "to": "2027-01-03"}],
        "answer_by": "2026-06-15",
        "promises": [{"by": "me", "what": "two references", "due": "2026-06-05"}, {"by": "them", "what": "an answer"}],
        "sent": [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T17:00+02:00", "to": "Ana"}],
        "channels": ["email", "phone"],
        "weekend": ["Sat", "Sun"],
        "notes": {"detail": "the night team"},
    }
    return {**worked_example(guide()), **told}


def call(raw: bytes) -> None:
    """Hold that a call answers, or names what is wrong, and that what it answers can be sent and read."""
    given = FuzzedDataProvider(raw)
    name = given.PickValueInList(list(api.CALLS))
    message = {"kind": "thank-you", "channel": "email", "subject": "Thank you", "body": given.PickValueInList(STRINGS)}
    base: dict[str, Any] = {"situation": situation()}
    more: dict[str, dict[str, Any]]
    more = {"check": {"message": message}, "compose": {"kind": "thank-you", "channel": "email"}}
    base |= more.get(name, {})
    request = mutated(given, base)
    try:
        answer = api.call(guide(), name, request)
    except InvalidError as error:
        str(error)
        return
    if name == "calendar":
        Calendar.from_ical(answer.encode("utf-8", "replace"))
    for finding in answer["findings"] if name == "check" else ():
        text = request["message"][finding["part"]] if finding["part"] in ("subject", "body") else ""
        if text and finding["end"]:
            assert text[finding["start"] : finding["end"]] == finding["text"], finding
    json.dumps(answer)


def shown(answer: dict[str, Any]) -> None:
    """Hold that an answer can be sent to the page, and that it shows what our templates write."""
    json.dumps(answer)
    found = faults("".join(answer.get("html", {}).values()))
    assert not found, found


def view_request(given: FuzzedDataProvider) -> dict[str, Any]:
    entries = mutated(given, [*map(list, example_entries(guide())), ["message.body", "Hello"], ["wording", "1"]])
    widget = given.PickValueInList(["composer", "calculator"])
    return {"widget": widget, "entries": entries, "now": "2026-06-02T10:00+02:00", "zone": ZONE, "root": "../"}


def widget(raw: bytes) -> None:
    """Hold that a widget shows something for whatever its form holds."""
    given = FuzzedDataProvider(raw)
    request = view_request(given) | {"edited": given.ConsumeBool()}
    if given.ConsumeIntInRange(0, 4) == 0:
        board = [{"id": given.ConsumeUnicode(8), "entries": request["entries"]}]
        request |= {"widget": "board", "applications": mutated(given, board), "current": ""}
    shown(view(guide(), request))


def kept(raw: bytes) -> None:
    """Hold that a file or a link is read, or refused with a sentence."""
    given = FuzzedDataProvider(raw)
    base = {"followthrough": 1, "guide": guide().id, "applications": [{"id": "a", "entries": example_entries(guide())}]}
    text: Any = json.dumps(mutated(given, base), default=list) if given.ConsumeBool() else given.ConsumeUnicode(400)
    answer = view(guide(), {"widget": "kept", "text": text if given.ConsumeBool() else data(given)})
    shown(answer)
    assert answer.get("error", {}).get("sentence") or "applications" in answer


def loader(raw: bytes) -> None:
    """Hold that a guide is loaded, or every problem named with its place."""
    given = FuzzedDataProvider(raw)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(shutil.copytree(ROOT / "site_build" / "starter" / "rules", Path(work, "rules")))
        path = given.PickValueInList(sorted(folder.iterdir()))
        text = path.read_text("utf-8")
        if given.ConsumeBool():
            text = yaml.safe_dump(mutated(given, yaml_source.read(path).data), allow_unicode=True)
        else:
            lines = text.split("\n")
            for _ in range(given.ConsumeIntInRange(1, 4)):
                at = given.ConsumeIntInRange(0, len(lines) - 1)
                new = given.PickValueInList(
                    [given.ConsumeUnicode(30), *lines[at : at + 1], "&a [*a]", "a: !!x b", "\t- x", "? {"]
                )
                lines[at : at + given.ConsumeIntInRange(0, 2)] = [new] * given.ConsumeIntInRange(0, 2)
            text = "\n".join(lines)
        path.write_bytes(text.encode("utf-8", "surrogatepass" if given.ConsumeBool() else "replace"))
        with suppress(GuideError):
            loading = Loading(folder)
            loading.guide()
            assert all(one.line >= 1 and one.column >= 1 and one.expected for one in loading.problems)
