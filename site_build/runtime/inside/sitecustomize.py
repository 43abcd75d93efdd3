"""Python runs this at its start: from then on the standard library's modules run when they are used, if at all."""

import sys

import followthrough_late

sys.meta_path.insert(0, followthrough_late.Finder)
