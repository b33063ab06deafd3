"""Seiten der Beratung, geteilt nach Fachgegenstand."""
