"""The command line: arguments in, tables, JSON lines and exit codes out.

The only place that prints. It reads the store and calls ``present``; it computes nothing. Every
command imports what it needs when it runs, so that ``--help`` needs nothing but Typer.
"""

from reportedly.cli.app import main

__all__ = ["main"]
