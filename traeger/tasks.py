"""Celery-Aufgaben: eine id hinein, ein Aufruf, wiederholbar."""
