"""How hard the guide is to read: the school grade of every rule's prose, by Flesch and Kincaid.

    python -m tests.prose

The grade is that of Kincaid, Fishburne, Rogers and Chissom, “Derivation of new readability formulas” (1975):
0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by rules of thumb for English. On the words
of this guide they agree with the CMU Pronouncing Dictionary in 97 cases of 100 and come to one percent more in all,
which makes a grade a tenth too high. The items of a list are sentences.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from site_build.loading.loader import load
from tests.support import ROOT
from widgets.engine.model import Guide, Rule

HIGHEST = 8.0
"""The grade above which a page is too hard: what pupils of about thirteen read with ease."""
WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
SENTENCE = re.compile(r"[^.!?]*[A-Za-z][^.!?]*(?:[.!?]+|$)")
SILENT = re.compile(r"(?:[^laeiouy]es|[^laeiouydt]ed|[^l]e|(?<=[aeiouy])le)$")
"""Ends whose e is not spoken: `names`, `asked`, `note`, but not `little` or `wanted`."""
SPOKEN = re.compile(r"(?:[sxz]|ch|sh|[cg])es$")
"""Ends in -es that are a syllable of their own: `boxes`, `places`."""
APART = re.compile(r"i[aou](?!u?s?$)|ia$|[aeiou]ing|eo|ua|io$|[^aeiou]uou|dnt$|sm$")
"""Vowels that are two syllables though they stand together, and endings that are one without a vowel."""
TOGETHER = re.compile(r"[tscx]i[ao]|gi[ao]|[qg]ua|eous|[^aeiou]tiou")


def syllables(word: str) -> int:
    """Return about how many syllables an English word has."""
    bare = re.sub(r"['\u2019].*|[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", bare))
    if SILENT.search(bare) and not SPOKEN.search(bare):
        count -= 1
    count += len(APART.findall(bare)) - len(TOGETHER.findall(bare))
    return max(count, 1)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of plain text whose lines are paragraphs; 0 where it has no words."""
    sentences = [found for line in text.splitlines() for found in SENTENCE.findall(line)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def plain(markdown: str) -> str:
    """Return Markdown as lines of prose: no fences, no addresses, no marks, each list item a line of its own."""
    text = re.sub(r"^```.*?^```$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"^[ >]*(?:[-*]|\d+\.|#+) +", "\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"\{[^{}]*\}|[*_`>\[\]#|]", "", text)
    return "\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))


def prose(rule: Rule) -> str:
    """Return everything that a rule's page says in sentences, apart from its examples and the names of its sources."""
    asked = [text for question in rule.questions for text in (question.ask, question.answer)]
    said = [source.says for source in rule.sources]
    parts = [rule.title, rule.summary, rule.why, *rule.do, *rule.avoid, rule.body, *asked, rule.evidence, *said]
    return plain("\n\n".join([*parts, *rule.checklist]))


def pages(guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield every page of prose with its name."""
    yield "the start", plain((ROOT / "docs/index.md").read_text("utf-8").partition("\n---\n")[2])
    yield "the overview", plain(f"{guide.title}\n\n{guide.summary}\n\n{guide.body}")
    for rule in guide.rules:
        yield rule.id, prose(rule)


def main() -> int:
    """Print every page's grade, and return 1 where one is too hard to read."""
    grades = {name: (grade(text), len(WORD.findall(text))) for name, text in pages(load(ROOT / "rules", tried=False))}
    for name, (reached, words) in grades.items():
        sys.stdout.write(f"{name:14}grade {reached:4.1f} {words:6} words{'  too hard' if reached > HIGHEST else ''}\n")
    return int(any(reached > HIGHEST for reached, _ in grades.values()))


if __name__ == "__main__":
    sys.exit(main())
