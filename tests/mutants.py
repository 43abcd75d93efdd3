"""Changes the engine a little, again and again, and says how many changes the unit tests notice: `make mutants`.

It works in a copy, in build/mutants. `make mutants FILES="widgets/engine/times.py tests/unit/test_times.py"` names what
is changed, and which tests may notice; all of the engine against all of its tests takes hours.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

COPY = ROOT / "build" / "mutants"
NEEDED = ("widgets", "site_build", "rules", "tests", "docs")
SAMPLE = ["widgets/engine/times.py", "tests/unit/test_times.py"]


def main(files: list[str]) -> int:
    """Print how many of the changes to some files the tests among them noticed, and return an exit status."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in NEEDED:
        shutil.copytree(ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", COPY)
    (COPY / "pyproject.toml").write_text(settings(files), "utf-8")
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    failed = subprocess.run([mutmut, "run"], cwd=COPY, check=False).returncode
    if failed:
        return failed
    subprocess.run([mutmut, "export-cicd-stats"], cwd=COPY, check=True, stdout=subprocess.DEVNULL)
    found = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    noticed = found["killed"] + found["timeout"]
    judged = found["total"] - found["skipped"]
    sys.stdout.write(f"\n{noticed} of {judged} changes were noticed: {noticed / max(judged, 1):.0%}\n")
    return 0


def settings(files: list[str]) -> str:
    """Return the project's settings with mutmut's: pytest's own must hold in the copy too."""
    own = (ROOT / "pyproject.toml").read_text("utf-8")
    tests = [file for file in files if file.startswith("tests/")]
    given = {
        "source_paths": [file for file in files if file not in tests],
        "also_copy": [*NEEDED, "mkdocs.yml"],
        "pytest_add_cli_args_test_selection": tests or ["tests/unit"],
    }
    return f"{own}\n[tool.mutmut]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or SAMPLE))
