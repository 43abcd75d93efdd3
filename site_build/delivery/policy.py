"""What a browser may do for a page: a Content Security Policy, with the hashes of the theme's inline scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from site_build.delivery.bundle import integrity

HEADER = "Content-Security-Policy"
SELF = "'self'"
NONE = "'none'"
# Those that a guide's author may open to other hosts, and what they hold from the start.
DIRECTIVES: dict[str, tuple[str, ...]] = {
    "default-src": (SELF,),
    # Browsers differ on whether a worker is held to its page's policy; ours runs WebAssembly, and no text as code.
    "script-src": (SELF, "'wasm-unsafe-eval'"),
    "style-src": (SELF,),
    # The theme's icons are in its style sheets.
    "img-src": (SELF, "data:"),
    "font-src": (SELF,),
    "media-src": (SELF,),
    "connect-src": (SELF,),
    "worker-src": (SELF,),
    "manifest-src": (SELF,),
    "frame-src": (SELF,),
    "object-src": (NONE,),
    "base-uri": (SELF,),
    # Our forms are answered in the page. One that was sent would put what a reader typed into an address.
    "form-action": (NONE,),
}
SOURCE = re.compile(r"[a-z][a-z0-9+.-]*:(?://[\w.*:/%~-]+)?|[\w*][\w.*-]*\.[\w.*:/%~-]+", re.IGNORECASE)
"""How an author names a place: a scheme such as `https:`, or a host, with or without one."""
INSIDE = r"(?:\"[^\"]*\"|'[^']*'|[^'\">])*"
# Tags are taken one after another, since what stands in an attribute or in a comment of another is no script.
TAG = re.compile(
    rf"<!--.*?-->|<script\b(?P<attributes>{INSIDE})>(?P<content>.*?)</script\s*>|</?[a-z]{INSIDE}>",
    re.DOTALL | re.IGNORECASE,
)
# What authors write may hold HTML, but no script: it comes from rule files too, and those from anywhere.
ARTICLE = re.compile(r"<article\b.*</article\s*>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(?P<content>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
STYLED = re.compile(r"<[a-z][^<>]*?\sstyle\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<![\w-])(?P<name>src|type)\s*=\s*[\"']?(?P<value>[^\"'\s>]*)", re.IGNORECASE)
RUN = ("", "text/javascript", "application/javascript", "module", "importmap", "speculationrules")
CHARSET = re.compile(r"<meta\s+charset\s*=[^>]*>", re.IGNORECASE)
HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


@dataclass
class Inline:
    """The hashes of what stands in pages without a file of its own, as a policy writes them."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def add(self, page: str) -> None:
        """Take in what stands in a page."""
        self.scripts.update(map(_hashed, _scripts(ARTICLE.sub("", page))))
        self.styles.update(_hashed(found["content"]) for found in STYLE.finditer(page))
        values = (found["double"] or found["single"] or "" for found in STYLED.finditer(page))
        self.attributes.update(_hashed(html.unescape(value)) for value in values)


def policy(inline: Inline, allowed: Mapping[str, Sequence[str]] | None = None, *, served: bool = False) -> str:
    """Return the policy of all pages of a site.

    It is one for all, since instant navigation goes from page to page under that of the first. `allowed` are places
    that the author admits, by directive. Where the site is `served` while it is being written, MkDocs puts a script
    into every page that changes with every build, and so inline scripts run.
    """
    more: dict[str, Iterable[str]] = {
        "script-src": ("'unsafe-inline'",) if served else sorted(inline.scripts),
        # A hash admits an attribute only where a policy says that it may.
        "style-src": [*sorted(inline.styles | inline.attributes), *(("'unsafe-hashes'",) if inline.attributes else ())],
    }
    parts = []
    for name, sources in DIRECTIVES.items():
        given = (allowed or {}).get(name, ())
        kept = [one for one in sources if not (given and one == NONE)]
        parts.append(" ".join([name, *kept, *more.get(name, ()), *given]))
    return "; ".join(parts)


def with_policy(page: str, policy: str) -> str:
    """Return a page that states the policy before anything that it bears on.

    One that states a policy already, or has no head, stays as it is.
    """
    begin = f'<meta http-equiv="{HEADER}"'
    # A page may well speak of it.
    if begin in page:
        return page
    meta = f'{begin} content="{html.escape(policy, quote=False)}">'
    # Browsers look for the charset in a page's first kilobyte.
    place = CHARSET.search(page) or HEAD.search(page)
    return f"{page[: place.end()]}\n{meta}{page[place.end() :]}" if place else page


def problem(allowed: Mapping[str, Sequence[str]]) -> str:
    """Return what is wrong with the places that an author admits, or an empty text."""
    for name, sources in allowed.items():
        if name not in DIRECTIVES:
            return f"allow: expected one of {', '.join(DIRECTIVES)}, got {name!r}"
        if isinstance(sources, str) or not all(isinstance(one, str) and SOURCE.fullmatch(one) for one in sources):
            return f"allow.{name}: expected a list of hosts such as https://example.org, got {sources!r}"
    return ""


def _scripts(page: str) -> Iterator[str]:
    """Yield the scripts in a page that a browser runs."""
    for found in TAG.finditer(page):
        if found["content"] is None:
            continue
        given = {one["name"].lower(): one["value"] for one in ATTRIBUTE.finditer(found["attributes"])}
        if "src" not in given and given.get("type", "").lower() in RUN:
            yield found["content"]


def _hashed(text: str) -> str:
    return f"'{integrity(text.encode())}'"
