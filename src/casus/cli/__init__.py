"""The command line: parses, renders, decides nothing."""
