"""Arbeit neben der Anfrage."""
