"""The command line: the four calls of the contract, and the commands for authors."""

from __future__ import annotations

import argparse
import io
import json
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from site_build.commands import reports
from site_build.loading.diagnostics import GuideError
from site_build.loading.loader import diagnose, load
from site_build.loading.schema import FILES, schema
from site_build.runtime import RuntimeMissingError
from widgets.engine.api import call
from widgets.engine.model import Guide
from widgets.engine.problems import InvalidError, path_text

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2
MAX_BYTES = 1024 * 1024
CALLS = {
    "compose": "write a message from what is known",
    "check": "check a message against the rules",
    "schedule": "say what to send when",
    "calendar": "give the schedule as a calendar file",
}


class InputError(Exception):
    """What was given cannot be read; the message says why, in one line."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 clean, 1 findings, 2 bad input."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe may know fewer characters than a guide has.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(options.run(options))
    except InputError as error:
        return _complain(str(error))
    except GuideError as error:
        return _complain(str(error))
    except InvalidError as error:
        return _complain(
            *(
                f"{options.file}: {path_text(one.path)}: expected {one.expected}, got {one.got}"
                + (f" ({one.fix})" if one.fix else "")
                for one in error.problems
            )
        )
    except BrokenPipeError:
        sys.stderr.close()
        return CLEAN


def _complain(*lines: str) -> int:
    sys.stderr.write("\n".join(lines) + "\n")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="followthrough",
        description="Guides whose rules are data: compose and check messages, plan them, build the pages.",
        epilog="Exit status: 0 clean, 1 findings, 2 bad input.",
    )
    parser.add_argument("--version", action="version", version=f"followthrough {version('followthrough')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, help_ in CALLS.items():
        formats = ["text", "json", "github"] if name == "check" else ["text", "json"]
        command = _command(commands, name, help_, _answer)
        command.add_argument("file", metavar="FILE", help="the request as JSON; - reads standard input")
        command.add_argument("--rules", type=Path, default=Path("rules"), metavar="DIR", help="the guide (rules)")
        command.add_argument("--format", choices=formats, default="text", help="text for people (default)")
        command.set_defaults(call=name)
    lint = _command(commands, "lint", "say what is wrong with a guide, with file, line and column", _lint)
    lint.add_argument("--format", choices=["text", "json", "github"], default="text", help="text for people (default)")
    lint.add_argument("rules", type=Path, nargs="?", default=Path("rules"), metavar="DIR", help="the guide (rules)")
    schemas = _command(
        commands, "schema", "print the JSON Schema with which editors complete and check a file", _schema
    )
    schemas.add_argument("file", choices=list(FILES), help="guide for guide.yml, rule for a rule file")
    new = _command(commands, "new", "write a small guide of two rules, to be changed into your own", _new)
    new.add_argument("folder", type=Path, metavar="DIR", help="an empty or a new folder")
    export = _command(commands, "export", "write the guide as a MkDocs project that needs no plugin of ours", _export)
    export.add_argument("folder", type=Path, metavar="DIR", help="an empty or a new folder")
    export.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help="(mkdocs.yml)")
    pdf = _command(commands, "pdf", "print the whole guide of a built site into a PDF on it", _pdf)
    pdf.add_argument("site", type=Path, nargs="?", default=Path("site"), metavar="DIR", help="the built site (site)")
    before = _command(commands, "previous", "get the files of a site that pages still open in browsers need", _previous)
    before.add_argument("address", metavar="URL", help="where the site is")
    before.add_argument("folder", type=Path, metavar="DIR", help="a folder; FOLLOWTHROUGH_PREVIOUS=DIR tells a build")
    return parser


def _command(commands: Any, name: str, help_: str, run: Callable[..., int]) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    command.set_defaults(run=run)
    return command


def _answer(options: argparse.Namespace) -> int:
    """Answer one call of the contract."""
    request = _request(options.file)
    guide = _guide(options.rules)
    answer = call(guide, options.call, request)
    if options.format == "json":
        text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    elif options.format == "github":
        text = reports.github(answer, options.file)
    else:
        text = reports.TEXT[options.call](guide, answer)
    # A calendar file has its own line ends.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    found = options.call == "check" and set(answer["verdicts"].values()) & {"warn", "fail"}
    return FINDINGS if found else CLEAN


def _guide(folder: Path) -> Guide:
    if not folder.is_dir():
        raise InputError(f"{folder}: expected a folder with guide.yml, got none (--rules DIR says where it is)")
    # What its examples say is for lint; here an author may want to see why one does not hold.
    return load(folder, tried=False)


def _request(file: str) -> Any:
    """Return the JSON of a file or of standard input. Raises InputError."""
    try:
        raw = _read(sys.stdin.buffer) if file == "-" else _read_file(Path(file))
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        raise InputError(f"{file}: expected a file that can be read, got: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: expected text in UTF-8, got another byte at {error.start}") from None
    except json.JSONDecodeError as error:
        where = f"{file}:{error.lineno}:{error.colno}"
        raise InputError(f"{where}: expected JSON, got something else: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{file}: expected JSON of a few levels, got far more") from None
    except ValueError as error:
        raise InputError(f"{file}: expected JSON, got {error}") from None


def _read_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return _read(stream)


def _read(stream: BinaryIO) -> bytes:
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError(f"expected at most {MAX_BYTES // 1024} kB of input, got more")
    return raw


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _lint(options: argparse.Namespace) -> int:
    """Print every diagnostic of a guide; nothing where there is none."""
    if not options.rules.is_dir():
        raise InputError(f"{options.rules}: expected a folder with guide.yml, got none")
    found = diagnose(options.rules)
    sys.stdout.write(reports.diagnostics(found, options.format))
    if not found and options.format == "text":
        sys.stdout.write(f"{options.rules}: no problems\n")
    return FINDINGS if any(one.severity == "error" for one in found) else CLEAN


def _schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a sort of file."""
    sys.stdout.write(json.dumps(schema(options.file), ensure_ascii=False, indent=2) + "\n")
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    """Write a small guide, and say what can be done with it."""
    from site_build.commands.new import new

    folder = options.folder
    try:
        names = new(folder)
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: {error}") from None
    # Where followthrough was called by its path, mkdocs may need one too.
    mkdocs = "mkdocs" if shutil.which("mkdocs") else str(Path(sysconfig.get_path("scripts"), "mkdocs"))
    sys.stdout.write(
        f"Wrote a guide of two rules to {folder}:\n"
        + "".join(f"  {name}\n" for name in names)
        + f"See it at http://127.0.0.1:8000/ with\n  cd {shlex.quote(str(folder))}\n  {shlex.quote(mkdocs)} serve\n"
        + "and change a file in rules/. README.md says more.\n"
    )
    return CLEAN


