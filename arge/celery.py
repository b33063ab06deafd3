"""Celery weckt nur; was zu tun ist und was fertig wurde, steht in der Auftragszeile (traeger.Auftrag)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

app = Celery("arge")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
