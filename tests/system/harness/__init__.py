"""Tools of the system tests: a local node, the program under test, and what both need."""
