"""What readers get says the same as what stands in our folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from site_build.delivery.minify import minified
from tests.support import ROOT

BROWSER = ROOT / "widgets" / "browser"
# TypeScript writes both out anew, without any comment.
SAME = """
const ts = require(process.argv[1]);
const options = {removeComments: true, compilerOptions: {removeComments: true, target: "esnext", module: "esnext"}};
const plain = (text) => ts.transpileModule(text, options).outputText;
let input = "";
process.stdin.on("data", (data) => input += data).on("end", () => {
  const odd = JSON.parse(input).filter(([, before, after]) => plain(before) !== plain(after));
  console.log(JSON.stringify(odd.map(([name]) => name)));
});
"""


def test_a_module_without_its_comments_is_the_same() -> None:
    sources = {path.name: path.read_bytes() for path in sorted(BROWSER.glob("*.mjs"))}
    pairs = [[name, text.decode(), minified(text, ".mjs").decode()] for name, text in sources.items()]
    node = shutil.which("node", path=f"{os.environ['PATH']}{os.pathsep}{ROOT / '.venv' / 'bin'}")
    typescript = str(ROOT / "widgets" / "node_modules" / "typescript")
    done = subprocess.run(
        [str(node), "-e", SAME, typescript], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
    assert sum(len(after) for _, _, after in pairs) < 0.8 * sum(len(text) for text in sources.values())


def test_what_only_looks_like_a_comment_stays() -> None:
    source = b'/** @type {X} */ (a).b();\nconst c = "/* d */"; /* e */\n/* f */\n/** g */\nconst h = 1;\n'
    assert minified(source, ".mjs") == b'/** @type {X} */ (a).b();\nconst c = "/* d */"; /* e */\nconst h = 1;\n'


def test_styles_keep_their_rules() -> None:
    text = b"".join(Path(path).read_bytes() for path in sorted((BROWSER / "styles").glob("*.css")))
    made = minified(text, ".css")
    assert made.count(b"{") == text.count(b"{")
    assert b"/*" not in made
