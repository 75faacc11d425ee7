"""Runs the product over public benchmark files and writes predictions in their formats."""
