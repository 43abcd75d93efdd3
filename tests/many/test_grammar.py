"""A grammar checker that knows nothing of the composer finds no fault with what it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path

from tests.unit.messages import JOBS, MINE, MY_PROMISES, NAMES, NOTES, NOW, THEIR_PROMISES, full
from widgets.engine import api

TONES = ["warm", "formal", "brief"]
# Names and abbreviations, which no dictionary has to know.
KNOWN = "Ferreira Amina Diallo Lindenhof Priya PMP SRE Nowak Tomasz Siobhán Kotlin Müller Bjørn Kubernetes Jr"
# Answers that are no English sentences of their own; the first of each field are.
ODD = ("NEW KILN", "We met the crew", "Why do", "four weeks")


def lines(guide) -> list[str]:
    """Return every different line of messages of all kinds, channels, tones and wordings, for facts of all shapes."""
    found: dict[str, None] = {}

    def add(situation, kind, channel, tone, wording):
        request = {"situation": situation, "kind": kind, "channel": channel, "tone": tone, "wording": wording}
        answer = api.call(guide, "compose", request)
        for text in (answer["subject"], *answer["body"].split("\n")):
            found[text.removeprefix("- ").strip()] = None

    for kind, tone, wording in product(guide.kinds, TONES, range(3)):
        for channel in kind.written_on:
            add(full(kind.id), kind.id, channel, tone, wording)
    most = max(len(notes) for notes in NOTES.values())
    for turn, tone in product(range(most), TONES):
        notes = {id_: notes[turn % len(notes)] for id_, notes in NOTES.items()}
        notes = {id_: note for id_, note in notes.items() if not note.strip().startswith(ODD)}
        more = {
            "notes": notes,
            "recipient": NAMES[turn % 4],
            "topic": JOBS[turn % len(JOBS)],
            "my_name": MINE[turn % 2],
        }
        add(full("thank-you", **more), "thank-you", "email", tone, turn)
        add(full("thank-you", **more, events=[]), "thank-you", "linkedin-message", tone, turn)
        for what, by, kind in ((MY_PROMISES, "me", "promise"), (THEIR_PROMISES, "them", "reminder")):
            promise = {"by": by, "what": what[turn % len(what)], "due": "2026-06-04"}
            add(full(kind, promises=[promise]), kind, "email", tone, turn)
            add(full(kind, promises=[promise], notes=notes), kind, "voicemail", tone, turn)
        for status in guide.statuses:
            add(full("closing", status=status.id), "closing", "email", tone, turn)
        add(full("thank-you", now=NOW["check-in"]), "thank-you", "email", tone, turn)
        add(full("status", answer_by="2026-06-10"), "status", "email", tone, turn)
    return [line for line in found if line]


def test_a_grammar_checker_finds_no_fault(guide, tmp_path: Path) -> None:
    said = lines(guide)
    assert len(said) > 600
    text, dictionary = tmp_path / "composed.md", tmp_path / "names.txt"
    text.write_text("\n\n".join(said), "utf-8")
    dictionary.write_text("\n".join(KNOWN.split()), "utf-8")
    command = [sys.executable, "-m", "harper", "lint", "--format", "json", "--quiet", "--no-color"]
    command += ["--dialect", "uk", "--user-dict-path", str(dictionary), str(text)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lints = [lint for file in json.loads(done.stdout) for lint in file["lints"]]
    written = text.read_text("utf-8").split("\n")
    assert [(lint["rule"], lint["matched_text"], written[lint["line"] - 1]) for lint in lints] == []
