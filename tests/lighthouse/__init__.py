"""How Lighthouse judges the built pages: `make lighthouse`."""
