"""Run the command line as ``python -m dateline``."""

from dateline.cli import main

main()
