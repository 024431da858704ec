"""`python -m desk` is `desk`."""

from desk.cli import main

main()
