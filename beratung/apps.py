"""Stockwerk 2: Ratsuchende Personen und MBE-Fälle."""

from django.apps import AppConfig


class BeratungConfig(AppConfig):
    name = "beratung"
    verbose_name = "Beratung (MBE)"
