"""Grund des Hauses: Einstellungen, Zusammensetzung durch Namen, reine Bausteine. Kennt keine App."""

from arge.celery import app as celery_app

__all__ = ["celery_app"]
