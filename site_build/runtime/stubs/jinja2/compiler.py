"""In place of what compiles templates: ours are Python modules already."""

CodeGenerator = generate = None
