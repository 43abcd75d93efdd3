"""Everything that runs in the reader's browser: the engine, the templates, and the ES modules around them."""
