"""In place of what parses templates: ours are Python modules already."""

Parser = None
