"""Worked scenarios: what a schedule must say in situations of real hiring, step by step.

The files in tests/scenarios are lists of scenarios. Each has a `title`, a `reason` (why it must be so), a `situation`
as the contract has it, the ids that are for `today`, and under `steps` every step that the schedule has:

- `[due | upcoming | late, channel, to, opens, best, closes]`, each as the answer gives it;
- `[done, channel]`, with the channel by which it was done;
- `[skipped, words]`, with words that its `why` must have.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.support import ROOT
from widgets.engine import api

FILES = sorted((ROOT / "tests" / "scenarios").glob("*.yml"))


@cache
def scenarios(file: Path):
    return yaml.safe_load(file.read_text("utf-8"))


ALL = [pytest.param(one, id=f"{file.stem}: {one['title']}") for file in FILES for one in scenarios(file)]


def told(step, wanted):
    """Return what a scenario says about a step, taken from the answer."""
    if step["status"] == "done":
        return [step["status"], step["channel"]]
    if step["status"] == "skipped":
        return [step["status"], wanted[1] if wanted and wanted[-1] in step["why"] else step["why"]]
    return [step[key] for key in ("status", "channel", "to", "opens", "best", "closes")]


@pytest.mark.parametrize("scenario", ALL)
def test_every_step_is_what_it_must_be(guide, scenario):
    answer = api.call(guide, "schedule", {"situation": scenario["situation"]})
    wanted = scenario["steps"]
    assert {step["id"]: told(step, wanted.get(step["id"])) for step in answer["steps"]} == wanted
    assert answer["today"] == scenario["today"]
    # Every open step names the day that it is counted from, and every plan says to keep applying.
    for step in answer["steps"]:
        if step["status"] in ("due", "upcoming", "late") and step["id"] != "withdrawal":
            assert re.search(rf"\d{{1,2}} ({'|'.join(guide.labels['months'].split())})", step["why"]), step["why"]
    said = " ".join(note["message"] for note in answer["notes"])
    assert "Keep applying" in said
    assert "Silence sometimes means no" in said


def test_there_are_enough_and_each_has_its_reason():
    every = [one for file in FILES for one in scenarios(file)]
    assert len(every) >= 60
    assert len({one["title"] for one in every}) == len(every)
    assert all(one["reason"].endswith(".") for one in every)
