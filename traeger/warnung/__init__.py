"""Warnungen, Quittungen, Kalender, E-Mail."""
