"""What the whole costs, in one run on one machine: `make bench`."""
