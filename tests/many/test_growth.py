"""A guide of 700 checks: checking grows with the text, what a reader loads with the rules, a page with neither."""

from __future__ import annotations

import re
import time

import pytest

from site_build.loading.loader import load
from site_build.rendering import pages
from site_build.rendering.site import Site, expand, features
from site_build.runtime import packed
from site_build.runtime.reader_data import guide_file
from tests.bench import guides
from widgets.engine import api
from widgets.views import view

TEXT = "Dear Sam, thank you for the drill that you lent to me last week. I just wanted to ask when it suits you. " * 20
RUNS = 5
"""How often the machine may be busy with something else; the best run counts."""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return load(guides.write(tmp_path_factory.mktemp("large") / "guide", 140) / "rules", tried=False)


def seconds(guide, times):
    kind = next(kind for kind in guide.kinds if kind.layouts)
    message = {"kind": kind.id, "channel": kind.written_on[0], "subject": "The drill", "body": TEXT * times}
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        api.check(guide, {"situation": {"now": "2026-06-01T10:00+02:00"}, "message": message})
        best = min(best, time.process_time() - begun)
    return best


def test_checking_is_linear_in_the_text(large):
    assert sum(len(rule.checks) for rule in large.rules) >= 700
    # Twice linear is allowed for what a cache does not hold; quadratic would be sixteen times.
    assert seconds(large, 8) <= 8 * seconds(large, 2)


def test_the_guide_that_a_reader_loads_is_linear_in_the_rules(large, tmp_path):
    small = load(guides.write(tmp_path / "small", 14) / "rules", tried=False)
    few, many = (len(packed(guide_file(guide))) for guide in (small, large))
    assert many <= few * len(large.rules) / len(small.rules)


def test_a_rules_page_and_its_place_in_the_navigation_stay_small_in_a_large_guide(large, tmp_path):
    small = load(guides.write(tmp_path / "small", 14) / "rules", tried=False)
    few, many = (pages.render(guide) for guide in (small, large))
    assert len(many["composer.md"]) <= 1.1 * len(few["composer.md"])
    last, before = (f"rules/{rule.id}.md" for rule in (large.rules[-1], large.rules[-3]))
    assert len(many[last]) <= 1.1 * len(few[f"rules/{small.rules[-1].id}.md"])

    [listed] = expand([{"Rules": "rules/*.md"}], Site(large, many, {}))
    index, *groups = listed["Rules"]
    assert index == "rules/index.md"
    assert [title for group in groups for title in group] == [f"{n + 1} to {n + 20}" for n in range(0, 140, 20)]
    assert groups[-1]["121 to 140"][-3::2] == [before, last]
    assert features(Site(large, many, {})) == ["navigation.prune"]
    assert not features(Site(small, few, {}))
    assert expand("rules/*.md", Site(small, few, {})) == [path for path in few if path.startswith("rules/")]


def test_of_very_many_rules_the_checker_lists_those_that_found_something_and_a_few_others(large):
    kind = next(kind for kind in large.kinds if kind.layouts)
    told = {"kind": kind.id, "channel": kind.written_on[0], "message.body": "I just wanted to ask."}
    request = {"widget": "composer", "root": "../", "edited": True, "entries": [*map(list, told.items())]}
    html = view(large, {**request, "now": "2026-06-01T10:00+02:00"})["html"]["check"]
    chips = re.findall(r'class="ft-chip" data-verdict="([a-z]+)"', html)
    found = len(re.findall(r'id="ft-finding-', html))
    assert found == sum(verdict in ("warn", "fail") for verdict in chips) > 0
    assert len(chips) == max(12, found) + 1
    assert f"and {140 - max(12, found)} more rules with nothing to mend" in html
