"""In place of the package's list of names, which imports all of it: our templates need what renders them alone."""
