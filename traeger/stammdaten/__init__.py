"""Träger, Standorte, Quartiere."""
