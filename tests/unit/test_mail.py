"""Drafts for mail programs say what was written, whatever it holds, as the standard library's parser reads them."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.mail import draft

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))


def read(subject, body):
    raw = draft(subject, body).encode("ascii")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    return BytesParser(policy=policy.default).parsebytes(raw)


def test_it_is_an_unsent_message_in_utf_8():
    message = read("Thank you", "Dear Ms Ferreira,\n\nthank you.\n\nAmina")
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message["Subject"] == "Thank you"
    assert message.get_content() == "Dear Ms Ferreira,\r\n\r\nthank you.\r\n\r\nAmina\r\n"
    assert not message.defects


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\x00"])
def test_no_header_gets_in_by_the_subject(end):
    message = read(f"Thank you{end}Bcc: everybody@example.org{end}{end}And this", "Hello")
    assert set(message) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert message["Subject"] == "Thank you Bcc: everybody@example.org And this"
    assert message.get_content() == "Hello\r\n"


def test_a_long_subject_in_any_script_is_folded_between_characters():
    subject = "Спасибо за беседу, медсестры 😀 " * 4
    assert read(subject, "")["Subject"] == subject.strip()


@given(TEXT, TEXT)
def test_everything_comes_back(subject, body):
    message = read(subject, body)
    shown = "".join(one if one.isprintable() else " " for one in subject)
    assert message["Subject"].split() == shown.split()
    lines = message.get_content().replace("\r\n", "\n").rstrip()
    assert lines == body.rstrip()
    assert not message.defects