def _export(options: argparse.Namespace) -> int:
    """Write the guide as a plain MkDocs project."""
    from site_build.commands.export import export

    try:
        count = export(options.config, options.folder)
    except RuntimeMissingError as error:
        raise InputError(str(error)) from None
    except (OSError, ValueError) as error:
        raise InputError(f"{options.folder}: {error}") from None
    sys.stdout.write(
        f"Wrote {count} files to {options.folder}. There, build them with one of\n"
        "  mkdocs build --strict\n  properdocs build --strict --config-file mkdocs.yml\n  zensical build --strict\n"
    )
    return CLEAN


def _pdf(options: argparse.Namespace) -> int:
    """Print the whole guide into a PDF, and say where it is."""
    from site_build.commands.pdf import make

    try:
        made = make(options.site)
    except (OSError, ValueError) as error:
        raise InputError(f"{options.site}: {error}") from None
    sys.stdout.write(f"Wrote {made}, and the links to it.\n")
    return CLEAN


def _previous(options: argparse.Namespace) -> int:
    """Get the files of the site that is on the web now, for the build that takes its place."""
    from site_build.delivery.previous import fetch

    try:
        count = fetch(options.address, options.folder)
    except (OSError, ValueError) as error:
        raise InputError(f"{options.address}: {error}") from None
    sys.stdout.write(f"Got {count} files into {options.folder}\n" if count else "There is no site of ours yet\n")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
