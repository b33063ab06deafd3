"""Einstieg des Web-Servers (granian)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

application = get_wsgi_application()

from arge.grenze import start_erlauben  # noqa: E402 – erst nach der Einrichtung von Django

start_erlauben()
