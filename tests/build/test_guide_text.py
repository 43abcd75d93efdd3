"""The guide as its readers meet it: what to do in two lines, questions, evidence that names its kind, plain words."""

from __future__ import annotations

import re

import pytest

from site_build.loading.strings import TextProblem
from site_build.rendering import pages, pictures
from site_build.rendering.placing import place
from tests import prose
from widgets.composer import choices
from widgets.engine.api import call
from widgets.engine.model import Guide
from widgets.form import worked_example

TWO_LINES = 160
"""Letters that fit two lines of a lead on a desktop; search engines show as many of a description."""


def test_every_rule_says_in_two_lines_what_to_do(guide: Guide) -> None:
    assert {rule.id: len(rule.summary) for rule in guide.rules if len(rule.summary) > TWO_LINES} == {}


def test_every_rule_answers_questions_and_says_how_sure_it_is(guide: Guide) -> None:
    for rule in guide.rules:
        assert len(rule.questions) >= 5, rule.id
        assert rule.evidence, rule.id
        assert rule.sources, rule.id
        assert all(source.kind for source in rule.sources), rule.id


def test_every_number_of_the_evidence_that_is_not_ours_stands_with_a_source(guide: Guide) -> None:
    for rule in guide.rules:
        told = " ".join(f"{source.by} {source.says} {source.title}" for source in rule.sources)
        ours = " ".join(str(parameter.value) for parameter in rule.parameters.values())
        for number in re.findall(r"\b\d[\d,]*\b", rule.evidence):
            assert number in told or number in ours, (rule.id, number)


def test_a_rule_leads_to_the_next_one(guide: Guide) -> None:
    written = pages.render(guide)
    for rule, following in zip(guide.rules, guide.rules[1:], strict=False):
        assert f"[{following.title}]({following.id}.md)" in written[f"rules/{rule.id}.md"]


def test_the_whole_guide_holds_every_rule_and_no_widget(guide: Guide) -> None:
    whole = pages.render(guide)["guide.md"]
    for rule in guide.rules:
        assert f"{{ #{rule.id} }}" in whole
        assert all(question.ask in whole for question in rule.questions)
        assert all(source.url in whole for source in rule.sources)
        assert f"]({rule.id}.md" not in whole
    assert "followthrough-widget" not in whole
    assert "](../" not in whole


def test_every_page_is_easy_to_read(guide: Guide) -> None:
    grades = {name: prose.grade(text) for name, text in prose.pages(guide)}
    assert len(grades) == len(guide.rules) + 2
    assert {name: grade for name, grade in grades.items() if grade > prose.HIGHEST} == {}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat.", -1.5, -1.4),
        # 13 syllables in 7 words of one sentence.
        ("Nobody expects a quick answer on holiday.", 9.0, 9.1),
        ("", 0, 0),
    ],
)
def test_a_grade_is_that_of_the_formula(text: str, low: float, high: float) -> None:
    assert low <= prose.grade(text) <= high


def test_the_anatomy_is_the_composer_s_first_message_whole(guide: Guide) -> None:
    chosen = {key: choices(guide, {})[key] for key in ("kind", "channel", "tone")}
    message = call(guide, "compose", {"situation": worked_example(guide), **chosen})
    drawn = pictures.anatomy(guide)
    words = [line.text for block in drawn.blocks for line in block.lines if line.face.name == "said"]
    assert " ".join(words).split() == message["body"].split()
    assert " ".join(line.text for line in drawn.subject) == message["subject"]
    assert len(drawn.blocks) >= 6
    bottoms = [block.bottom for block in drawn.blocks]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] < drawn.height


def test_a_picture_takes_the_place_of_its_block(guide: Guide) -> None:
    text, problems = place("One\n\n```followthrough\npicture: anatomy\n```\n\nTwo\n", guide, "../")
    assert problems == []
    assert text.count("<svg") == 1
    assert 'href="../composer/"' in text
    assert "\n\n" not in text[text.index("<div") : text.rindex("</div>")]


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("kind: thank-you", ("contradiction", "widget to be either a widget or a picture")),
        ("widget: composer\npicture: anatomy", ("contradiction", "widget to be either a widget or a picture")),
        ("picture: anatomy\ntone: warm", ("contradiction", "picture to be alone, since it shows the worked example")),
        ("picture: anatomi", ("unknown-value", "picture to be timeline or anatomy")),
    ],
)
def test_a_faulty_picture_is_named(guide: Guide, block: str, problem: tuple[str, str]) -> None:
    found = place(f"```followthrough\n{block}\n```", guide, "")[1]
    assert [(one.code, one.expected) for one in found if isinstance(one, TextProblem)] == [problem]
