"""From a folder of YAML files to one typed guide, or to every problem in them with its place."""
