"""Pyodide's module and script with as many names between them as the script makes use of.

The WebAssembly module exports some 8,500 names, so that libraries in C could be loaded into it at run time, and the
script makes a variable and a property of each. Our lock lists no package, so no such library can come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_build.runtime.changes import replaced
from site_build.runtime.source import RuntimeMissingError

SCRIPT, MODULE, LOADER = "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs"
# `_name=Module["_name"]=wasmExports["name"];`, with `.value>>>0` where it is an address; some have several names.
ASSIGNED = re.compile(r'((?:[\w$]+=|Module\["[\w$]+"\]=)+)wasmExports\["[\w$]+"\](?:\.value>>>0)?;')
DECLARED = re.compile(r"var (?:[\w$]+,){1000,}[\w$]+;")
NAME = re.compile(r"[\w$]+")
EXPORTED = re.compile(r'\b\w*Exports(?:\["([\w$]+)"\]|\.([\w$]+))')
ENTRIES = {"main", "__main_argc_argv"}
"""What is called by a name that the script puts together."""
HEADER = b"\0asm\1\0\0\0"
EXPORT_SECTION = 7


def trimmed(script: str, loader: str, module: bytes) -> tuple[str, bytes]:
    """Return the script and the module without the names that neither script uses. Raises RuntimeMissingError."""
    begin = script.find("function assignWasmExports(")
    end = script.find("}", begin)
    declared = DECLARED.search(script)
    if begin < 0 or not declared or not script.startswith("function", declared.end()):
        raise RuntimeMissingError(f"this version of Pyodide has another {SCRIPT} than the trimming knows")
    head, assigned, rest = script[: declared.start()], script[begin:end], script[end:]
    used = {*NAME.findall(head), *NAME.findall(rest), *NAME.findall(loader)}
    kept = ASSIGNED.sub(lambda found: found[0] if used & {*found[1].split("=")} else "", assigned)
    used |= {*NAME.findall(kept)}
    names = [name for name in declared[0][4:-1].split(",") if name in used]
    # Else it would look through the whole table for functions of JavaScript, which are not there yet.
    made = replaced(SCRIPT, head, "var functionsInTableMap;", "var functionsInTableMap=new WeakMap;")
    made = f"{made}var {','.join(names)};{kept}{rest}"
    wanted = ENTRIES | {one or other for one, other in EXPORTED.findall(made)}
    return made, _with_exports(module, wanted)


def _with_exports(module: bytes, wanted: set[str]) -> bytes:
    """Return a module that exports no other names than these."""
    if not module.startswith(HEADER):
        raise RuntimeMissingError(f"{MODULE} is no WebAssembly")
    made, position = bytearray(HEADER), len(HEADER)
    while position < len(module):
        size, begin = _number(module, position + 1)
        end = begin + size
        if module[position] == EXPORT_SECTION:
            kept = [entry for name, entry in _exports(module, begin) if name in wanted]
            content = _written(len(kept)) + b"".join(kept)
            made += bytes([EXPORT_SECTION]) + _written(len(content)) + content
        else:
            made += module[position:end]
        position = end
    return bytes(made)


def _exports(module: bytes, position: int) -> Iterator[tuple[str, bytes]]:
    """Yield the exports of a section that begins there, each with its name: a name, a kind and an index."""
    count, position = _number(module, position)
    for _ in range(count):
        size, begin = _number(module, position)
        _, end = _number(module, begin + size + 1)
        yield module[begin : begin + size].decode(), module[position:end]
        position = end


def _number(module: bytes, position: int) -> tuple[int, int]:
    """Return the unsigned LEB128 number that stands there, and where it ends."""
    value = shift = 0
    while True:
        byte = module[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position


def _written(number: int) -> bytes:
    """Return a number as unsigned LEB128."""
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes([*made, number])
