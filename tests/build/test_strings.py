"""Numbers in texts: what a text may say of a parameter, and what comes of it."""

from __future__ import annotations

import pytest

from site_build.loading.strings import render


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("1 week", "2 weeks", "1 to 2 weeks"),
        ("2 working days", "1 week", "2 working days to 1 week"),
        ("3 days before", "1 day before", "3 to 1 day before"),
        ("1 day before", "1 day", "1 day before to 1 day"),
        ("24 hours", 3, "24 hours to 3"),
    ],
)
def test_a_range_says_its_unit_once(opens: str, closes: str | int, said: str) -> None:
    context = {"rule": {"opens": opens}, "closes": closes}
    assert render("{{ rule.opens | unit_from(closes) }} to {{ closes }}", context) == (said, [])


def test_the_other_end_of_a_range_must_be_there() -> None:
    text = "{{ opens | unit_from(closed) }} to {{ closes }}"
    said, problems = render(text, {"opens": "1 week", "closes": "2 weeks"})
    assert said == text
    assert [(one.code, one.got, one.fix) for one in problems] == [
        ("unknown-variable", '"closed"', 'did you mean "closes"?')
    ]
