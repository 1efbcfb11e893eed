"""Run the command line as `python -m npcev_kb`."""

from npcev_kb.cli import main

main()
