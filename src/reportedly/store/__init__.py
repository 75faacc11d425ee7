"""Keeps records: write, read, done. Stages never see it."""
