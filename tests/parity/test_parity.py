"""One set of vectors through CPython and through the Pyodide that readers get: the answers are equal, whole."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from site_build.runtime import archive, expressions, node, reader_data, runtime
from site_build.runtime.assembly import SWITCH
from site_build.runtime.inside.answers import answers
from site_build.runtime.vectors import ZONES, vectors
from widgets.engine.model import Guide


@pytest.fixture(scope="module", params=["trimmed", "untrimmed"])
def both(
    guide: Guide, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> list[tuple[Any, Any, Any]]:
    """Return each vector with CPython's answer and Pyodide's."""
    work = tmp_path_factory.mktemp("parity")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "1" if request.param == "untrimmed" else "")
        code = archive(runtime())
        (work / "python.zip").write_bytes(gzip.decompress(code))
        made = expressions(guide, reader_data.guide_file(guide), runtime(), code)
        reader_data.write(work / "data", guide, made)
    asked = vectors(guide)
    (work / "vectors.json").write_text(json.dumps(asked))
    said = node.run(runtime(), work / "python.zip", work, "asked")
    assert "fetched" not in said, "a module that the answers need was left out"
    ours = json.loads(answers(guide, json.dumps(asked)))
    return list(zip(asked, ours, json.loads((work / "answers.json").read_text("utf-8")), strict=True))


def test_answers_are_equal(both: list[tuple[Any, Any, Any]]) -> None:
    assert len(both) > 100
    for vector, ours, theirs in both:
        assert ours == theirs, vector


def test_the_vectors_say_something(both: list[tuple[Any, Any, Any]]) -> None:
    """Hold that the vectors reach answers of every sort, so that equal does not mean equally empty."""
    said = [ours for _, ours, _ in both]
    assert any("problems" in one for one in said)
    assert any(isinstance(one, dict) and one.get("findings") for one in said)
    assert sum(isinstance(one, str) and one.startswith("BEGIN:VCALENDAR") for one in said) == len(ZONES) * 4
    assert any(isinstance(one, dict) and "html" in one for one in said)
