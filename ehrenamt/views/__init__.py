"""Seiten des Ehrenamts, geteilt nach Fachgegenstand."""
