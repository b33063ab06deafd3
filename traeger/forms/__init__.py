"""Formulare des ersten Stockwerks, geteilt nach Fachgegenstand."""
