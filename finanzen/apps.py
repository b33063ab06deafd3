"""Stockwerk 4: Bescheide, Personalkosten, Projektmittel, Verwendungsnachweis."""

from django.apps import AppConfig


class FinanzenConfig(AppConfig):
    name = "finanzen"
    verbose_name = "Finanzen"
