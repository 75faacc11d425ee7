"""Lets ``python -m reportedly`` do what ``reportedly`` does."""

from reportedly.cli import main

if __name__ == "__main__":
    main()
