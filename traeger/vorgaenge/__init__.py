"""Vorgänge des ersten Stockwerks, je Fachgegenstand ein Modul: `from traeger.vorgaenge.auftrag import …`."""
