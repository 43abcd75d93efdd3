"""`followthrough new`: a small guide that is sound, builds at once, and never overwrites anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from site_build.cli import main
from site_build.loading.loader import load
from tests.support import ROOT, mkdocs, said

URL = "http://127.0.0.1:9999/some-repo/"


@pytest.fixture
def started(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "my guide"
    assert main(["new", str(folder)]) == 0
    said = capsys.readouterr().out
    assert all(path.relative_to(folder).as_posix() in said for path in folder.rglob("*") if path.is_file())
    assert f"cd '{folder}'" in said
    return folder


def test_it_holds_all_that_a_guide_needs(started: Path) -> None:
    assert {path.relative_to(started).as_posix() for path in started.rglob("*") if path.is_file()} >= {
        ".github/workflows/pages.yml",
        ".gitignore",
        "README.md",
        "docs/index.md",
        "mkdocs.yml",
        "requirements.txt",
        "rules/guide.yml",
    }
    assert (started / "requirements.txt").read_text("utf-8") == f"followthrough=={version('followthrough')}\n"
    for path in started.rglob("*"):
        assert not path.is_file() or b"@version@" not in path.read_bytes()


def test_it_is_sound(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Linting runs every example too.
    assert main(["lint", str(started / "rules")]) == 0
    assert capsys.readouterr().out.endswith(": no problems\n")
    guide = load(started / "rules")
    assert len(guide.rules) == 2
    for rule in guide.rules:
        assert {example.good for example in rule.examples} == {True, False}
        assert all(check.passes and check.fails for check in rule.checks)
        assert all(step.cases for step in rule.steps)


def test_its_numbers_are_parameters(started: Path) -> None:
    for path in (started / "rules").glob("[0-9]*.yml"):
        text = path.read_text("utf-8")
        timings = re.findall(r"- \{after: .*\}", text)
        assert timings
        # Nothing but the very moment is said in figures.
        assert not [timing for timing in timings if re.search(r"(opens|best|closes): \"?[1-9]", timing)]


def test_it_builds_at_once(started: Path) -> None:
    done = mkdocs("build", "--strict", url=URL, folder=started)
    assert done.returncode == 0, said(done)
    guide = load(started / "rules")
    checklist = (started / "site/checklist/index.html").read_text("utf-8")
    for rule in guide.rules:
        assert rule.title in (started / f"site/rules/{rule.id}/index.html").read_text("utf-8")
        assert rule.title in checklist
    for name in ("composer", "calculator"):
        assert f'data-widget="{name}"' in (started / f"site/{name}/index.html").read_text("utf-8")


def test_its_workflow_may_do_no_more_than_it_must(started: Path) -> None:
    text = (started / ".github/workflows/pages.yml").read_text("utf-8")
    assert "permissions:\n  contents: read\n" in text
    assert text.count("write") == 2
    assert text.index("pages: write") > text.index("\n  deploy:")
    assert "persist-credentials: false" in text


def test_what_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        assert main(["new", str(folder)]) == 2
        assert "expected an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["new", str(tmp_path / "mine.txt" / "deeper")]) == 2


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_the_package_works_where_nothing_else_is(tmp_path: Path) -> None:
    """The wheel as a release has it, installed into an empty environment with what it names, begins a sound guide."""
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)], ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    uv, environment = str(Path(sys.executable).with_name("uv")), tmp_path / "environment"
    run([uv, "venv", "--quiet", "--python", sys.executable, str(environment)], tmp_path)
    lock = ["--constraints", str(ROOT / "site_build" / "requirements.txt")]
    run([uv, "pip", "install", "--quiet", "--python", str(environment), *lock, str(wheel)], tmp_path)
    command = next(environment.glob("*/followthrough*"))
    run([str(command), "new", "guide"], tmp_path)
    assert run([str(command), "lint", "guide/rules"], tmp_path).endswith(": no problems\n")


def run(command: list[str], folder: Path) -> str:
    """Return what a command prints that succeeds in a folder, as it would in a fresh shell."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, said(done)
    return done.stdout
