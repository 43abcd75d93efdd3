"""The engine: what a guide says about one reader's situation. Standard library only; the same code runs everywhere."""
