"""Seiten des Integrationsmanagements, geteilt nach Fachgegenstand."""
