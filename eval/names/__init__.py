"""Pairs of names, labelled by hand: are they one source or actor, or two?"""
