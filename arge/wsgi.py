"""Einstieg des Web-Servers (granian)."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

application = get_wsgi_application()

from arge.betrieb.grenze import start_erlauben  # noqa: E402 – erst nach der Einrichtung von Django

start_erlauben()

# Was jetzt geladen ist, bleibt bis zum Ende: Der Speicherbereiniger muss es nicht bei jeder Anfrage durchsehen (bench/).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
