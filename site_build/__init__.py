"""Everything that runs on the author's machine: YAML to Guide to pages to site. CPython only."""
