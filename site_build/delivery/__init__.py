"""What a browser gets besides the pages, and the last touch to a built site: what it may load, keep and install."""
