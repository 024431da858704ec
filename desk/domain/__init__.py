"""The desk's words and rules, in the standard library alone."""
