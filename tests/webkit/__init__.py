"""The main stories in WebKit, as Safari's engine runs them: `make webkit`, since its driver is not in every machine."""
