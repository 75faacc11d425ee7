"""Reads news reports of armed conflict and keeps the ledger of who claimed what."""

from __future__ import annotations

__all__ = ["__version__"]
__version__ = "0.1.0"
