"""Vorgänge des ersten Stockwerks, geteilt nach Fachgegenstand; eingeführt wird je Modul (`from traeger.vorgaenge import auftrag`)."""
