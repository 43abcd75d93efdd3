"""A translation is data: a guide in a language of its own gives every label, and all that is shown is in its words."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from site_build.folders import LANGUAGES
from site_build.loading.loader import load
from site_build.rendering.pages import render
from tests.support import ROOT
from widgets.engine.facts import SLOT


def test_a_guide_in_another_language_needs_no_code(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    english = yaml.safe_load((LANGUAGES / "en.yml").read_text("utf-8"))
    labels = {name: f"{text} \u00df" for name, text in english.items() if name not in ("weekdays", "months")}
    labels["page_practise"] = english["page_practise"]
    labels |= {"weekdays": "Mo Di Mi Do Fr Sa So", "months": "Jan Feb M\u00e4r Apr Mai Jun Jul Aug Sep Okt Nov Dez"}
    file = tmp_path / "rules" / "guide.yml"
    text = file.read_text("utf-8").replace("language: en", "language: de-AT")
    file.write_text(f"{text}\nlabels: {yaml.safe_dump(labels, allow_unicode=True, default_flow_style=True)}", "utf-8")
    guide = load(tmp_path / "rules", tried=False)
    pages = render(guide)
    assert guide.language == "de-AT"
    assert "Mo 1 Jun" in pages["calculator.md"]
    for name in ("copy", "another_wording", "subject", "download_calendar", "page_why", "page_examples"):
        shown = SLOT.sub("", labels[name])
        assert any(shown in page for page in pages.values()), name
