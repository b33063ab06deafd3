"""Fachkräfte, Besetzung, Einlesen, Abwesenheit, Vertretung, Stadtanteil."""
