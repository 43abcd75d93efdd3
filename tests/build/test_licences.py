"""Every work of others that a site ships is named with its licence, and the licence's text is there."""

from __future__ import annotations

import importlib.metadata
import re

from site_build.rendering.licences import shipped
from site_build.runtime.sources import LIBRARIES
from tests.support import Built

# What a build uses and no reader gets.
UNSHIPPED = {"mkdocs", "pillow", "pyyaml"}


def test_what_is_shipped_is_named(built: Built) -> None:
    page = (built.folder / "licences" / "index.html").read_text("utf-8")
    texts = (built.folder / "licences.txt").read_text("utf-8")
    for one in shipped():
        assert f">{one.name}</a>" in page
        assert one.licence in page
        assert f"{one.name} {one.version}".strip() in texts
    assert "SIL OPEN FONT LICENSE" in texts
    assert texts.count("Redistribution and use in source and binary forms") >= len(LIBRARIES)


def test_every_package_that_a_site_is_made_with_is_named_or_is_not_shipped() -> None:
    needed = {
        re.split(r"[^\w-]", one)[0].lower()
        for one in importlib.metadata.requires("followthrough") or ()
        if ";" not in one
    }
    assert needed - UNSHIPPED <= {one.package for one in shipped()}
