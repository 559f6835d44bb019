"""The command line: the only floor that reads the disk and prints; one file for each command."""
