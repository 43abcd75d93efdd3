"""What runs inside Pyodide under Node while a site is built; none of it reaches a reader but `late.py`."""
