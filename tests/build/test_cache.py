"""What the cache takes for the state of files."""

from __future__ import annotations

from pathlib import Path

from site_build import cache


def test_a_link_that_leads_nowhere_is_no_file(tmp_path: Path) -> None:
    # Some editors leave one beside a file that is being edited.
    (tmp_path / "rule.yml").write_text("id: a\n")
    (tmp_path / ".#rule.yml").symlink_to("nobody@nowhere")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "made.pyc").write_text("x")
    assert [(path.name, size) for path, _, size in cache.stamps([tmp_path])] == [("rule.yml", 6)]
