"""Questions of every sort for a guide: what Python needs to answer them is what readers get, and what tests compare."""

from __future__ import annotations

from typing import Any

from site_build.loading import examples
from site_build.loading.trials import case_request
from widgets.engine.model import WIDGET_NAMES, Guide
from widgets.form import worked_example

REGIONS = ["DE", "DE-BY", "GB-SCT", "IL", "MY-03", "CN", "US-NY", "LK", "UK", "DE-XX", "Atlantis"]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"]
TEXTS = ["", "Hello", "\U0001f33b [Company]!!! \u2019tis \u00e9te\u0301", "Thank you.\n\n" * 200, "\u0000\ud7ff\uffff"]


def vectors(guide: Guide) -> list[list[Any]]:
    """Return every sort of question: texts in all wordings, checks, days around clock changes, pages, bad input."""
    situation = worked_example(guide)
    return [
        *(
            [
                "compose",
                {"situation": situation, "kind": kind.id, "channel": channel, "tone": tone.id, "wording": n},
            ]
            for kind in guide.kinds
            for channel in kind.written_on
            for tone in guide.tones
            for n in range(4)
        ),
        *(["check", examples.request(guide, one)] for rule in guide.rules for one in rule.examples),
        *(
            ["check", case_request(guide, check, case)]
            for rule in guide.rules
            for check in rule.checks
            for case in (*check.passes, *check.fails)
        ),
        *(
            ["schedule", {"situation": {**situation, **case.situation}}]
            for rule in guide.rules
            for step in rule.steps
            for case in step.cases
        ),
        *(
            ["check", {"situation": situation, "message": {"kind": kind.id, "channel": "email", "body": text}}]
            for kind in guide.kinds
            for text in TEXTS
        ),
        *(
            [call, {"situation": {"now": now, "their_time_zone": zone, "events": [{"with": "Zo\u00eb", "end": end}]}}]
            for call in ("schedule", "calendar")
            for zone in ZONES
            for now, end in (
                ("2026-03-28T12:00Z", "2026-03-27T23:30"),
                ("2026-10-26T12:00Z", "2026-10-25T02:30"),
                ("2028-03-01T12:00Z", "2028-02-28"),
                ("2026-12-31T23:59+14:00", "2026-12-31T10:00-11:00"),
            )
        ),
        *(["schedule", {"situation": {**situation, "region": region}}] for region in REGIONS),
        *(
            ["schedule", {"situation": {**situation, "region": "DE", "answer_by": f"{year}-05-01"}}]
            for year in (2026, 2031)
        ),
        *(["schedule", {"situation": {**situation, "status": status.id}}] for status in guide.statuses),
        *(["view", {"widget": widget, "root": "../"}] for widget in WIDGET_NAMES),
        ["schedule", {"situation": {**situation, "their_time_zone": "Atlantis/Poseidonis"}}],
        ["schedule", {"situation": {"now": "yesterday", "evnets": [], "weekend": ["Sun", 3]}}],
        ["compose", {"situation": None}],
        ["check", []],
    ]
