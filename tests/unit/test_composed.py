"""Whole messages, word for word, as a reader gets them: composed.txt was read aloud before it was kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.messages import EVENT, full
from widgets.engine import api

TEXTS = Path(__file__).with_name("composed.txt")
BAKER: dict[str, Any] = {
    "recipient": "Mr Haddad",
    "organization": "Cedar Street Bakery",
    "topic": "early-shift baker",
    "my_name": "Lena Vogt",
    "events": [{**EVENT, "with": "Mr Haddad"}],
    "notes": {
        "detail": "We laughed about the broken lift",
        "learned": "the new handover tool",
        "need": "You need someone who can lift 25 kg",
        "qualification": "I ran a night kitchen for five years",
        "concern": "I have no driving licence",
        "answer": "Yes, I can cycle to work",
        "personal": "Good luck with the marathon",
    },
}
PLUMBER: dict[str, Any] = {
    "recipient": "Ms Okafor",
    "organization": "Rohr & Partner Ltd.",
    "topic": "apprenticeship as a plumber",
    "my_name": "Jan van der Meer",
    "events": [{**EVENT, "with": "Ms Okafor"}],
    "notes": {
        "detail": "Your story about the flooded basement",
        "learned": "apprentices get their own van after a year",
        "qualification": "forklift licence",
        "concern": "commute from Oxford",
        "answer": "a friend drives the same way",
        "personal": "your daughter starts school in September",
        "my_phone": "07700 900123",
    },
}
WROTE = [{"kind": "status", "channel": "email", "at": "2026-06-12T10:00"}]
SITUATIONS = {
    "baker": BAKER,
    "plumber": PLUMBER,
    "late": {**BAKER, "now": "2026-06-04T09:00+02:00"},
    "bare": {"notes": {}, "events": [], "organization": "", "my_name": "", "topic": "", "recipient": ""},
    "their-date": {**PLUMBER, "answer_by": "2026-06-10", "sent": WROTE},
    "news": {
        **PLUMBER,
        "notes": {"promise_news": "I can start on 1 July"},
        "promises": [{"by": "me", "what": "let them know my start date", "due": "2026-06-04"}],
    },
    "sends": {**BAKER, "promises": [{"by": "me", "what": "send two references and a photo of my rolls"}]},
    "answer": {**BAKER, "promises": [{"by": "them", "what": "an answer about the shifts", "due": "2026-06-10"}]},
    "no": {**BAKER, "status": "rejected"},
    "withdraws": {**PLUMBER, "status": "withdrawing"},
}


def texts() -> list[tuple[str, str]]:
    """Return each heading of the file with the message under it."""
    sections = TEXTS.read_text("utf-8").split("=== ")[1:]
    return [(heading, text.strip()) for heading, _, text in (section.partition("\n") for section in sections)]


@pytest.mark.parametrize(("heading", "text"), texts())
def test_a_message_is_word_for_word_what_was_read(guide, heading, text):
    kind, channel, tone, name = heading.split()
    request = {"situation": full(kind, **SITUATIONS[name]), "kind": kind, "channel": channel, "tone": tone}
    answer = api.call(guide, "compose", request)
    assert "\n\n".join(filter(None, (answer["subject"], answer["body"]))) == text
