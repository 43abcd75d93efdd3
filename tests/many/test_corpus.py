"""The checks are right about realistic messages, most of all about those that nobody looked at while writing them."""

from __future__ import annotations

import pytest

from tests.corpus import FLAGGED, SETS, messages, scores
from widgets.engine import api

ALL = [one for name in SETS for one in messages(name)]


def test_the_corpus_is_what_it_says(guide):
    corpus = messages("seen") + messages("set_aside")
    assert len(corpus) >= 120
    assert len(messages("set_aside")) >= len(corpus) / 3
    assert len({one.id for one in ALL}) == len(ALL)
    assert 0.4 <= sum(one.sound for one in ALL) / len(ALL) <= 0.6
    used = {(one.request["message"]["kind"], one.request["message"]["channel"]) for one in ALL}
    assert {kind for kind, _ in used} == {kind.id for kind in guide.kinds}
    assert {channel for _, channel in used} == {channel.id for channel in guide.channels}
    for one in ALL:
        assert set(one.labels) == {rule.id for rule in guide.rules}, one.id
        assert set(one.labels.values()) <= {"fine", "flaw", "either"}, one.id
        assert {rule for rule, label in one.labels.items() if label != "fine"} <= set(one.reasons), one.id
        text = one.request["message"].get("subject", "") + "\n" + one.request["message"]["body"]
        assert all(flaw["text"] in text for flaw in one.flaws), one.id


@pytest.mark.parametrize(
    ("name", "accuracy", "recall", "alarms"),
    [("seen", 0.98, 0.95, 0.01), ("set_aside", 0.95, 0.9, 0.02), ("practice", 0.98, 0.95, 0.01)],
)
def test_the_checks_are_right(guide, name, accuracy, recall, alarms):
    score = scores(guide, messages(name))["all"]
    assert score.accuracy >= accuracy, score.wrong
    assert score.recall >= recall, score.wrong
    assert score.alarm_rate <= alarms, score.wrong


def test_a_finding_stands_where_the_flaw_does(guide):
    """Of the flaws that stand somewhere and are found at a place, nearly all are found at that place."""
    met, missed = 0, []
    for one in ALL:
        message = one.request["message"]
        answer = api.call(guide, "check", one.request)
        for flaw in one.flaws:
            spans = [
                (finding["part"], finding["start"], finding["end"])
                for finding in answer["findings"]
                if finding["rule"] == flaw["rule"] and finding["end"] > finding["start"]
            ]
            if answer["verdicts"][flaw["rule"]] not in FLAGGED or not spans:
                continue
            places = [
                (part, start, start + len(flaw["text"]))
                for part in ("subject", "body")
                if (start := message.get(part, "").find(flaw["text"])) >= 0
            ]
            if any(p == q and a < d and c < b for p, a, b in spans for q, c, d in places):
                met += 1
            else:
                missed.append(one.id)
    assert met >= 20
    assert met / (met + len(missed)) >= 0.9, missed
