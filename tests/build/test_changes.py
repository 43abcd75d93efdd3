"""What is cut out of Pyodide fits this version of it; where it would not, the build says so."""

from __future__ import annotations

import re

import pytest

from site_build.runtime import RuntimeMissingError, exports, runtime, sources
from site_build.runtime.assembly import SWITCH, files
from site_build.runtime.changes import OF_PYTHON, changed


def test_script_and_module_agree_on_the_names_between_them() -> None:
    name, made = files(runtime())
    script = made[exports.SCRIPT].decode()
    taken = {one or other for one, other in exports.EXPORTED.findall(script)}
    module = made[exports.MODULE]
    whole = (runtime() / exports.MODULE).read_bytes()
    assert len(module) < len(whole)
    # A name that the script takes and that was there is there still.
    for one in sorted(taken):
        entry = bytes([len(one)]) + one.encode()
        assert (entry in module) == (entry in whole), one
    assert re.fullmatch(r"pyodide-[\d.]+-[0-9a-f]{8}", name)


def test_untrimmed_they_are_what_pyodide_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "1")
    name, made = files(runtime())
    assert re.fullmatch(r"pyodide-[\d.]+", name)
    assert all((runtime() / path).read_bytes() == content for path, content in made.items())


@pytest.mark.parametrize("path", OF_PYTHON)
def test_a_file_that_has_become_another_is_told_of(path: str) -> None:
    members = sources.standard(runtime())
    assert changed(members)[path] != members[path]
    with pytest.raises(RuntimeMissingError, match=f"another {path} than the trimming knows"):
        changed({**members, path: b"pass\n"})


@pytest.mark.parametrize("script", ["", "function assignWasmExports(a){}", "var functionsInTableMap;"])
def test_a_script_that_has_become_another_is_told_of(script: str) -> None:
    with pytest.raises(RuntimeMissingError, match=r"another pyodide\.asm\.mjs than the trimming knows"):
        exports.trimmed(script, "", b"")
