"""A message as a draft that mail programs open (RFC 5322), without the weight of the library's email package."""

from __future__ import annotations

from binascii import b2a_base64, b2a_qp

ENCODED = 39
"""Bytes of a subject in one encoded word: with the header's name before it no line is over RFC 2047's 76 characters."""


def draft(subject: str, body: str) -> str:
    """Return an unsent message without sender and recipient, both of which the mail program knows better."""
    headers = [
        f"Subject: {header(subject)}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
    ]
    lines = b2a_qp(f"{body.rstrip()}\n".encode(), istext=True).decode("ascii").split("\n")
    return "\r\n".join([*headers, "", *lines])


def header(text: str) -> str:
    """Return a header's text as encoded words; line ends and other control characters become spaces."""
    words: list[bytes] = [b""]
    for character in " ".join("".join(one if one.isprintable() else " " for one in text).split()):
        encoded = character.encode("utf-8", "replace")
        if len(words[-1]) + len(encoded) > ENCODED:
            words.append(b"")
        words[-1] += encoded
    return "\r\n ".join(f"=?utf-8?B?{b2a_base64(word, newline=False).decode('ascii')}?=" for word in words if word)
