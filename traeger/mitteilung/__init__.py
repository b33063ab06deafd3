"""Mitteilungen: die Glocke in der Kopfzeile und ihre E-Mails."""
