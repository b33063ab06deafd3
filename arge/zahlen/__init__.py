"""Zahlen, Zeit, Schutz kleiner Fallzahlen: rein gerechnet."""
