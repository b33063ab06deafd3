"""Protokoll, Gesundheit, Kopfzeilen, Ablage, Anmeldung."""
