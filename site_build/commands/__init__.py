"""What the command line can do besides answering: begin a guide, export one, print it, and report in words."""
