"""From a guide to its site: pages as Markdown, pictures, bare pages, and what every page says of itself."""
